/** Parses JSON from users. The result is a value that is safe to traverse recursively. */
import { createScanner } from 'jsonc-parser';
import { clauseOf } from '../text/sanitize.ts';

/** A syntax error. The message is a clause for a longer sentence: it has no full stop, and it does not name the file. */
export class SyntaxFault extends Error {
  override name = 'SyntaxFault';

  /** @param message the message of the parser; it may quote the text, including line breaks */
  constructor(message: string, options?: ErrorOptions) {
    super(clauseOf(message), options);
  }
}

/** Recursive functions traverse the parsed values, so the depth must be limited. No reasonable document is this deep. */
export const MAX_DEPTH = 200;

/** The maximum number of values or tokens, which limits time and memory. The bundle of 300 operations has about 200,000. */
export const MAX_PARTS = 1_000_000;

export const TOO_DEEP = `it is nested more than ${MAX_DEPTH} levels deep, or it contains itself`;
export const TOO_LARGE = `it has more than ${MAX_PARTS} parts`;

/** A lone surrogate, which UTF-8 and therefore a URL cannot encode. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The control characters that neither JSON nor YAML allows in a text (RFC 8259 7, YAML 1.2 5.1). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression must match control characters
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f]/;

/**
 * Parses JSON, with or without a byte order mark.
 *
 * @throws {SyntaxFault} if the text is not JSON, has a duplicate key, or the value is not safe to traverse
 */
export function parseJson(text: string): unknown {
  checkCharacters(text);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new SyntaxFault((cause as Error).message, { cause });
  }
  checkKeys(text);
  checkValue(value);
  return value;
}

/** @throws {SyntaxFault} if a text contains a control character that no parser should accept */
export function checkCharacters(text: string): void {
  const found = CONTROL.exec(text);
  if (!found) return;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const line = text.slice(0, found.index).split('\n').length;
  throw new SyntaxFault(`it has the control character U+${code} at line ${line}`);
}

/**
 * Checks the tokens of a valid JSON text. `JSON.parse` accepts duplicate keys, and returns only the last value.
 *
 * @throws {SyntaxFault} if an object has a duplicate key, or the text has too many tokens
 */
function checkKeys(text: string): void {
  const scanner = createScanner(text, true);
  // The names in each open object. A list has none.
  const open: (Set<string> | undefined)[] = [];
  let isKey = false;
  let parts = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    if (++parts > MAX_PARTS) throw new SyntaxFault(TOO_LARGE);
    const offset = scanner.getTokenOffset();
    const first = text[offset];
    const names = open.at(-1);
    if (isKey && names && first === '"') {
      const name = scanner.getTokenValue();
      if (names.has(name)) throw new SyntaxFault(duplicateAt(text, offset, name));
      names.add(name);
    }
    if (first === '{') open.push(new Set());
    else if (first === '[') open.push(undefined);
    else if (first === '}' || first === ']') open.pop();
    isKey = first === '{' || first === ',';
  }
}

function duplicateAt(text: string, offset: number, name: string): string {
  const before = text.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `Map keys must be unique, but ${JSON.stringify(name)} occurs twice at line ${before.length}, column ${column}`;
}

/**
 * Checks that a value can be traversed recursively and written as JSON.
 *
 * @throws {SyntaxFault} if a value has too many parts, is nested too deeply, contains itself, or has a part that JSON or UTF-8 cannot express
 */
export function checkValue(root: unknown): void {
  // Aliases give the same object several times; each is visited once. An object that is reached again during its own
  // visit contains itself: the infinite height reports this.
  const heights = new Map<object, number>();
  let parts = 0;
  const heightOf = (value: unknown, depth: number): number => {
    if (++parts > MAX_PARTS) throw new SyntaxFault(TOO_LARGE);
    if (typeof value === 'string' && LONE_SURROGATE.test(value))
      throw new SyntaxFault('a string in it has a lone surrogate (half of a character)');
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new SyntaxFault(`it has the number ${value}, which JSON does not support`);
    if (typeof value !== 'object' || value === null) return 0;
    const known = heights.get(value) ?? (depth > MAX_DEPTH ? Number.POSITIVE_INFINITY : undefined);
    if (known !== undefined) {
      if (depth + known > MAX_DEPTH) throw new SyntaxFault(TOO_DEEP);
      return known;
    }
    heights.set(value, Number.POSITIVE_INFINITY);
    let height = 0;
    for (const [key, inner] of Object.entries(value)) {
      heightOf(key, depth);
      height = Math.max(height, 1 + heightOf(inner, depth + 1));
    }
    heights.set(value, height);
    return height;
  };
  heightOf(root, 0);
}
