/** Finds error codes by their status. */
import type { CatalogueEntry } from '../contract/catalogue.ts';

/** Returns whether a text is a status code such as `404`, or a class of status codes such as `4xx` (RFC 9110 15). */
export function isStatus(text: string): boolean {
  return /^[1-5](?:\d\d|xx)$/i.test(text);
}

/** Returns the entries with a status, or with a status of a class such as `4xx`. */
export function findByStatus<Entry extends Pick<CatalogueEntry, 'status'>>(
  text: string,
  errors: readonly Entry[],
): Entry[] {
  if (!isStatus(text)) return [];
  // `4xx` stands for every status that begins with 4.
  const start = text.toLowerCase().replace('xx', '');
  return errors.filter(({ status }) => String(status).startsWith(start));
}
