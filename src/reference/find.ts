/** The codes that somebody means who gives a code, a status, or words of a message. */
import type { Catalogue, CatalogueEntry } from '../contract/catalogue.ts';
import { isObject } from '../contract/document.ts';

/** The code of that name, however it is written: in lower case, with dashes or blanks. */
export function entryNamed(name: string, { errors }: Catalogue): CatalogueEntry | undefined {
  const plain = name
    .trim()
    .toUpperCase()
    .replace(/[-\s]+/g, '_');
  return errors.find(({ code }) => code === plain);
}

/** Whether a text is a status code, or a class of them: three digits, or one and `xx` (RFC 9110 15). */
export function isStatus(text: string): boolean {
  return /^[1-5](?:\d\d|xx)$/i.test(text);
}

/** The codes of a status, or of a class of them. */
export function entriesOfStatus(text: string, { errors }: Catalogue): CatalogueEntry[] {
  const pattern = new RegExp(`^${text.replace(/x/gi, '\\d')}$`);
  return errors.filter(({ status }) => pattern.test(String(status)));
}

/**
 * The codes that have a text in their name, message, meaning or explanation; where none has it as it stands, those that
 * have all of its words.
 */
export function entriesWithText(text: string, { errors }: Catalogue): CatalogueEntry[] {
  const wanted = comparable(text);
  // Less would be found by chance.
  if (wanted.length < 3) return [];
  const texts = errors.map((entry) => ({ entry, has: comparable(textsOf(entry)) }));
  const whole = texts.filter(({ has }) => has.includes(wanted));
  const words = wanted.split(' ');
  const found =
    whole.length > 0 ? whole : texts.filter(({ has }) => words.every((word) => has.includes(word)));
  return found.map(({ entry }) => entry);
}

function textsOf({ code, category, meaning, solution, occurs, example }: CatalogueEntry): string {
  const message = isObject(example.error) ? String(example.error.message) : '';
  return [code, code.replaceAll('_', ' '), category, message, meaning, solution, occurs].join('\n');
}

/** A text without what differs from one answer to the next: numbers; and without marks and capitals. */
function comparable(text: string): string {
  return text
    .toLowerCase()
    .replace(/\d+/g, '0')
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim();
}
