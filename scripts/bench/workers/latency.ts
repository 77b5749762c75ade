/**
 * Measures the latency of the contenders in a separate process. They take turns after each call, in a random order per
 * round. With blocks of calls the figures would be unstable: other work on the machine would affect only one contender,
 * and the wake-up time of a processor depends on the length of the previous calls.
 */

import { type Contender, contendersFor, type Target } from './contenders.ts';
import { runTask } from './reply.ts';

/** A measurement. The result has the times of each contender. */
export interface LatencyTask {
  target: Target;
  /** The number of parallel calls of a contender in a round. */
  concurrency: number;
  /** The number of measured rounds. */
  rounds: number;
  /** The number of rounds before the measurement, in which code is compiled and connections are opened. */
  warmUp: number;
}

/** The times of one contender in milliseconds per call, one for each round. */
export interface Timed {
  name: string;
  times: number[];
}

runTask(async (tasks: LatencyTask[]): Promise<Timed[][]> => {
  const results: Timed[][] = [];
  for (const task of tasks) results.push(await timeAll(task));
  return results;
});

async function timeAll({ target, concurrency, rounds, warmUp }: LatencyTask): Promise<Timed[]> {
  const contenders = await contendersFor(target);
  const timed = contenders.map(({ name }): Timed => ({ name, times: [] }));
  for (let round = -warmUp; round < rounds; round++) {
    for (const index of shuffled(contenders.length)) {
      const elapsed = await time(contenders[index] as Contender, concurrency);
      if (round >= 0) timed[index]?.times.push(elapsed);
    }
  }
  return timed;
}

async function time({ call }: Contender, concurrency: number): Promise<number> {
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, call));
  return (performance.now() - started) / concurrency;
}

/** Returns the integers below `count` in random order. */
function shuffled(count: number): number[] {
  return Array.from({ length: count }, (_, index) => ({ index, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
}
