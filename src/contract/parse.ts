/** Reading YAML and JSON that people wrote: a value that is safe to walk through, or one sentence on what is wrong. */
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

/** What is wrong with a text, as a clause for a sentence: it has neither a full stop nor the text's name. */
export class SyntaxFault extends Error {
  override name = 'SyntaxFault';

  /** @param message as the parser has it: it may quote the text, line ends and all */
  constructor(message: string, options?: ErrorOptions) {
    super(clauseOf(message), options);
  }
}

/** Nothing that people write is nested as deeply, and whoever walks through a value calls himself for each level. */
const MAX_DEPTH = 200;

/** A half of a pair of surrogates: UTF-8, and so a URL, has no form for it. */
const HALF = /\p{Surrogate}/u;

/**
 * Parses JSON, with a byte order mark or without.
 *
 * @throws {SyntaxFault} where it is none, or no value that is safe to walk through
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
 * Parses YAML, as far as it says the same as JSON.
 *
 * @throws {SyntaxFault} where it is none, or no value that is safe to walk through
 */
export function parseYaml(text: string): unknown {
  let value: unknown;
  try {
    value = yamlValue(text);
  } catch (error) {
    // An alias that leads nowhere, or so many of them that they would fill the memory.
    if (error instanceof ReferenceError) throw new SyntaxFault(error.message, { cause: error });
    throw error;
  }
  checkValue(value);
  return value;
}

const TOO_DEEP = `it is nested more than ${MAX_DEPTH} levels deep, or in itself`;

function yamlValue(text: string): unknown {
  const lines = new LineCounter();
  const placed = (told: string, at = 0) => {
    const { line, col } = lines.linePos(at);
    return new SyntaxFault(`${told} at line ${line}, column ${col}`);
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  for (const token of tokens) if (isDeep(token)) throw new SyntaxFault(TOO_DEEP);
  const composer = new Composer<ParsedNode>({
    // What comes is what JSON has, whatever tags and directives stand there.
    schema: 'core',
    resolveKnownTags: false,
    // A search of its own (below): the parser's takes the square of the number of keys.
    uniqueKeys: false,
    logLevel: 'error',
  });
  const [document, another] = composer.compose(tokens, true, text.length);
  if (!document) return null;
  if (another) throw placed('it holds a second document', another.range[0]);
  const [error] = document.errors;
  if (error) throw placed(error.message, error.pos[0]);
  visit(document, {
    Map: (_, map) => {
      const twice = keyTwice(map);
      if (twice) throw placed('Map keys must be unique', twice.range?.[0]);
    },
  });
  return document.toJS();
}

/** Whether a token is nested too deeply for the composer, which calls itself for each level: a full stack ends the process. */
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

/** The first key of a map that it has before. */
function keyTwice({ items }: YAMLMap): Scalar | undefined {
  const names = new Set<string>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    if (names.has(name)) return key;
    names.add(name);
  }
  return undefined;
}

/** @throws {SyntaxFault} where a value is nested too deeply or in itself, or holds what JSON or UTF-8 has no form for */
function checkValue(root: unknown): void {
  // An alias gives the same object again: it is looked at once. What is still being looked at stands in itself.
  const heights = new Map<object, number>();
  const heightOf = (value: unknown, depth: number): number => {
    if (typeof value === 'string' && HALF.test(value))
      throw new SyntaxFault('a text in it has half of a character (a lone surrogate)');
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new SyntaxFault(`it has the number ${value}, which JSON does not have`);
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
