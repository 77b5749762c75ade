/** No error is charged: the balance falls no further with an error between two equal successes than without. */
import type { Case } from '../types.ts';
import type { OperationCases } from './operation-cases.ts';

export function chargingCases(suite: OperationCases): Case[] {
  const { success } = suite.operation;
  const { balanceField } = success;
  if (balanceField === undefined) return [];
  return suite.entries.flatMap((entry) => {
    // With the same token, a request can bring about its own errors alone.
    const change =
      entry.trigger === 'token-missing' || entry.trigger === 'token-unknown'
        ? undefined
        : suite.natural(entry);
    if (!change) return [];
    const { code } = entry;
    const title = `${code} costs nothing`;
    const { status, asked } = suite.expectSuccess();
    const expect = { kind: 'no-charge', status, asked, between: suite.request(change) } as const;
    return [suite.case('charging', `charging/${code}`, title, success.schemaPointer, {}, expect, 'SHOULD')];
  });
}
