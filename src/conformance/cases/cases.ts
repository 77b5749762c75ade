/** Derives the test suite from the contract; each other file of this folder makes one family of cases. */
import type { Contract } from '../../contract/model.ts';
import type { Case } from '../types.ts';
import { authenticationCases } from './authentication.ts';
import { bodyCases } from './bodies.ts';
import { chargingCases } from './charging.ts';
import { codeCases } from './codes.ts';
import { idempotencyCases } from './idempotency.ts';
import { OperationCases } from './operation-cases.ts';
import { parameterCases } from './parameters.ts';
import { routingCases } from './routing.ts';
import { shapeCases } from './shapes.ts';
import { successCases } from './successes.ts';

const cache = new WeakMap<Contract, readonly Case[]>();

/**
 * Returns the cases of a contract, in the order in which they are reported.
 *
 * A case provokes one error at a time, because the contract leaves the precedence of errors mostly unspecified.
 */
export function casesOf(contract: Contract): readonly Case[] {
  const cases = cache.get(contract) ?? makeCases(contract);
  cache.set(contract, cases);
  return cases;
}

function makeCases(contract: Contract): Case[] {
  return contract.operations.flatMap((operation) => {
    const suite = new OperationCases(contract, operation);
    return [
      codeCases,
      successCases,
      parameterCases,
      bodyCases,
      authenticationCases,
      routingCases,
      shapeCases,
      chargingCases,
      idempotencyCases,
    ].flatMap((family) => family(suite));
  });
}
