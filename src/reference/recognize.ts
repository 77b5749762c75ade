/**
 * Recognizes the errors of the API in a pasted text: a code, a status, a log line, a response. Runs in the command and
 * in the docs page.
 */
import type { CatalogueEntry } from '../contract/catalogue.ts';
import { isObject } from '../contract/document.ts';
import { findByStatus, isStatus } from './find.ts';
import { plainText } from './pasted-text.ts';
import { statusesIn, statusOfReason } from './statuses-in-text.ts';

/** The part of a catalogue entry that identifies a code in a text. */
export type Recognizable = Pick<
  CatalogueEntry,
  'code' | 'status' | 'category' | 'meaning' | 'solution' | 'example' | 'testToken'
>;

/** What was recognized in a text. */
export type Recognized<Entry extends Recognizable = CatalogueEntry> =
  /** The text names these codes. In the order of the text. */
  | { by: 'code'; entries: Entry[] }
  /** The text names a status, but not a code. `entries` is empty if no code has the status. */
  | { by: 'status'; status: string; entries: Entry[] }
  /** The text contains the message of these codes, or these codes have all words of the text. */
  | { by: 'words'; entries: Entry[] };

/** The longest text that is searched, in UTF-16 code units: far more than any response. The rest is ignored. */
export const MAX_TEXT = 2 ** 20;

/**
 * Recognizes errors in a text. A code anywhere in the text takes precedence over a status, and a status with codes
 * takes precedence over words. The time is linear in the text.
 *
 * @param text a text of any kind; its escapes and colours do not matter
 * @param errors the codes to recognize
 * @returns undefined if the text contains none of them
 */
export function recognize<Entry extends Recognizable>(
  text: string,
  errors: readonly Entry[],
): Recognized<Entry> | undefined {
  const plain = plainText(text.slice(0, MAX_TEXT)).trim();
  const named = codesIn(plain, errors);
  if (named.length > 0) return { by: 'code', entries: named };
  const byStatus = findStatus(plain, errors);
  if (byStatus && byStatus.entries.length > 0) return byStatus;
  const described = findWords(plain, errors);
  return described.length > 0 ? { by: 'words', entries: described } : byStatus;
}

/** The longest text that can be the name of a code, in UTF-16 code units. */
const MAX_NAME = 100;

const IDENTIFIER = /[A-Za-z\d]+(?:_+[A-Za-z\d]+)*/g;
const HYPHENATED = /[A-Za-z\d]+(?:[_-]+[A-Za-z\d]+)*/g;

/** The extension of a source file or a picture. The name of such a file is not a code: `not-found.tsx`. */
const SOURCE_FILE = /^\.(?:[cm]?[jt]sx?|py|rb|go|java|kt|php|cs|rs|vue|svelte|s?css|svg|png)\b/;

/**
 * Returns the codes that a text names: the whole text in any spelling, else as the contract writes them, else in
 * another case, with hyphens or as a test token. Within a text, another spelling needs a separator: a code of one
 * word is a common word in lower case.
 */
function codesIn<Entry extends Recognizable>(text: string, errors: readonly Entry[]): Entry[] {
  const codes = new Map(errors.map((entry) => [entry.code, entry]));
  const names = new Map(
    errors.flatMap((entry) => [entry.code, entry.testToken].map((name) => [nameOf(name), entry])),
  );
  const whole = text.length <= MAX_NAME ? names.get(nameOf(text)) : undefined;
  if (whole) return [whole];
  const found = distinct(Array.from(text.matchAll(IDENTIFIER), ([word]) => codes.get(word)));
  if (found.length > 0) return found;
  const spelled = Array.from(text.matchAll(HYPHENATED), ({ 0: word, index }) => {
    const end = index + word.length;
    const spelling = /[_-]/.test(word) && !SOURCE_FILE.test(text.slice(end, end + 10));
    return spelling && word.length <= MAX_NAME ? names.get(nameOf(word)) : undefined;
  });
  return distinct(spelled);
}

/** Normalizes the spelling of a code: `code-name word`, `CodeNameWord` and `CODE_NAME_WORD` are equal. */
function nameOf(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
}

function distinct<Item>(items: readonly (Item | undefined)[]): Item[] {
  return [...new Set(items.filter((item) => item !== undefined))];
}

/** Returns the statuses in a text that have codes, else the first status that is an error, else the first status. */
function findStatus<Entry extends Recognizable>(
  text: string,
  errors: readonly Entry[],
): Recognized<Entry> | undefined {
  const ofStatus = (status: string) =>
    ({ by: 'status', status, entries: findByStatus(status, errors) }) as const;
  const whole = text.length <= MAX_NAME ? nameOf(text.toLowerCase()).toLowerCase() : '';
  if (isStatus(whole)) return ofStatus(whole);
  const ofReason = statusOfReason(
    whole,
    errors.map(({ status }) => String(status)),
  );
  const statuses = ofReason === undefined ? statusesIn(text) : [ofReason];
  const [first, ...others] = statuses.map(ofStatus).filter(({ entries }) => entries.length > 0);
  if (first) return { ...first, entries: [first, ...others].flatMap(({ entries }) => entries) };
  const unknown = statuses.find((status) => status >= '4') ?? statuses[0];
  return unknown === undefined ? undefined : ofStatus(unknown);
}

/** The fewest words of a phrase that identifies a code in a longer text. Shorter ones are common: "not found". */
const MIN_PHRASE = 3;

/**
 * Returns the entries whose message, meaning or code occurs in a text. If there are none, returns the entries whose
 * texts contain the whole text, else those that contain all of its words. Ignores the values of numbers, punctuation
 * and case. Only whole words match.
 */
function findWords<Entry extends Recognizable>(text: string, errors: readonly Entry[]): Entry[] {
  const wanted = wordsOf(text);
  // Shorter words match by chance.
  if (!wanted.some((word) => word.length >= 3)) return [];
  const candidates = errors.map((entry) => {
    const { code, category, meaning, solution } = entry;
    const phrases = [code, meaning, messageOf(entry)].map(wordsOf);
    return { entry, phrases, words: [...phrases, wordsOf(category), wordsOf(solution)] };
  });
  const joined = (words: readonly string[]) => ` ${words.join(' ')} `;
  const query = joined(wanted);
  const rules: ((candidate: (typeof candidates)[number]) => boolean)[] = [
    ({ phrases }) => phrases.some((phrase) => phrase.length >= MIN_PHRASE && query.includes(joined(phrase))),
    ({ words }) => words.some((part) => joined(part).includes(query)),
    ({ words }) => {
      const known = new Set(words.flat());
      return wanted.every((word) => known.has(word));
    },
  ];
  for (const rule of rules) {
    const found = candidates.filter(rule);
    if (found.length > 0) return found.map(({ entry }) => entry);
  }
  return [];
}

function messageOf({ example }: Recognizable): string {
  return isObject(example.error) ? String(example.error.message) : '';
}

/** Returns the words of a text in lower case. Every number becomes 0, so that its value does not matter. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\d+/g, '0')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
