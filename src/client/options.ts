/** The options of a client and of a call: what they are, their defaults, and refusing wrong ones with a sentence. */
import type { ErrorCode } from '../../generated/errors.ts';
import { sleep } from './abort.ts';
import type { Failure } from './result.ts';

/** How the client retries. The figures are those of DECISIONS "Client 4: retries". */
export interface RetryOptions {
  /**
   * The most retries of a call, so one request more than this; 0 for none.
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
   * The longest single wait, in milliseconds. Where the server asks for a longer one, the error comes back at once.
   * @default 60000
   */
  waitMaxMs?: number | undefined;
}

/** What a single call can set; where it is left out, the client's own holds. */
export interface CallOptions {
  /** Ends the call at once, a wait included: the result is a failure of the kind `abort`. */
  signal?: AbortSignal | null | undefined;
  /** The time for one attempt, its body included, in milliseconds above 0. */
  timeoutMs?: number | undefined;
  /** The time for the whole call, waits included, in milliseconds above 0. */
  deadlineMs?: number | undefined;
  /** The number of retries (`false` is 0), or what to change of the client's own. */
  retry?: number | false | RetryOptions | undefined;
  /** Further headers of the request. */
  headers?: Record<string, string> | undefined;
}

/** A retry that is about to be waited for. */
export interface RetryEvent {
  /** What the attempt failed with. */
  error: Failure<ErrorCode>;
  /** The requests sent so far, from 1. */
  attempt: number;
  /** The wait that begins now, in milliseconds. */
  waitMs: number;
}

/** What is left of the balance. */
export interface BalanceEvent {
  /** Whole credits, 0 or more. */
  balance: number;
  /** Whether that is less than `lowBalance`. */
  low: boolean;
  /** The `operationId`, or method and path where the call came through `client.http`. */
  operation: string;
}

/** The options of `createClient`. */
export interface ClientOptions<TokenHeader extends string = string> {
  /**
   * Where the API is, its base path included: `https://api.example/api/v1`. No host is invented; for the
   * page's own, say `location.origin + '/api/v1'`.
   */
  baseUrl: string;
  /**
   * The API token: visible ASCII. A function is asked before every attempt, so that the token can rotate; the time it
   * takes counts as the attempt's. The client keeps it out of messages, errors and events.
   */
  token: string | (() => string | Promise<string>);
  /**
   * The header that carries it.
   * @default the first of the spec's
   */
  tokenHeader?: TokenHeader | undefined;
  /**
   * The time for one attempt, its body included, in milliseconds above 0; Infinity for no limit.
   * @default 30000
   */
  timeoutMs?: number | undefined;
  /**
   * The time for a whole call, waits included, in milliseconds above 0; Infinity for no limit.
   * @default 120000
   */
  deadlineMs?: number | undefined;
  /** The number of retries (`false` is 0), or how to retry. Only safe methods are retried (RFC 9110 9.2.1). */
  retry?: number | false | RetryOptions | undefined;
  /**
   * The largest body to read, in bytes after content decoding; a larger one is a failure of the kind `protocol`.
   * @default 10485760
   */
  maxBodyBytes?: number | undefined;
  /** Told before each wait for a retry. What it throws is ignored. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /** Told the balance after every answer that has it. What it throws is ignored. */
  onBalance?: ((event: BalanceEvent) => unknown) | undefined;
  /** The threshold, in credits, under which a balance is low. */
  lowBalance?: number | undefined;
  /** Told when the balance falls under `lowBalance`: once, until it has risen again. What it throws is ignored. */
  onLowBalance?: ((event: BalanceEvent) => unknown) | undefined;
  /**
   * Sends one request; called with a `Request` whose `redirect` is `manual`.
   * @default globalThis.fetch, looked up at each request
   */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** The clock, in milliseconds since the epoch, for tests. By default one that never runs backwards. */
  now?: (() => number) | undefined;
  /** A number from 0 to 1 for the jitter, for tests. */
  random?: (() => number) | undefined;
  /** Waits, for tests. The client itself ends a wait on abort; the signal is for a timer to be cleared by. */
  sleep?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** {@link RetryOptions} with all of them there. */
export type RetryLimits = { [Key in keyof RetryOptions]-?: number };

/** The options whose wrong values a type of JavaScript tells, with all of them there. */
export type Settings = {
  [Key in Exclude<
    keyof ClientOptions,
    'baseUrl' | 'token' | 'tokenHeader' | 'retry' | 'fetch'
  >]-?: NonNullable<ClientOptions[Key]>;
} & { retry: RetryLimits; fetch: (request: string | Request, init: RequestInit) => Promise<Response> };

const ignore = () => {};

/** The options where nobody says otherwise. The figures of time are from DECISIONS "Client 4: retries". */
export const DEFAULTS: Settings = {
  timeoutMs: 30_000,
  deadlineMs: 120_000,
  retry: { retries: 3, backoffMs: 500, backoffMaxMs: 8_000, waitMaxMs: 60_000 },
  // 10 MiB: some hundred times the largest page, and bearable in memory.
  maxBodyBytes: 10 * 2 ** 20,
  lowBalance: 0,
  onRetry: ignore,
  onBalance: ignore,
  onLowBalance: ignore,
  // Looked up at each request, so that what replaces it in a test is used.
  fetch: (request, init) => fetch(request, init),
  // Never backwards: no wait grows because the system's clock was set.
  now: () => performance.timeOrigin + performance.now(),
  random: Math.random,
  sleep,
};

const KINDS: Record<string, string> = {
  number: 'a number, 0 or more',
  function: 'a function',
  undefined: 'left out: there is none of that name',
};

/**
 * The settings with some of them changed.
 *
 * @param settings what holds where `changes` is silent; each of them says of what type its change must be
 * @throws {TypeError} that says in a sentence which option is wrong, and never its value
 */
export function change<Options extends object>(settings: Options, changes: object): Options {
  const changed = { ...settings } as Record<string, unknown>;
  for (const [name, value] of Object.entries(changes)) {
    const old = changed[name];
    if (value === undefined) continue;
    if (old && typeof old === 'object') {
      // The one object among the options is `retry`; a number stands for its retries, and false for none.
      changed[name] = change(old, Object(value) === value ? value : { retries: value === false ? 0 : value });
    } else if (typeof value !== typeof old || value < 0 || Number.isNaN(value)) {
      throw new TypeError(`The option ${name} must be ${KINDS[typeof old]}.`);
    } else changed[name] = value;
  }
  return changed as Options;
}
