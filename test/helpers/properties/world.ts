/** A client against a fetch that does as it is told, with a clock that moves by waits and by answers alone. */

import type { ClientOptions, createClient, Failure, TokenHeader } from '../../../src/index.ts';
import { contract } from '../project.ts';
import type { Answer } from './oracle.ts';

/** What the fetch does once. */
export interface Step {
  does:
    | { answer: Answer }
    /** A body that breaks off, or that never ends, after so many of its pieces. */
    | { answer: Answer; breaksAfter: number }
    | { answer: Answer; stallsAfter: number }
    | { throws: unknown; atOnce: boolean }
    /** What is no Response. */
    | { gives: unknown }
    | { hangs: true };
  /** Where the body is cut into pieces. */
  cuts: readonly number[];
  /** How much of the time that it may take it takes, from 0 to 1. */
  slowness: number;
}

export interface Limits {
  retries: number;
  backoffMs: number;
  backoffMaxMs: number;
  waitMaxMs: number;
  deadlineMs: number;
  timeoutMs: number;
  /** The jitter. */
  random: number;
}

/** What a request came to, as the fetch saw it. */
export interface Seen {
  step: Step;
  /** When it was sent, when an answer's head came, and when it was over, in milliseconds since the call began. */
  sentAt: number;
  heardAt: number;
  overAt: number;
}

/** What came of a call. */
export interface Played {
  result: { success: boolean; data?: unknown; error?: Failure; response?: Response | undefined };
  seen: Seen[];
  /** What was told to `onRetry`. */
  told: { error: Failure; attempt: number; waitMs: number }[];
  /** Whether the caller aborted. */
  aborted: boolean;
  elapsedMs: number;
}

export type Options = Partial<ClientOptions<TokenHeader>>;
/** What makes the client: the real one, or one that is broken on purpose. */
export type Make = (options: ClientOptions<TokenHeader>) => ReturnType<typeof createClient>;

export const TOKEN = 'tok_Secret+1/2=';
/** The wall clock of every world: a second that HTTP-dates can name. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');

const [operation] = contract.operations;
if (!operation) throw new Error('The contract has no operation.');
const parameters = Object.fromEntries(
  operation.parameters.filter(({ required }) => required).map(({ name, example }) => [name, example]),
);

/** The ways to call: the method of an operation, and the openapi-fetch client under it. */
export type Door = 'method' | 'http';

/** Makes a call through one of the doors. Of the lower one, the result is what it would be of the other. */
export async function callThrough(
  door: Door,
  client: ReturnType<Make>,
  signal?: AbortSignal,
  headers?: Record<string, string>,
): Promise<Played['result']> {
  const { id, method, path } = operation as NonNullable<typeof operation>;
  const api = client as unknown as Record<string, (...its: unknown[]) => Promise<Played['result']>>;
  if (door === 'method') return (await api[id]?.(parameters, { signal, headers })) as Played['result'];
  const http = client.http as unknown as {
    request: (...its: unknown[]) => Promise<{ data?: object; error?: object; response: Response }>;
  };
  const { data, error, response } = await http.request(method.toLowerCase(), path, {
    params: { path: parameters },
    signal,
    headers,
  });
  if (response.ok !== (data !== undefined) || response.ok !== (error === undefined)) {
    throw new Error(`Neither data nor an error, or both, under ${response.status}.`);
  }
  return { ...(data ?? error), response } as Played['result'];
}

/** How a play differs from the plainest one. */
export interface How {
  door?: Door;
  options?: Options;
  /** Sends the request; by default the step is performed without a network. */
  perform?: (step: Step, happens: () => void, request: Request) => Promise<Response>;
  /** Before which event the caller aborts, from 0: a request, a wait, a piece of a body. */
  abortAt?: number;
}

/** Plays the steps, the last one again and again. */
export async function play(
  make: Make,
  steps: readonly Step[],
  { retries, backoffMs, backoffMaxMs, waitMaxMs, deadlineMs, timeoutMs, random }: Limits,
  { door = 'method', options = {}, perform = performStep, abortAt = Infinity }: How = {},
): Promise<Played> {
  let clock = 0;
  let events = 0;
  const controller = new AbortController();
  const happens = () => {
    if (events++ === abortAt) controller.abort(new Error('enough'));
  };
  const seen: Seen[] = [];
  const told: Played['told'] = [];
  const send = (request: Request): Promise<Response> => {
    const step = steps[Math.min(seen.length, steps.length - 1)] as Step;
    const allowed = Math.min(timeoutMs, deadlineMs - clock);
    const entry: Seen = { step, sentAt: clock, heardAt: clock, overAt: clock };
    seen.push(entry);
    const takes = (ms: number) => {
      clock = entry.sentAt + ms;
      entry.overAt = clock;
    };
    takes(step.slowness * allowed);
    entry.heardAt = clock;
    happens();
    if ('hangs' in step.does || 'stallsAfter' in step.does) {
      request.signal.addEventListener('abort', () => takes(allowed));
    }
    return perform(step, happens, request);
  };
  const client = make({
    baseUrl: 'https://api.test/api/v1',
    token: TOKEN,
    fetch: send,
    now: () => NOW + clock,
    random: () => random,
    sleep: async (ms) => {
      happens();
      clock += ms;
    },
    onRetry: (event) => told.push(event),
    retry: { retries, backoffMs, backoffMaxMs, waitMaxMs },
    deadlineMs,
    timeoutMs,
    ...options,
  });
  const result = await callThrough(door, client, controller.signal);
  return { result, seen, told, aborted: controller.signal.aborted, elapsedMs: clock };
}

/** What the fetch does with a step. */
export function performStep({ does, cuts }: Step, happens = () => {}): Promise<Response> {
  if ('throws' in does) {
    if (does.atOnce) throw does.throws;
    return Promise.reject(does.throws);
  }
  if ('gives' in does) return Promise.resolve(does.gives as Response);
  if ('hangs' in does) return new Promise(() => {});
  const { status, headers, body, redirected = false } = does.answer;
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

/** A body in pieces, cut anywhere: in the middle of a character, too. */
function piecesOf(body: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (body.length + 1)))].sort((one, other) => one - other);
  return [0, ...places].map((from, index) => body.subarray(from, places[index]));
}
