/** Selects the request whose success shows the balance, for the cases that compare balances. */
import type { Contract, Operation } from '../../contract/model.ts';
import type { Meter } from '../types.ts';
import { hasCredentialsOf, OperationCases } from './operation-cases.ts';

/**
 * Returns a request that changes no data and whose success has the balance: that of the operation if possible, else of
 * the first other operation with the same credentials, because the balance is that of the token.
 *
 * @returns the request, and the JSON pointer of its success; undefined if the contract has no such operation
 */
export function meterOf(contract: Contract, operation: Operation): (Meter & { source: string }) | undefined {
  const meter = [operation, ...contract.operations].find(
    (one) => one.safe && one.success.balanceField !== undefined && hasCredentialsOf(one, operation),
  );
  const source = meter?.success.content?.schemaPointer;
  if (!meter || source === undefined) return undefined;
  return { operation: meter.id, request: new OperationCases(contract, meter).request({}), source };
}
