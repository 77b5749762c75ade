/** Prints the progress of a run on standard error. */
import type { CaseResult } from '../conformance/types.ts';
import type { World } from './world.ts';

/** How often to print a line if standard error is not a terminal. The log of a CI server then shows that the run lives. */
const INTERVAL_MS = 10_000;

export interface Progress {
  /** Takes the result of a case. */
  onResult(result: CaseResult, done: number, total: number): void;
  /** Ends the progress, before the reports are written. */
  end(): void;
}

/** Shows the number of finished cases: on a terminal in one changing line, else in a line every ten seconds. */
export function startProgress(world: World): Progress {
  const { stderr, every = repeat } = world;
  let state = 'waiting for the server';
  let failed = 0;
  let intervals = 0;
  const stop = stderr.isTTY
    ? () => stderr.write('\r\x1b[K')
    : every(INTERVAL_MS, () => {
        intervals++;
        stderr.write(`${(intervals * INTERVAL_MS) / 1000} s: ${state}\n`);
      });
  return {
    onResult: ({ outcome }, done, total) => {
      if (outcome === 'failed' || outcome === 'error') failed++;
      state = `${done} of ${total} cases, ${failed} failed`;
      if (stderr.isTTY) stderr.write(`\r${state}`);
    },
    end: stop,
  };
}

/** Calls a function at an interval. The timer does not keep the process alive. */
function repeat(ms: number, callback: () => void): () => void {
  const timer = setInterval(callback, ms).unref();
  return () => clearInterval(timer);
}
