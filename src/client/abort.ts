/** Ending work at once when a signal says so, whether or not the work itself listens. */

/**
 * The outcome of the work, or the signal's `reason` as a rejection, whichever comes first.
 *
 * A `fetch`, a token function or a `sleep` of the caller's may ignore the signal: the call ends all the same.
 */
export function orAbort<Outcome>(signal: AbortSignal, work: Promise<Outcome>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    // A signal may outlive many calls: what listened for one of them is not to stay.
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Calls back after a while. A timer takes no more than 31 bits: with a longer delay it would fire at once. */
export function later(ms: number, callback: () => void): ReturnType<typeof setTimeout> {
  return setTimeout(callback, Math.min(ms, 2 ** 31 - 1));
}

/** Waits; a signal that ends clears the timer, so that it keeps no process alive. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // A timer may fire up to a millisecond early, and "after the wait" means after it.
    const timer = later(ms + 1, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = () => clearTimeout(timer);
    signal.addEventListener('abort', stop);
  });
}
