import { closeMatches } from '../../../src/text/suggest.ts';
import { Place } from '../place.ts';
import { listed, type Report, rule } from '../rule.ts';
import { EXTENSIONS } from '../types.ts';

/** Each `x-` key is an extension of this spec on a supported type of node. Tools would silently ignore a misspelt key. */
export const extensionKnown = rule({
  any(place, report, _contract, { type }) {
    // The keys of a map are names, for example of headers, which can start with `x-`.
    if (type.extensionsPrefix === 'x-') checkKeys(place, report, type.name);
  },
  // Redocly visits the target of a reference. It does not visit the keys next to the `$ref`.
  ref(reference, report, _contract, { rawLocation, resolve }) {
    checkKeys(new Place(reference.node, { location: rawLocation, resolve }), report, 'reference');
  },
});

function checkKeys(place: Place, report: Report, type: string): void {
  const allowed = Object.keys(EXTENSIONS[type] ?? {});
  const all = Object.entries(EXTENSIONS);
  for (const [key, value] of place.entries()) {
    if (!key.startsWith('x-') || allowed.includes(key)) continue;
    const homes = all.filter(([, extensions]) => Object.hasOwn(extensions, key)).map(([home]) => home);
    const [suggestion] = closeMatches(
      key,
      all.flatMap(([, extensions]) => Object.keys(extensions)),
    );
    const hint = suggestion
      ? `Write \`${suggestion}\`.`
      : 'Remove it, or explain it in spec/README.md and add it to EXTENSIONS in scripts/lint/types.ts.';
    report(
      value.key,
      homes.length > 0
        ? `\`${key}\` has no effect on a ${type}. Move it to a ${listed(homes, 'or')}, or remove it.`
        : `\`${key}\` is not an extension of this spec. ${hint}`,
    );
  }
}
