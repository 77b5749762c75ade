/** A rate limit loses no call: the facts of DECISIONS "Client 4: held calls", on a virtual clock. */
import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { RATE_LIMITERS } from '../../../scripts/lib/rate-limiters.ts';
import { type CallOptions, createClient } from '../../../src/index.ts';
import {
  BASE_URL,
  failure,
  NOW,
  type Options,
  type RawResponse,
  success,
} from '../../helpers/client/harness.ts';
import { startServer } from '../../helpers/client/hostile-server.ts';
import { timers } from '../../helpers/timers.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const LATENCY = 100;

/** A request: the user in its path, and the times at which it was sent and answered. */
interface Sent {
  user: string;
  at: number;
  end?: number;
}

const refusal = (retry_after = 1) => failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after });

/** A client of a server that responds after 100 ms. `respond` receives the number of the request, from 0. */
function worldOf(respond: (index: number, user: string) => RawResponse, options: Options = {}) {
  const clock = virtualClock();
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: BASE_URL,
    token: 'test_ok',
    now: () => NOW + clock.now(),
    random: () => 0.5,
    sleep: (ms) => clock.after(ms),
    async fetch(request) {
      const user = request.url.replace(/.*\//, '');
      const index = sent.length;
      const entry: Sent = { user, at: clock.now() };
      sent.push(entry);
      await clock.after(LATENCY);
      entry.end = clock.now();
      const { status = 200, headers = {}, body } = respond(index, user);
      return new Response(String(body), { status, headers });
    },
    ...options,
  });
  const call = (user: string | number, callOptions?: CallOptions) =>
    client.listPostsByUser({ platform: 'tiktok', username: `${user}` }, callOptions);
  const calls = (count: number, callOptions?: CallOptions) =>
    Array.from({ length: count }, (_, user) => call(user, callOptions));
  return {
    clock,
    client,
    sent,
    call,
    calls,
    /** Returns the users of the requests that were sent at a time. */
    usersAt: (at: number) => sent.filter((one) => one.at === at).map(({ user }) => user),
    /** Returns the number of requests in flight just after a time. */
    inFlightAt: (at: number) => sent.filter((one) => one.at <= at && (one.end ?? Infinity) > at).length,
  };
}

describe('after the wait, the calls start gradually', () => {
  test('first, half as many start as were in flight, and refused calls go first', async () => {
    const world = worldOf((index) => (index < 16 ? refusal() : success()));
    const early = world.calls(20);
    const late = world.clock.after(500).then(() => Promise.all([world.call('late'), world.call('later')]));
    await world.clock.run(Promise.all([...early, late]));
    const refused = Array.from({ length: 16 }, (_, index) => `${index}`);
    expect(world.usersAt(LATENCY + 1000)).toEqual(refused.slice(0, 10));
    expect(world.sent.slice(20).map(({ user }) => user)).toEqual([...refused, 'late', 'later']);
  });

  test('one more call is in flight after ten successes', async () => {
    const world = worldOf((index) => (index < 20 ? refusal() : success()));
    const late = world.clock.after(500).then(() => Promise.all(world.calls(100)));
    await world.clock.run(Promise.all([...world.calls(20), late]));
    const rounds = [0, 1, 2, 3].map((round) => world.inFlightAt(LATENCY + 1000 + round * LATENCY));
    expect(rounds).toEqual([10, 11, 12, 13]);
  });

  test('a new refusal halves the number and starts another wait', async () => {
    // The last call is refused twice while it is the only one in flight.
    const world = worldOf((index) => (index < 20 + 10 + 5 + 2 + 1 + 1 ? refusal() : success()));
    const results = await world.clock.run(Promise.all(world.calls(20)));
    const restarts = [0, 1, 2, 3, 4, 5].map((wait) => world.inFlightAt(wait * (LATENCY + 1000)));
    expect(restarts).toEqual([20, 10, 5, 2, 1, 1]);
    expect(results.every((result) => result.success)).toBe(true);
  });

  test('if more calls passed than are in flight, that many start, and one to find out more', async () => {
    // 5 requests per second: the limit is not in the number of requests in flight.
    const accept = RATE_LIMITERS.slidingWindow(5, 1000);
    const world = worldOf(() => {
      const seconds = accept(world.clock.now());
      return seconds === 0 ? success() : refusal(seconds);
    });
    await world.clock.run(Promise.all(world.calls(50)));
    const times = [...new Set(world.sent.map(({ at }) => at))];
    expect(times.map((at) => world.usersAt(at).length).slice(-5, -1)).toEqual([6, 6, 6, 6]);
  });

  test('the first restart begins with half, even if more calls passed before the limit was reached', async () => {
    const world = worldOf((index) => (index >= 30 && index < 40 ? refusal() : success()));
    await world.clock.run(Promise.all(world.calls(30)));
    await world.clock.run(Promise.all(world.calls(10)));
    expect(world.inFlightAt(2 * LATENCY + 1000)).toBe(5);
  });

  test('successes of calls that were in flight when the limit was reached do not count', async () => {
    const world = worldOf((index) => (index === 0 ? refusal() : success()));
    const late = world.clock.after(500).then(() => Promise.all(world.calls(20)));
    await world.clock.run(Promise.all([...world.calls(20), late]));
    expect(world.inFlightAt(LATENCY + 1000)).toBe(10);
  });

  test('failures without a response do not count as successes', async () => {
    const responses = (index: number) => {
      if (index < 20) return refusal();
      if (index < 30) throw new Error('broken');
      return success();
    };
    const world = worldOf(responses, { retry: { backoffMs: 1e4, backoffMaxMs: 1e4 } });
    const late = world.clock.after(500).then(() => Promise.all(world.calls(40)));
    await world.clock.run(Promise.all([...world.calls(20), late]));
    expect([0, 1].map((round) => world.inFlightAt(LATENCY + 1000 + round * LATENCY))).toEqual([10, 10]);
  });

  test('successes of a long time do not all count', async () => {
    // After the first wait, 100 calls pass one after another, which takes 10 s.
    const world = worldOf((index) => (index === 0 || index === 101 ? refusal() : success()));
    const one = async () => {
      for (let call = 0; call < 100; call++) await world.call(call);
    };
    await world.clock.run(one());
    const start = world.clock.now();
    await world.clock.run(Promise.all(world.calls(50)));
    // At 10 calls per second, 10 fit into a wait of 1 s.
    expect(world.inFlightAt(start + LATENCY + 1000)).toBeLessThanOrEqual(11);
    expect(world.sent[101]?.at).toBe(start);
  });

  test('after as many as passed, one is in flight at a time', async () => {
    // 10 calls start after the first wait, and 20 pass. Then 12 are in flight, and all are refused.
    const isRefused = (index: number) => index < 20 || (index >= 41 && index < 53);
    const world = worldOf((index) => (isRefused(index) ? refusal() : success()));
    const late = world.clock.after(500).then(() => Promise.all(world.calls(100)));
    await world.clock.run(Promise.all([...world.calls(20), late]));
    const start = (world.sent[41]?.end ?? Number.NaN) + 1000;
    expect([0, 1, 2].map((round) => world.inFlightAt(start + round * LATENCY))).toEqual([22, 3, 3]);
  });

  test('held calls start in the order in which they were made', async () => {
    const world = worldOf((index) => (index === 0 ? refusal() : success()));
    const first = world.call('first');
    const late = world.clock.after(500).then(() => Promise.all(world.calls(50)));
    await world.clock.run(Promise.all([first, late]));
    const users = world.sent.map(({ user }) => user);
    expect(users).toEqual(['first', 'first', ...Array.from({ length: 50 }, (_, user) => `${user}`)]);
  });

  test('a call that is made when the wait ends goes after the held calls', async () => {
    const world = worldOf((index) => (index === 0 ? refusal() : success()));
    const last = world.clock.after(LATENCY + 1000).then(() => world.call('last'));
    const late = world.clock.after(500).then(() => world.call('held'));
    await world.clock.run(Promise.all([world.call('first'), late, last]));
    expect(world.sent.map(({ user }) => user)).toEqual(['first', 'first', 'held', 'last']);
  });

  test('a minute after the last wait, an idle client has no limit', async () => {
    const world = worldOf((index) => (index < 20 ? refusal() : success()));
    await world.clock.run(Promise.all(world.calls(20)));
    const start = world.clock.now() + 61_000;
    await world.clock.run(world.clock.after(61_000).then(() => Promise.all(world.calls(20))));
    expect(world.inFlightAt(start)).toBe(20);
  });
});

describe('a wait costs a call no retry for which the call is not responsible', () => {
  test('a refusal uses a retry only if no other request overlapped it', async () => {
    const world = worldOf(() => refusal());
    const alone = await world.clock.run(world.call(1));
    expect(alone.error).toMatchObject({ kind: 'api', attempts: 4 });
    // The first refusal of each overlaps the other. After that, one request is in flight.
    const others = worldOf(() => refusal());
    const results = await others.clock.run(Promise.all(others.calls(2)));
    expect(results.map(({ error }) => error?.attempts)).toEqual([5, 5]);
  });

  test('a call that was only held back has all its retries', async () => {
    const world = worldOf((_, user) => (user === 'bad' ? { status: 500, body: 'no' } : refusal()));
    const refused = world.call('refused', { retry: 1 });
    const late = world.clock.after(500).then(() => world.call('bad', { retry: 2 }));
    const [, held] = await world.clock.run(Promise.all([refused, late]));
    expect(held.error).toMatchObject({ kind: 'protocol', attempts: 3 });
  });

  test('other failures use a retry even if another request overlapped them', async () => {
    const world = worldOf(() => failure(503, { code: 'SERVICE_UNAVAILABLE' }, { 'retry-after': '1' }));
    const results = await world.clock.run(Promise.all(world.calls(2)));
    expect(results.map(({ error }) => error?.attempts)).toEqual([4, 4]);
  });

  test('with no retries allowed, the refusal is returned immediately, and its wait holds back others', async () => {
    const world = worldOf((index) => (index === 0 ? refusal(7) : success()));
    const first = world.call('first', { retry: 0 }).then((result) => ({ result, at: world.clock.now() }));
    const late = world.clock.after(500).then(() => world.call('late'));
    const [{ result, at }] = await world.clock.run(Promise.all([first, late]));
    expect([result.error?.kind, at]).toEqual(['api', LATENCY]);
    expect(world.usersAt(LATENCY + 7000)).toEqual(['late']);
  });

  test('so it is if another request overlapped it', async () => {
    const world = worldOf(() => refusal());
    const results = await world.clock.run(Promise.all(world.calls(2, { retry: 0 })));
    expect(results.map(({ error }) => error?.attempts)).toEqual([1, 1]);
    expect(world.clock.now()).toBe(LATENCY);
  });

  test('the wait of a call without retries ends in time for calls that are held during a restart', async () => {
    const world = worldOf((index, user) => (index < 2 || user === 'plain' ? refusal(3) : success()));
    const first = world.calls(2);
    // When the wait ends, one call may be in flight. The plain call is refused again and does not retry.
    const plain = world.clock.after(500).then(() => world.call('plain', { retry: 0 }));
    const late = world.clock.after(600).then(() => Promise.all(world.calls(5)));
    await world.clock.run(Promise.all([...first, plain, late]));
    const refusedAt = world.sent.find(({ user }) => user === 'plain')?.end ?? Number.NaN;
    expect(world.sent.filter(({ at }) => at > refusedAt).map(({ at }) => at >= refusedAt + 3000)).toEqual(
      Array(5).fill(true),
    );
  });

  test.each([
    ['a rate limit without a wait', failure(429, { code: 'RATE_LIMIT_EXCEEDED' })],
    ['a wait of more than 60 s', refusal(61)],
  ])('%s that is not waited for holds back no call', async (_, first) => {
    const world = worldOf((index) => (index === 0 ? first : success()));
    await world.clock.run(world.call('first', { retry: 0 }));
    await world.clock.run(world.call('second'));
    expect(world.clock.now()).toBe(2 * LATENCY);
  });
});

describe('a held call ends in time', () => {
  test('a call whose deadline comes before the end of the wait fails immediately with its error', async () => {
    const world = worldOf((index) => (index === 0 ? refusal(50) : success()));
    const first = world.call('first');
    const late = world.clock.after(1100).then(async () => {
      const result = await world.call('late', { deadlineMs: 48_999 });
      return { result, at: world.clock.now() };
    });
    const intime = world.clock.after(1100).then(() => world.call('in time', { deadlineMs: 49_000 }));
    const [, { result, at }, inTime] = await world.clock.run(Promise.all([first, late, intime]));
    expect(result.error).toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
      retry_after: 49,
      retryAfterMs: 49_000,
      attempts: 0,
    });
    expect(at).toBe(1100);
    // Its deadline is the end of the wait.
    expect(inTime.error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', attempts: 0 });
  });

  test('so does a held call when another refusal makes the wait longer', async () => {
    const world = worldOf((_, user) => (user === 'long' ? refusal(30) : refusal(2)));
    const calls = [world.call('short'), world.clock.after(50).then(() => world.call('long'))];
    const held = world.clock.after(120).then(async () => {
      const result = await world.call('held', { deadlineMs: 10_000 });
      return { result, at: world.clock.now() };
    });
    const [{ result, at }] = await world.clock.run(Promise.all([held, ...calls]));
    expect(at).toBe(150);
    expect(result.error).toMatchObject({ retry_after: 30, attempts: 0 });
  });

  test('a call that waits for its turn after the wait fails at its deadline', async () => {
    let hang: (() => void) | undefined;
    const responses = [refusal(), success()];
    const client = createClient({
      baseUrl: BASE_URL,
      token: 'test_ok',
      sleep: async () => {},
      fetch: () => {
        const next = responses.shift();
        if (!next) return new Promise((_, reject) => (hang = () => reject(new Error('enough'))));
        return Promise.resolve(new Response(String(next.body), { status: next.status ?? 200 }));
      },
    });
    const call = (options: CallOptions) =>
      client.listPostsByUser({ platform: 'tiktok', username: 'a' }, options);
    // After the refusal of this call, one call may be in flight.
    expect((await call({})).success).toBe(true);
    const hanging = call({ retry: 0 });
    const { error } = await call({ deadlineMs: 20 });
    expect(error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', retry_after: 1, attempts: 0 });
    hang?.();
    expect((await hanging).error?.kind).toBe('network');
  });

  test('an abort ends a held call, and neither a timer nor a listener is left', async () => {
    const sleeping: AbortSignal[] = [];
    const world = worldOf(() => refusal(50), {
      sleep: (_, signal) => {
        sleeping.push(signal);
        return new Promise(() => {});
      },
    });
    const controller = new AbortController();
    const { signal } = controller;
    await world.clock.run(world.call('first', { retry: 0 }));
    const own = timers();
    const held = own.count(() => [world.call('a', { signal }), world.call('b', { signal })]);
    await world.clock.run(Promise.resolve());
    expect(sleeping.map(({ aborted }) => aborted)).toEqual([false]);
    controller.abort('enough');
    expect((await Promise.all(held)).map(({ error }) => error?.kind)).toEqual(['abort', 'abort']);
    expect(sleeping.map(({ aborted }) => aborted)).toEqual([true]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(await own.waiting()).toBe(0);
  });

  test('a call that ends because an option throws gives its turn to the next', async () => {
    const responses = (index: number) => {
      if (index === 2) throw new Error('broken');
      return index === 0 ? refusal() : success();
    };
    const random = () => {
      throw new Error('mine');
    };
    // One request may be in flight after the first call.
    const world = worldOf(responses, { random });
    expect((await world.clock.run(world.call('first'))).success).toBe(true);
    expect((await world.clock.run(world.call('broken'))).error?.kind).toBe('network');
    expect((await world.clock.run(world.call('next'))).success).toBe(true);
  });

  test('an aborted call gives its turn to the next', async () => {
    const world = worldOf((index) => (index < 2 ? refusal() : success()));
    const controller = new AbortController();
    const first = world.calls(2, { signal: controller.signal });
    const late = world.clock.after(500).then(() => world.call('late'));
    // The first of the two is in flight, the other one waits for its turn.
    void world.clock.after(LATENCY + 1000 + 50).then(() => controller.abort());
    const [one, other, last] = await world.clock.run(Promise.all([...first, late]));
    expect([one?.error?.kind, other?.error?.kind, last?.success]).toEqual(['abort', 'abort', true]);
  });
});

test.concurrent.each(Object.entries(RATE_LIMITERS))(
  'over HTTP, a %s of 20 requests per second loses none of 50 calls',
  {
    timeout: 20_000,
  },
  async (_, limiter) => {
    const accept = limiter(20, 1000);
    // The time stands still until the first refusal, so that a slow machine reaches the limit, too.
    const start = performance.now();
    let isReached = false;
    const server = await startServer((_request, response) => {
      const seconds = accept(isReached ? performance.now() : start);
      isReached ||= seconds > 0;
      const { status = 200, body } = seconds === 0 ? success() : refusal(seconds);
      response.writeHead(status).end(body);
    });
    // The times at which waits end, and at which requests start.
    let heldUntil = 0;
    const early: number[] = [];
    const client = createClient({
      baseUrl: server.baseUrl,
      token: 'test_ok',
      fetch(request) {
        const left = heldUntil - performance.now();
        if (left > 0) early.push(left);
        return fetch(request);
      },
      onRetry: ({ waitMs }) => {
        heldUntil = Math.max(heldUntil, performance.now() + waitMs - 20);
      },
    });
    const calls = Array.from({ length: 50 }, () => client.listPostsByUser({ platform: 'x', username: 'a' }));
    const results = await Promise.all(calls);
    await server.close();
    expect(results.filter((result) => !result.success)).toEqual([]);
    expect(heldUntil).toBeGreaterThan(0);
    expect(early).toEqual([]);
  },
);
