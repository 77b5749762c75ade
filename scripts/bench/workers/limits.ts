/** Runs a program of many calls with each client and each rate limiter, against a server in the same process. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import ky from 'ky';
import {
  RATE_LIMITERS,
  type RateLimiter,
  type RateLimiterKind,
  requiredMs,
} from '../../lib/rate-limiters.ts';
import { runTask } from './reply.ts';

/** A rate limiter, and the number of users that the program processes at a time. */
export interface Scenario {
  kind: RateLimiterKind;
  requests: number;
  windowMs: number;
  concurrency: number;
}

export interface LimitsTask {
  scenarios: readonly Scenario[];
  /** The path of the built client. */
  client: string;
  basePath: string;
  token: string;
  /** The header with the token. */
  header: readonly [name: string, value: string];
  /** The `operationId` of the operation to call, its filled-in path and its parameters. */
  operation: string;
  path: string;
  parameters: Record<string, unknown>;
  /** The field of `data` with the cursor, and the parameter. */
  cursor: { field: string; parameter: string };
  /** The envelope of a page. */
  page: object;
  /** The response of the rate limiter. `field` of `error` is set to the wait. */
  refusal: { status: number; field: string; envelope: object };
}

/** The outcome of one program. */
export interface LimitedRun {
  /** The name of the client. */
  name: string;
  calls: number;
  /** The number of failed calls, and of their later pages. */
  lost: number;
  refusals: number;
  totalMs: number;
  /** The shortest time in which the limiter accepts the calls that succeeded. */
  requiredMs: number;
}

/** Gets the pages of a user in turn, and calls back after each. Throws if a call fails. */
type GetPages = (onPage: () => void) => Promise<void>;

const USERS = 50;
const PAGES = 2;
const RETRIES = 3;
const DEADLINE_MS = 120_000;

/** The latencies in milliseconds. */
const LATENCY = { minimum: 20, maximum: 200 };

runTask(async (task: LimitsTask): Promise<LimitedRun[]> => {
  const server = await startServer(task);
  const runs = task.scenarios.flatMap((scenario) =>
    CONTENDERS.map(async ([name, connect]) => {
      const limited = server.limit(scenario);
      const getPages = await connect(limited.baseUrl, task);
      const started = performance.now();
      const lost = USERS * PAGES - (await processUsers(getPages, scenario.concurrency));
      const totalMs = performance.now() - started;
      const { kind, requests, windowMs } = scenario;
      const calls = USERS * PAGES;
      return {
        name,
        calls,
        lost,
        refusals: limited.refusals(),
        totalMs,
        requiredMs: requiredMs(kind, requests, windowMs, calls - lost),
      };
    }),
  );
  return Promise.all(runs);
});

/** Returns the number of pages. */
async function processUsers(getPages: GetPages, concurrency: number): Promise<number> {
  let [users, pages] = [0, 0];
  async function work(): Promise<void> {
    while (users++ < USERS) {
      // A failed call ends the work for this user.
      await getPages(() => pages++).catch(() => {});
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work));
  return pages;
}

const CONTENDERS: readonly [
  name: string,
  connect: (baseUrl: string, task: LimitsTask) => Promise<GetPages>,
][] = [
  [
    'this client',
    async (baseUrl, { client: file, token, operation, parameters }) => {
      const { createClient } = (await import(pathToFileURL(file).href)) as {
        createClient(options: object): Record<string, { pages(parameters: object): AsyncIterable<Page> }>;
      };
      const client = createClient({ baseUrl, token });
      return async (onPage) => {
        for await (const { success } of client[operation]?.pages(parameters) ?? []) if (success) onPage();
      };
    },
  ],
  [
    'ky',
    async (baseUrl, task) => {
      const api = ky.create({
        prefixUrl: baseUrl,
        headers: [[...task.header]],
        timeout: DEADLINE_MS,
        retry: { limit: RETRIES },
      });
      return pagesOf(task, (searchParams) => api.get(task.path.slice(1), { searchParams }).json());
    },
  ],
  [
    'axios-retry',
    async (baseUrl, task) => {
      const api = axios.create({ baseURL: baseUrl, headers: Object.fromEntries([task.header]) });
      axiosRetry(api, {
        retries: RETRIES,
        // Honours Retry-After.
        retryDelay: axiosRetry.exponentialDelay,
        retryCondition: (error) =>
          axiosRetry.isNetworkOrIdempotentRequestError(error) ||
          error.response?.status === task.refusal.status,
      });
      return pagesOf(task, async (params) => (await api.get(task.path, { params })).data);
    },
  ],
];

interface Page {
  success: boolean;
  data?: Record<string, unknown>;
}

/** Follows the cursors. @param get gets a page, and throws if the call fails */
function pagesOf({ cursor }: LimitsTask, get: (query: Record<string, string>) => Promise<Page>): GetPages {
  return async (onPage) => {
    for (let query: Record<string, string> | undefined = {}; query; ) {
      const { data } = await get(query);
      onPage();
      const next = data?.[cursor.field];
      query = typeof next === 'string' ? { [cursor.parameter]: next } : undefined;
    }
  };
}

/** Starts a server on 127.0.0.1 with any number of rate limiters, each with a base URL of its own. */
async function startServer({ basePath, cursor, page, refusal }: LimitsTask) {
  const limiters: { accept: RateLimiter; refusals: number }[] = [];

  async function respond({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const limiter = limiters[Number(url.split('/')[1])];
    if (!limiter) throw new Error(`No limiter has the path ${url}.`);
    const { minimum, maximum } = LATENCY;
    const half = (minimum + Math.random() * (maximum - minimum)) / 2;
    await sleep(half);
    const seconds = limiter.accept(performance.now());
    if (seconds > 0) limiter.refusals++;
    await sleep(half);
    const type = { 'Content-Type': 'application/json' };
    if (seconds > 0) {
      response.writeHead(refusal.status, { ...type, 'Retry-After': seconds });
      response.end(withField(refusal.envelope, 'error', refusal.field, seconds));
    } else {
      const isLast = url.includes(`${cursor.parameter}=`);
      response.writeHead(200, type).end(withField(page, 'data', cursor.field, isLast ? null : 'second'));
    }
  }

  const server = createServer((request, response) => void respond(request, response));
  // Longer than a wait, so that no client must reopen a connection that the server closed.
  server.keepAliveTimeout = DEADLINE_MS;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    limit({ kind, requests, windowMs }: Scenario) {
      const limiter = { accept: RATE_LIMITERS[kind](requests, windowMs), refusals: 0 };
      const index = limiters.push(limiter) - 1;
      return { baseUrl: `http://127.0.0.1:${port}/${index}${basePath}`, refusals: () => limiter.refusals };
    },
  };
}

/** Returns the JSON of an envelope with one field of its `data` or `error` changed. */
function withField(envelope: object, part: 'data' | 'error', field: string, value: unknown): string {
  const object = (envelope as Record<string, object>)[part];
  return JSON.stringify({ ...envelope, [part]: { ...object, [field]: value } });
}
