/** The token in an answer: how it may be spelled, where it may stand, and whether a value reveals it. */
import fc from 'fast-check';
import { contract } from '../project.ts';
import type { Step } from './world.ts';

/**
 * Visible ASCII, long enough for no word of the client's own to hold it, and not the mask itself. Without a backslash:
 * what is an escape and what is the token then depends on who reads it.
 */
export const token: fc.Arbitrary<string> = fc
  .string({ unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)), minLength: 8 })
  .filter((text) => !/^\*+$|\\/.test(text));

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');

/** The ways to write a character that decode to itself: in a text, an URL, a JSON string. */
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

/** A spelling of a token: one way for all of it, or another for each character. */
const spelling: fc.Arbitrary<(text: string) => string> = fc
  .oneof(
    fc.constantFrom(...SPELLINGS).map((way) => [way]),
    fc.array(fc.constantFrom(...SPELLINGS), { minLength: 1, maxLength: 8 }),
  )
  .map(
    (ways) => (text) => [...text].map((character, index) => ways[index % ways.length]?.(character)).join(''),
  );

const envelopes = contract.errors.map(({ example }) => example.error as Record<string, unknown>);

/** A step whose answer, or whose exception, has the words in it. */
type Placing = (words: string, before: string) => Step['does'];

const answer = (status: number, body: string, headers = {}) => ({
  answer: { status, headers, body: new TextEncoder().encode(body) },
});
const withError = (change: (error: Record<string, unknown>, words: string) => object): Placing[] =>
  envelopes.map((error) => (words, before) => {
    const changed = change(error, before + words);
    return answer(400, JSON.stringify({ success: false, error: { ...error, ...changed } }));
  });

const PLACES: readonly Placing[] = [
  (words, before) => answer(200, before + words),
  (words, before) => answer(502, `${before}${words} and more`),
  // As the text of JSON has it: what the parser makes of it is what must be masked.
  (words, before) =>
    answer(400, `{"success":false,"error":{"code":"${words}","message":"${before}${words}","x":"${words}"}}`),
  (words, before) => answer(418, `{"success":false,"error":{"code":"NEW_${words}","message":"${before}"}}`),
  ...withError((_, words) => ({ message: words })),
  ...withError((error, words) => Object.fromEntries(Object.keys(error).map((name) => [name, words]))),
  (words, before) => ({ throws: new TypeError(before + words), atOnce: false }),
  (words, before) => ({ throws: new Error('x', { cause: new Error(before + words) }), atOnce: true }),
  (words, before) => ({ throws: new Error('x', { cause: before + words }), atOnce: true }),
  (words, before) => ({ throws: before + words, atOnce: false }),
];

/** A step that gives the token back. */
export function echo(of: string): fc.Arbitrary<Step> {
  const before = fc.oneof(
    // A backslash would make an escape of the token's first letter, and a text of JSON of what is none.
    fc.string({ maxLength: 5 }).map((text) => text.replaceAll('\\', '/')),
    // To the edge of what an excerpt shows.
    fc.integer({ min: 470, max: 510 }).map((length) => 'x'.repeat(length)),
  );
  return fc
    .tuple(fc.constantFrom(...PLACES), spelling, before)
    .map(([place, spell, words]) => ({ does: place(spell(of), words), cuts: [], slowness: 0 }));
}

/** All texts in a value: of its own properties, whether a console lists them or not, and what they are named. */
export function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Response) return [];
  seen.add(value);
  return Object.getOwnPropertyNames(value).flatMap((name) => [
    name,
    ...textsIn((value as Record<string, unknown>)[name], seen),
  ]);
}

/** Whether somebody who reads a text, and decodes it once as an URL and once as JSON, reads the token. */
export function reveals(text: string, of: string): boolean {
  const character = (code: string) => String.fromCharCode(Number.parseInt(code, 16));
  const fromUrl = text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => character(code));
  const fromJson = (its: string) =>
    its.replace(/\\u([0-9a-f]{4})|\\(.)/gi, (_, code: string, plain: string) => plain ?? character(code));
  return [text, fromUrl, fromJson(text), fromJson(fromUrl)].some((its) => its.includes(of));
}
