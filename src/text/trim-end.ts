/**
 * Removes these characters from the end of a text. A pattern like `/x+$/` would take quadratic time.
 *
 * @param characters the characters to remove
 */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
