/** Finds error codes by name, by status, or by words of their texts. */
import type { Catalogue, CatalogueEntry } from '../contract/catalogue.ts';
import { isObject } from '../contract/document.ts';

/** Returns the entry of a code. The name may be in lower case and have dashes or blanks for underscores. */
export function findByName(name: string, { errors }: Catalogue): CatalogueEntry | undefined {
  const normalized = name
    .trim()
    .toUpperCase()
    .replace(/[-\s]+/g, '_');
  return errors.find(({ code }) => code === normalized);
}

/** Whether a text is a status code such as `404`, or a class of status codes such as `4xx` (RFC 9110 15). */
export function isStatus(text: string): boolean {
  return /^[1-5](?:\d\d|xx)$/i.test(text);
}

/** Returns the entries with a status, or with a status of a class such as `4xx`. */
export function findByStatus(text: string, { errors }: Catalogue): CatalogueEntry[] {
  const pattern = new RegExp(`^${text.replace(/x/gi, '\\d')}$`);
  return errors.filter(({ status }) => pattern.test(String(status)));
}

/**
 * Returns the entries whose code, category, message, meaning, solution or explanation contains a text. If no entry
 * contains the whole text, returns the entries that contain all of its words. Ignores the values of numbers,
 * punctuation and case.
 *
 * @returns an empty list if the text has fewer than 3 characters
 */
export function findByText(text: string, { errors }: Catalogue): CatalogueEntry[] {
  const wanted = comparable(text);
  // A shorter text matches by chance.
  if (wanted.length < 3) return [];
  const candidates = errors.map((entry) => ({ entry, text: comparable(textsOf(entry)) }));
  const whole = candidates.filter((candidate) => candidate.text.includes(wanted));
  const words = wanted.split(' ');
  const found =
    whole.length > 0
      ? whole
      : candidates.filter((candidate) => words.every((word) => candidate.text.includes(word)));
  return found.map(({ entry }) => entry);
}

function textsOf({ code, category, meaning, solution, occurs, example }: CatalogueEntry): string {
  const message = isObject(example.error) ? String(example.error.message) : '';
  return [code, code.replaceAll('_', ' '), category, message, meaning, solution, occurs].join('\n');
}

/** Normalizes a text for comparison: every number becomes 0, punctuation becomes a blank, letters become lower case. */
function comparable(text: string): string {
  return text
    .toLowerCase()
    .replace(/\d+/g, '0')
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim();
}
