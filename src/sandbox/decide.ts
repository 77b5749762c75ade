/** Which answer a request gets: a pure function of the contract and the request. Prism decides none of it. */

import type { Contract, ErrorEntry, Operation, Parameter } from '../contract/model.ts';
import { readParameter, validatorOf } from '../contract/parameter-value.ts';
import { codeOf, entryOf } from '../contract/read.ts';
import { operationAt } from '../contract/router.ts';

/** What of a request decides its answer. */
export interface SandboxRequest {
  method: string;
  /** The request target as it came: origin form, or absolute form (RFC 9112 3.2). */
  target: string;
  /** By lower-case name; a repeated field as Node joins it. */
  headers: Readonly<Record<string, string | undefined>>;
}

export type Decision =
  | { kind: 'error'; entry: ErrorEntry }
  | { kind: 'success'; operation: Operation; values: ReadonlyMap<Parameter, unknown> };

/** Decides for one contract; what does not depend on the request is looked up once. */
export function createDecider(contract: Contract): (request: SandboxRequest) => Decision {
  const missing = codeOf(contract, 'token-missing');
  const unknown = codeOf(contract, 'token-unknown');
  const notFound = codeOf(contract, 'path-unknown');
  const malformed = entryOf(contract, contract.sandbox.malformed);
  // A schema that is none is said at the start, not to the first request that needs it.
  for (const { parameters } of contract.operations)
    for (const parameter of parameters) if (parameter.invalid !== undefined) validatorOf(parameter);
  const byToken = new Map(contract.errors.map((entry) => [entry.testToken, entry]));

  return ({ method, target, headers }) => {
    const { path, query } = split(target);
    if (path !== contract.basePath && !path.startsWith(`${contract.basePath}/`)) return error(notFound);

    // Token errors come before errors of the request.
    const token = tokenOf(contract, headers);
    if (token === undefined) return error(missing);
    if (token !== contract.sandbox.successToken) return error(byToken.get(token) ?? unknown);

    let segments: string[];
    try {
      segments = path.slice(contract.basePath.length).split('/').map(decodeURIComponent);
    } catch {
      return error(malformed);
    }
    // A HEAD is answered as its GET (RFC 9110 9.3.2).
    const asked = method === 'HEAD' ? 'GET' : method;
    const operation = operationAt(contract, asked, segments);
    if (!operation) return error(notFound);
    const template = operation.path.split('/');

    const values = new Map<Parameter, unknown>();
    for (const parameter of operation.parameters) {
      const raw =
        parameter.in === 'path'
          ? segments[template.indexOf(`{${parameter.name}}`)]
          : (query.get(parameter.name) ?? undefined);
      const read = readParameter(parameter, raw);
      if (read.invalid)
        return error(parameter.invalid === undefined ? malformed : entryOf(contract, parameter.invalid));
      values.set(parameter, read.value);
    }
    return { kind: 'success', operation, values };
  };
}

function error(entry: ErrorEntry): Decision {
  return { kind: 'error', entry };
}

/** The token that a request carries, by the contract's credentials in their order. */
function tokenOf(contract: Contract, headers: SandboxRequest['headers']): string | undefined {
  for (const { header, scheme } of contract.credentials) {
    const value = headers[header.toLowerCase()]?.trim();
    if (!value) continue;
    if (scheme === undefined) return value;
    // The scheme's name is case-insensitive, and at least one space stands behind it (RFC 9110 11.1, 11.4).
    const [, name, token] = /^(\S+) +(.+)$/.exec(value) ?? [];
    if (name?.toLowerCase() === scheme.toLowerCase() && token) return token;
  }
  return undefined;
}

/** By hand, not by `new URL`: that one would fold `..` and refuse what a client may well send. */
function split(target: string): { path: string; query: URLSearchParams } {
  const local = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const [, path = '', query = ''] = /^([^?#]*)\??([^#]*)/.exec(local) ?? [];
  return { path: path || '/', query: new URLSearchParams(query) };
}
