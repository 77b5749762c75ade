/**
 * Counts the bytes that the contenders allocate, in a process of its own. Between two collections, which it forces, its
 * flags leave room for a round's garbage many times over: nothing is freed, and what the heap and the buffers have grown
 * by is what was allocated.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Contender, contendersFor, type Target } from './contenders.ts';
import { answer } from './reply.ts';

/** What to count. */
export interface AllocationTask {
  target: Target;
  rounds: number;
  /** The calls of a contender in a round. */
  calls: number;
  /** Those before; compiled code allocates less. */
  warmUp: number;
}

/** What one contender allocated, in bytes a call, round by round. */
export interface Allocated {
  name: string;
  /** Objects and text on V8's heap. */
  heap: number[];
  /** What lies outside: the bodies as bytes. */
  buffers: number[];
}

answer(async ({ target, rounds, calls, warmUp }: AllocationTask): Promise<Allocated[]> => {
  const contenders = await contendersFor(target);
  for (let left = warmUp; left > 0; left--) {
    for (const { call } of contenders) await call();
  }
  const results = contenders.map(({ name }): Allocated => ({ name, heap: [], buffers: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const { heapUsed, arrayBuffers } = await growth(contender, calls);
      results[index]?.heap.push(heapUsed / calls);
      results[index]?.buffers.push(arrayBuffers / calls);
    }
  }
  return results;
});

async function growth({ call }: Contender, calls: number) {
  globalThis.gc?.();
  // Buffers are freed in a thread of their own.
  await pause(10);
  const before = process.memoryUsage();
  for (let left = calls; left > 0; left--) await call();
  const after = process.memoryUsage();
  return {
    heapUsed: after.heapUsed - before.heapUsed,
    arrayBuffers: after.arrayBuffers - before.arrayBuffers,
  };
}
