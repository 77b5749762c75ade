/** The request of an operation: its URL, headers and body. */
import type { Outgoing } from './call.ts';
import type { OperationData } from './contract-data.ts';
import { inPath } from './parameters.ts';
import { readObject, setHeaders } from './read-options.ts';

/**
 * Returns a request without a token.
 *
 * @param parameters all parameters and the body in one object, whose inherited properties are ignored
 * @param headers additional headers
 * @throws {TypeError} if a parameter or header is unknown, missing or cannot be sent; the message names it
 */
export type RequestOf = (parameters?: unknown, headers?: object) => Outgoing;

/** Creates the function for the requests of an operation. */
export function requestOf({ method, path, parameters = {} }: OperationData, baseUrl: string): RequestOf {
  const kinds = Object.entries(parameters);
  const rules = Object.fromEntries(kinds.map(([name, { rule }]) => [name, rule]));
  const required = kinds.flatMap(([name, kind]) => (kind === inPath ? name : []));

  return (given = {}, moreHeaders = {}) => {
    const values = readObject(given, rules, 'parameter', required);
    const headers = new Headers({ accept: 'application/json' });
    setHeaders(headers, moreHeaders);
    const request = { input: path, method, headers, body: undefined };
    for (const [name, kind] of kinds) {
      const value = values[name] ?? undefined;
      if (value !== undefined) kind.add(request, name, value);
    }
    request.input = baseUrl + request.input;
    return request;
  };
}
