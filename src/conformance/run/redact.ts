/** Tokens in texts that people and programs will read: none is left, however the server wrote it. */

/** What stands in a report instead of a token. */
const MASK = '***';

/** A text that is cut in the middle of a token ends with a part of it; a shorter part says nothing. */
const MIN_PART = 6;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&(?:quot|#34);',
  "'": '&(?:apos|#0?39);',
};

/** A blank in the middle of a token, or none. */
const BLANK = `${letterPattern(' ')}?`;

/**
 * Makes the function that takes tokens out of texts: as they are, in capitals, without their first or last letter, with
 * a blank in the middle (the near misses that a run sends), percent-encoded, as JSON has them at any depth, as HTML has them.
 *
 * @param tokens in any order; empty ones are left out
 */
export function maskOf(tokens: readonly string[]): (text: string) => string {
  // The longest first: one may be a part of another.
  const sorted = tokens.filter((token) => token !== '').sort((a, b) => b.length - a.length);
  if (sorted.length === 0) return (text) => text;
  const letters = sorted.map(lettersOf);
  const whole = new RegExp(`${sieveOf(letters, 1)}(?:${letters.map(wholePattern).join('|')})`, 'gi');
  // The cut may go through one character in its other form: `%2…`.
  const cut = new RegExp(
    `${sieveOf(letters, 0)}(?:${letters.map(cutPattern).join('|')})${BLANK}(?:[\\\\%&u][#\\w\\\\]{0,8})?(?=…)`,
    'gi',
  );
  return (text) => text.replace(whole, MASK).replace(cut, MASK);
}

/** The most letters that are looked at before any token is tried. */
const SIEVE = 12;

/**
 * What stands wherever one of the tokens does, as a lookahead: at each place a letter that some token has there. Most
 * of a text is past it at once, where trying token after token would take the time of their number.
 *
 * @param optional how many letters a token may lack at its beginning
 */
function sieveOf(tokens: readonly (readonly string[])[], optional: 0 | 1): string {
  const unionAt = (index: number) => `(?:${[...new Set(tokens.map((letters) => letters[index]))].join('|')})`;
  const sure = Math.min(SIEVE, ...tokens.map(({ length }) => sureLetters(length, optional)));
  const unions = Array.from({ length: Math.max(0, sure) }, (_, index) => unionAt(index));
  return `(?=${unions.map((union, index) => (index < optional ? `${union}?` : union)).join('')})`;
}

/** How many letters of a token surely stand where it does, the optional first counted. */
function sureLetters(length: number, optional: 0 | 1): number {
  if (optional === 0) return Math.min(length, MIN_PART);
  return length > MIN_PART ? length - 1 : length;
}

/** A token; of one that is long enough to be told from a word, the first and the last letter may be missing. */
function wholePattern(letters: readonly string[]): string {
  const optional = letters.length > MIN_PART ? '?' : '';
  const [first = '', ...rest] = letters;
  const last = rest.pop();
  return `${first}${optional}${rest.join('')}${last === undefined ? '' : last + optional}`;
}

/** A beginning of a token. */
function cutPattern(letters: readonly string[]): string {
  const rest = letters.slice(MIN_PART).reduceRight((inner, letter) => `(?:${letter}${inner})?`, '');
  return letters.slice(0, MIN_PART).join('') + rest;
}

/** The patterns of a token's characters; in its middle a blank may stand, as in one of the near misses. */
function lettersOf(token: string): string[] {
  const middle = Math.trunc(token.length / 2);
  return [...token].map((letter, index) => (index === middle ? BLANK : '') + letterPattern(letter));
}

/** One character, in every way in which it may be written. */
function letterPattern(letter: string): string {
  const hex = [...Buffer.from(letter)]
    .map((byte) => `%(?:25){0,3}${byte.toString(16).padStart(2, '0')}`)
    .join('');
  const unit = letter.charCodeAt(0).toString(16).padStart(4, '0');
  const forms = [letter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), hex, `u${unit}`, ENTITIES[letter]];
  const blank = letter === ' ' ? ['\\+'] : [];
  // A server's bytes are matched: without a bound, a body of backslashes would take the time of its square.
  return `(?:\\\\{0,7}(?:${[...forms, ...blank].filter((form) => form !== undefined).join('|')}))`;
}
