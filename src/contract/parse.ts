/** Parses YAML and JSON from users. The result is a value that is safe to traverse recursively. */
import {
  Composer,
  type CST,
  isScalar,
  LineCounter,
  type ParsedNode,
  Parser,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
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
const MAX_DEPTH = 200;

/** A lone surrogate, which UTF-8 and therefore a URL cannot encode. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Parses JSON, with or without a byte order mark.
 *
 * @throws {SyntaxFault} if the text is not JSON, or the value is not safe to traverse
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new SyntaxFault((cause as Error).message, { cause });
  }
  checkValue(value);
  return value;
}

/**
 * Parses YAML whose values JSON can express.
 *
 * @throws {SyntaxFault} if the text is not YAML, or the value is not safe to traverse
 */
export function parseYaml(text: string): unknown {
  let value: unknown;
  try {
    value = yamlValue(text);
  } catch (error) {
    // An unresolved alias, or aliases whose expansion would fill the memory.
    if (error instanceof ReferenceError) throw new SyntaxFault(error.message, { cause: error });
    throw error;
  }
  checkValue(value);
  return value;
}

const TOO_DEEP = `it is nested more than ${MAX_DEPTH} levels deep, or it contains itself`;

function yamlValue(text: string): unknown {
  const lines = new LineCounter();
  const placed = (clause: string, at = 0) => {
    const { line, col } = lines.linePos(at);
    return new SyntaxFault(`${clause} at line ${line}, column ${col}`);
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  for (const token of tokens) if (isDeep(token)) throw new SyntaxFault(TOO_DEEP);
  const composer = new Composer<ParsedNode>({
    // The result has only types of JSON, regardless of tags and directives.
    schema: 'core',
    resolveKnownTags: false,
    // `duplicateKey` checks this in linear time; the check of the parser is quadratic.
    uniqueKeys: false,
    logLevel: 'error',
  });
  const [document, another] = composer.compose(tokens, true, text.length);
  if (!document) return null;
  if (another) throw placed('it has a second document', another.range[0]);
  const [error] = document.errors;
  if (error) throw placed(error.message, error.pos[0]);
  visit(document, {
    Map: (_, map) => {
      const duplicate = duplicateKey(map);
      if (duplicate) throw placed('Map keys must be unique', duplicate.range?.[0]);
    },
  });
  return document.toJS();
}

/** Returns whether a token is nested too deeply for the composer, which is recursive: a stack overflow would end the process. */
function isDeep(token: CST.Token): boolean {
  let level: CST.Token[] = [token];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap(innerTokens);
  }
  return false;
}

function innerTokens(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}

/** Returns the first key that occurs twice in a map. */
function duplicateKey({ items }: YAMLMap): Scalar | undefined {
  const names = new Set<string>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    if (names.has(name)) return key;
    names.add(name);
  }
  return undefined;
}

/**
 * Checks that a value can be traversed recursively and written as JSON.
 *
 * @throws {SyntaxFault} if a value is nested too deeply, contains itself, or has a part that JSON or UTF-8 cannot express
 */
function checkValue(root: unknown): void {
  // Aliases give the same object several times; each is visited once. An object that is reached again during its own
  // visit contains itself: the infinite height reports this.
  const heights = new Map<object, number>();
  const heightOf = (value: unknown, depth: number): number => {
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
