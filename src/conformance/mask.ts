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

/**
 * Makes the function that takes tokens out of texts: as they are, in capitals, without their last letter (the near misses
 * that a run sends), percent-encoded, as JSON has them at any depth, as HTML has them.
 *
 * @param tokens in any order; empty ones are left out
 */
export function maskOf(tokens: readonly string[]): (text: string) => string {
  // The longest first: one may be a part of another.
  const sorted = tokens.filter((token) => token !== '').sort((a, b) => b.length - a.length);
  if (sorted.length === 0) return (text) => text;
  const whole = new RegExp(sorted.map(wholePattern).join('|'), 'gi');
  // The cut may go through one character in its other form: `%2…`.
  const cut = new RegExp(`(?:${sorted.map(cutPattern).join('|')})(?:[\\\\%&u][#\\w\\\\]{0,8})?(?=…)`, 'gi');
  return (text) => text.replace(whole, MASK).replace(cut, MASK);
}

/** A token; of one that is long enough to be told from a word, the last letter may be missing. */
function wholePattern(token: string): string {
  const letters = [...token].map(letterPattern);
  const last = letters.pop() ?? '';
  return `${letters.join('')}${last}${letters.length >= MIN_PART ? '?' : ''}`;
}

/** A beginning of a token. */
function cutPattern(token: string): string {
  const letters = [...token].map(letterPattern);
  const rest = letters.slice(MIN_PART).reduceRight((inner, letter) => `(?:${letter}${inner})?`, '');
  return letters.slice(0, MIN_PART).join('') + rest;
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
