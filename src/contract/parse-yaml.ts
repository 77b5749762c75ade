/** Parses YAML from users. The result is a value that is safe to traverse recursively. */
import {
  Composer,
  type CST,
  isScalar,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import {
  checkCharacters,
  checkValue,
  MAX_DEPTH,
  MAX_PARTS,
  SyntaxFault,
  TOO_DEEP,
  TOO_LARGE,
} from './parse.ts';

/** The maximum number of aliases. Each repeats a node, so that a short text can have a huge value. */
const MAX_ALIASES = 100;

/**
 * Parses YAML whose values JSON can express.
 *
 * @throws {SyntaxFault} if the text is not YAML, or the value is not safe to traverse
 */
export function parseYaml(text: string): unknown {
  checkCharacters(text);
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

function yamlValue(text: string): unknown {
  const lines = new LineCounter();
  const placed = (clause: string, at = 0) => {
    const { line, col } = lines.linePos(at);
    return new SyntaxFault(`${clause} at line ${line}, column ${col}`);
  };
  const tokens = tokensOf(text, lines);
  checkTokens(tokens);
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
  // Warnings are about tags and directives, which the result could not express.
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw placed(error.message, error.pos[0]);
  visit(document, {
    Map: (_, map) => {
      const merge = map.items.map(({ key }) => key).find(isMergeKey);
      if (merge) throw placed('Merge keys (<<) are not supported', merge.range?.[0]);
      const duplicate = duplicateKey(map);
      if (duplicate) throw placed('Map keys must be unique', duplicate.range?.[0]);
    },
  });
  return document.toJS();
}

/** Stops at the limit, because the tokens of a large text would fill the memory. */
function tokensOf(text: string, lines: LineCounter): CST.Token[] {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens: CST.Token[] = [];
  let parts = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++parts > MAX_PARTS) throw new SyntaxFault(TOO_LARGE);
    tokens.push(...parser.next(lexeme));
  }
  return [...tokens, ...parser.end()];
}

/**
 * Checks tokens level by level. The composer is recursive: a stack overflow would end the process.
 *
 * @throws {SyntaxFault} if a token is nested too deeply, or there are too many aliases
 */
function checkTokens(tokens: CST.Token[]): void {
  let aliases = 0;
  let level = tokens;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw new SyntaxFault(TOO_DEEP);
    for (const { type } of level) if (type === 'alias') aliases++;
    if (aliases > MAX_ALIASES) throw new SyntaxFault(`it has more than ${MAX_ALIASES} aliases`);
    level = level.flatMap(innerTokens);
  }
}

function innerTokens(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}

/** Returns whether a key merges another map, which YAML 1.2 does not define. In quotes, the key is a name. */
function isMergeKey(key: unknown): key is Scalar {
  return isScalar(key) && key.value === '<<' && key.type === Scalar.PLAIN;
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
