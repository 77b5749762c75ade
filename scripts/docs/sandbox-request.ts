/** How to ask the sandbox for an answer: a curl line, made of nothing but the contract. */
import { ContractError } from '../../src/contract/document.ts';
import type { Contract, Operation } from '../../src/contract/types.ts';

/** What starts the sandbox, and where it then listens: the defaults of the command. */
export const SANDBOX = { command: 'social-data-contract mock', origin: 'http://127.0.0.1:4010' };

/**
 * A curl line that the sandbox answers as the token says.
 *
 * @param operationId the operation to ask, with the examples of its parameters for their values
 * @param token a test token of the catalogue
 * @throws {ContractError} where the contract has no such operation, or no way to send a token
 */
export function curlLine(contract: Contract, operationId: string, token: string): string {
  const operation = contract.operations.find(({ id }) => id === operationId);
  const [carrier] = contract.carriers;
  if (!operation) throw new ContractError(`The contract has no operation ${operationId}.`);
  if (!carrier) throw new ContractError('The contract has no security scheme that carries a token.');
  const field = `${carrier.header}: ${carrier.scheme ? `${carrier.scheme} ` : ''}${token}`;
  const url = `${SANDBOX.origin}${contract.basePath}${filledPath(operation)}${requiredQuery(operation)}`;
  const method = operation.method === 'GET' ? '' : `-X ${operation.method} `;
  return `curl -i ${method}-H ${quoted(field)} ${quoted(url)}`;
}

function filledPath(operation: Operation): string {
  return operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce(
      (path, { name, example }) => path.replace(`{${name}}`, encodeURIComponent(String(example))),
      operation.path,
    );
}

function requiredQuery(operation: Operation): string {
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, example }) => [name, String(example)]);
  return query.length === 0 ? '' : `?${new URLSearchParams(query)}`;
}

/** One word of a POSIX shell, whatever stands in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
