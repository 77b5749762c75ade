/** Cutting of long texts. */

/**
 * Returns a text of at most `length` characters: a longer text ends with `…`. No pair of surrogates is split.
 *
 * @param length in UTF-16 code units, 1 or more
 */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
