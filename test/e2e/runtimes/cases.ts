/** The cases of every runtime: each situation in each mode in which it is possible. */
import { expect } from 'vitest';
import { type Expectation, expectObservation } from '../../helpers/client/expect-situation.ts';
import { situations } from '../../helpers/client/situations.ts';
import { wireSituations } from '../../helpers/client/wire-situations.ts';
import { type Deviation, deviations } from './deviations.ts';
import type { Run } from './launch.ts';
import type { Report } from './runner.ts';

/** A situation in one mode (`door`). */
export interface Case {
  door: Report['door'];
  index: number;
  title: string;
  rule: string;
  expectation: Expectation;
  operation?: string | undefined;
}

/** The titles of the modes. */
export const DOORS: Record<Report['door'], string> = {
  fake: 'a fake fetch',
  real: 'a real connection',
  wire: 'a connection that misbehaves',
};

const fake: Case[] = situations.map((situation, index) => ({
  door: 'fake',
  index,
  title: situation.title,
  rule: situation.rule,
  expectation: situation,
}));

export const cases: readonly Case[] = [
  ...fake,
  ...fake.filter(({ index }) => !situations[index]?.notOnWire).map((one): Case => ({ ...one, door: 'real' })),
  ...wireSituations.map(
    (situation, index): Case => ({
      door: 'wire',
      index,
      title: situation.title,
      rule: situation.rule,
      expectation: situation,
      operation: situation.call?.operation,
    }),
  ),
];

/** Returns the expected deviation of a runtime in a case, if any. */
export function deviationOf(runtime: string, { door, title }: Case): Deviation | undefined {
  return deviations.find((one) => one.runtime === runtime && one.door === door && one.title === title);
}

/** Returns the expectation of a case for a runtime. */
export function expectationIn(runtime: string, one: Case): Expectation {
  return { ...one.expectation, ...deviationOf(runtime, one) };
}

/** Throws an assertion error if the outcome of a case in a runtime is not the expected one. */
export function expectOutcome(run: Run, runtime: string, one: Case): void {
  const { seen, received } = run.get(one.door, one.index);
  expectObservation(expectationIn(runtime, one), seen, received, one.operation);
  if (!deviationOf(runtime, one)) return;
  const asWritten = () => expectObservation(one.expectation, seen, received, one.operation);
  expect(asWritten, 'The runtime now behaves as the situation says: remove its deviation.').toThrow();
}
