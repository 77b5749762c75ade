/** A rate limit over a sliding window of one second. */

/**
 * The length of the window in milliseconds. It is a second minus the resolution of the timers of clients, so that a wait
 * of one second always suffices.
 */
const WINDOW_MS = 999;

/**
 * Creates a rate limiter that accepts at most `limit` requests in any window of one second. Refused requests do not
 * count, so a client that waits one second after a refusal finds room again.
 *
 * @param limit 1 or more
 * @param now returns the time in milliseconds; never goes back
 * @returns a function that counts a request and returns whether it is accepted
 */
export function createRateLimiter(limit: number, now: () => number = () => performance.now()): () => boolean {
  // A ring with the times of the last accepted requests. The next place holds the oldest time.
  const accepted = new Float64Array(limit).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  return () => {
    const time = now();
    if (time - (accepted[next] ?? 0) < WINDOW_MS) return false;
    accepted[next] = time;
    next = (next + 1) % limit;
    return true;
  };
}
