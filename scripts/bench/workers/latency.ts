/**
 * Times the contenders, in a process of its own. They take turns call by call, in an order drawn anew each round. In
 * blocks of calls the figures would not hold still: how long a processor takes to wake up depends on how long the calls
 * before were, and what else the machine does would hit one and spare another.
 */

import { type Contender, contendersFor, type Target } from './contenders.ts';
import { answer } from './reply.ts';

/** What to time; the answer is what each contender took. */
export interface LatencyTask {
  target: Target;
  /** The calls of a contender in a round, all at once. */
  concurrency: number;
  /** Those that count. */
  rounds: number;
  /** Those before, in which code is compiled and connections are opened. */
  warmUp: number;
}

/** The times of one contender, in milliseconds a call, round by round. */
export interface Timed {
  name: string;
  times: number[];
}

answer(async (tasks: LatencyTask[]): Promise<Timed[][]> => {
  const results: Timed[][] = [];
  for (const task of tasks) results.push(await timeAll(task));
  return results;
});

async function timeAll({ target, concurrency, rounds, warmUp }: LatencyTask): Promise<Timed[]> {
  const contenders = await contendersFor(target);
  const timed = contenders.map(({ name }): Timed => ({ name, times: [] }));
  for (let round = -warmUp; round < rounds; round++) {
    for (const index of shuffled(contenders.length)) {
      const took = await time(contenders[index] as Contender, concurrency);
      if (round >= 0) timed[index]?.times.push(took);
    }
  }
  return timed;
}

async function time({ call }: Contender, concurrency: number): Promise<number> {
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, call));
  return (performance.now() - started) / concurrency;
}

/** The numbers below `count`, in random order. */
function shuffled(count: number): number[] {
  return Array.from({ length: count }, (_, index) => ({ index, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
}
