/** The names of the checks, as they appear in findings and reports. A name never changes its meaning. */

/** The checks with a fixed name. */
export const CHECKS = [
  'answer',
  'redirect',
  'server-fault',
  'encoding',
  'media-type',
  'json',
  'envelope',
  'empty-body',
  'success',
  'status',
  'code',
  'retired',
  'fields',
  'message',
  'schema',
  'limit',
  'echo',
  'cursor',
  'integers',
  'names',
  'leak',
  'charge',
  'idempotency',
] as const;

/** The check of one response header; it contains the header's name in lower case. */
type HeaderCheck = `header-${string}`;

export type CheckId = (typeof CHECKS)[number] | HeaderCheck;

/** Returns the check of a response header. */
export function headerCheck(name: string): HeaderCheck {
  return `header-${name.toLowerCase()}`;
}

/** Returns whether a check is about a response header. */
export function isHeaderCheck(check: CheckId): check is HeaderCheck {
  return check.startsWith('header-');
}
