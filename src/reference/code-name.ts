/** Returns the name of a code from any spelling of it: in lower case, with hyphens or spaces. Also runs in browsers. */
export function codeNameOf(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/[-\s]+/g, '_');
}
