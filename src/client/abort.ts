/** Ending work as soon as a signal aborts, even if the work itself ignores the signal. */

/**
 * Settles like the work, or rejects with the signal's `reason` if the signal aborts first.
 *
 * The caller's `fetch`, token function or `sleep` may ignore the signal. The call ends in any case.
 */
export function orAbort<Outcome>(signal: AbortSignal, work: Promise<Outcome>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    // One signal may serve many calls: remove the listener so that listeners do not pile up.
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/**
 * Calls back after a delay. The delay is capped at 31 bits because a timer with a longer one would fire immediately.
 */
export function startTimer(ms: number, callback: () => void): ReturnType<typeof setTimeout> {
  return setTimeout(callback, Math.min(ms, 2 ** 31 - 1));
}

/** Waits. An abort clears the timer, so that the timer does not keep the process alive. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // A timer may fire up to a millisecond early, but the wait must be complete.
    const timer = startTimer(ms + 1, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = () => clearTimeout(timer);
    signal.addEventListener('abort', stop);
  });
}
