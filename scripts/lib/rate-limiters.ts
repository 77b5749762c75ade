/** Correct rate limiters of the three common kinds, for tests and benchmarks. */

/**
 * Counts a request at a time in milliseconds. Returns 0 if the request is within the limit, or else the whole seconds
 * after which a request is within the limit.
 */
export type RateLimiter = (now: number) => number;

/** The kinds of limiters. Each allows `requests` in `windowMs`. Times never decrease. */
export const RATE_LIMITERS = { fixedWindow, slidingWindow, tokenBucket };

export type RateLimiterKind = keyof typeof RATE_LIMITERS;

/** Counts requests in windows that begin at multiples of `windowMs`. */
function fixedWindow(requests: number, windowMs: number): RateLimiter {
  let current = Number.NaN;
  let count = 0;
  return (now) => {
    const window = Math.floor(now / windowMs);
    if (window !== current) count = 0;
    current = window;
    return count++ < requests ? 0 : seconds((window + 1) * windowMs - now);
  };
}

/** Counts the accepted requests of the last `windowMs`. */
function slidingWindow(requests: number, windowMs: number): RateLimiter {
  const accepted: number[] = [];
  return (now) => {
    while ((accepted[0] ?? Infinity) <= now - windowMs) accepted.shift();
    const [oldest = now] = accepted;
    if (accepted.length >= requests) return seconds(oldest + windowMs - now);
    accepted.push(now);
    return 0;
  };
}

/** Holds at most `requests` tokens, is full at the start, and gains `requests` evenly in each `windowMs`. */
function tokenBucket(requests: number, windowMs: number): RateLimiter {
  const perMs = requests / windowMs;
  let tokens = requests;
  let last = Number.NaN;
  return (now) => {
    tokens = Math.min(requests, tokens + (now - (last || now)) * perMs);
    last = now;
    // Sums of fractions are not exact.
    if (tokens < 1 - 1e-6) return seconds((1 - tokens) / perMs);
    tokens--;
    return 0;
  };
}

/** Rounds up to whole seconds, at least one. */
function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}

/** Returns the shortest time in milliseconds in which a limiter accepts a number of requests. */
export function requiredMs(kind: RateLimiterKind, requests: number, windowMs: number, total: number): number {
  return kind === 'tokenBucket'
    ? (Math.max(0, total - requests) * windowMs) / requests
    : (Math.ceil(total / requests) - 1) * windowMs;
}
