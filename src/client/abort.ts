/** Work that ends early after a time or by an abort, even if the caller's own code ignores its signal. */

/** All callbacks of a signal share one listener, because Node warns about a signal with more than ten. */
const callbacksOf = new WeakMap<AbortSignal, Set<() => void>>();

function callAll(this: AbortSignal): void {
  for (const callback of callbacksOf.get(this) ?? []) callback();
}

/**
 * Some work.
 *
 * @param stop aborts if the work must end early
 * @param onStop takes a function to call then, or now if the work has already ended early. The signal needs no listener,
 * which `fetch` would keep together with the signal
 */
export type Work<Value> = (stop: AbortSignal, onStop: (callback: () => void) => void) => Promise<Value>;

/**
 * Does some work within a time, and until a signal aborts. It keeps no timer and no listener, so that a signal can
 * outlive many calls.
 *
 * @param ms the time limit in milliseconds
 * @param work does not start if the given signal has aborted
 * @returns the value of the work; undefined if it ended early
 */
export function within<Value>(
  ms: number,
  signal: AbortSignal | null | undefined,
  work: Work<Value>,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return resolve(undefined);
    const controller = new AbortController();
    let stopped: (() => void) | undefined;
    const callbacks = (signal && callbacksOf.get(signal)) ?? new Set();
    const clear = () => {
      clearTimeout(timer);
      callbacks.delete(endEarly);
      if (callbacks.size === 0) signal?.removeEventListener('abort', callAll);
    };
    const endEarly = () => {
      clear();
      resolve(undefined);
      controller.abort();
      stopped?.();
    };
    if (signal) {
      callbacksOf.set(signal, callbacks.add(endEarly));
      signal.addEventListener('abort', callAll);
    }
    // A timer with a delay of more than 31 bits would fire immediately.
    const timer = setTimeout(endEarly, Math.min(ms, 2 ** 31 - 1));
    work(controller.signal, (callback) => {
      stopped = callback;
      if (controller.signal.aborted) callback();
    })
      .then(resolve, reject)
      .then(clear);
  });
}

/** Waits, as the option `sleep` describes. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** Waits. An abort clears the timer, so that the timer does not keep the process alive. */
export const sleep: Sleep = (ms, signal) =>
  // A timer may fire up to a millisecond early, but the wait must be complete.
  within(ms + 1, signal, () => new Promise(() => {}));
