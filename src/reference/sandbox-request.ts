/** How to ask the sandbox for an answer: a curl line, made of nothing but the contract. */
import { ContractError } from '../contract/document.ts';
import { exampleCurl, SANDBOX_PORT } from '../contract/example-request.ts';
import type { Contract } from '../contract/model.ts';

/** What starts the sandbox, and where it then listens: the defaults of the command. */
export const SANDBOX = { command: 'social-data-contract mock', origin: `http://127.0.0.1:${SANDBOX_PORT}` };

/**
 * A curl line that the sandbox answers as the token says.
 *
 * @param operationId the operation to ask, with the examples of its parameters for their values
 * @param token a test token of the catalogue
 * @throws {ContractError} where the contract has no such operation
 */
export function curlLine(contract: Contract, operationId: string, token: string): string {
  const operation = contract.operations.find(({ id }) => id === operationId);
  if (!operation) throw new ContractError(`The contract has no operation ${operationId}.`);
  return exampleCurl(contract, operation, SANDBOX.origin + contract.basePath, token);
}
