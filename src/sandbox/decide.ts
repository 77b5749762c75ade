/** Decides which response a request gets: a pure function of the contract and the request. */

import type { Contract, ErrorEntry, Operation, Parameter } from '../contract/model.ts';
import { parameterValidator, readParameter } from '../contract/parameter-value.ts';
import { codeOf, entryOf } from '../contract/read.ts';
import { operationAt } from '../contract/router.ts';
import { queryValue, splitTarget } from './request-target.ts';

/** The parts of a request that determine its response. */
export interface SandboxRequest {
  method: string;
  /** The request target as received: origin form or absolute form (RFC 9112 3.2). */
  target: string;
  /** By name in lower case. Node has joined repeated fields. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

export type Decision =
  /** `accepted`: the request has the success token, and the error is in the request itself. */
  | { kind: 'error'; entry: ErrorEntry; accepted: boolean }
  | { kind: 'success'; operation: Operation; values: ReadonlyMap<Parameter, unknown> };

/**
 * Creates the function that decides for one contract. Looks up in advance everything that does not depend on the
 * request.
 */
export function createDecider(contract: Contract): (request: SandboxRequest) => Decision {
  const missing = codeOf(contract, 'token-missing');
  const unknown = codeOf(contract, 'token-unknown');
  const notFound = codeOf(contract, 'path-unknown');
  const malformed = entryOf(contract, contract.sandbox.malformed);
  // Compile all schemas up front, so that an invalid one fails at startup.
  for (const { parameters } of contract.operations)
    for (const parameter of parameters)
      if (parameter.invalid !== undefined) parameterValidator(contract, parameter);
  const byToken = new Map(contract.errors.map((entry) => [entry.testToken, entry]));

  const templates = new Map(contract.operations.map((operation) => [operation, operation.path.split('/')]));
  const depth = Math.max(...[...templates.values()].map(({ length }) => length));
  const withSlash = `${contract.basePath}/`;

  return ({ method, target, headers }) => {
    const { path, query } = splitTarget(target);
    if (path !== contract.basePath && !path.startsWith(withSlash)) return refused(notFound);

    // Token errors take precedence over request errors.
    const token = tokenOf(contract, headers);
    if (token === undefined) return refused(missing);
    if (token !== contract.sandbox.successToken) return refused(byToken.get(token) ?? unknown);

    let segments: string[];
    try {
      // A longer path is unknown, so one more segment than the longest template is enough.
      segments = path
        .slice(contract.basePath.length)
        .split('/', depth + 1)
        .map((segment) => (segment.includes('%') ? decodeURIComponent(segment) : segment));
    } catch {
      return invalid(malformed);
    }
    // HEAD gets the response of GET (RFC 9110 9.3.2).
    const lookupMethod = method === 'HEAD' ? 'GET' : method;
    const operation = operationAt(contract, lookupMethod, segments);
    if (!operation) return invalid(notFound);
    const template = templates.get(operation) ?? [];

    const values = new Map<Parameter, unknown>();
    for (const parameter of operation.parameters) {
      const { name } = parameter;
      const raw = parameter.in === 'path' ? segments[template.indexOf(`{${name}}`)] : queryValue(query, name);
      const read = readParameter(contract, parameter, raw);
      if (read.invalid)
        return invalid(parameter.invalid === undefined ? malformed : entryOf(contract, parameter.invalid));
      values.set(parameter, read.value);
    }
    return { kind: 'success', operation, values };
  };
}

/** The error of a request without the success token. */
const refused = (entry: ErrorEntry): Decision => ({ kind: 'error', entry, accepted: false });

/** An error in a request that has the success token. */
const invalid = (entry: ErrorEntry): Decision => ({ kind: 'error', entry, accepted: true });

/** Returns the token of a request. The credentials of the contract are tried in their order. */
function tokenOf(contract: Contract, headers: SandboxRequest['headers']): string | undefined {
  for (const { header, scheme } of contract.credentials) {
    const field = headers[header.toLowerCase()];
    const value = typeof field === 'string' ? field.trim() : '';
    if (value === '') continue;
    if (scheme === undefined) return value;
    // The name of the scheme is case-insensitive and is followed by at least one space (RFC 9110 11.1, 11.4).
    const [, name, token] = /^(\S+) +(\S.*)$/.exec(value) ?? [];
    if (name?.toLowerCase() === scheme.toLowerCase() && token) return token;
  }
  return undefined;
}
