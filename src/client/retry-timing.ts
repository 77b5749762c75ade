/** How long to wait before a retry: the wait that the server requests, and the backoff. Pure functions. */
import type { RetryLimits } from './options.ts';

/**
 * Returns the wait that the server requests: the longer one of the waits in the body and in the `Retry-After` header.
 *
 * @param seconds the value in the body, of any type
 * @param headers the headers of the response
 * @param now the local clock, in milliseconds since the epoch
 * @returns milliseconds; 0 if neither is a wait that makes sense
 */
export function requestedWait(seconds: unknown, headers: Headers, now: number): number {
  // Some platforms keep the white space after a value (RFC 9110 5.5).
  const value = headers.get('retry-after')?.trim() ?? '';
  // A number of seconds, or a date relative to the response's `Date` (RFC 9110 10.2.3).
  const header = /^\d+$/.test(value)
    ? +value * 1000
    : httpDate(value) - (httpDate(headers.get('date')) || now);
  return Math.max(typeof seconds === 'number' ? seconds * 1000 : 0, header || 0, 0);
}

/** Parses an HTTP-date in any of its three forms (RFC 9110 5.6.7) to milliseconds since the epoch; NaN if invalid. */
function httpDate(value: string | null): number {
  // `Date.parse` accepts "-5" as a date, so a time of day is required. The asctime form has no zone and is UTC.
  return /:\d\d:/.test(value ?? '') ? Date.parse(`${value?.replace(' GMT', '')} GMT`) : NaN;
}

/**
 * Returns the backoff of the client: exponential with equal jitter, half of it fixed and half random.
 *
 * @param failed the number of failed attempts, from 1
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function backoff(failed: number, random: number, { backoffMs, backoffMaxMs }: RetryLimits): number {
  return (Math.min(backoffMs * 2 ** (failed - 1), backoffMaxMs) * (1 + random)) / 2;
}
