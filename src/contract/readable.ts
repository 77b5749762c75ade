/** Messages that quote what somebody gave: a terminal shows them in a line, and as they are. */

/** A message of which the end counts, too: it says what to do. */
const MAX_LENGTH = 1000;

/** How much of a message that is too long is kept at its end. */
const END = 300;

/** A text without what moves a terminal's cursor, and short enough to be read. */
export function readable(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/ +\.$/, '.');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - END)} … ${line.slice(-END)}` : line;
}

/** What a library says of its fault, to go on with in a sentence: without a full stop, and without what says nothing. */
export function clauseOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/:? *\[object Object\]/g, '').replace(/[\s.]+$/, '');
}
