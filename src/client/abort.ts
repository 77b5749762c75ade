/** Ending work as soon as a signal aborts, even if the work itself ignores the signal. */

/** The controllers that follow one signal, and their common listener. */
interface Followers {
  controllers: Set<AbortController>;
  abortAll: () => void;
}

const followersOf = new WeakMap<AbortSignal, Followers>();

/**
 * Aborts a controller when a signal aborts, for the same reason. All controllers that follow a signal share one
 * listener, because Node warns about a signal with more than ten.
 *
 * @returns a function that ends it. The last one removes the listener, so that a signal can outlive many calls
 */
export function follow(signal: AbortSignal, controller: AbortController): () => void {
  if (signal.aborted) controller.abort(signal.reason);
  let followers = followersOf.get(signal);
  if (!followers) {
    const controllers = new Set<AbortController>();
    const abortAll = () => {
      for (const follower of controllers) follower.abort(signal.reason);
    };
    followers = { controllers, abortAll };
    followersOf.set(signal, followers);
    signal.addEventListener('abort', abortAll);
  }
  const { controllers, abortAll } = followers;
  controllers.add(controller);
  return () => {
    controllers.delete(controller);
    if (controllers.size > 0) return;
    followersOf.delete(signal);
    signal.removeEventListener('abort', abortAll);
  };
}

/**
 * Settles like the work, or rejects with the signal's `reason` if the signal aborts first.
 *
 * The caller's `fetch`, token function or `sleep` may ignore the signal. The call ends in any case.
 */
export function orAbort<Outcome>(signal: AbortSignal, work: Promise<Outcome>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    // One signal may serve many waits: remove the listener so that listeners do not pile up.
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
