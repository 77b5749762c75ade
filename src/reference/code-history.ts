/** The history of a code as blocks: whether clients should rely on it, and what each version changed. */
import type { Catalogue, CatalogueEntry } from '../contract/catalogue.ts';
import { compareVersions } from '../diff/version.ts';
import { type Block, code, type Inline, link, paragraph, parseInline, strong } from '../text/blocks.ts';

/** A change of a code in a version. */
export interface CodeChange {
  version: string;
  /** One or more sentences. */
  change: Inline;
}

/**
 * Returns a note if clients should not rely on a code.
 *
 * @param href returns the target of a link to the section of a code
 */
export function statusBlocks(
  { deprecated, retired, replacedBy }: CatalogueEntry,
  { errors }: Catalogue,
  href: (entry: CatalogueEntry) => string,
): Block[] {
  if (!deprecated) return [];
  const other = errors.find((entry) => entry.code === replacedBy);
  const next = other && [' The code ', link(code(other.code), href(other)), ' replaces it.'];
  const note: Inline =
    retired === undefined
      ? [strong('Deprecated.'), ' A later version of the contract may retire this code.']
      : [strong('Retired.'), ` Since version ${retired} of the contract, servers do not return this code.`];
  return [paragraph(note, next ?? '')];
}

/**
 * Returns the changes of a code by version, in the order of the versions.
 *
 * @param compared the changes that comparisons found, for versions that the spec does not describe
 */
export function historyOf(
  { changes }: CatalogueEntry,
  compared: readonly CodeChange[] = [],
): [version: string, changes: Inline][] {
  const history = new Map<string, Inline[]>();
  const described = changes.map(
    ({ version, change }): CodeChange => ({
      version,
      change: parseInline(change),
    }),
  );
  const found = compared.filter(({ version }) => !changes.some((change) => change.version === version));
  for (const { version, change } of [...described, ...found])
    history.set(version, [...(history.get(version) ?? []), change]);
  return [...history]
    .sort(([a], [b]) => compareVersions(a, b) ?? 0)
    .map(([version, texts]) => [version, texts.flatMap((text, at) => (at === 0 ? [text] : [' ', text]))]);
}
