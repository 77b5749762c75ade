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
  bsol: '\\',
  equals: '=',
  period: '.',
  lowbar: '_',
  colon: ':',
};

/**
 * An escape of one character: a percent-encoded byte; a run of backslashes (JSON, also inside of JSON) with a code or a
 * character; a character reference of HTML. It matches every run of backslashes in one step, so that it stays linear.
 */
const ESCAPE =
  /%(?:u00)?([\da-f]{2})|\\+(?:(?:u00|x)([\da-f]{2})|u\{0*([\da-f]{2})\}|([^\\]?))|&(?:#x0*([\da-f]{2})|#0*(\d{2,3})|([a-z]+));?/gi;

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

/** Undoes one level of escapes. Returns undefined if the text has none. */
function unescapeOnce({ text, origin }: Level): Level | undefined {
  let unescaped = '';
  let read = 0;
  const starts: number[] = [];
  const copy = (end: number) => {
    unescaped += text.slice(read, end);
    while (read < end) starts.push(read++);
  };
  for (const {
    0: whole,
    1: percent,
    2: json,
    3: braced,
    4: plain,
    5: hex,
    6: decimal,
    7: name = '',
    index,
  } of text.matchAll(ESCAPE)) {
    const code = percent ?? json ?? braced ?? hex;
    const character =
      code || decimal
        ? String.fromCharCode(code ? Number.parseInt(code, 16) : Number(decimal))
        : (plain ?? NAMED[name]);
    if (character === undefined) continue;
    copy(index);
    if (character) starts.push(index);
    unescaped += lower(character);
    read = index + whole.length;
  }
  if (read === 0) return undefined;
  // One more than the text has: the index of its end.
  copy(text.length + 1);
  return { text: unescaped, origin: (index) => origin(starts[index] as number) };
}

/** Returns the text and its unescaped forms, level by level. */
function levelsOf(text: string): Level[] {
  const levels: Level[] = [];
  let level: Level | undefined = { text: lower(text), origin: (index) => index };
  while (level && levels.length <= MAX_LEVELS) {
    levels.push(level);
    level = unescapeOnce(level);
  }
  return levels;
}

/** The start and the end of a part of a text. */
export type Range = [start: number, end: number];

/** Returns the texts to search for, to find a secret in an unescaped text. */
export function formsOf(secret: string): string[] {
  const plain = lower(secret);
  const unescaped = levelsOf(secret).at(-1)?.text ?? '';
  // The secret itself may look like an escape, and then only its unescaped form is left in an unescaped text.
  return unescaped === plain || unescaped.length < MIN_UNESCAPED ? [plain] : [plain, unescaped];
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
