/** Whether what came of a situation is what had to come. */
import { expect } from 'vitest';
import type { Observation } from './observe.ts';

/** What has to come of a situation. */
export interface Expectation {
  /** What the result must have in it: `toMatchObject`. */
  expect: { success: boolean; data?: object; error?: object; response?: object };
  /** What no string of the error may hold, and no property of it may be named. */
  lacks?: string[];
  /** 1 by default. */
  requests?: number;
  /** None by default, in milliseconds. */
  waits?: number[];
  /** What the server must have seen of the requests: `toMatchObject`. */
  sees?: object[];
}

/**
 * Throws where it is not.
 *
 * @param seen with the requests that there were
 * @param sights what the server saw of the requests, where there was one
 * @param operation that was called
 */
export function judge(
  expected: Expectation,
  seen: Observation,
  sights: object[] = [],
  operation = 'listPostsByUser',
): void {
  const { result, waits, requests, threw } = seen;
  expect(threw).toBeUndefined();
  expect(result).toMatchObject(expected.expect);
  expect(waits).toEqual(expected.waits ?? []);
  expect(requests).toBe(expected.requests ?? 1);
  if (expected.sees) expect(sights).toMatchObject(expected.sees);
  if (!result?.error) return;
  // A server that is not there has seen none of the attempts: then they stand in the expectation.
  if (!('attempts' in (expected.expect.error ?? {}))) expect(result.error.attempts).toBe(requests);
  expect(result.error.operation).toBe(operation);
  expect(result.error.message.trim()).not.toBe('');
  for (const word of expected.lacks ?? []) expect(JSON.stringify(result.error)).not.toContain(word);
}
