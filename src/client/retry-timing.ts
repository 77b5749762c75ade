/** How long to wait before a retry: the wait that the server requests, and the backoff. Pure functions. */
import type { RetryLimits } from './options.ts';

/**
 * Returns the wait that the server requests: the longest one of the waits in the body and in the `Retry-After` headers.
 *
 * @param value the value in the body, of any type
 * @param headers the headers of the response
 * @param now the local clock, in milliseconds since the epoch
 * @returns whole milliseconds; 0 if none is a wait that makes sense
 */
export function requestedWait(value: unknown, headers: Headers, now: number): number {
  // Several values arrive as one, separated by commas. The comma of a date is followed by the day of the month.
  const texts = `${headers.get('retry-after')}`.split(/,(?! {0,9}\d\d[ -]\w)/);
  // A number of seconds, or a date relative to the response's `Date` (RFC 9110 10.2.3).
  const start = httpDate(headers.get('date')) || now;
  const waits = texts.map((text) => secondsOf(text) || httpDate(text) - start);
  // Without those that are not numbers.
  const longest = Math.max(0, ...[secondsOf(value), ...waits].filter(Boolean));
  return Math.min(Math.ceil(longest), 2 ** 53 - 1);
}

/**
 * Returns a number of seconds, also a fraction or a text, in milliseconds; NaN if the value is not one. It is rounded up
 * to whole seconds, so that the client does not retry too soon.
 */
function secondsOf(value: unknown): number {
  const isText = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*(s(econds)?\s*)?$/.test(value);
  return isText || typeof value === 'number' ? Math.ceil(Number.parseFloat(value as string)) * 1000 : NaN;
}

/** Parses an HTTP-date in any of its three forms (RFC 9110 5.6.7) to milliseconds since the epoch; NaN if invalid. */
function httpDate(value: string | null): number {
  // `Date.parse` accepts "-5" as a date, so a time of day is required. The asctime form has no zone and is UTC.
  return value && /:\d\d:/.test(value) ? Date.parse(`${value.replace(' GMT', '')} GMT`) : NaN;
}

/**
 * Returns the backoff of the client: exponential with equal jitter, half of it fixed and half random.
 *
 * @param failed the number of failed attempts, from 1
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function backoff(failed: number, random: number, { backoffMs, backoffMaxMs }: RetryLimits): number {
  // Multiplying 0 by the infinity of many failures gives NaN; the backoff is then 0.
  return (Math.min(backoffMs * 2 ** (failed - 1) || 0, backoffMaxMs) * (1 + random)) / 2;
}
