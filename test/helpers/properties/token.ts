/** The token in a response: its spellings, its places, and whether a value reveals it. */
import fc from 'fast-check';
import { contract } from '../project.ts';
import type { Step } from './world.ts';

/**
 * Visible ASCII, so long that the client's own texts do not contain it, and not the mask itself. It has no backslash,
 * because a reader could not tell an escape sequence from the token.
 */
export const token: fc.Arbitrary<string> = fc
  .string({ unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)), minLength: 8 })
  .filter((text) => !/^\*+$|\\/.test(text));

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');

/** The spellings of a character that decode to the character: in plain text, a URL or a JSON string. */
const SPELLINGS: readonly ((character: string) => string)[] = [
  (character) => character,
  (character) => encodeURIComponent(character),
  (character) => `%${hex(character)}`,
  (character) => `%${hex(character).toUpperCase()}`,
  (character) => JSON.stringify(character).slice(1, -1),
  (character) => character.replace('/', '\\/'),
  (character) => `\\u00${hex(character)}`,
  (character) => `\\u00${hex(character).toUpperCase()}`,
];

/** A spelling of a token: the same for all characters, or different ones. */
const spelling: fc.Arbitrary<(text: string) => string> = fc
  .oneof(
    fc.constantFrom(...SPELLINGS).map((way) => [way]),
    fc.array(fc.constantFrom(...SPELLINGS), { minLength: 1, maxLength: 8 }),
  )
  .map(
    (ways) => (text) => [...text].map((character, index) => ways[index % ways.length]?.(character)).join(''),
  );

const envelopes = contract.errors.map(({ example }) => example.error as Record<string, unknown>);

/** Builds a step whose response or exception contains the words. */
type Placing = (words: string, before: string) => Step['does'];

const response = (status: number, body: string, headers = {}) => ({
  response: { status, headers, body: new TextEncoder().encode(body) },
});
const withError = (change: (error: Record<string, unknown>, words: string) => object): Placing[] =>
  envelopes.map((error) => (words, before) => {
    const changed = change(error, before + words);
    return response(400, JSON.stringify({ success: false, error: { ...error, ...changed } }));
  });

const PLACES: readonly Placing[] = [
  (words, before) => response(200, before + words),
  (words, before) => response(502, `${before}${words} and more`),
  // The words are raw JSON here: the text that the parser returns must be masked.
  (words, before) =>
    response(
      400,
      `{"success":false,"error":{"code":"${words}","message":"${before}${words}","x":"${words}"}}`,
    ),
  (words, before) => response(418, `{"success":false,"error":{"code":"NEW_${words}","message":"${before}"}}`),
  ...withError((_, words) => ({ message: words })),
  ...withError((error, words) => Object.fromEntries(Object.keys(error).map((name) => [name, words]))),
  (words, before) => ({ throws: new TypeError(before + words), atOnce: false }),
  (words, before) => ({ throws: new Error('x', { cause: new Error(before + words) }), atOnce: true }),
  (words, before) => ({ throws: new Error('x', { cause: before + words }), atOnce: true }),
  (words, before) => ({ throws: before + words, atOnce: false }),
];

/** A step that returns the token. */
export function echo(of: string): fc.Arbitrary<Step> {
  const before = fc.oneof(
    // A backslash would escape the first letter of the token or make the JSON invalid.
    fc.string({ maxLength: 5 }).map((text) => text.replaceAll('\\', '/')),
    // Puts the token at the end of the excerpt.
    fc.integer({ min: 470, max: 510 }).map((length) => 'x'.repeat(length)),
  );
  return fc
    .tuple(fc.constantFrom(...PLACES), spelling, before)
    .map(([place, spell, words]) => ({ does: place(spell(of), words), cuts: [], slowness: 0 }));
}

/** Returns all texts in a value: names and values of its own properties, including non-enumerable ones. */
export function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Response) return [];
  seen.add(value);
  return Object.getOwnPropertyNames(value).flatMap((name) => [
    name,
    ...textsIn((value as Record<string, unknown>)[name], seen),
  ]);
}

/** Returns whether a reader who decodes a text once as a URL and once as JSON can read the token. */
export function reveals(text: string, of: string): boolean {
  const character = (code: string) => String.fromCharCode(Number.parseInt(code, 16));
  const fromUrl = text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => character(code));
  const fromJson = (encoded: string) =>
    encoded.replace(/\\u([0-9a-f]{4})|\\(.)/gi, (_, code: string, plain: string) => plain ?? character(code));
  return [text, fromUrl, fromJson(text), fromJson(fromUrl)].some((decoded) => decoded.includes(of));
}
