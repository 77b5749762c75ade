/** Programs that make many calls to a server with a correct rate limit, on a virtual clock. */
import { RATE_LIMITERS, type RateLimiterKind, requiredMs } from '../../../scripts/lib/rate-limiters.ts';
import { createClient } from '../../../src/index.ts';
import { virtualClock } from '../virtual-clock.ts';
import { BASE_URL, failure, NOW, type RawResponse, success, USER } from './harness.ts';

/** A server. */
export interface Server {
  kind: RateLimiterKind;
  /** The requests in a window, and its length. */
  requests: number;
  windowMs: number;
  /** The time from the start of the first window to the start of the program. */
  phaseMs: number;
  /** The latencies in milliseconds; the requests use them in turn. Half of each passes before the server responds. */
  latencies: readonly number[];
}

/** The outcome of a program. Times are in milliseconds. */
export interface Outcome {
  /** The number of failed calls. */
  lost: number;
  /** The number of requests that the server refused. */
  refusals: number;
  /** The duration of the program. */
  totalMs: number;
  /** The shortest duration that the limit allows. */
  requiredMs: number;
  /** The sum of all waits. */
  waitedMs: number;
}

type Make = typeof createClient;

const USERS = 50;
const PAGES = 2;

/**
 * Gets two pages for each of 50 users.
 *
 * @param concurrency the number of users at a time
 */
export async function processUsers(
  server: Server,
  concurrency: number,
  make: Make = createClient,
): Promise<Outcome> {
  const { client, clock, seen } = limitedWorld(server, make);
  let [users, lost] = [0, 0];
  async function work(): Promise<void> {
    while (users++ < USERS) {
      for await (const page of client.listPostsByUser.pages(USER)) if (!page.success) lost++;
    }
  }
  await clock.run(Promise.all(Array.from({ length: concurrency }, work)));
  const { kind, requests, windowMs } = server;
  return {
    ...seen,
    lost,
    totalMs: clock.now(),
    requiredMs: requiredMs(kind, requests, windowMs, USERS * PAGES),
  };
}

/** A call: when it starts, and its deadline, in milliseconds. */
export interface Arrival {
  at: number;
  deadlineMs: number;
}

/** Makes each call at its time. Returns the error code of each, if any, and its duration in milliseconds. */
export async function makeCalls(
  server: Server,
  arrivals: readonly Arrival[],
  make: Make = createClient,
): Promise<{ code: string | undefined; tookMs: number }[]> {
  const { client, clock } = limitedWorld(server, make);
  const calls = arrivals.map(async ({ at, deadlineMs }) => {
    await clock.after(at);
    const { error } = await client.listPostsByUser(USER, { deadlineMs });
    return { code: error && (error.code ?? error.kind), tookMs: clock.now() - at };
  });
  return clock.run(Promise.all(calls));
}

function limitedWorld({ kind, requests, windowMs, phaseMs, latencies }: Server, make: Make) {
  const clock = virtualClock();
  const limiter = RATE_LIMITERS[kind](requests, windowMs);
  const seen = { refusals: 0, waitedMs: 0 };
  let sent = 0;

  function respond(url: string): RawResponse {
    const seconds = limiter(phaseMs + clock.now());
    if (seconds === 0) return success({ next_cursor: url.includes('cursor=') ? null : 'second' });
    seen.refusals++;
    return failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: seconds });
  }

  const client = make({
    baseUrl: BASE_URL,
    token: 'test_ok',
    now: () => NOW + clock.now(),
    sleep: (ms) => {
      seen.waitedMs += ms;
      return clock.after(ms);
    },
    async fetch({ url }) {
      const latency = latencies[sent++ % latencies.length] ?? 0;
      await clock.after(latency / 2);
      const { status = 200, body } = respond(url);
      await clock.after(latency / 2);
      return new Response(String(body), { status });
    },
  });
  return { client, clock, seen };
}
