/** Charging cases: an error between two identical successes does not lower the balance further than without the error. */
import type { Case } from '../types.ts';
import { meterOf } from './meter.ts';
import type { OperationCases } from './operation-cases.ts';

export function chargingCases(suite: OperationCases): Case[] {
  const meter = meterOf(suite.contract, suite.operation);
  if (!meter) return [];
  return suite.entries.flatMap((entry) => {
    // The error must use the token of the successes, so token errors cannot be tested.
    const change =
      entry.trigger === 'token-missing' || entry.trigger === 'token-unknown'
        ? undefined
        : suite.natural(entry);
    if (!change) return [];
    const { code } = entry;
    const title = `The error ${code} is not charged`;
    const { source, ...request } = meter;
    const expect = { kind: 'no-charge', meter: request } as const;
    return [suite.case('charging', `charging/${code}`, title, source, change, expect, 'SHOULD')];
  });
}
