/** The rate limit over a sliding window, with a clock that the tests set. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimiter } from '../../../src/sandbox/rate-limiter.ts';

/** The window of a limiter in milliseconds: one second minus the resolution of a client's timer. */
const WINDOW = 999;

test('accepts the limit in any window, and everything that fits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(700)), (limit, pauses) => {
      let time = 0;
      const accepts = createRateLimiter(limit, () => time);
      const accepted: number[] = [];
      for (const pause of pauses) {
        time += pause;
        const inWindow = accepted.filter((at) => time - at < WINDOW).length;
        expect(accepts()).toBe(inWindow < limit);
        if (inWindow < limit) accepted.push(time);
      }
    }),
  );
});

test('a refused request that waits a second is accepted, however often it was refused', () => {
  let time = 0;
  const accepts = createRateLimiter(2, () => time);
  expect([accepts(), accepts(), accepts(), accepts()]).toEqual([true, true, false, false]);
  time = 500;
  expect(accepts()).toBe(false);
  time += 1000;
  expect([accepts(), accepts(), accepts()]).toEqual([true, true, false]);
});
