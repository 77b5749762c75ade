/** The part of the contract that the client needs at run time, kept small: `generated/client.ts` contains it. */
import type { RetryPolicy } from '../contract/vocabulary.ts';

/** A field of `error` other than `code` and `message`. The client leaves out a value that does not match. */
export type FieldData = readonly [
  name: string,
  /** `wait`, `balance` or empty. */
  role?: string,
  /** The bounds of a number; no bound if omitted. */
  minimum?: number | undefined,
  maximum?: number | undefined,
  /** `integer` if omitted, else a result of `typeof`. */
  type?: string,
];

/** One code. The retry policy is `never` if omitted. */
export type CodeData = readonly [
  meaning: string,
  solution: string,
  retry?: RetryPolicy,
  fields?: readonly FieldData[],
];

/** One operation. A paged operation names the parameter and the field of `data` for the cursor. */
export type OperationData = readonly [
  method: string,
  path: string,
  cursorParameter?: string,
  cursorField?: string,
];

/** The contract as data for the client. */
export interface ContractData {
  /** The codes by name, without a prototype, so that `constructor` is not a code. */
  readonly codes: Readonly<Record<string, CodeData>>;
  /** The link to the docs section of a code is this prefix followed by the code in lower case. */
  readonly docs: string;
  /** The headers for the token, in order of precedence, each with the text before the token. */
  readonly credentials: readonly (readonly [header: string, prefix: string])[];
  /** The field of `data` that contains the balance; empty if there is none. */
  readonly balance: string;
  /** The operations by `operationId`. */
  readonly operations: Readonly<Record<string, OperationData>>;
}
