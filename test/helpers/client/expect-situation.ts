/** Compares the observation of a situation with its expectation. */
import { expect } from 'vitest';
import type { Observation } from './observe.ts';

/** The expected observation. */
export interface Expectation {
  /** The properties that the result must have: `toMatchObject`. */
  expect: { success: boolean; data?: object; error?: object; response?: object; requestId?: string };
  /** Words that the error must not contain, in its values or property names. */
  excludes?: string[];
  /** The number of requests; 1 by default. If it depends on the order of parallel calls, `any`. */
  requests?: number | 'any';
  /** The waits in milliseconds; none by default. If they depend on the order of parallel calls, `any`. */
  waits?: number[] | 'any';
  /** The requests that the server must receive: `toMatchObject`. */
  receives?: object[];
}

/**
 * Throws an assertion error if the observation differs from the expectation.
 *
 * @param seen the observation, including the number of requests
 * @param received the requests that the server received, if a server took part
 * @param operation the operation that was called
 */
export function expectObservation(
  expected: Expectation,
  seen: Observation,
  received: object[] = [],
  operation = 'listPostsByUser',
): void {
  const { result, waits, requests, threw } = seen;
  expect(threw).toBeUndefined();
  expect(result).toMatchObject(expected.expect);
  if (expected.waits !== 'any') expect(waits).toEqual(expected.waits ?? []);
  if (expected.requests !== 'any') expect(requests).toBe(expected.requests ?? 1);
  if (expected.receives) expect(received).toMatchObject(expected.receives);
  if (!result?.error) return;
  // If the server is not reachable, it receives no request; the expectation then contains `attempts`.
  if (!('attempts' in (expected.expect.error ?? {}))) expect(result.error.attempts).toBe(requests);
  expect(result.error.operation).toBe(operation);
  expect(result.error.message.trim()).not.toBe('');
  for (const word of expected.excludes ?? []) expect(JSON.stringify(result.error)).not.toContain(word);
}
