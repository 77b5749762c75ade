/** Whether and when to try again: the contract's policy, the server's word, the client's own guess. Pure functions. */
import type { RetryLimits } from './options.ts';

/**
 * The wait that the server asks for: the longer of what the body and the `Retry-After` header say.
 *
 * @param seconds what the body says, of any type
 * @param headers of the answer
 * @param now the local clock, milliseconds since the epoch
 * @returns milliseconds; 0 where neither names a wait that makes sense
 */
export function askedWait(seconds: unknown, headers: Headers, now: number): number {
  // Some platforms leave the white space behind a value (RFC 9110 5.5).
  const value = headers.get('retry-after')?.trim() ?? '';
  // A number of seconds, or a date against the answer's own (RFC 9110 10.2.3).
  const header = /^\d+$/.test(value)
    ? +value * 1000
    : httpDate(value) - (httpDate(headers.get('date')) || now);
  return Math.max(typeof seconds === 'number' ? seconds * 1000 : 0, header || 0, 0);
}

/** Milliseconds since the epoch of any of the three forms of an HTTP-date (RFC 9110 5.6.7); NaN for anything else. */
function httpDate(value: string | null): number {
  // `Date.parse` takes "-5" for a date: a time of day must be in it. asctime names no zone, and is UTC.
  return /:\d\d:/.test(value ?? '') ? Date.parse(`${value?.replace(' GMT', '')} GMT`) : NaN;
}

/**
 * The client's own wait: exponential with equal jitter, half of it fixed and half of it random.
 *
 * @param failed how many attempts have failed, from 1
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function backoff(failed: number, random: number, { backoffMs, backoffMaxMs }: RetryLimits): number {
  return (Math.min(backoffMs * 2 ** (failed - 1), backoffMaxMs) * (1 + random)) / 2;
}
