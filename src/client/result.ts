/** The types of a call's result: data, or one of seven kinds of failure. */
import type { ErrorCode, ErrorOf } from '../../generated/errors.ts';

/** The properties of every failure, regardless of its kind. */
export interface FailureBase {
  /**
   * A sentence to show to people: from the server if it sent one, else from the client. Never branch on it.
   * The caller's token is masked.
   */
  message: string;
  /** The `operationId`. */
  operation: string;
  /** The number of requests sent; 0 if none was sent. */
  attempts: number;
  /**
   * The wait that the server requested before another request, in whole milliseconds: the longer of the code's field
   * and the `Retry-After` header (DECISIONS "Client 4: retries"). Absent if the server requested none that makes sense.
   */
  retryAfterMs?: number;
  /** The id that the server or its proxy gave the request, from `x-request-id`, `request-id` or `cf-ray`. */
  requestId?: string | undefined;
}

/** The additional fields of a code, typed as in the spec. They are optional because a server can omit them. */
export type FieldsOf<Code extends ErrorCode> = Partial<Omit<ErrorOf<Code>, 'code' | 'message'>>;

/** The API returned an error of the contract. Switch on `code`; each code has its own fields. */
export type ApiFailure<Code extends ErrorCode = ErrorCode> = {
  // Distributed over the union: a switch on `code` narrows to the one code and its fields.
  [C in Code]: FailureBase &
    FieldsOf<C> & {
      kind: 'api';
      code: C;
      receivedCode?: never;
      reason?: never;
      /** The HTTP status as received. The code decides, regardless of the status. */
      status: number;
      /** What to do, from the contract. */
      solution: string;
      /** The URL of the code's page with the option `docsUrl`, else its path relative to the root of the docs. */
      docs: string;
    };
}[Code];

/** The common properties of the failures without a code of the contract. Narrowing by `code` excludes them. */
interface NoCode extends FailureBase {
  code?: never;
  receivedCode?: never;
  solution?: never;
  docs?: never;
  reason?: string;
}

/** The API returned an error with a code that this version of the contract does not contain. */
export interface UnknownCodeFailure extends Omit<NoCode, 'receivedCode'> {
  kind: 'unknown_code';
  reason?: never;
  /** The code as received. */
  receivedCode: string;
  status: number;
  /** The first characters of the body, at most 500. The caller's token is masked. */
  excerpt: string;
}

/** The response does not conform to the contract. The `reason` says why, and `message` has a sentence for each. */
export interface ProtocolFailure extends NoCode {
  kind: 'protocol';
  reason:
    | 'redirect'
    | 'too_large'
    | 'empty'
    | 'html'
    | 'invalid_json'
    | 'truncated'
    | 'not_envelope'
    | 'data_and_error'
    | 'wrong_status'
    | 'no_items'
    | 'bad_cursor';
  /** The HTTP status as received; 0 for a redirect in a browser. */
  status: number;
  /** The first characters of the body, at most 500; empty for a `bad_cursor`. The caller's token is masked. */
  excerpt: string;
}

/** No complete response in time: `timeoutMs` for an attempt, `deadlineMs` for the call. */
export interface TimeoutFailure extends NoCode {
  kind: 'timeout';
  reason?: never;
  status?: never;
  /** An Error that says how long the client waited. */
  cause?: unknown;
}

/** No response, or an incomplete one: unknown host, connection refused or reset. */
export interface NetworkFailure extends NoCode {
  kind: 'network';
  status?: never;
  /** The platform's code for the innermost cause, if it has one. Node's codes are those of its errors, in upper case. */
  reason?: string;
  /** The value that `fetch` threw; an Error with the masked message if it contains the token or cannot be checked. */
  cause?: unknown;
}

/** The caller's `signal` ended the call. */
export interface AbortFailure extends NoCode {
  kind: 'abort';
  /** The code of the innermost cause, if it has one. */
  reason?: string;
  status?: never;
  /** The signal's `reason`; an Error with the masked message if it contains the token or cannot be checked. */
  cause?: unknown;
}

/** The client did not send the request, because it was invalid or would have reached another path. */
export interface RefusedFailure extends NoCode {
  kind: 'refused';
  /** The code of the innermost cause, if it has one. */
  reason?: string;
  status?: never;
  /**
   * The value that was thrown, for example by the `token` function; an Error with the masked message if it contains the
   * token or cannot be checked.
   */
  cause?: unknown;
}

/**
 * Why a call failed. `kind` is one of seven. With `kind: 'api'`, `code` is one of the contract's codes, and a `switch`
 * over it is exhaustive.
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
 * A success: the `data` of the envelope, and the response, whose body has been read. The headers of the response are
 * not masked.
 */
export interface SuccessResult<Data> {
  success: true;
  data: Data;
  error?: never;
  response: Response;
  /** As in {@link FailureBase}. */
  requestId?: string | undefined;
}

/** A failure, and the response if there was one. The response's body has been read, and its headers are not masked. */
export interface FailureResult<Code extends ErrorCode = ErrorCode> {
  success: false;
  data?: never;
  error: Failure<Code>;
  response?: Response | undefined;
  /** As in {@link FailureBase}. */
  requestId?: string | undefined;
}

/** The result of a call. A call never throws: check `success`, then `error.kind`, then `error.code`. */
export type Result<Data, Code extends ErrorCode = ErrorCode> = SuccessResult<Data> | FailureResult<Code>;
