/** Timers, waits and aborts: whatever is pending can end early, even if the caller's own code ignores its signal. */

/** All callbacks of a signal share one listener, because Node warns about a signal with more than ten. */
const callbacksOf = new WeakMap<EventTarget, Set<() => void>>();

function callAll(this: AbortSignal): void {
  for (const callback of callbacksOf.get(this) ?? []) callback();
}

/**
 * Returns a promise that ends with a value, after a time, or when a signal aborts, whichever is first. It keeps no timer
 * and no listener, so that a signal can outlive many calls.
 *
 * @param ms the time limit in milliseconds
 * @param start starts the work, which passes its value to `end`
 * @param giveUp returns the value if the work did not end in time
 */
export function race<Value>(
  ms: number,
  signal: AbortSignal | null | undefined,
  start: (end: (value: Value) => void) => void,
  giveUp: (kind: 'timeout' | 'abort') => Value,
): Promise<Value> {
  return new Promise((resolve) => {
    const end = (value: Value) => {
      clearTimeout(timer);
      resolve(value);
      const callbacks = signal && callbacksOf.get(signal);
      if (callbacks?.delete(abort) && callbacks.size === 0) {
        callbacksOf.delete(signal as AbortSignal);
        signal?.removeEventListener('abort', callAll);
      }
    };
    const abort = () => end(giveUp('abort'));
    if (signal) {
      let callbacks = callbacksOf.get(signal);
      if (!callbacks) {
        callbacks = new Set();
        callbacksOf.set(signal, callbacks);
        signal.addEventListener('abort', callAll);
      }
      callbacks.add(abort);
    }
    const timer = startTimer(ms, () => end(giveUp('timeout')));
    start(end);
    if (signal?.aborted) abort();
  });
}

/** Calls back after a delay. The delay is capped at 31 bits because a timer with a longer one would fire immediately. */
function startTimer(ms: number, callback: () => void): ReturnType<typeof setTimeout> {
  return setTimeout(callback, Math.min(ms, 2 ** 31 - 1));
}

/** Waits, as the option `sleep` describes. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>;

/**
 * Calls back after a wait with the caller's `sleep`. A `sleep` that fails ends the wait.
 *
 * @returns a function that ends the wait without the callback
 */
export function startWait(sleep: Sleep, ms: number, callback: () => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const end = () => {
    if (!signal.aborted) callback();
  };
  // An async function, so that the callback is called later even if `sleep` throws.
  (async () => sleep(ms, signal))().then(end, end);
  return () => controller.abort();
}

/** Waits until the caller's `sleep` ends or the signal aborts, but at most `maxMs`. */
export function pause(
  sleep: Sleep,
  ms: number,
  signal: AbortSignal | null | undefined,
  maxMs: number,
): Promise<void> {
  let stop = () => {};
  return race<void>(
    maxMs,
    signal,
    (end) => {
      stop = startWait(sleep, ms, end);
    },
    () => stop(),
  );
}

/** Waits. An abort clears the timer, so that the timer does not keep the process alive. */
export const sleep: Sleep = (ms, signal) =>
  new Promise<void>((resolve) => {
    // A timer may fire up to a millisecond early, but the wait must be complete.
    const timer = startTimer(ms + 1, resolve);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
