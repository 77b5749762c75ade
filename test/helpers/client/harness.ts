/** A client whose world is made up: answers in order, a clock that moves by waiting alone, jitter in the middle. */
import { type Client, type ClientOptions, createClient, type TokenHeader } from '../../../src/index.ts';

/** One answer, as it stands on the wire. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export type Options = Partial<ClientOptions<TokenHeader>>;

export interface World {
  client: Client;
  /** The requests seen, in order. */
  requests: Request[];
  /** The waits slept, in milliseconds. */
  waits: number[];
  /** Moves the clock. */
  pass(ms: number): void;
}

export const TOKEN = 'tok_Secret+1/2=';
export const BASE_URL = 'https://api.test/api/v1';
/** The wall clock of every world: a second that HTTP-dates can name. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');
/** Backoffs under `random: () => 0.5`: 500, 1000, 2000 ms, three quarters of each. */
export const BACKOFFS = [375, 750, 1500];

/** A world where `send` answers; `attempt` counts from 1. */
export function worldOf(
  send: (request: Request, attempt: number) => Response | Promise<Response>,
  options: Options = {},
): World {
  let clock = NOW;
  const requests: Request[] = [];
  const waits: number[] = [];
  const client = createClient({
    baseUrl: BASE_URL,
    token: TOKEN,
    fetch: async (request) => {
      requests.push(request);
      return send(request, requests.length);
    },
    now: () => clock,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
      clock += ms;
    },
    ...options,
  });
  return {
    client,
    requests,
    waits,
    pass: (ms) => {
      clock += ms;
    },
  };
}

/** The answers one after the other; the last one again and again. */
export function inTurn(...answers: Answer[]): (request: Request, attempt: number) => Response {
  return (_, attempt) => {
    const { status = 200, headers = {}, body = '' } = answers[Math.min(attempt, answers.length) - 1] ?? {};
    return new Response(body === '' ? null : (body as BodyInit), { status, headers });
  };
}

export const DATA = { posts: [], remaining_balance: 975, next_cursor: null };

/** A success, with some of its data changed. */
export function success(data: Record<string, unknown> = {}): Answer {
  return { body: JSON.stringify({ success: true, data: { ...DATA, ...data } }) };
}

/** An error envelope, under any status. */
export function failure(
  status: number,
  error: Record<string, unknown>,
  headers: Record<string, string> = {},
): Answer {
  return {
    status,
    headers,
    body: JSON.stringify({ success: false, error: { message: 'It failed.', ...error } }),
  };
}

/** A call that any test can make. */
export const USER = { platform: 'tiktok', username: 'natgeo' } as const;
