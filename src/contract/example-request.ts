/** Builds requests of an operation from the examples of the operation's parameters. */
import { shellQuote } from '../text/shell.ts';
import type { Contract, CredentialLocation, Operation } from './model.ts';

/** The default port of the sandbox. */
export const SANDBOX_PORT = 4010;

/** The default port of the docs, next to the port of the sandbox. */
export const DOCS_PORT = SANDBOX_PORT + 1;

/** A request that a text shows, or that a page can send. */
export interface ExampleRequest {
  method: string;
  /** The path and the query, relative to the base path. */
  target: string;
  headers: Readonly<Record<string, string>>;
}

/** Values of parameters by name, before percent-encoding. They replace the examples of the parameters. */
export type ParameterValues = Readonly<Record<string, string>>;

/** Returns the path of an operation, relative to the base path, with the value of each path parameter. */
export function examplePath({ path, parameters }: Operation, values: ParameterValues = {}): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(
      values[name] ?? String(parameters.find((parameter) => parameter.name === name)?.example ?? ''),
    ),
  );
}

/**
 * Returns the simplest request of an operation: with the required parameters, and those of `values`.
 *
 * @param token the token for the first credential of the contract
 */
export function exampleRequest(
  { credentials }: Contract,
  operation: Operation,
  token: string,
  values: ParameterValues = {},
): ExampleRequest {
  const [credential] = credentials;
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && (parameter.required || parameter.name in values))
    .map(({ name, example }) => [name, values[name] ?? String(example)]);
  const search = query.length === 0 ? '' : `?${new URLSearchParams(query)}`;
  return {
    method: operation.method,
    target: examplePath(operation, values) + search,
    headers: credential ? tokenHeader(credential, token) : {},
  };
}

/** Returns the header that carries a token. */
export function tokenHeader({ header, scheme }: CredentialLocation, token: string): Record<string, string> {
  return { [header]: scheme === undefined ? token : `${scheme} ${token}` };
}

/**
 * Returns a curl command for a request, for a POSIX shell.
 *
 * @param base the base URL, including the base path
 * @param flags the options of curl before the header and the URL
 */
export function curlCommand({ method, target, headers }: ExampleRequest, base: string, flags = '-i'): string {
  const fields = Object.entries(headers).map(([name, value]) => `-H ${shellQuote(`${name}: ${value}`)}`);
  const words = [
    'curl',
    flags,
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...fields,
    shellQuote(base + target),
  ];
  return words.join(' ');
}

/**
 * Returns a curl command for the simplest request of an operation.
 *
 * @param base the base URL, including the base path
 */
export function exampleCurl(contract: Contract, operation: Operation, base: string, token: string): string {
  return curlCommand(exampleRequest(contract, operation, token), base);
}
