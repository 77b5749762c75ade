/** The clock of a client: it never runs backwards, and a wait that has ended counts in full, even if a timer fired early. */
import type { Settings } from './options.ts';

/** Waits. It never rejects: a `sleep` that fails ends the wait. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Creates the clock from the options of a client. Times are in milliseconds. */
export function createClock({
  now,
  sleep,
}: Pick<Settings, 'now' | 'sleep'>): [time: () => number, pause: Pause] {
  let latest = -Infinity;
  const time = (least = now()) => {
    latest = Math.max(latest, least);
    return latest;
  };
  const pause: Pause = async (ms, signal) => {
    const end = time() + ms;
    try {
      await sleep(ms, signal);
    } catch {
      // The errors of the caller's `sleep` are ignored.
    }
    if (!signal.aborted) time(end);
  };
  return [time, pause];
}
