/** Timers, waits and aborts: whatever is pending can end early, even if the caller's own code ignores its signal. */

const callbacksOf = new WeakMap<AbortSignal, { callbacks: Set<() => void>; callAll: () => void }>();

const nothing = () => {};

/**
 * Calls back when a signal aborts. All callbacks of a signal share one listener, because Node warns about a signal with
 * more than ten.
 *
 * @returns a function that removes the callback. The last one removes the listener, so that a signal can outlive many
 *   calls
 */
export function onAbort(signal: AbortSignal | null | undefined, callback: () => void): () => void {
  if (!signal) return nothing;
  let shared = callbacksOf.get(signal);
  if (!shared) {
    const callbacks = new Set<() => void>();
    const callAll = () => {
      for (const one of callbacks) one();
    };
    shared = { callbacks, callAll };
    callbacksOf.set(signal, shared);
    signal.addEventListener('abort', callAll);
  }
  const { callbacks, callAll } = shared;
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size > 0) return;
    callbacksOf.delete(signal);
    signal.removeEventListener('abort', callAll);
  };
}

/**
 * Calls back after a delay. The delay is capped at 31 bits because a timer with a longer one would fire immediately.
 */
export function startTimer(ms: number, callback: () => void): ReturnType<typeof setTimeout> {
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

/** Waits until the caller's `sleep` ends or the signal aborts. */
export function pause(sleep: Sleep, ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      unlisten();
      resolve();
    };
    const stop = startWait(sleep, ms, end);
    const unlisten = onAbort(signal, () => {
      stop();
      end();
    });
  });
}

/** Waits. An abort clears the timer, so that the timer does not keep the process alive. */
export const sleep: Sleep = (ms, signal) =>
  new Promise<void>((resolve) => {
    // A timer may fire up to a millisecond early, but the wait must be complete.
    const timer = startTimer(ms + 1, resolve);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
