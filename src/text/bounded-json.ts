/** Parses foreign JSON whose depth and size are bounded, so that code can walk the value recursively. */

/** The deepest nesting; a response of the API has fewer than ten levels. */
const MAX_DEPTH = 200;

/** The most values in one text; a full page of the API has a few thousand. */
const MAX_VALUES = 250_000;

/** A JSON text exceeds a bound (RFC 8259 9 allows parsers to set them). */
export class JsonBoundError extends Error {
  override name = 'JsonBoundError';
  /** The bound, as a phrase. */
  readonly bound: string;

  constructor(bound: string, actual: string) {
    super(actual);
    this.bound = bound;
  }
}

/**
 * Parses a JSON text.
 *
 * @throws {JsonBoundError} if the text is nested too deeply or has too many values
 * @throws {SyntaxError} if the text is not JSON
 */
export function parseBounded(text: string): unknown {
  checkBounds(text);
  return JSON.parse(text);
}

/** Counts brackets and separators outside of strings in one pass, and allocates nothing. */
function checkBounds(text: string): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"':
        at = endOfString(text, at);
        break;
      case '[':
      case '{':
        depth++;
        values++;
        break;
      case ']':
      case '}':
        depth--;
        break;
      case ',':
        values++;
        break;
    }
    if (depth > MAX_DEPTH)
      throw new JsonBoundError(`at most ${MAX_DEPTH} levels of nesting`, `more than ${MAX_DEPTH} levels`);
    if (values > MAX_VALUES)
      throw new JsonBoundError(`at most ${MAX_VALUES} values`, `more than ${MAX_VALUES} values`);
  }
}

/** Returns the index of the quotation mark that ends a string, or the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
