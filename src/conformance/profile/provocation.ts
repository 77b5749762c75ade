/** Finds out how a profile provokes a code at an operation, or why it does not. */
import type { Json } from '../../contract/document.ts';
import type { Contract, ErrorEntry, Operation } from '../../contract/model.ts';
import { operationsAt } from '../../contract/router.ts';
import type { ProvokeFunction } from './definition.ts';
import { fill, fillJson, placeholdersIn, type Values, valuesOf } from './placeholders.ts';
import type { Profile } from './profile.ts';

/**
 * A request that brings the target into a state, or back. It has either a path or a URL.
 *
 * @template Value a text, as it is sent or as the author of a profile writes it
 */
export interface StateRequest<Value = string> {
  /** @default 'POST' */
  method?: string;
  /** Relative to the base URL, percent-encoded. */
  path?: string;
  /** Absolute. The tokens and headers of the profile are not sent to another origin than that of the base URL. */
  url?: string;
  query?: Record<string, Value>;
  headers?: Record<string, Value>;
  /** Sent unchanged. */
  body?: string;
  /** The expected status, or several. @default any 2xx */
  status?: number | readonly number[];
  /** Values of the response for later requests: a JSON Pointer (RFC 6901) by the name of the placeholder. */
  capture?: Record<string, string>;
}

/**
 * How to change a request so that the target returns a code. In values, `{CODE}` is replaced by the code, `{code}` by
 * the code in lower case, `{status}` by the status of the code, and `{name}` by the captured value of that name.
 */
export interface Provocation<Value = string> {
  /** The token to send instead of the one that works. */
  token?: Value;
  headers?: Record<string, Value>;
  /** Values of the operation's parameters, by name; of a parameter with several values, a list. */
  parameters?: Record<string, Value | readonly Value[]>;
  /** The JSON value to send instead of the body of the operation. */
  body?: Json;
  /** The path to request, relative to the base URL. It applies only to the operation that it matches. */
  path?: string;
  query?: Record<string, Value>;
  /** The requests to send first. */
  prepare?: StateRequest<Value> | readonly StateRequest<Value>[];
  /** The requests to send after the case, also if it fails or the run is interrupted. */
  cleanup?: StateRequest<Value> | readonly StateRequest<Value>[];
  /** How often to send the request before the one whose response is checked. @default 0 */
  repeat?: number;
}

/**
 * The values that the requests of one operation send, and the requests that prepare them. In the values, `{name}` is
 * replaced by the captured value of that name, and `{unique}` by a new UUID for each case.
 */
export interface OperationRequests<Value = string> {
  /** The token to send instead of the one that works. */
  token?: Value;
  /** Values of the required parameters, by name; of a parameter with several values, a list. */
  parameters?: Record<string, Value | readonly Value[]>;
  /** The JSON value to send as the body. A text that is only a placeholder gets the type of the captured value. */
  body?: Json;
  /** The requests to send before each case. */
  prepare?: StateRequest<Value> | readonly StateRequest<Value>[];
  /** Values of the success for the cleanup: a JSON Pointer (RFC 6901) by the name of the placeholder. */
  capture?: Record<string, string>;
  /** The requests to send after each case. One whose placeholders have no value is left out. */
  cleanup?: StateRequest<Value> | readonly StateRequest<Value>[];
}

/** A code that is not provoked at this target, with the reason. */
export interface NotProvoked {
  skip: string;
}

/** A function of the profile provokes the code, and returns how to change the request. */
export interface ByFunction {
  call: ProvokeFunction;
}

/** How a profile provokes a code, or why it does not. */
export type Provoking = Provocation | NotProvoked | ByFunction;

/** The entry of a profile for one code; `operations` has the entries that replace it for single operations. */
export type ProvocationEntry = Provoking & { operations?: Record<string, Provoking> };

/**
 * Returns how a profile provokes a code at an operation.
 *
 * @param isOptional whether another case provokes the code at any server; `default` then applies only with `always`
 * @returns undefined if the profile has no entry for the code; `skip` if its entry does not apply to the operation
 */
export function provocationOf(
  { provoke, always, name }: Pick<Profile, 'provoke' | 'always' | 'name'>,
  operation: Operation,
  { code }: ErrorEntry,
  isOptional = false,
): Provoking | undefined {
  const listed = provoke[code] ?? (isOptional && !always ? undefined : provoke.default);
  if (!listed) return undefined;
  const { operations, ...general } = listed;
  const own = operations?.[operation.id];
  if (own) return own;
  if (!operations || Object.keys(general).length > 0) return general as Provoking;
  const named = Object.keys(operations).join(', ');
  return { skip: `the profile ${name} says how to provoke ${code} only for ${named}` };
}

/**
 * Returns a provocation with the placeholders filled in, except those of `prepare` and `cleanup`.
 *
 * @param captured the values that earlier requests have captured
 * @returns `skip` if the provocation does not apply to the operation
 */
export function appliedTo(
  contract: Contract,
  name: string,
  operation: Operation,
  entry: ErrorEntry,
  provocation: Provocation | NotProvoked,
  captured: Values,
): Provocation | NotProvoked {
  const values = { ...valuesOf(entry), ...captured };
  if ('skip' in provocation) return fill(provocation, values);
  const { prepare, cleanup, body, ...own } = provocation;
  const filled = {
    ...fill(own, values),
    ...(body !== undefined && { body: fillJson(body, values) }),
  };
  const obstacle = obstacleOf(contract, operation, entry, filled);
  return obstacle === undefined
    ? { ...filled, ...(prepare && { prepare }), ...(cleanup && { cleanup }) }
    : { skip: `the profile ${name} provokes ${entry.code} ${obstacle}` };
}

/** Returns every token that a profile provokes codes with, except those that are captured during the run. */
export function provokingTokens({ errors }: Contract, { provoke }: Profile): string[] {
  return errors.flatMap((entry) => {
    const listed = provoke[entry.code] ?? provoke.default;
    if (!listed) return [];
    const all = [listed, ...Object.values(listed.operations ?? {})];
    const values = valuesOf(entry);
    return all.flatMap((one) => {
      const token = 'token' in one ? one.token : undefined;
      const isKnown = token && placeholdersIn(token).every((name) => Object.hasOwn(values, name));
      return isKnown ? [fill(token, values)] : [];
    });
  });
}

/** Returns every token that a profile sends to single operations, except those that are captured during the run. */
export function operationTokens({ operations }: Pick<Profile, 'operations'>): string[] {
  return Object.values(operations).flatMap(({ token }) =>
    token === undefined || placeholdersIn(token).length > 0 ? [] : [token],
  );
}

/** Returns why a provocation does not apply to an operation; undefined if it does. */
function obstacleOf(
  contract: Contract,
  operation: Operation,
  { trigger }: ErrorEntry,
  { path, parameters, body }: Provocation,
): string | undefined {
  if (body !== undefined && !operation.body) return `with a body, which ${operation.id} does not have`;
  if (path !== undefined) {
    const found = operationsAt(contract, segmentsOf(path));
    // Any operation may lead to an unknown path, because such a path belongs to no operation.
    const isOwn = found.includes(operation) || (found.length === 0 && trigger === 'path-unknown');
    if (!isOwn)
      return `with the path ${path}, which is not a path of ${operation.id}: add an entry under "operations"`;
  }
  const names = Object.keys(parameters ?? {});
  const named = namedBy(operation, names);
  // The parameters belong to the operations that have the most of them.
  const isForAnother = contract.operations.some((other) => {
    const theirs = namedBy(other, names);
    return theirs.length > named.length && named.every((one) => theirs.includes(one));
  });
  if (!isForAnother) return undefined;
  const missing = names.filter((one) => !named.includes(one)).join(', ');
  return `by a value of ${missing}, which ${operation.id} does not have: add a value of its parameters`;
}

function namedBy({ parameters }: Operation, names: readonly string[]): string[] {
  return names.filter((one) => parameters.some((parameter) => parameter.name === one));
}

/** Returns the percent-decoded segments of a path. A malformed segment stays as it is. */
function segmentsOf(path: string): string[] {
  const [plain = ''] = path.split(/[?#]/, 1);
  return plain.split('/').map((segment) => {
    try {
      return decodeURIComponent(segment);
    } catch {
      return segment;
    }
  });
}
