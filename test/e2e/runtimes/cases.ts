/** What every runtime is asked: each situation by each door that it can come through. */
import { expect } from 'vitest';
import { type Expectation, judge } from '../../helpers/client/expect-situation.ts';
import { situations } from '../../helpers/client/situations.ts';
import { wireSituations } from '../../helpers/client/wire-situations.ts';
import { type Deviation, deviations } from './deviations.ts';
import type { Run } from './launch.ts';
import type { Report } from './runner.ts';

/** A situation by a door. */
export interface Case {
  door: Report['door'];
  index: number;
  title: string;
  rule: string;
  expectation: Expectation;
  operation?: string | undefined;
}

/** What the doors are called. */
export const DOORS: Record<Report['door'], string> = {
  'made-up': 'a made-up fetch',
  real: 'a real connection',
  wire: 'a connection that does as it likes',
};

const madeUp: Case[] = situations.map((situation, index) => ({
  door: 'made-up',
  index,
  title: situation.title,
  rule: situation.rule,
  expectation: situation,
}));

export const cases: readonly Case[] = [
  ...madeUp,
  ...madeUp.filter(({ index }) => !situations[index]?.offWire).map((one): Case => ({ ...one, door: 'real' })),
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

/** What a runtime does otherwise in a case. */
export function deviationOf(runtime: string, { door, title }: Case): Deviation | undefined {
  return deviations.find((one) => one.runtime === runtime && one.door === door && one.title === title);
}

/** What a case expects of a runtime. */
export function expectationIn(runtime: string, one: Case): Expectation {
  return { ...one.expectation, ...deviationOf(runtime, one) };
}

/** Throws where a runtime has not done what a case expects of it. */
export function judgeIn(run: Run, runtime: string, one: Case): void {
  const { seen, sights } = run.get(one.door, one.index);
  judge(expectationIn(runtime, one), seen, sights, one.operation);
  if (!deviationOf(runtime, one)) return;
  const asWritten = () => judge(one.expectation, seen, sights, one.operation);
  expect(asWritten, 'This runtime does as the situation says, now: its deviation is to go.').toThrow();
}
