/** Compares the latency of a call with the client, with `fetch` and with other clients. */
import type { Project } from '../lib/project.ts';
import { type Call, withCalls } from './client-calls.ts';
import { type BenchResult, median, type Row } from './measure.ts';
import type { LatencyTask, Timed } from './workers/latency.ts';
import { withWorker } from './workers.ts';

/** The number of calls before the measurement. After these, the JIT has compiled the code of every contender. */
const WARM_UP = 1200;

/**
 * Measures a page of posts, sequentially and ten in parallel, and an error. A ratio is the median of the rounds' ratios
 * to `fetch`. The range in the note is the 95 % confidence interval of that median.
 */
export function benchClientLatency(project: Project): Promise<BenchResult[]> {
  return withCalls(project, ({ success, error }) => {
    const page = `A page of ${(success.bytes / 1000).toFixed(1)} kB`;
    const parts = [
      { title: `${page}, sequential calls`, task: taskOf(success, 1, 1500) },
      { title: `${page}, 10 parallel calls, a tenth of their time`, task: taskOf(success, 10, 300) },
      { title: `An error (${error.code}), sequential calls`, task: taskOf(error, 1, 1500) },
    ];
    const tasks = parts.map(({ task }) => task);
    return withWorker(project, 'latency', tasks, (results: Timed[][]) =>
      parts.map(({ title }, index) => ({
        title: `${title} (median, ratio to fetch)`,
        rows: rowsOf(results[index] ?? []),
      })),
    );
  });
}

function taskOf({ target }: Call, concurrency: number, rounds: number): LatencyTask {
  return { target, concurrency, rounds, warmUp: WARM_UP / concurrency };
}

function rowsOf(timed: readonly Timed[]): Row[] {
  const [baseline] = timed;
  return timed.map((contender) => {
    const { name, times } = contender;
    const ratios = times
      .map((time, round) => time / (baseline?.times[round] ?? Number.NaN))
      .sort((a, b) => a - b);
    // The order statistics around the median, by the normal approximation of the binomial distribution.
    const half = 0.98 * Math.sqrt(ratios.length);
    const [low = Number.NaN, high = Number.NaN] = [-half, half].map(
      (distance) => ratios[Math.round((ratios.length - 1) / 2 + distance)],
    );
    return {
      name,
      value: `${median(times).toFixed(3)} ms`,
      ratio: median(ratios),
      note: contender === baseline ? '' : `${low.toFixed(2)}–${high.toFixed(2)}`,
    };
  });
}
