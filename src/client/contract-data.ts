/** The part of the contract that the client needs at run time, kept small: `generated/contract.ts` contains it. */
import type { RetryPolicy } from '../contract/vocabulary.ts';
import type { ParameterKind } from './parameters.ts';

/** A field of `error` other than `code` and `message`. The client leaves out a value that does not match. */
export interface FieldData {
  role?: 'wait' | 'balance';
  /** The bounds of a number; no bound if omitted. */
  minimum?: number;
  maximum?: number;
  /** `integer` if omitted, else a result of `typeof`. */
  type?: string;
}

/** One code. */
export interface CodeData {
  meaning: string;
  solution: string;
  /** `never` if omitted. */
  retry?: RetryPolicy;
  /** The fields by name. */
  fields?: Readonly<Record<string, FieldData>>;
}

/** One operation. */
export interface OperationData {
  method: string;
  path: string;
  /** The parameters by name, and the request body as `body`: those of the path first. */
  parameters?: Readonly<Record<string, ParameterKind>>;
  /** The header for a key that the server processes only once. With it, any request can be repeated. */
  idempotencyKey?: string;
  /** The headers for the token, if they are not those of the contract; empty if the operation needs no token. */
  credentials?: readonly CredentialData[];
  /** The statuses of successes with an empty body. */
  empty?: readonly number[];
  /** The field of `data` with the items. */
  items?: string;
  /** The parameter and the field of `data` for the cursor, if the operation returns one page at a time. */
  cursor?: { parameter: string; field: string };
}

/** A header for the token. */
export interface CredentialData {
  header: string;
  /** The text before the token. */
  prefix: string;
}

/** The contract as data for the client. */
export interface ContractData {
  /** The codes by name, without a prototype, so that `constructor` is not a code. */
  readonly codes: Readonly<Record<string, CodeData>>;
  /** The page of a code, relative to the root of the docs, with `{code}` for the code. */
  readonly docs: string;
  /** The headers for the token, in order of precedence. */
  readonly credentials: readonly CredentialData[];
  /** The field of `data` that contains the balance; empty if no field does. */
  readonly balance: string;
  /** The operations by `operationId`. */
  readonly operations: Readonly<Record<string, OperationData>>;
}
