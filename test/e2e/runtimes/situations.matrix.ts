/** Every situation in every runtime, with the packed package. */
import { describe, expect, inject, test } from 'vitest';
import { cases, DOORS, deviationOf, expectOutcome } from './cases.ts';
import { deviations } from './deviations.ts';
import { type Run, runIn } from './launch.ts';
import { type Runtime, titleOf } from './runtimes.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Data for table.ts: the runtime of a test, and whether the platform is expected to deviate. */
    matrix?: { runtime: Runtime; deviates: boolean };
  }
}

for (const runtime of inject('runtimes')) describe(titleOf(runtime), () => testsOf(runtime));

function testsOf(runtime: Runtime): void {
  if (runtime.skipped) {
    test.skip(`all situations, skipped: ${runtime.skipped}`, () => {});
    return;
  }
  // Started by the first test, so that the runtimes run one after the other.
  let run: Promise<Run> | undefined;
  for (const [door, name] of Object.entries(DOORS)) {
    describe(name, () => {
      for (const one of cases.filter((any) => any.door === door)) {
        const deviation = deviationOf(runtime.name, one);
        const reason = deviation ? `, deviates: ${deviation.because}` : '';
        test(`${one.title} (${one.rule})${reason}`, async ({ task }) => {
          task.meta.matrix = { runtime, deviates: deviation !== undefined };
          run ??= runIn(runtime, inject('project'));
          expectOutcome(await run, runtime.name, one);
        });
      }
    });
  }
}

test('every deviation belongs to a situation', () => {
  const nameOf = ({ door, title }: { door: string; title: string }) => `${door}: ${title}`;
  const known = new Set(cases.map(nameOf));
  expect(deviations.map(nameOf).filter((name) => !known.has(name))).toEqual([]);
});
