/** Charging cases: an error between two identical successes does not lower the balance further than without the error. */
import type { Case } from '../types.ts';
import type { OperationCases } from './operation-cases.ts';

export function chargingCases(suite: OperationCases): Case[] {
  const { success, safe } = suite.operation;
  const { balanceField, content } = success;
  // Several requests that change data may cost differently.
  if (balanceField === undefined || !content || !safe) return [];
  return suite.entries.flatMap((entry) => {
    // The error must use the token of the successes, so token errors cannot be tested.
    const change =
      entry.trigger === 'token-missing' || entry.trigger === 'token-unknown'
        ? undefined
        : suite.natural(entry);
    if (!change) return [];
    const { code } = entry;
    const title = `The error ${code} is not charged`;
    const { status, asked } = suite.expectSuccess();
    const expect = { kind: 'no-charge', status, asked, between: suite.request(change) } as const;
    return [suite.case('charging', `charging/${code}`, title, content.schemaPointer, {}, expect, 'SHOULD')];
  });
}
