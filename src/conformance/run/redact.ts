/** Masks tokens in the texts of a report, in every form in which a server may write them. */

/** Replaces a token in a report. */
const MASK = '***';

/**
 * A text that is cut in the middle of a token ends with the beginning of the token. A beginning shorter than this is
 * not masked.
 */
const MIN_PART = 6;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&(?:quot|#34);',
  "'": '&(?:apos|#0?39);',
};

/** An optional space in the middle of a token. */
const SPACE = `${letterPattern(' ')}?`;

/**
 * Returns a function that masks tokens in a text. It recognizes a token unchanged, in another case, without its first
 * or last character, with a space in the middle (the near misses that a run sends), percent-encoded, JSON-escaped at
 * any depth and HTML-escaped.
 *
 * @param tokens in any order; empty ones are ignored
 */
export function maskOf(tokens: readonly string[]): (text: string) => string {
  // The longest first, because a token may be a part of another.
  const sorted = tokens.filter((token) => token !== '').sort((a, b) => b.length - a.length);
  if (sorted.length === 0) return (text) => text;
  const letters = sorted.map(lettersOf);
  const whole = new RegExp(`${sieveOf(letters, 1)}(?:${letters.map(wholePattern).join('|')})`, 'gi');
  // The text may be cut within an escaped character: `%2…`.
  const cut = new RegExp(
    `${sieveOf(letters, 0)}(?:${letters.map(cutPattern).join('|')})${SPACE}(?:[\\\\%&u][#\\w\\\\]{0,8})?(?=…)`,
    'gi',
  );
  return (text) => text.replace(whole, MASK).replace(cut, MASK);
}

/** The most letters of a token that the lookahead checks. */
const SIEVE = 12;

/**
 * Returns a lookahead that matches wherever a token can begin: at each position, it accepts any letter that some token
 * has there. Most of a text fails it immediately. Without it, the time would grow with the number of tokens.
 *
 * @param optional how many letters may be missing at the beginning of a token
 */
function sieveOf(tokens: readonly (readonly string[])[], optional: 0 | 1): string {
  const unionAt = (index: number) => `(?:${[...new Set(tokens.map((letters) => letters[index]))].join('|')})`;
  const sure = Math.min(SIEVE, ...tokens.map(({ length }) => sureLetters(length, optional)));
  const unions = Array.from({ length: Math.max(0, sure) }, (_, index) => unionAt(index));
  return `(?=${unions.map((union, index) => (index < optional ? `${union}?` : union)).join('')})`;
}

/** Returns how many letters are present in every form of a token, including the optional first one. */
function sureLetters(length: number, optional: 0 | 1): number {
  if (optional === 0) return Math.min(length, MIN_PART);
  return length > MIN_PART ? length - 1 : length;
}

/**
 * Returns the pattern of a token. The first and the last letter are optional, unless the token is as short as a common
 * word.
 */
function wholePattern(letters: readonly string[]): string {
  const optional = letters.length > MIN_PART ? '?' : '';
  const [first = '', ...rest] = letters;
  const last = rest.pop();
  return `${first}${optional}${rest.join('')}${last === undefined ? '' : last + optional}`;
}

/** Returns the pattern of any beginning of a token with at least MIN_PART letters. */
function cutPattern(letters: readonly string[]): string {
  const rest = letters.slice(MIN_PART).reduceRight((inner, letter) => `(?:${letter}${inner})?`, '');
  return letters.slice(0, MIN_PART).join('') + rest;
}

/** Returns the patterns of a token's characters, with an optional space in the middle, as in one of the near misses. */
function lettersOf(token: string): string[] {
  const middle = Math.trunc(token.length / 2);
  return [...token].map((letter, index) => (index === middle ? SPACE : '') + letterPattern(letter));
}

/** Returns the pattern of one character in all forms in which it can be written. */
function letterPattern(letter: string): string {
  const hex = [...Buffer.from(letter)]
    .map((byte) => `%(?:25){0,3}${byte.toString(16).padStart(2, '0')}`)
    .join('');
  const unit = letter.charCodeAt(0).toString(16).padStart(4, '0');
  const forms = [letter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), hex, `u${unit}`, ENTITIES[letter]];
  const space = letter === ' ' ? ['\\+'] : [];
  // Bounded, because the text is from a server: otherwise a body of backslashes would take quadratic time.
  return `(?:\\\\{0,7}(?:${[...forms, ...space].filter((form) => form !== undefined).join('|')}))`;
}
