/** Truncation of long texts. */

/**
 * Returns a text of at most `length` characters. A truncated text ends with `…`. No surrogate pair is split.
 *
 * @param length in UTF-16 code units, 1 or more
 */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
