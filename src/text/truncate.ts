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

/** The number of characters before the place of an excerpt, if the text is truncated there. */
const CONTEXT = 20;

/**
 * Returns at most `length` characters of a text, with the place visible. A truncated start or end is `…`.
 *
 * @param length in UTF-16 code units, more than 40
 * @param place an index in the text
 */
export function excerpt(text: string, length: number, place: number): string {
  if (text.length <= length || place < length - CONTEXT) return truncate(text, length);
  const rest = text.slice(place - CONTEXT).replace(/^[\udc00-\udfff]/, '');
  return truncate(`…${rest}`, length);
}
