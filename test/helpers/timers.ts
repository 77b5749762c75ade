/** Counts the timers that a test starts. The timers of the test runner and of other tests do not count. */
import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { onTestFinished } from 'vitest';

export interface Timers {
  /** Runs code. The timers that it starts count, also after it returns. */
  count<Result>(code: () => Result): Result;
  /** Returns how many of these timers are waiting. */
  waiting(): Promise<number>;
}

/** Counts from now until the end of the test. */
export function timers(): Timers {
  const isCounted = new AsyncLocalStorage<true>();
  const waiting = new Set<number>();
  const hook = createHook({
    init: (id, type) => {
      if (type === 'Timeout' && isCounted.getStore()) waiting.add(id);
    },
    destroy: (id) => waiting.delete(id),
  });
  hook.enable();
  onTestFinished(() => void hook.disable());
  return {
    count: (code) => isCounted.run(true, code),
    async waiting() {
      // Node reports the end of a timer after the current turn of the event loop.
      for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
      return waiting.size;
    },
  };
}
