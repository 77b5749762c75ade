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
  const whole = new RegExp(sorted.map(wholePattern).join('|'), 'gi');
  // The cut may go through one character in its other form: `%2…`.
  const cut = new RegExp(
    `(?:${sorted.map(cutPattern).join('|')})${BLANK}(?:[\\\\%&u][#\\w\\\\]{0,8})?(?=…)`,
    'gi',
  );
  return (text) => text.replace(whole, MASK).replace(cut, MASK);
}

/** A token; of one that is long enough to be told from a word, the first and the last letter may be missing. */
function wholePattern(token: string): string {
  const letters = lettersOf(token);
  const optional = letters.length > MIN_PART ? '?' : '';
  const [first = '', ...rest] = letters;
  const last = rest.pop();
  return `${first}${optional}${rest.join('')}${last === undefined ? '' : last + optional}`;
}

/** A beginning of a token. */
function cutPattern(token: string): string {
  const letters = lettersOf(token);
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
