/** A client in a fake environment: given responses, a clock that only advances by waits, and medium jitter. */
import { type Client, type ClientOptions, createClient, type TokenHeader } from '../../../src/index.ts';

/** A response to send. */
export interface RawResponse {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export type Options = Partial<ClientOptions<TokenHeader>>;

/** A client and its fake environment. */
export interface World extends Environment {
  client: Client;
}

/** A fake environment. */
export interface Environment {
  /** The requests sent, in order. */
  requests: Request[];
  /** The waits of the client, in milliseconds. */
  waits: number[];
  /** Advances the clock. */
  pass(ms: number): void;
}

export const TOKEN = 'tok_Secret+1/2=';
export const BASE_URL = 'https://api.test/api/v1';
/** The start of the fake clock: a whole second, which an HTTP-date can represent. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');
/** The backoffs with `random: () => 0.5`: three quarters of 500, 1000 and 2000 ms. */
export const BACKOFFS = [375, 750, 1500];

/** Returns the responses to requests. `attempt` counts from 1. */
export type Respond = (request: Request, attempt: number) => Response | Promise<Response>;

/** Creates a client in an environment in which `send` returns the responses. */
export function worldOf(send: Respond, options: Options = {}): World {
  const { options: all, ...environment } = environmentOf(send, options);
  return { client: createClient(all), ...environment };
}

/** Creates an environment, and the options of a client in it. */
export function environmentOf(
  send: Respond,
  options: Options = {},
): Environment & { options: ClientOptions<TokenHeader> } {
  let clock = NOW;
  const requests: Request[] = [];
  const waits: number[] = [];
  const all = {
    baseUrl: BASE_URL,
    token: TOKEN,
    fetch: async (request: Request) => {
      requests.push(request);
      return send(request, requests.length);
    },
    now: () => clock,
    random: () => 0.5,
    sleep: async (ms: number) => {
      waits.push(ms);
      clock += ms;
    },
    ...options,
  };
  return {
    options: all,
    requests,
    waits,
    pass: (ms) => {
      clock += ms;
    },
  };
}

/** Returns the responses in order. The last one is repeated. */
export function inTurn(...responses: RawResponse[]): (request: Request, attempt: number) => Response {
  return (_, attempt) => {
    const {
      status = 200,
      headers = {},
      body = '',
    } = responses[Math.min(attempt, responses.length) - 1] ?? {};
    return new Response(body === '' ? null : (body as BodyInit), { status, headers });
  };
}

export const DATA = { posts: [], remaining_balance: 975, next_cursor: null };

/** A success with some of its data changed. */
export function success(data: Record<string, unknown> = {}): RawResponse {
  return { body: JSON.stringify({ success: true, data: { ...DATA, ...data } }) };
}

/** An error envelope with any status. */
export function failure(
  status: number,
  error: Record<string, unknown>,
  headers: Record<string, string> = {},
): RawResponse {
  return {
    status,
    headers,
    body: JSON.stringify({ success: false, error: { message: 'It failed.', ...error } }),
  };
}

/** Parameters for tests that may call any operation. */
export const USER = { platform: 'tiktok', username: 'natgeo' } as const;
