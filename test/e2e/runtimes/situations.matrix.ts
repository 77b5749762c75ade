/** Every situation in every runtime, against the package as it is packed. */
import { describe, expect, inject, test } from 'vitest';
import { cases, DOORS, deviationOf, judgeIn } from './cases.ts';
import { deviations } from './deviations.ts';
import { type Run, runIn } from './launch.ts';
import { type Runtime, titleOf } from './runtimes.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What table.ts counts: the runtime that a test is of, and whether it does otherwise there by the platform. */
    matrix?: { runtime: Runtime; deviates: boolean };
  }
}

for (const runtime of inject('runtimes')) describe(titleOf(runtime), () => testsOf(runtime));

function testsOf(runtime: Runtime): void {
  if (runtime.skipped) {
    test.skip(`all situations, skipped: ${runtime.skipped}`, () => {});
    return;
  }
  // Begun by the first test, so that the runtimes come one after the other.
  let run: Promise<Run> | undefined;
  for (const [door, name] of Object.entries(DOORS)) {
    describe(name, () => {
      for (const one of cases.filter((any) => any.door === door)) {
        const deviation = deviationOf(runtime.name, one);
        const otherwise = deviation ? `, otherwise: ${deviation.because}` : '';
        test(`${one.title} (${one.rule})${otherwise}`, async ({ task }) => {
          task.meta.matrix = { runtime, deviates: deviation !== undefined };
          run ??= runIn(runtime, inject('project'));
          judgeIn(await run, runtime.name, one);
        });
      }
    });
  }
}

test('every deviation is of a situation', () => {
  const nameOf = ({ door, title }: { door: string; title: string }) => `${door}: ${title}`;
  const known = new Set(cases.map(nameOf));
  expect(deviations.map(nameOf).filter((name) => !known.has(name))).toEqual([]);
});
