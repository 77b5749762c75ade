/** Curl command lines for the sandbox, derived from the contract. */
import { ContractError } from '../contract/document.ts';
import { exampleCurl, SANDBOX_PORT } from '../contract/example-request.ts';
import type { Contract } from '../contract/model.ts';

/** The command that starts the sandbox, and its default origin. */
export const SANDBOX = { command: 'social-data-contract mock', origin: `http://127.0.0.1:${SANDBOX_PORT}` };

/**
 * Returns a curl command line for the sandbox.
 *
 * @param operationId the operation to call, with the example values of its parameters
 * @param token the test token, which selects the response
 * @throws {ContractError} if the contract has no such operation
 */
export function curlLine(contract: Contract, operationId: string, token: string): string {
  const operation = contract.operations.find(({ id }) => id === operationId);
  if (!operation) throw new ContractError(`The contract has no operation ${operationId}.`);
  return exampleCurl(contract, operation, SANDBOX.origin + contract.basePath, token);
}
