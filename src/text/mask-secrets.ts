/**
 * Masks secrets in a text, also if they are escaped in it. No pattern is built from a secret: the escapes of the text
 * are undone, and the result is searched. The time is linear in the text and the secrets.
 */

/** The named character references (HTML 13.5) of characters that are common in tokens. */
const NAMED: Readonly<Record<string, string>> = {
  __proto__: null as never,
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  plus: '+',
  sol: '/',
  equals: '=',
  period: '.',
  lowbar: '_',
  colon: ':',
};

/**
 * The parts of a text in lower case: a percent-encoded byte or a code after backslashes (JSON, JavaScript); a character
 * reference of HTML; any other character after backslashes; text without escapes. A run of backslashes counts as one,
 * for JSON inside of JSON. No part overlaps another, so that the search stays linear.
 */
const PARTS = /%([\da-f]{2})|\\+(?:(?:u00|x)([\da-f]{2})|([^\\]?))|&(?:#(\w+)|(\w+));|[^%\\&]+|[%&]/g;

/** The most levels of escapes that are undone; `%2526` has two. It is bounded because the text is foreign. */
const MAX_LEVELS = 8;

/** The shortest unescaped form of a secret to search for. A shorter one would match common words. */
const MIN_UNESCAPED = 4;

/** A text in lower case, and the function from its indices to those of the original text. */
interface Level {
  text: string;
  origin: (index: number) => number;
}

/** Returns the text in lower case, with the same length. Only `İ` has a lower case of another length. */
const lower = (text: string) => text.replaceAll('İ', 'i').toLowerCase();

/** Undoes one level of escapes. */
function unescapeOnce({ text, origin }: Level): Level {
  const starts: number[] = [];
  let unescaped = '';
  for (const match of text.matchAll(PARTS)) {
    const [part, percent, backslash, escaped, reference, name = ''] = match;
    const hex = percent ?? backslash;
    // The reference `#x2f` is the number 0x2f, and `#47` is the number 047, which is decimal in a text.
    const code = hex ? `0x${hex}` : reference && `0${reference}`;
    const plain = code ? lower(String.fromCharCode(Number(code))) : (escaped ?? NAMED[name] ?? part);
    unescaped += plain;
    for (let at = 0; at < plain.length; at++) starts.push(origin(match.index + at));
  }
  starts.push(origin(text.length));
  return { text: unescaped, origin: (index) => starts[index] as number };
}

/** Returns the text and its unescaped forms, level by level. */
function levelsOf(text: string): Level[] {
  const levels: Level[] = [];
  let level: Level = { text: lower(text), origin: (index) => index };
  while (levels.length <= MAX_LEVELS && level.text !== levels.at(-1)?.text) {
    levels.push(level);
    // Most texts have no escapes, and a list of all their indices would take much time and memory.
    if (/[%\\&]/.test(level.text)) level = unescapeOnce(level);
  }
  return levels;
}

/** The start and the end of a part of a text. */
export type Range = [start: number, end: number];

/** Returns the texts to search for, to find a secret in an unescaped text. */
export function formsOf(secret: string): string[] {
  // The secret itself may look like an escape, and then only its unescaped form is left in an unescaped text.
  const unescaped = levelsOf(secret).at(-1)?.text ?? '';
  return unescaped.length < MIN_UNESCAPED ? [lower(secret)] : [lower(secret), unescaped];
}

/** Returns where a form occurs in a text. */
export function occurrencesOf(text: string, form: string): Range[] {
  const ranges: Range[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    ranges.push([at, at + form.length]);
  }
  return ranges;
}

/**
 * Replaces the forms in a text, and in its unescaped texts, by `***`.
 *
 * @param forms of {@link formsOf}; not empty
 * @param search finds a form in a text
 */
export function maskForms(text: string, forms: Iterable<string>, search = occurrencesOf): string {
  const levels = levelsOf(text);
  const ranges: Range[] = [];
  for (const form of forms) {
    for (const { text, origin } of levels) {
      for (const [start, end] of search(text, form)) ranges.push([origin(start), origin(end)]);
    }
  }
  let masked = '';
  let end = 0;
  for (const range of ranges.sort(([one], [other]) => one - other)) {
    if (range[0] >= end) masked += `${text.slice(end, range[0])}***`;
    end = Math.max(end, range[1]);
  }
  return masked + text.slice(end);
}

/**
 * Replaces every secret in a text by `***`, regardless of case: as it is, percent-encoded, JSON-escaped or
 * HTML-escaped, once or several times.
 *
 * @param secrets visible ASCII, not empty, of any length
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return maskForms(text, secrets.flatMap(formsOf));
}
