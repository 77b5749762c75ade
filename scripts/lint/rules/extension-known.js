import { EXTENSIONS, intended } from '../lib/extensions.js';
import { Place } from '../lib/place.js';
import { nodeRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/** @import { Contract } from '../lib/contract.js' */
/** @import { Context } from '../lib/redocly.js' */
/** @import { Report } from '../lib/rule.js' */

/**
 * Every `x-` key is one that `spec/README.md` explains, and stands where it means something: a slip in an
 * extension's name would otherwise silently take the fact out of everything that is generated.
 */
export const extensionKnown = nodeRule({
  any(place, contract, report, ctx) {
    // A map's keys are names (a header, a property), which may well begin so.
    if (ctx.type.extensionsPrefix === 'x-') checkKeys(place, contract, report, ctx);
  },
  // Keys beside a `$ref` belong to no node: the walker goes on with the target.
  ref(reference, contract, report, ctx) {
    checkKeys(new Place(reference.node, ctx.rawLocation, ctx.resolve), contract, report, ctx);
  },
});

/**
 * @param {Place} place
 * @param {Contract} contract
 * @param {Report} report
 * @param {Context} ctx
 */
function checkKeys(place, contract, report, ctx) {
  for (const key of Object.keys(place.object).filter((name) => name.startsWith('x-'))) {
    const extension = Object.hasOwn(EXTENSIONS, key) ? EXTENSIONS[key] : undefined;
    const at = place.location.child(key).key();
    const where = `in ${contract.show(place)}`;
    const meant = intended(key);
    if (!extension)
      report(
        at,
        `\`${key}\` is no extension of this spec. ` +
          (meant
            ? `Write \`${meant}\` ${where}.`
            : `Take it out ${where}, or explain it in the spec's README and add it to EXTENSIONS; known are ${listed(Object.keys(EXTENSIONS), 'and')}.`),
      );
    else if (!extension.fits({ type: ctx.type.name, place, contract }))
      report(
        at,
        `\`${key}\` means nothing here: it stands on ${extension.on}. Move it there or take it out ${where}.`,
      );
  }
}
