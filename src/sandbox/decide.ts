/** Decides which response a request gets: a pure function of the contract and the request. */

import type {
  Contract,
  CredentialLocation,
  ErrorEntry,
  Operation,
  Parameter,
  Success,
} from '../contract/model.ts';
import { parameterValidator, readParameter } from '../contract/parameter-value.ts';
import { codeOf, entryOf } from '../contract/read.ts';
import { operationAt } from '../contract/router.ts';
import { splitTarget } from './request-target.ts';
import { textOf } from './request-values.ts';

/** The parts of a request that determine its response. */
export interface SandboxRequest {
  method: string;
  /** The request target as received: origin form or absolute form (RFC 9112 3.2). */
  target: string;
  /** By name in lower case. Node has joined repeated fields. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

export type Decision =
  /** `accepted`: the request has the success token or needs none, and the error is in the request itself. */
  | { kind: 'error'; entry: ErrorEntry; accepted: boolean }
  /** The body of the request is not checked yet. */
  | { kind: 'success'; operation: Operation; success: Success; values: ReadonlyMap<Parameter, unknown> };

/**
 * Creates the function that decides for one contract. Looks up in advance everything that does not depend on the
 * request.
 */
export function createDecider(contract: Contract): (request: SandboxRequest) => Decision {
  const notFound = codeOf(contract, 'path-unknown');
  const malformed = entryOf(contract, contract.sandbox.malformed);
  // Compile all schemas up front, so that an invalid one fails at startup.
  for (const { parameters } of contract.operations)
    for (const parameter of parameters)
      if (parameter.invalid !== undefined) parameterValidator(contract, parameter);
  const refusalOf = createTokenCheck(contract);

  const templates = new Map(contract.operations.map((operation) => [operation, operation.path.split('/')]));
  const depth = Math.max(...[...templates.values()].map(({ length }) => length));
  const withSlash = `${contract.basePath}/`;

  return ({ method, target, headers }) => {
    const { path, query } = splitTarget(target);
    if (path !== contract.basePath && !path.startsWith(withSlash)) return refused(notFound);
    const segments = segmentsOf(path.slice(contract.basePath.length), depth);
    // HEAD gets the response of GET (RFC 9110 9.3.2).
    const operation = segments && operationAt(contract, method === 'HEAD' ? 'GET' : method, segments);

    // Token errors take precedence over request errors.
    const refusal = refusalOf(operation, headers);
    if (refusal) return refused(refusal);
    if (!segments) return invalid(malformed);
    if (!operation) return invalid(notFound);

    const template = templates.get(operation) ?? [];
    const source = { path: (name: string) => segments[template.indexOf(`{${name}}`)], query, headers };
    const values = new Map<Parameter, unknown>();
    for (const parameter of operation.parameters) {
      const found = textOf(parameter, source);
      if (found === 'too many') return invalid(malformed);
      const read = readParameter(contract, parameter, found.text);
      if (read.invalid)
        return invalid(parameter.invalid === undefined ? malformed : entryOf(contract, parameter.invalid));
      values.set(parameter, read.value);
    }
    return { kind: 'success', operation, success: preferredSuccess(operation, headers), values };
  };
}

/** The error of a request without the success token. */
const refused = (entry: ErrorEntry): Decision => ({ kind: 'error', entry, accepted: false });

/** An error in a request that has the success token. */
const invalid = (entry: ErrorEntry): Decision => ({ kind: 'error', entry, accepted: true });

/**
 * Returns the percent-decoded segments of a path; undefined if the encoding is malformed.
 *
 * @param depth the number of segments of the longest template. A longer path is unknown, so one more is enough.
 */
function segmentsOf(path: string, depth: number): string[] | undefined {
  try {
    return path
      .split('/', depth + 1)
      .map((segment) => (segment.includes('%') ? decodeURIComponent(segment) : segment));
  } catch {
    return undefined;
  }
}

/**
 * Creates the function that returns the error that the token of a request selects; undefined if the token is that of a
 * success. An operation that needs no token ignores every token except those of its codes.
 */
function createTokenCheck(contract: Contract) {
  const missing = codeOf(contract, 'token-missing');
  const unknown = codeOf(contract, 'token-unknown');
  const byToken = new Map(contract.errors.map((entry) => [entry.testToken, entry]));
  // A path without an operation has no credentials, so that the token of any operation is valid there.
  const all = [contract, ...contract.operations].flatMap(({ credentials }) => credentials);
  const places = [...new Map(all.map((one) => [`${one.header} ${one.scheme}`.toLowerCase(), one])).values()];

  return (operation: Operation | undefined, headers: SandboxRequest['headers']): ErrorEntry | undefined => {
    const own = operation?.credentials ?? places;
    const token = tokenOf(own.length === 0 ? places : own, headers);
    if (token === contract.sandbox.successToken) return undefined;
    const entry = token === undefined ? undefined : byToken.get(token);
    if (entry && (!operation || operation.codes.includes(entry.code))) return entry;
    if (own.length === 0) return undefined;
    return token === undefined ? missing : unknown;
  };
}

/** Returns the token of a request. The places are tried in their order. */
function tokenOf(
  places: readonly CredentialLocation[],
  headers: SandboxRequest['headers'],
): string | undefined {
  for (const { header, scheme } of places) {
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

/** The preference `code=202` in the header `Prefer` (RFC 7240), as Prism reads it. */
const PREFERRED_CODE = /(?:^|,)\s*code\s*=\s*"?(\d{3})"?\s*(?:[;,]|$)/i;

/** Returns the success with the status that the request prefers. By default, it is the first. */
function preferredSuccess({ success, successes }: Operation, { prefer }: SandboxRequest['headers']): Success {
  const [, code] = (typeof prefer === 'string' && PREFERRED_CODE.exec(prefer)) || [];
  return successes.find(({ status }) => String(status) === code) ?? success;
}
