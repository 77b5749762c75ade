/** Generators of nearly valid input: a valid value or text with a few mutations. */
import * as fc from 'fast-check';
import { isObject, type Json, type JsonObject } from '../../../src/contract/document.ts';

/** The nesting depth of extreme input. */
const DEEP = 20_000;

/** Values that replace valid ones. */
const UNEXPECTED: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1e308,
    0.5,
    '',
    ' ',
    '\n',
    'a\r\nb: c',
    '\0',
    '%zz',
    '{',
    '}',
    '/',
    '#',
    '#/',
  ],
  ...[
    'constructor',
    '__proto__',
    'toString',
    '日本語',
    '\ud800',
    'http://[',
    '(',
    '[',
    '(?<',
    'x'.repeat(10_000),
  ],
  ...[[], {}, [[]], [null], { '': '' }, { $ref: '#' }, { $ref: '' }, { $ref: '#/' }, { $ref: '#/nowhere' }],
  ...[{ $ref: '#/%zz' }, { $ref: 'other.yaml' }, { $ref: 'http://[/' }, { $ref: 5 }, { type: 'nonsense' }],
  ...[{ type: 5 }, { pattern: '(' }, { format: 'nonsense' }, { minimum: 'a' }, { enum: [] }, { const: null }],
];

/** A path into a value: the index of a child at each level, modulo the number of children. */
const path = fc.array(fc.nat(1000), { minLength: 1, maxLength: 14 });

type Edit = (parent: JsonObject | Json[], key: string, root: JsonObject) => void;

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.constant<Edit>((parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  }),
  fc.constantFrom(...UNEXPECTED).map(
    (value): Edit =>
      (parent, key) =>
        set(parent, key, structuredClone(value)),
  ),
  fc.jsonValue({ maxDepth: 2 }).map(
    (value): Edit =>
      (parent, key) =>
        set(parent, key, value as Json),
  ),
  // A copy of another node.
  path.map(
    (other): Edit =>
      (parent, key, root) => {
        const location = locate(root, other);
        if (location) set(parent, key, structuredClone(nodeAt(location.parent, location.key)));
      },
  ),
  // A reference to another node, which may be a parent.
  path.map(
    (other): Edit =>
      (parent, key, root) => {
        const $ref = locate(root, other)?.pointer;
        if ($ref !== undefined) set(parent, key, { $ref });
      },
  ),
  fc.constant<Edit>((parent, key) => {
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)] ?? null));
    else parent[`${key}-2`] = structuredClone(parent[key] ?? null);
  }),
  // Another name, which may be a name of a JavaScript property.
  fc.oneof(fc.string(), fc.constantFrom(...UNEXPECTED.filter((value) => typeof value === 'string'))).map(
    (name): Edit =>
      (parent, key) => {
        if (Array.isArray(parent)) return;
        const value = parent[key] ?? null;
        delete parent[key];
        set(parent, name, value);
      },
  ),
  fc.string().map(
    (text): Edit =>
      (parent, key) => {
        const value = nodeAt(parent, key);
        if (typeof value === 'string') set(parent, key, value + text);
      },
  ),
);

/** A mutated value. On a failure, fast-check prints only the mutations. */
export interface Mutated {
  value: JsonObject;
  [fc.toStringMethod]: () => string;
}

/** Generates copies of a value with 1 to 4 mutations. */
export function mutated(root: JsonObject): fc.Arbitrary<Mutated> {
  return fc.array(fc.tuple(path, edit), { minLength: 1, maxLength: 4 }).map((edits) => {
    const value = structuredClone(root);
    const mutations: string[] = [];
    for (const [target, apply] of edits) {
      const location = locate(value, target);
      if (!location) continue;
      const before = JSON.stringify(location.parent);
      apply(location.parent, location.key, value);
      mutations.push(
        `${location.pointer}: ${before.slice(0, 300)} -> ${JSON.stringify(location.parent).slice(0, 300)}`,
      );
    }
    return { value, [fc.toStringMethod]: () => mutations.join('\n') };
  });
}

/** Follows a path of child indexes and returns the last parent and key, or undefined if a node has no children. */
function locate(root: JsonObject, indexes: readonly number[]) {
  let parent: JsonObject | Json[] = root;
  let pointer = '#';
  for (const [level, index] of indexes.entries()) {
    const keys = Object.keys(parent);
    const key = keys[index % keys.length];
    if (key === undefined) return undefined;
    pointer += `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const value = nodeAt(parent, key);
    if (level === indexes.length - 1 || !(isObject(value) || Array.isArray(value)))
      return { parent, key, pointer };
    parent = value;
  }
  return undefined;
}

function nodeAt(parent: JsonObject | Json[], key: string): Json {
  return (Array.isArray(parent) ? parent[Number(key)] : parent[key]) ?? null;
}

function set(parent: JsonObject | Json[], key: string, value: Json): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  // Like a JSON parser, this treats `__proto__` as an ordinary name.
  else Object.defineProperty(parent, key, { value, configurable: true, enumerable: true, writable: true });
}

/** Rare syntax of YAML. */
const FRAGMENTS: readonly string[] = [
  ...[
    '&a ',
    '*a',
    '*nowhere',
    '<<: *a\n',
    '!!binary ',
    '!!set ',
    '!custom ',
    '!!js/function ',
    '? ',
    '- ',
    ': ',
  ],
  ...[
    '\t',
    '\n---\n',
    '\n...\n',
    '%YAML 9.9\n',
    '#',
    '"',
    "'",
    '|',
    '>',
    '|9\n',
    '{',
    '}',
    '[',
    ']',
    ',',
    '@',
    '`',
  ],
  ...['\0', '\x07', '\ufeff', '\ud800', '\u2028', '.nan', '.inf', '0x', '1e999', '~', '__proto__: {a: b}\n'],
];

/** Generates copies of a text with 1 to 4 deletions, duplications or insertions. */
export function mutatedText(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(
    fc.nat(text.length),
    fc.nat(40),
    fc.oneof(fc.constant(''), fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 8 })),
    fc.boolean(),
  );
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((whole, [start, length, fragment, twice]) => {
      const cut = whole.slice(start, start + length);
      return whole.slice(0, start) + (twice ? cut + cut : '') + fragment + whole.slice(start + length);
    }, text),
  );
}

/** Extreme texts, by name. */
export const EXTREMES: Readonly<Record<string, string>> = {
  'deeply nested lists without an end': '['.repeat(DEEP),
  'deeply nested lists': '['.repeat(DEEP) + ']'.repeat(DEEP),
  'deeply nested objects': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  'deeply nested block mappings': Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(
    '',
  ),
  'deeply nested block sequences': '- '.repeat(DEEP),
  'billion laughs': [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`),
  ].join('\n'),
  'an alias to its own parent': 'a: &a\n  b: *a\n',
  'a list that contains itself': '&a [*a]',
  'an unresolved alias': 'a: *b\n',
  'merge keys': 'a: &a {b: 1}\nc:\n  <<: *a\n',
  'binary data': Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 131) % 256)).toString('latin1'),
  'NUL characters': '\0'.repeat(1000),
  'a byte order mark': '\ufeff',
  'an empty text': '',
  'white space': '   \n\t\n',
  'two documents': 'a: 1\n---\nb: 2\n',
  'a list as key': '? [a, b]\n: c\n',
  'a duplicate key': 'a: 1\na: 2\n',
  'one line of a megabyte': 'a'.repeat(1024 * 1024),
  'a value of a megabyte': `a: ${'b'.repeat(1024 * 1024)}`,
  'many keys': Array.from({ length: 5_000 }, (_, n) => `k${n}: ${n}`).join('\n'),
};
