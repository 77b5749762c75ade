/** What the runtime must know of the contract, as small as it can be written: `generated/client.ts` carries it. */
import type { RetryPolicy } from '../contract/vocabulary.ts';

/** A field of `error` beside `code` and `message`. What does not fit is left out of the result. */
export type FieldData = readonly [
  name: string,
  /** `wait`, `balance` or empty. */
  role?: string,
  /** For a number; no bound where it is left out. */
  minimum?: number | undefined,
  maximum?: number | undefined,
  /** `integer` where it is left out, else what `typeof` says. */
  type?: string,
];

/** One code. The retry policy is `never` where it is left out. */
export type CodeData = readonly [
  meaning: string,
  solution: string,
  retry?: RetryPolicy,
  fields?: readonly FieldData[],
];

/** One operation. An operation that has pages names the parameter and the field of `data` that carry the cursor. */
export type OperationData = readonly [
  method: string,
  path: string,
  cursorParameter?: string,
  cursorField?: string,
];

/** The part of the contract that the client acts on. */
export interface ContractData {
  /** The codes by name, without a prototype: `constructor` is no code. */
  readonly codes: Readonly<Record<string, CodeData>>;
  /** The deep link to a code's section of the docs is this, and the code in lower case. */
  readonly docs: string;
  /** The headers that carry the token, each with what stands before it, in order of precedence. */
  readonly credentials: readonly (readonly [header: string, before: string])[];
  /** The field of a success' `data` that holds the balance; empty where there is none. */
  readonly balance: string;
  /** The operations by `operationId`. */
  readonly operations: Readonly<Record<string, OperationData>>;
}
