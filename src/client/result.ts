/** What a call answers: data or one of seven kinds of failure. Types only. */
import type { ErrorCode, ErrorOf } from '../../generated/errors.ts';

/** What every failure says, whatever its kind. */
export interface FailureBase {
  /**
   * A sentence to show to people: the server's own where it sent one, else the client's. Never branch on it.
   * The caller's token is masked in it.
   */
  message: string;
  /** The `operationId`, or method and path where the call came through `client.http`. */
  operation: string;
  /** The requests that were sent, 0 where it came to none. */
  attempts: number;
  /**
   * The milliseconds that the server asked to wait before another request: the longer of the code's field and the
   * `Retry-After` header (DECISIONS "Client 4: retries"). Absent where it named no sensible wait.
   */
  retryAfterMs?: number;
}

/** The code's own fields, as the spec names and types them: optional, since a server can leave them out. */
export type FieldsOf<Code extends ErrorCode> = Partial<Omit<ErrorOf<Code>, 'code' | 'message'>>;

/** The API answered with an error of the contract. Switch on `code`; each code has its own fields. */
export type ApiFailure<Code extends ErrorCode = ErrorCode> = {
  // Distributed over the union: a switch on `code` narrows to the one code and its fields.
  [C in Code]: FailureBase &
    FieldsOf<C> & {
      kind: 'api';
      code: C;
      receivedCode?: never;
      /** The HTTP status as it came; the code decides, whatever the status. */
      status: number;
      /** What to do, in the contract's words. */
      solution: string;
      /** The deep link to the code's section, behind the `#` of the docs page. */
      docs: string;
    };
}[Code];

/** What the kinds without a code of the contract have in common: narrowing by `code` alone leaves them out. */
interface NoCode extends FailureBase {
  code?: never;
  receivedCode?: never;
  solution?: never;
  docs?: never;
}

/** The API answered with an error whose code this version of the contract does not have. */
export interface UnknownCodeFailure extends Omit<NoCode, 'receivedCode'> {
  kind: 'unknown_code';
  /** The code as it came. */
  receivedCode: string;
  status: number;
  /** The beginning of the body, at most 500 characters, the caller's token masked. */
  excerpt: string;
}

/** The answer is none of the contract: HTML, empty, truncated, both `data` and `error`, a redirect, too large. */
export interface ProtocolFailure extends NoCode {
  kind: 'protocol';
  /** The HTTP status as it came; 0 for a redirect in a browser. */
  status: number;
  /** The beginning of the body, at most 500 characters, the caller's token masked. */
  excerpt: string;
}

/** No whole answer in time: `timeoutMs` for an attempt, `deadlineMs` for the call. */
export interface TimeoutFailure extends NoCode {
  kind: 'timeout';
  status?: never;
  /** An Error that says which time was over. */
  cause?: unknown;
}

/** No answer, or one that broke off: no such host, connection refused, reset. */
export interface NetworkFailure extends NoCode {
  kind: 'network';
  status?: never;
  /** What `fetch` threw. */
  cause?: unknown;
}

/** The caller's `signal` ended the call. */
export interface AbortFailure extends NoCode {
  kind: 'abort';
  status?: never;
  /** The signal's `reason`. */
  cause?: unknown;
}

/** The client did not send the request, as it would have meant something else than asked, or as it can't be written. */
export interface RefusedFailure extends NoCode {
  kind: 'refused';
  status?: never;
  /** What was thrown, where something was: by the `token` function, say. */
  cause?: unknown;
}

/**
 * Why a call failed. `kind` says which of seven; under `kind: 'api'`, `code` is one of the contract's, and a
 * `switch` over it is exhaustive.
 */
export type Failure<Code extends ErrorCode = ErrorCode> =
  | ApiFailure<Code>
  | UnknownCodeFailure
  | ProtocolFailure
  | TimeoutFailure
  | NetworkFailure
  | AbortFailure
  | RefusedFailure;

/**
 * A success: the envelope's `data`, and the answer it came in, its body read. The answer is the server's own: what it
 * says in its headers is not masked.
 */
export interface SuccessResult<Data> {
  success: true;
  data: Data;
  error?: never;
  response: Response;
}

/** A failure: why, and the answer where there was one, its body read; as in {@link SuccessResult}, the server's own. */
export interface FailureResult<Code extends ErrorCode = ErrorCode> {
  success: false;
  data?: never;
  error: Failure<Code>;
  response?: Response | undefined;
}

/** What a call answers. It never throws: check `success`, then `error.kind`, then `error.code`. */
export type Result<Data, Code extends ErrorCode = ErrorCode> = SuccessResult<Data> | FailureResult<Code>;
