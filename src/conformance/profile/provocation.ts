/** Finds out how a profile provokes a code at an operation, or why it does not. */
import type { Contract, ErrorEntry, Operation } from '../../contract/model.ts';
import { operationsAt } from '../../contract/router.ts';
import { withTexts } from '../../text/sanitize.ts';
import type { Profile } from './profile.ts';

/** A request that brings the target into a state. */
export interface PreparingRequest {
  /** @default 'POST' */
  method?: string;
  /** Relative to the base URL, percent-encoded. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * How to change a request so that the target returns a code. In values, `{CODE}` is replaced by the code, `{code}` by
 * the code in lower case, `{status}` by the status of the code.
 */
export interface Provocation {
  /** The token to send instead of the one that works. */
  token?: string;
  headers?: Record<string, string>;
  /** Values of the operation's parameters, by name. */
  parameters?: Record<string, string>;
  /** The path to request, relative to the base URL. It applies only to the operation that it matches. */
  path?: string;
  query?: Record<string, string>;
  /** A request to send first. */
  prepare?: PreparingRequest;
  /** How often to send the request before the one whose response is checked. @default 0 */
  repeat?: number;
}

/** A code that is not provoked at this target, with the reason. */
export interface NotProvoked {
  skip: string;
}

/** The entry of a profile for one code; `operations` has the entries that replace it for single operations. */
export type ProvocationEntry = (Provocation | NotProvoked) & {
  operations?: Record<string, Provocation | NotProvoked>;
};

/**
 * Returns how a profile provokes a code at an operation.
 *
 * @param isOptional whether another case provokes the code at any server; `default` then applies only with `always`
 * @returns undefined if the profile has no entry for the code; `skip` if its entry does not apply to the operation
 */
export function provocationOf(
  contract: Contract,
  { provoke, always, name }: Pick<Profile, 'provoke' | 'always' | 'name'>,
  operation: Operation,
  entry: ErrorEntry,
  isOptional = false,
): Provocation | NotProvoked | undefined {
  const listed = provoke[entry.code] ?? (isOptional && !always ? undefined : provoke.default);
  if (!listed) return undefined;
  const { operations, ...general } = listed;
  const own = operations?.[operation.id];
  if (!own && operations && Object.keys(general).length === 0) {
    const named = Object.keys(operations).join(', ');
    return { skip: `the profile ${name} says how to provoke ${entry.code} only for ${named}` };
  }
  const provocation = fill(own ?? general, entry) as Provocation | NotProvoked;
  if ('skip' in provocation) return provocation;
  const obstacle = obstacleOf(contract, operation, entry, provocation);
  return obstacle === undefined
    ? provocation
    : { skip: `the profile ${name} provokes ${entry.code} ${obstacle}` };
}

/** Returns every token that a profile provokes codes with. */
export function provokingTokens({ errors }: Contract, { provoke }: Profile): string[] {
  return errors.flatMap((entry) => {
    const listed = provoke[entry.code] ?? provoke.default;
    if (!listed) return [];
    const all = [listed, ...Object.values(listed.operations ?? {})];
    return all.flatMap((one) => ('token' in one && one.token ? [fill(one.token, entry)] : []));
  });
}

/** Returns why a provocation does not apply to an operation; undefined if it does. */
function obstacleOf(
  contract: Contract,
  operation: Operation,
  { trigger }: ErrorEntry,
  { path, parameters }: Provocation,
): string | undefined {
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

/** Fills the templates in all texts of a provocation. */
function fill<Value>(value: Value, entry: ErrorEntry): Value {
  return withTexts(value, (text) =>
    text
      .replaceAll('{code}', entry.code.toLowerCase())
      .replaceAll('{CODE}', entry.code)
      .replaceAll('{status}', String(entry.status)),
  );
}
