/** Input that nearly is what it should be: a value or a text that is right, and something wrong in it. */
import * as fc from 'fast-check';
import { isObject, type Json, type JsonObject } from '../../../src/contract/document.ts';

/** How deep something is nested that nobody nests by hand. */
const DEEP = 20_000;

/** Values that come where others are expected. */
const STRANGE: readonly Json[] = [
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

/** A way into a value: at each level one of the children, by its number. */
const way = fc.array(fc.nat(1000), { minLength: 1, maxLength: 14 });

type Edit = (parent: JsonObject | Json[], key: string, root: JsonObject) => void;

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.constant<Edit>((parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  }),
  fc.constantFrom(...STRANGE).map(
    (value): Edit =>
      (parent, key) =>
        set(parent, key, structuredClone(value)),
  ),
  fc.jsonValue({ maxDepth: 2 }).map(
    (value): Edit =>
      (parent, key) =>
        set(parent, key, value as Json),
  ),
  // What stands elsewhere.
  way.map(
    (other): Edit =>
      (parent, key, root) => {
        const place = at(root, other);
        if (place) set(parent, key, structuredClone(nodeAt(place.parent, place.key)));
      },
  ),
  // A reference to what stands elsewhere, to what it stands in, too.
  way.map(
    (other): Edit =>
      (parent, key, root) => {
        const $ref = at(root, other)?.pointer;
        if ($ref !== undefined) set(parent, key, { $ref });
      },
  ),
  fc.constant<Edit>((parent, key) => {
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)] ?? null));
    else parent[`${key}-2`] = structuredClone(parent[key] ?? null);
  }),
  // Another name, which may be a name of JavaScript's.
  fc.oneof(fc.string(), fc.constantFrom(...STRANGE.filter((value) => typeof value === 'string'))).map(
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

/** A value that was changed, and what a failure shows of it: the places, not the whole. */
export interface Mutated {
  value: JsonObject;
  [fc.toStringMethod]: () => string;
}

/** A value with one wrong thing in it, or a few. */
export function mutated(root: JsonObject): fc.Arbitrary<Mutated> {
  return fc.array(fc.tuple(way, edit), { minLength: 1, maxLength: 4 }).map((edits) => {
    const value = structuredClone(root);
    const places: string[] = [];
    for (const [path, change] of edits) {
      const place = at(value, path);
      if (!place) continue;
      const before = JSON.stringify(place.parent);
      change(place.parent, place.key, value);
      places.push(
        `${place.pointer}: ${before.slice(0, 300)} -> ${JSON.stringify(place.parent).slice(0, 300)}`,
      );
    }
    return { value, [fc.toStringMethod]: () => places.join('\n') };
  });
}

function at(root: JsonObject, path: readonly number[]) {
  let parent: JsonObject | Json[] = root;
  let pointer = '#';
  for (const [index, number] of path.entries()) {
    const keys = Object.keys(parent);
    const key = keys[number % keys.length];
    if (key === undefined) return undefined;
    pointer += `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const value = nodeAt(parent, key);
    if (index === path.length - 1 || !(isObject(value) || Array.isArray(value)))
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
  // As a parser does: `__proto__` is a name like others.
  else Object.defineProperty(parent, key, { value, configurable: true, enumerable: true, writable: true });
}

/** What YAML can hold, and people seldom write. */
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

/** A text of which something is left out, said twice, or put in, in one place or a few. */
export function garbled(text: string): fc.Arbitrary<string> {
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

/** Texts that are large where others are small, by name. */
export const EXTREMES: Readonly<Record<string, string>> = {
  'deep lists': '['.repeat(DEEP),
  'deep lists that end': '['.repeat(DEEP) + ']'.repeat(DEEP),
  'deep objects': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  'deep blocks': Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
  'deep dashes': '- '.repeat(DEEP),
  'billion laughs': [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`),
  ].join('\n'),
  'an alias to what it stands in': 'a: &a\n  b: *a\n',
  'a list in itself': '&a [*a]',
  'an alias that is nowhere': 'a: *b\n',
  'merge keys': 'a: &a {b: 1}\nc:\n  <<: *a\n',
  'binary data': Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 131) % 256)).toString('latin1'),
  'nothing but NUL': '\0'.repeat(1000),
  'a byte order mark': '\ufeff',
  nothing: '',
  blanks: '   \n\t\n',
  'two documents': 'a: 1\n---\nb: 2\n',
  'keys that are lists': '? [a, b]\n: c\n',
  'a key twice': 'a: 1\na: 2\n',
  'a megabyte of one line': 'a'.repeat(1024 * 1024),
  'a megabyte of a value': `a: ${'b'.repeat(1024 * 1024)}`,
  'many keys': Array.from({ length: 20_000 }, (_, n) => `k${n}: ${n}`).join('\n'),
};
