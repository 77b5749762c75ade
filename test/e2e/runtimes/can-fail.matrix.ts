/** A proof that the matrix can fail: in every runtime, a broken package fails exactly the cases that it breaks. */
import { describe, expect, inject, test } from 'vitest';
import { type Case, cases, expectationIn, expectOutcome } from './cases.ts';
import { type Run, runIn } from './launch.ts';
import { type Runtime, titleOf } from './runtimes.ts';

for (const runtime of inject('runtimes')) {
  describe.skipIf(runtime.skipped)(titleOf(runtime), () => {
    test('a broken package fails exactly the broken cases', async () => {
      const run = await runIn(runtime, inject('broken'));
      const broken = cases.filter((one) => isOfBrokenKind(runtime, one)).map(nameOf);
      expect(broken.length).toBeGreaterThan(0);
      expect(failuresOf(run, runtime)).toEqual(broken);
    });

    test('a package that cannot be loaded fails every case', async () => {
      const run = await runIn(runtime, inject('unloadable'));
      expect(failuresOf(run, runtime)).toEqual(cases.map(nameOf));
    });
  });
}

/** The broken package reports a wrong name for this kind of failure. */
function isOfBrokenKind(runtime: Runtime, one: Case): boolean {
  const { error } = expectationIn(runtime.name, one).expect;
  return (error as { kind?: string } | undefined)?.kind === 'protocol';
}

function failuresOf(run: Run, { name }: Runtime): string[] {
  const failing = cases.filter((one) => {
    try {
      expectOutcome(run, name, one);
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
