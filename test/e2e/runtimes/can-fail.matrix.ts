/** The matrix can fail: in every runtime, a broken copy of the package fails where it is broken, and there alone. */
import { describe, expect, inject, test } from 'vitest';
import { type Case, cases, expectationIn, judgeIn } from './cases.ts';
import { type Run, runIn } from './launch.ts';
import { type Runtime, titleOf } from './runtimes.ts';

for (const runtime of inject('runtimes')) {
  describe.skipIf(runtime.skipped)(titleOf(runtime), () => {
    test('tells a broken package from a whole one', async () => {
      const run = await runIn(runtime, inject('broken'));
      const broken = cases.filter((one) => isOfBrokenKind(runtime, one)).map(nameOf);
      expect(broken.length).toBeGreaterThan(0);
      expect(failuresOf(run, runtime)).toEqual(broken);
    });

    test('fails in every case where the package can not be loaded', async () => {
      const run = await runIn(runtime, inject('unloadable'));
      expect(failuresOf(run, runtime)).toEqual(cases.map(nameOf));
    });
  });
}

/** The broken copy has a wrong name for this kind of failure. */
function isOfBrokenKind(runtime: Runtime, one: Case): boolean {
  const { error } = expectationIn(runtime.name, one).expect;
  return (error as { kind?: string } | undefined)?.kind === 'protocol';
}

function failuresOf(run: Run, { name }: Runtime): string[] {
  const failing = cases.filter((one) => {
    try {
      judgeIn(run, name, one);
      return false;
    } catch {
      return true;
    }
  });
  return failing.map(nameOf);
}

function nameOf({ door, title }: Case): string {
  return `${door}: ${title}`;
}
