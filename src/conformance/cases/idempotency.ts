/** Idempotency case: a request that is repeated with the same key is processed once. */
import type { Case } from '../types.ts';
import { meterOf } from './meter.ts';
import type { OperationCases } from './operation-cases.ts';

export function idempotencyCases(suite: OperationCases): Case[] {
  const { contract, operation } = suite;
  const key = operation.parameters.find(({ role }) => role === 'idempotency-key');
  if (!key) return [];
  const { status, asked } = suite.expectSuccess();
  // The own success may repeat the first balance.
  const meter = meterOf(contract, operation);
  const metered = meter && { meter: { operation: meter.operation, request: meter.request } };
  const title = `A repeated request with the same ${key.name} returns the same success and is charged once`;
  const expect = { kind: 'idempotent', status, asked, ...metered } as const;
  return [suite.case('charging', 'charging/idempotency', title, key.pointer, {}, expect, 'SHOULD')];
}
