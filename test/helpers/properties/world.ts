/** A client with a fetch that follows a script, and a fake clock that only waits and responses advance. */

import type { ClientOptions, createClient, Failure, TokenHeader } from '../../../src/index.ts';
import { createFetchClient } from '../../../src/openapi-fetch.ts';
import { contract } from '../project.ts';
import type { RawResponse } from './oracle.ts';

/** One action of the fetch. */
export interface Step {
  does:
    | { response: RawResponse }
    /** A body that breaks off, or never ends, after a number of pieces. */
    | { response: RawResponse; breaksAfter: number }
    | { response: RawResponse; stallsAfter: number }
    | { throws: unknown; atOnce: boolean }
    /** Something other than a Response. */
    | { returns: unknown }
    | { hangs: true };
  /** The places at which the body is cut into pieces. */
  cuts: readonly number[];
  /** The part of the available time that the response takes, from 0 to 1. */
  slowness: number;
}

export interface Limits {
  retries: number;
  backoffMs: number;
  backoffMaxMs: number;
  waitMaxMs: number;
  deadlineMs: number;
  timeoutMs: number;
  /** The value of `random` for the jitter. */
  random: number;
}

/** A request as fetch saw it. */
export interface Seen {
  step: Step;
  /**
   * When it was sent, when the head of a response arrived, and when it ended, in milliseconds since the start of the
   * call.
   */
  sentAt: number;
  headAt: number;
  overAt: number;
}

/** The outcome of a call. */
export interface Played {
  result: { success: boolean; data?: unknown; error?: Failure; response?: Response | undefined };
  seen: Seen[];
  /** The events passed to `onRetry`. */
  retryEvents: { error: Failure; attempt: number; waitMs: number }[];
  /** Whether the caller aborted. */
  aborted: boolean;
  elapsedMs: number;
}

export type Options = Partial<ClientOptions<TokenHeader>>;
/** Creates the client: the real one, or one that is broken on purpose. */
export type Make = (options: ClientOptions<TokenHeader>) => ReturnType<typeof createClient>;

export const TOKEN = 'tok_Secret+1/2=';
/** The start of the fake clock: a whole second, which an HTTP-date can represent. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');

const [operation] = contract.operations;
if (!operation) throw new Error('The contract has no operation.');
const parameters = Object.fromEntries(
  operation.parameters.filter(({ required }) => required).map(({ name, example }) => [name, example]),
);

/** The two ways to call: the method of an operation, and the openapi-fetch client. */
export type Door = 'method' | 'http';

/** Makes a call of a method. */
export async function callMethod(
  client: ReturnType<Make>,
  signal?: AbortSignal,
  headers?: Record<string, string>,
): Promise<Played['result']> {
  const { id } = operation as NonNullable<typeof operation>;
  const api = client as unknown as Record<string, (...args: unknown[]) => Promise<Played['result']>>;
  return (await api[id]?.(parameters, { signal, headers })) as Played['result'];
}

/** Makes a call through openapi-fetch. Converts the result to the form of a method's result. */
async function callHttp(client: unknown, signal: AbortSignal): Promise<Played['result']> {
  const { method, path } = operation as NonNullable<typeof operation>;
  const http = client as {
    request: (...args: unknown[]) => Promise<{ data?: object; error?: object; response: Response }>;
  };
  const { data, error, response } = await http.request(method.toLowerCase(), path, {
    params: { path: parameters },
    signal,
  });
  if (response.ok !== (data !== undefined) || response.ok !== (error === undefined)) {
    throw new Error(`Expected exactly one of data and error with the status ${response.status}.`);
  }
  return { ...(data ?? error), response } as Played['result'];
}

/** The options of {@link play}. */
export interface How {
  door?: Door;
  options?: Options;
  /** Sends the request. By default, the step is performed without a network. */
  perform?: (step: Step, happens: () => void, request: Request) => Promise<Response>;
  /** The event before which the caller aborts, from 0: a request, a wait, or a piece of a body. */
  abortAt?: number;
}

/** Makes a call for which fetch plays the steps. The last step is repeated. */
export async function play(
  make: Make,
  steps: readonly Step[],
  { retries, backoffMs, backoffMaxMs, waitMaxMs, deadlineMs, timeoutMs, random }: Limits,
  { door = 'method', options = {}, perform = performStep, abortAt = Infinity }: How = {},
): Promise<Played> {
  let clock = 0;
  let eventCount = 0;
  const controller = new AbortController();
  const happens = () => {
    if (eventCount++ === abortAt) controller.abort(new Error('enough'));
  };
  const seen: Seen[] = [];
  const retryEvents: Played['retryEvents'] = [];
  const send = (request: Request): Promise<Response> => {
    const step = steps[Math.min(seen.length, steps.length - 1)] as Step;
    const allowed = Math.min(timeoutMs, deadlineMs - clock);
    const entry: Seen = { step, sentAt: clock, headAt: clock, overAt: clock };
    seen.push(entry);
    const takes = (ms: number) => {
      clock = entry.sentAt + ms;
      entry.overAt = clock;
    };
    takes(step.slowness * allowed);
    entry.headAt = clock;
    happens();
    if ('hangs' in step.does || 'stallsAfter' in step.does) {
      request.signal.addEventListener('abort', () => takes(allowed));
    }
    return perform(step, happens, request);
  };
  const all: ClientOptions<TokenHeader> = {
    baseUrl: 'https://api.test/api/v1',
    token: TOKEN,
    fetch: send,
    now: () => NOW + clock,
    random: () => random,
    sleep: async (ms) => {
      happens();
      clock += ms;
    },
    onRetry: (event) => retryEvents.push(event),
    retry: { retries, backoffMs, backoffMaxMs, waitMaxMs },
    deadlineMs,
    timeoutMs,
    ...options,
  };
  const { signal } = controller;
  const result =
    door === 'method' ? await callMethod(make(all), signal) : await callHttp(createFetchClient(all), signal);
  return { result, seen, retryEvents, aborted: controller.signal.aborted, elapsedMs: clock };
}

/** Performs one step as fetch. */
export function performStep({ does, cuts }: Step, happens = () => {}): Promise<Response> {
  if ('throws' in does) {
    if (does.atOnce) throw does.throws;
    return Promise.reject(does.throws);
  }
  if ('returns' in does) return Promise.resolve(does.returns as Response);
  if ('hangs' in does) return new Promise(() => {});
  const { status, headers, body, redirected = false } = does.response;
  const pieces = piecesOf(body, cuts);
  const ends = 'breaksAfter' in does ? does.breaksAfter : 'stallsAfter' in does ? does.stallsAfter : Infinity;
  let given = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        happens();
        const piece = given < ends ? pieces[given++] : undefined;
        if (piece) controller.enqueue(piece);
        else if ('breaksAfter' in does) controller.error(new TypeError('terminated'));
        else if ('stallsAfter' in does) return new Promise<void>(() => {});
        else controller.close();
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
  const isEmpty = body.length === 0 && ends === Infinity;
  const response = new Response(isEmpty ? null : stream, { status, headers });
  if (redirected) Object.defineProperty(response, 'redirected', { value: true });
  return Promise.resolve(response);
}

/** Cuts a body into pieces, possibly in the middle of a character. */
function piecesOf(body: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (body.length + 1)))].sort((one, other) => one - other);
  return [0, ...places].map((from, index) => body.subarray(from, places[index]));
}
