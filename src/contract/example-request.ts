/** Builds the simplest valid request of an operation from the examples of the operation's parameters. */
import { shellQuote } from '../text/shell.ts';
import type { Contract, Operation } from './model.ts';

/** The default port of the sandbox. */
export const SANDBOX_PORT = 4010;

/** The default port of the docs, next to the port of the sandbox: the docs send requests to the sandbox. */
export const DOCS_PORT = SANDBOX_PORT + 1;

/** Returns the path of an operation, relative to the base path, with the example value of each path parameter. */
export function examplePath({ path, parameters }: Operation): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(parameters.find((parameter) => parameter.name === name)?.example ?? '')),
  );
}

/**
 * Returns a curl command for an operation, for a POSIX shell.
 *
 * @param base the base URL, including the base path
 */
export function exampleCurl(
  { credentials }: Contract,
  operation: Operation,
  base: string,
  token: string,
): string {
  const [credential] = credentials;
  const field = credential
    ? `-H ${shellQuote(`${credential.header}: ${credential.scheme ? `${credential.scheme} ` : ''}${token}`)} `
    : '';
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, example }) => [name, String(example)]);
  const search = query.length === 0 ? '' : `?${new URLSearchParams(query)}`;
  const method = operation.method === 'GET' ? '' : `-X ${operation.method} `;
  return `curl -i ${method}${field}${shellQuote(base + examplePath(operation) + search)}`;
}
