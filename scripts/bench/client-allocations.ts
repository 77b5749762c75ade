/** What a call through the client allocates, beside `fetch` alone and other clients. */
import type { Project } from '../lib/project.ts';
import { withCalls } from './client-calls.ts';
import { type BenchResult, median, type Row } from './measure.ts';
import type { Allocated, AllocationTask } from './workers/allocations.ts';
import { withWorker } from './workers.ts';

/** For `gc()`, and for room of 128 MB for new objects; a round takes some 6. */
const FLAGS = ['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=128'];

/** The objects on the heap and the bytes outside, added up; repeatable within a few per cent. */
export function benchClientAllocations(project: Project): Promise<BenchResult[]> {
  return withCalls(project, ({ success: { target, bytes } }) => {
    const task: AllocationTask = { target, rounds: 9, calls: 50, warmUp: 1000 };
    const title = `Allocated by a call for a page of ${inKB(bytes)} (median, ratio to fetch)`;
    const resultOf = (counted: Allocated[]) => [{ title, rows: rowsOf(counted) }];
    return withWorker(project, 'allocations', task, resultOf, FLAGS);
  });
}

function rowsOf(counted: readonly Allocated[]): Row[] {
  const totals = counted.map(({ heap, buffers }) => median(heap) + median(buffers));
  return counted.map(({ name, heap, buffers }, index) => {
    const total = totals[index] ?? Number.NaN;
    return {
      name,
      value: inKB(total),
      ratio: total / (totals[0] ?? Number.NaN),
      note: `${inKB(median(heap))} of objects, ${inKB(median(buffers))} of buffers`,
    };
  });
}

function inKB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
