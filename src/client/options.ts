/** The types of the options of a client and of a call. */
import type { ErrorCode } from '../../generated/errors.ts';
import type { Failure } from './result.ts';

/** How the client retries. The defaults are from DECISIONS "Client 4: retries". */
export interface RetryOptions {
  /**
   * The maximum number of retries of a call, not counting the first request; 0 for no retries.
   * @default 3
   */
  retries?: number | undefined;
  /**
   * The first backoff, in milliseconds, before jitter; it doubles each time.
   * @default 500
   */
  backoffMs?: number | undefined;
  /**
   * The longest backoff, in milliseconds, before jitter.
   * @default 8000
   */
  backoffMaxMs?: number | undefined;
  /**
   * The longest single wait, in milliseconds. If a longer wait is necessary, the call returns the error immediately.
   * @default 60000
   */
  waitMaxMs?: number | undefined;
}

/**
 * The API token: visible ASCII. A function is called before every attempt, so that the token can rotate. Its time counts
 * towards the time limit of the attempt. With null, the client sends no token, for a proxy that adds the token.
 */
export type Token = string | (() => string | Promise<string>) | null;

/** The options of a single call. An option that is left out has the value that the client was created with. */
export interface CallOptions {
  /**
   * The token of another account. A rate limit holds back only the calls with the same token. If the token is a
   * function, pass the same function in each call.
   */
  token?: Token | undefined;
  /** Ends the call immediately, even during a wait. The result is a failure of the kind `abort`. */
  signal?: AbortSignal | null | undefined;
  /** The time limit for one attempt, including the response body, in milliseconds above 0. */
  timeoutMs?: number | undefined;
  /** The time limit for the whole call, including waits, in milliseconds above 0. */
  deadlineMs?: number | undefined;
  /** The number of retries (`false` is 0), or the retry options to change for this call. */
  retry?: number | false | RetryOptions | undefined;
  /** Additional headers of the request. */
  headers?: Record<string, string> | undefined;
}

/** The options of an iteration over items. */
export interface ItemsOptions extends CallOptions {
  /**
   * The maximum number of items. No page is requested after the last item.
   * @default Infinity
   */
  max?: number | undefined;
}

/** Describes an attempt, after its end. */
export interface AttemptEvent {
  /** The `operationId`. */
  operation: string;
  /** The template of the path, as in the spec: without the values of the parameters. */
  path: string;
  /** The number of this request of the call, from 1. */
  attempt: number;
  /** The HTTP status as received; undefined if there was no response. */
  status: number | undefined;
  /** The time from sending the request to the end of the body, in whole milliseconds. */
  durationMs: number;
  /** The failure of this attempt, even if a retry follows; undefined for a success. */
  error: Failure<ErrorCode> | undefined;
  /** The id that the server or its proxy gave the request, if any. */
  requestId: string | undefined;
}

/** Describes a retry, before the wait for it. */
export interface RetryEvent {
  /** The failure of the last attempt. */
  error: Failure<ErrorCode>;
  /** The number of requests sent so far, from 1. */
  attempt: number;
  /** The wait that begins now, in milliseconds. */
  waitMs: number;
}

/** Describes the remaining balance. */
export interface BalanceEvent {
  /** Whole credits, 0 or more. */
  balance: number;
  /** Whether the balance is less than `lowBalance`. */
  low: boolean;
  /** The `operationId`. */
  operation: string;
}

/** The options of `createClient`. */
export interface ClientOptions<TokenHeader extends string = string> {
  /**
   * The URL of the API, including the base path: `https://api.example/api/v1`. There is no default host. For the host
   * of the current page, use `location.origin + '/api/v1'`.
   */
  baseUrl: string;
  /** The token of all calls without one of their own. The client keeps it out of messages, errors and events. */
  token: Token;
  /**
   * The header for the token.
   * @default the first header that the spec lists
   */
  tokenHeader?: TokenHeader | undefined;
  /**
   * The time limit for one attempt, including the response body, in milliseconds above 0; Infinity for no limit.
   * @default 30000
   */
  timeoutMs?: number | undefined;
  /**
   * The time limit for a whole call, including waits, in milliseconds above 0; Infinity for no limit.
   * @default 120000
   */
  deadlineMs?: number | undefined;
  /** The number of retries (`false` is 0), or how to retry. Only safe methods are retried (RFC 9110 9.2.1). */
  retry?: number | false | RetryOptions | undefined;
  /**
   * The URL of the hosted docs. `error.docs` is then the full URL of the code's page.
   * @default none: `error.docs` is relative to the root of the docs
   */
  docsUrl?: string | undefined;
  /**
   * The largest body to read, in bytes after content decoding; a larger one is a failure with the reason `too_large`.
   * @default 10485760
   */
  maxBodyBytes?: number | undefined;
  /** Called after each request, also if a retry follows. The callback's errors and rejections are ignored. */
  onAttempt?: ((event: AttemptEvent) => unknown) | undefined;
  /** Called before each wait for a retry. The callback's errors and rejections are ignored. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /**
   * Called with the balance after every response that contains it. The callback's errors and rejections are ignored.
   */
  onBalance?: ((event: BalanceEvent) => unknown) | undefined;
  /** The threshold in credits. A balance below it is low. */
  lowBalance?: number | undefined;
  /**
   * Called when the balance falls below `lowBalance`: once, until the balance has risen again. The callback's errors
   * and rejections are ignored.
   */
  onLowBalance?: ((event: BalanceEvent) => unknown) | undefined;
  /**
   * Sends one request. It is called with a `Request` whose `redirect` is `manual`.
   * @default globalThis.fetch, looked up at each request
   */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** The clock, in milliseconds since the epoch, for tests. The default never runs backwards. */
  now?: (() => number) | undefined;
  /** Returns a number from 0 to 1 for the jitter, for tests. */
  random?: (() => number) | undefined;
  /** Waits, for tests. The client itself ends a wait on abort; use the signal to clear a timer. */
  sleep?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** {@link RetryOptions} with all properties set. */
export type RetryLimits = { [Key in keyof RetryOptions]-?: number };

/** The options that have no default. */
type Optional = 'tokenHeader' | 'docsUrl' | 'onAttempt' | 'onRetry' | 'onBalance' | 'onLowBalance';

/** The options of a client after validation, with the defaults. */
export type Settings = {
  [Key in Exclude<keyof ClientOptions, Optional | 'token' | 'retry' | 'fetch'>]-?: NonNullable<
    ClientOptions[Key]
  >;
} & Pick<ClientOptions, Optional> & {
    token: Token;
    retry: RetryLimits;
    fetch: (input: string | Request, init: RequestInit) => Promise<Response>;
  };

/** The options of a call after validation. */
export interface CallSettings {
  token?: Token;
  signal?: AbortSignal | null;
  timeoutMs?: number;
  deadlineMs?: number;
  retry: Partial<RetryLimits>;
  headers?: object;
}
