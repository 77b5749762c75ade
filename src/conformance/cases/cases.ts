/** Makes the suite from a contract; the other files of this folder each make one family of cases. */
import type { Contract } from '../../contract/model.ts';
import type { Case } from '../types.ts';
import { authenticationCases } from './authentication.ts';
import { chargingCases } from './charging.ts';
import { codeCases } from './codes.ts';
import { OperationCases } from './operation-cases.ts';
import { parameterCases } from './parameters.ts';
import { routingCases } from './routing.ts';
import { successCases } from './successes.ts';

const made = new WeakMap<Contract, readonly Case[]>();

/**
 * The cases of a contract, in the order in which they are reported.
 *
 * Each provokes one error at a time, because the order of errors is unspecified.
 */
export function casesOf(contract: Contract): readonly Case[] {
  const known = made.get(contract) ?? makeCases(contract);
  made.set(contract, known);
  return known;
}

function makeCases(contract: Contract): Case[] {
  return contract.operations.flatMap((operation) => {
    const suite = new OperationCases(contract, operation);
    return [
      codeCases,
      successCases,
      parameterCases,
      authenticationCases,
      routingCases,
      chargingCases,
    ].flatMap((family) => family(suite));
  });
}
