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

/** The start and the end of a part of a text. */
export type Range = [start: number, end: number];

/** Returns the text in lower case, with the same length. Only `İ` has a lower case of another length. */
const lower = (text: string) => text.replaceAll('İ', 'i').toLowerCase();

/**
 * Undoes one level of escapes of a text in lower case.
 *
 * @param starts gets the index in the text for each character of the result, and for its end
 */
function unescapeOnce(text: string, starts: number[] = []): string {
  // Most texts have no escapes, and a list of all their indices would take much time and memory.
  if (!/[%\\&]/.test(text)) return text;
  const unescaped = text.replace(PARTS, (part, percent, backslash, escaped, reference, name, index) => {
    const hex = percent ?? backslash;
    // The reference `#x2f` is the number 0x2f, and `#47` is the number 047, which is decimal in a text.
    const code = hex ? `0x${hex}` : reference && `0${reference}`;
    const plain: string = code ? String.fromCharCode(code) : (escaped ?? NAMED[name] ?? part);
    for (let at = 0; at < plain.length; at++) starts.push(index + at);
    return plain;
  });
  starts.push(text.length);
  return lower(unescaped);
}

/** Returns the texts to search for, to find a secret in an unescaped text. */
export function formsOf(secret: string): string[] {
  const plain = lower(secret);
  // The secret itself may look like an escape, and then only its unescaped form is left in an unescaped text.
  let unescaped = plain;
  for (let level = 0; level < MAX_LEVELS; level++) unescaped = unescapeOnce(unescaped);
  return unescaped.length < MIN_UNESCAPED ? [plain] : [plain, unescaped];
}

/** Returns the places of a form in a text. */
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
export function maskForms(text: string, forms: readonly string[], search = occurrencesOf): string {
  /** Returns the places of the forms in a text in lower case. */
  function find(text: string, levels: number): Range[] {
    const ranges = forms.flatMap((form) => search(text, form));
    const starts: number[] = [];
    const unescaped = unescapeOnce(text, starts);
    if (levels && unescaped !== text) {
      for (const [start, end] of find(unescaped, levels - 1)) {
        ranges.push([starts[start] as number, starts[end] as number]);
      }
    }
    return ranges;
  }

  let masked = '';
  let end = 0;
  for (const range of find(lower(text), MAX_LEVELS).sort(([one], [other]) => one - other)) {
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
