/** What calls do to time and to each other: waits, deadlines, abort, tokens, balance. No test sleeps. */
import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { DEFAULTS } from '../../../src/client/options.ts';
import type { BalanceEvent, CallOptions, RetryEvent } from '../../../src/index.ts';
import {
  failure,
  inTurn,
  NOW,
  type Options,
  success,
  TOKEN,
  USER,
  worldOf,
} from '../../helpers/client/harness.ts';

const rateLimit = (retry_after: number) => failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after });
const answer = (one: Parameters<typeof inTurn>[0]) => inTurn(one)(new Request('about:any'), 1);

/** Sleeps that end when the test says so. */
function sleeper() {
  const naps: { ms: number; wake: () => void; signal: AbortSignal }[] = [];
  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      naps.push({ ms, wake: resolve, signal });
    });
  return { naps, sleep };
}

/** Lets everything run that needs no timer. */
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a wait that is begun holds back every call of the client', () => {
  test('the rate limit of one call, until its wait is over', async () => {
    const { naps, sleep } = sleeper();
    const world = worldOf((_, attempt) => answer(attempt === 1 ? rateLimit(10) : success()), { sleep });
    const first = world.client.listPostsByUser(USER);
    await settle();
    world.pass(4000);
    const second = world.client.listPostsByHashtag({ platform: 'x', hashtag: 'a' });
    const third = world.client.http.GET('/posts/by-user/{platform}/{username}', { params: { path: USER } });
    await settle();
    expect(world.requests).toHaveLength(1);
    expect(naps.map(({ ms }) => ms)).toEqual([10_000, 6000, 6000]);
    world.pass(6000);
    for (const nap of naps) nap.wake();
    expect([await first, await second].map((result) => result.success)).toEqual([true, true]);
    expect((await third).data?.success).toBe(true);
    expect(world.requests).toHaveLength(4);
  });

  test('a wait that grows meanwhile is waited for to its end', async () => {
    const { naps, sleep } = sleeper();
    // Two calls are under way; one is told 10 s, the other then 30 s.
    const releases: ((response: Response) => void)[] = [];
    const world = worldOf(
      (_, attempt) => (attempt > 2 ? answer(success()) : new Promise((resolve) => releases.push(resolve))),
      { sleep },
    );
    const calls = [world.client.listPostsByUser(USER), world.client.listPostsByUser(USER)];
    await settle();
    releases[0]?.(answer(rateLimit(10)));
    await settle();
    releases[1]?.(answer(rateLimit(30)));
    await settle();
    expect(naps.map(({ ms }) => ms)).toEqual([10_000, 30_000]);
    world.pass(10_000);
    naps[0]?.wake();
    await settle();
    expect(world.requests).toHaveLength(2);
    expect(naps.map(({ ms }) => ms)).toEqual([10_000, 30_000, 20_000]);
    world.pass(20_000);
    for (const nap of naps) nap.wake();
    expect((await Promise.all(calls)).map(({ success }) => success)).toEqual([true, true]);
  });

  test('a shorter wait does not cut a longer one short', async () => {
    const { naps, sleep } = sleeper();
    const releases: ((response: Response) => void)[] = [];
    const world = worldOf(
      (_, attempt) => (attempt > 2 ? answer(success()) : new Promise((resolve) => releases.push(resolve))),
      { sleep },
    );
    void world.client.listPostsByUser(USER);
    void world.client.listPostsByUser(USER);
    await settle();
    releases[0]?.(answer(rateLimit(30)));
    await settle();
    releases[1]?.(answer(rateLimit(10)));
    await settle();
    void world.client.listPostsByUser(USER);
    await settle();
    expect(naps.map(({ ms }) => ms)).toEqual([30_000, 30_000, 30_000]);
  });

  test('a call that has failed itself, and can not wait so long, gets its own failure', async () => {
    const { naps, sleep } = sleeper();
    let release: (response: Response) => void = () => {};
    const world = worldOf(
      (_, attempt) =>
        attempt === 1
          ? new Promise((resolve) => {
              release = resolve;
            })
          : answer(rateLimit(60)),
      { sleep },
    );
    const first = world.client.listPostsByUser(USER, { deadlineMs: 20_000 });
    await settle();
    void world.client.listPostsByUser(USER);
    await settle();
    expect(naps).toHaveLength(1);
    release(answer({ status: 502 }));
    expect((await first).error).toMatchObject({ kind: 'protocol', status: 502, attempts: 1 });
  });

  test('what only a header names is told to a call that can not wait so long', async () => {
    const { sleep } = sleeper();
    const world = worldOf(inTurn({ status: 503, headers: { 'retry-after': '50' } }), { sleep });
    void world.client.listPostsByUser(USER);
    await settle();
    const { error } = await world.client.listPostsByUser(USER, { retry: { waitMaxMs: 1000 } });
    expect(error).toMatchObject({ kind: 'protocol', status: 503, retryAfterMs: 50_000, attempts: 0 });
    expect(world.requests).toHaveLength(1);
  });

  test('not the calls of another client', async () => {
    const { naps, sleep } = sleeper();
    const limited = worldOf(inTurn(rateLimit(10)), { sleep });
    void limited.client.listPostsByUser(USER);
    await settle();
    expect(naps).toHaveLength(1);
    const other = worldOf(inTurn(success()));
    expect((await other.client.listPostsByUser(USER)).success).toBe(true);
    expect(other.waits).toEqual([]);
  });

  test('a backoff is the business of its own call', async () => {
    const { naps, sleep } = sleeper();
    const world = worldOf(
      (_, attempt) => answer(attempt === 1 ? failure(500, { code: 'INTERNAL_ERROR' }) : success()),
      {
        sleep,
      },
    );
    void world.client.listPostsByUser(USER);
    await settle();
    expect(naps).toHaveLength(1);
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
  });

  test.each([
    ['a Retry-After of any status', failure(503, { code: 'SERVICE_UNAVAILABLE' }, { 'retry-after': '9' })],
    ['a rate limit under 200 that names no wait', failure(200, { code: 'RATE_LIMIT_EXCEEDED' })],
    ['a rate limit that names no wait', failure(429, { code: 'RATE_LIMIT_EXCEEDED' })],
    ['429 without an envelope', { status: 429 }],
  ])('%s holds back, too', async (_, first) => {
    const { naps, sleep } = sleeper();
    const world = worldOf((_request, attempt) => answer(attempt === 1 ? first : success()), { sleep });
    void world.client.listPostsByUser(USER);
    await settle();
    void world.client.listPostsByUser(USER);
    await settle();
    expect(naps).toHaveLength(2);
    expect(world.requests).toHaveLength(1);
  });

  test('a wait that is not begun holds back nobody', async () => {
    const world = worldOf((_, attempt) => answer(attempt === 1 ? rateLimit(61) : success()));
    expect((await world.client.listPostsByUser(USER)).success).toBe(false);
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    expect(world.waits).toEqual([]);
  });

  test('a call that can not wait so long gets the error at once, with what is left of the wait', async () => {
    const { sleep } = sleeper();
    const world = worldOf(inTurn(rateLimit(60)), { sleep });
    void world.client.listPostsByUser(USER);
    await settle();
    world.pass(15_500);
    const result = await world.client.listPostsByUser(USER, { deadlineMs: 20_000 });
    expect(result.error).toMatchObject({
      kind: 'api',
      code: 'RATE_LIMIT_EXCEEDED',
      attempts: 0,
      retry_after: 45,
      retryAfterMs: 44_500,
    });
    expect(world.requests).toHaveLength(1);
  });

  test('an abort of the call that waits leaves the wait of the others in place', async () => {
    const { naps, sleep } = sleeper();
    const controller = new AbortController();
    const world = worldOf((_, attempt) => answer(attempt === 1 ? rateLimit(10) : success()), { sleep });
    const first = world.client.listPostsByUser(USER, { signal: controller.signal });
    await settle();
    controller.abort();
    expect((await first).error).toMatchObject({ kind: 'abort', attempts: 1 });
    const second = world.client.listPostsByUser(USER);
    await settle();
    expect(world.requests).toHaveLength(1);
    expect(naps).toHaveLength(2);
    naps[1]?.wake();
    expect((await second).success).toBe(true);
    // The wait is over for good, even though this clock stands still.
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    expect(naps).toHaveLength(2);
  });
});

describe('abort and time', () => {
  test('an abort before the call sends nothing', async () => {
    const world = worldOf(inTurn(success()));
    const reason = new Error('too late');
    const result = await world.client.listPostsByUser(USER, { signal: AbortSignal.abort(reason) });
    expect(result.error).toMatchObject({ kind: 'abort', attempts: 0 });
    expect((result.error as { cause: unknown }).cause).toBe(reason);
    expect(world.requests).toHaveLength(0);
  });

  test('an abort ends a wait at once, and the sleep is told', async () => {
    const { naps, sleep } = sleeper();
    const controller = new AbortController();
    const world = worldOf(inTurn(failure(500, { code: 'INTERNAL_ERROR' })), { sleep });
    const call = world.client.listPostsByUser(USER, { signal: controller.signal });
    await settle();
    controller.abort();
    expect((await call).error).toMatchObject({ kind: 'abort', attempts: 1 });
    expect(naps[0]?.signal.aborted).toBe(true);
    expect((await call).response?.status).toBe(500);
  });

  test('an abort ends an attempt whose fetch does not listen', async () => {
    const controller = new AbortController();
    const world = worldOf(() => new Promise<never>(() => {}));
    const call = world.client.listPostsByUser(USER, { signal: controller.signal });
    await settle();
    controller.abort();
    expect((await call).error).toMatchObject({ kind: 'abort', attempts: 1 });
  });

  test('an aborted attempt is no other failure, even the last one, and no retry is told of', async () => {
    for (const retry of [0, 3]) {
      const controller = new AbortController();
      const told: RetryEvent[] = [];
      const world = worldOf(
        () => {
          controller.abort();
          throw new TypeError('fetch failed');
        },
        { retry, onRetry: (event) => told.push(event) },
      );
      const { error } = await world.client.listPostsByUser(USER, { signal: controller.signal });
      expect(error).toMatchObject({ kind: 'abort', attempts: 1 });
      expect(told).toEqual([]);
    }
  });

  test('a wait counts in full when it is over, even where the clock stands still', async () => {
    const waits: number[] = [];
    const world = worldOf(inTurn(rateLimit(50)), {
      now: () => NOW,
      // A bound, so that a client that waits for ever fails this test and does not hang it.
      sleep: async (ms) => {
        if (waits.push(ms) > 9) await new Promise(() => {});
      },
    });
    expect((await world.client.listPostsByUser(USER)).error?.attempts).toBe(3);
    expect(waits).toEqual([50_000, 50_000]);
  });

  test('a fetch that never answers and does not listen is a timeout', async () => {
    const world = worldOf(() => new Promise<never>(() => {}), { timeoutMs: 10, retry: 1 });
    expect((await world.client.listPostsByUser(USER)).error).toMatchObject({ kind: 'timeout', attempts: 2 });
    expect(world.requests.every(({ signal }) => signal.aborted)).toBe(true);
  });

  test('the deadline ends an attempt, too, and nothing follows', async () => {
    const world = worldOf(() => new Promise<never>(() => {}), { deadlineMs: 10 });
    const result = await world.client.listPostsByUser(USER);
    expect(result.error).toMatchObject({ kind: 'timeout', attempts: 1 });
    expect(result.error?.message).toContain('within 10 ms');
    expect(world.waits).toEqual([]);
  });

  test('no time limit is too long for a timer', async () => {
    const world = worldOf(() => new Promise((resolve) => setTimeout(() => resolve(answer(success())), 15)), {
      timeoutMs: Number.POSITIVE_INFINITY,
      deadlineMs: 2 ** 40,
    });
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
  });

  test('the default sleep sleeps, and ends with the signal', async () => {
    const world = worldOf((_, attempt) => answer(attempt === 1 ? { status: 503 } : success()), {
      sleep: undefined,
      now: undefined,
      retry: { backoffMs: 20 },
    });
    const begun = performance.now();
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(15);
  });

  test('the default sleep leaves no timer behind when it is aborted', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const controller = new AbortController();
    const world = worldOf(inTurn(rateLimit(50)), { sleep: undefined });
    const before = timers();
    const call = world.client.listPostsByUser(USER, { signal: controller.signal });
    await settle();
    expect(timers()).toBe(before + 1);
    controller.abort();
    await call;
    expect(timers()).toBe(before);
  });

  test('a signal that outlives the calls keeps nothing of them', async () => {
    const { signal } = new AbortController();
    const lasting = [answer(success()), answer({ status: 503 }), answer(success()), answer({ status: 404 })];
    const world = worldOf((_, attempt) => lasting[attempt - 1] ?? answer(success()), {
      sleep: undefined,
      now: undefined,
      retry: { backoffMs: 1 },
    });
    for (const _ of [1, 2, 3]) await world.client.listPostsByUser(USER, { signal });
    expect(world.requests).toHaveLength(4);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test("the reason of an abort is the caller's own, whatever it holds", async () => {
    const reason = { mine: TOKEN };
    const controller = new AbortController();
    const world = worldOf(() => {
      controller.abort(reason);
      return new Promise<never>(() => {});
    });
    const { error } = await world.client.listPostsByUser(USER, { signal: controller.signal });
    expect(error?.kind).toBe('abort');
    expect((error as { cause: unknown }).cause).toBe(reason);
  });

  test('a date in Retry-After is compared with the clock of the machine, where the answer has no date', async () => {
    const later = new Date(Date.now() + 1_000_000).toUTCString();
    const world = worldOf(inTurn({ status: 503, headers: { 'retry-after': later } }), { now: undefined });
    const wait = (await world.client.listPostsByUser(USER)).error?.retryAfterMs ?? 0;
    // Dates have whole seconds, and a busy machine takes its time.
    expect(Math.round(wait / 100_000)).toBe(10);
  });

  test("the figures are the contract's", () => {
    expect(DEFAULTS).toMatchObject({
      timeoutMs: 30_000,
      deadlineMs: 120_000,
      retry: { retries: 3, backoffMs: 500, backoffMaxMs: 8000, waitMaxMs: 60_000 },
    });
  });

  test('a call can have its own limits', async () => {
    const world = worldOf(inTurn({ status: 500 }), { retry: { retries: 2, backoffMs: 1000 } });
    const attempts = async (options: CallOptions) =>
      (await world.client.listPostsByUser(USER, options)).error?.attempts;
    expect(await attempts({})).toBe(3);
    expect(await attempts({ retry: 1 })).toBe(2);
    expect(await attempts({ retry: false })).toBe(1);
    expect(await attempts({ retry: { backoffMaxMs: 100 } })).toBe(3);
    expect(await attempts({ retry: { waitMaxMs: 1 } })).toBe(1);
    expect(world.waits).toEqual([750, 1500, 750, 75, 75]);
  });

  test('a wrong option of a call is refused, not thrown', async () => {
    const world = worldOf(inTurn(success()));
    const result = await world.client.listPostsByUser(USER, { timeoutMs: -1 });
    expect(result.error).toMatchObject({
      kind: 'refused',
      message: 'The call failed (refused): The option timeoutMs must be a number, 0 or more.',
      attempts: 0,
    });
    expect(world.requests).toHaveLength(0);
  });

  test('only safe methods are sent twice', async () => {
    const world = worldOf(inTurn(failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 1 })));
    const http = world.client.http as unknown as { request(method: string, path: string): Promise<unknown> };
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) await http.request(method, '/any');
    expect(world.requests.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PATCH', 'DELETE']);
    await http.request('OPTIONS', '/any');
    expect(world.requests).toHaveLength(8);
  });

  test('a retry is told of before it is waited for, and a callback that throws breaks nothing', async () => {
    const events: RetryEvent[] = [];
    const world = worldOf(
      (_, attempt) => answer(attempt === 1 ? rateLimit(2) : attempt === 2 ? { status: 502 } : success()),
      {
        onRetry: (event) => {
          events.push(event);
          throw new Error('mine');
        },
      },
    );
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    expect(events).toMatchObject([
      {
        attempt: 1,
        waitMs: 2000,
        error: { code: 'RATE_LIMIT_EXCEEDED', operation: 'listPostsByUser', attempts: 1 },
      },
      { attempt: 2, waitMs: 750, error: { kind: 'protocol', status: 502 } },
    ]);
  });
});

describe('the token', () => {
  test('a function is asked before every attempt, and every token it gave is masked', async () => {
    let turn = 0;
    const world = worldOf(
      inTurn(failure(500, { code: 'INTERNAL_ERROR', message: 'tok-1 tok-2 tok-3 tok-4 tok-5' })),
      {
        token: async () => `tok-${++turn}`,
      },
    );
    const result = await world.client.listPostsByUser(USER);
    expect(world.requests.map(({ headers }) => headers.get('authorization'))).toEqual(
      [1, 2, 3, 4].map((number) => `Bearer tok-${number}`),
    );
    expect(result.error?.message).toBe('*** *** *** *** tok-5');
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('vault closed');
      },
    ],
    ['rejects', () => Promise.reject(new Error('vault closed'))],
  ])('a function that %s refuses the call', async (_, token) => {
    const world = worldOf(inTurn(success()), { token });
    const result = await world.client.listPostsByUser(USER);
    expect(result.error).toMatchObject({ kind: 'refused', attempts: 0, cause: new Error('vault closed') });
    expect(world.requests).toHaveLength(0);
  });

  test.each(['', 'a b', 'a\r\nX-Evil: 1', 'tökén', undefined, 7])(
    'the token %j of a function refuses the call',
    async (token) => {
      const world = worldOf(inTurn(success()), { token: () => token as string });
      const result = await world.client.listPostsByUser(USER);
      expect(result.error).toMatchObject({ kind: 'refused', attempts: 0 });
      if (typeof token === 'string' && token) expect(inspect(result)).not.toContain(String(token));
      expect(world.requests).toHaveLength(0);
    },
  );

  test('a function that takes too long is a timeout, and nothing is sent after it', async () => {
    let give: (token: string) => void = () => {};
    const world = worldOf(inTurn(success()), {
      token: () =>
        new Promise<string>((resolve) => {
          give = resolve;
        }),
      timeoutMs: 10,
      retry: 0,
    });
    expect((await world.client.listPostsByUser(USER)).error?.kind).toBe('timeout');
    give('late');
    await settle();
    expect(world.requests).toHaveLength(0);
  });

  test('an exception that holds the token is handed out as a masked copy, any other as it is', async () => {
    const world = (thrown: Error) =>
      worldOf(
        () => {
          throw thrown;
        },
        { retry: 0 },
      );
    const innocent = new TypeError('fetch failed', { cause: new Error('ECONNRESET') });
    const { error } = await world(innocent).client.listPostsByUser(USER);
    expect((error as { cause: unknown }).cause).toBe(innocent);
    for (const guilty of [new Error(`bad header ${TOKEN}`), new Error('x', { cause: new Error(TOKEN) })]) {
      const { error } = await world(guilty).client.listPostsByUser(USER);
      expect(error?.kind).toBe('network');
      expect(inspect(error, { depth: 9 })).not.toContain(TOKEN);
    }
    const circle = new Error('round');
    circle.cause = circle;
    expect((await world(circle).client.listPostsByUser(USER)).error?.kind).toBe('network');
  });

  const LOOP: object = {};
  Object.assign(LOOP, { LOOP });
  class Objector {}
  class MyObject {}
  class Mistake {
    get [Symbol.toStringTag]() {
      return 'Error]s';
    }
  }

  test.each([
    ['a bigint, which JSON has not', { big: 1n }],
    ['a circle, which JSON can not write', LOOP],
    ['an object of a class', new Objector()],
    ['an object of another class', new MyObject()],
    ['an object whose class is called an error in part', new Mistake()],
  ])('a cause that is no plain data is told in words: %s', async (_, thrown) => {
    const world = worldOf(() => Promise.reject(thrown), { retry: 0 });
    const { error } = await world.client.listPostsByUser(USER);
    const { cause } = error as { cause: unknown };
    expect(cause).not.toBe(thrown);
    expect(cause).toBeInstanceOf(Error);
  });

  test.each([
    ['plain data', { code: 7, of: ['a', { b: null }] }],
    ['a list', ['a', 1, true]],
    ['an error with data', Object.assign(new RangeError('far'), { by: { metres: 7 } })],
  ])('a cause that is safe is handed out as it is: %s', async (_, thrown) => {
    const world = worldOf(() => Promise.reject(thrown), { retry: 0 });
    const { error } = await world.client.listPostsByUser(USER);
    expect((error as { cause: unknown }).cause).toBe(thrown);
  });

  test('a fetch that throws what can not be read is a network fault with a word for it', async () => {
    const thrown = Object.defineProperty({}, 'message', {
      get: () => {
        throw new Error('no');
      },
    });
    for (const [value, word] of [
      [thrown, 'object'],
      [undefined, 'undefined'],
      [null, 'null'],
    ] as const) {
      const world = worldOf(() => Promise.reject(value), { retry: 0 });
      const { error } = await world.client.listPostsByUser(USER);
      expect(error?.message).toBe(`The call failed (network): ${word}`);
    }
  });

  test.each([undefined, null, 'no', 7])('a fetch that throws %j is a network fault', async (thrown) => {
    const world = worldOf(
      () => {
        throw thrown;
      },
      { retry: 0 },
    );
    expect((await world.client.listPostsByUser(USER)).error).toMatchObject({ kind: 'network', attempts: 1 });
  });

  test('a fetch that answers with nothing is a network fault', async () => {
    const world = worldOf(() => undefined as unknown as Response, { retry: 0 });
    expect((await world.client.listPostsByUser(USER)).error?.kind).toBe('network');
  });

  test('an opaque redirect, as a browser has it, and one that was followed, are none of the contract', async () => {
    const shaped = (shape: object) =>
      Object.defineProperties(
        answer(success()),
        Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, { value }])),
      );
    for (const shape of [
      { status: 0, ok: false, type: 'opaqueredirect', body: null },
      { redirected: true },
    ]) {
      const world = worldOf(() => shaped(shape));
      const { error } = await world.client.listPostsByUser(USER);
      expect(error).toMatchObject({ kind: 'protocol', status: 'status' in shape ? 0 : 200, attempts: 1 });
      expect(world.requests[0]?.redirect).toBe('manual');
    }
  });
});

describe('the balance', () => {
  async function told(balances: (number | 'insufficient')[], options: Options = {}) {
    const events: (BalanceEvent & { fell?: true })[] = [];
    const answers = balances.map((left) =>
      left === 'insufficient'
        ? failure(402, { code: 'INSUFFICIENT_BALANCE', required: 50, available: 25 })
        : success({ remaining_balance: left }),
    );
    const world = worldOf(inTurn(...answers), {
      onBalance: (event) => events.push(event),
      onLowBalance: (event) => events.push({ ...event, fell: true }),
      ...options,
    });
    for (const _ of balances) await world.client.listPostsByUser(USER);
    return events;
  }

  test('is told after each success and on the code that names it', async () => {
    const operation = 'listPostsByUser';
    expect(await told([975, 'insufficient', 0])).toEqual([
      { balance: 975, low: false, operation },
      { balance: 25, low: false, operation },
      { balance: 0, low: false, operation },
    ]);
  });

  test('falling under the threshold is told once, until it has risen again', async () => {
    const events = await told([100, 99, 98, 'insufficient', 200, 99], { lowBalance: 100 });
    expect(
      events.map(({ balance, low, fell }) => `${balance}${low ? ' low' : ''}${fell ? ' fell' : ''}`),
    ).toEqual(['100', '99 low', '99 low fell', '98 low', '25 low', '200', '99 low', '99 low fell']);
  });

  test('that is low from the first is told at once', async () => {
    expect(await told([5], { lowBalance: 100 })).toEqual([
      { balance: 5, low: true, operation: 'listPostsByUser' },
      { balance: 5, low: true, operation: 'listPostsByUser', fell: true },
    ]);
  });

  test('no other field of an error is a balance, and none but a wait is a wait', async () => {
    const events: BalanceEvent[] = [];
    const answers = inTurn(
      rateLimit(70),
      failure(402, { code: 'INSUFFICIENT_BALANCE', required: 50, available: 25 }),
      failure(404, { code: 'NOT_FOUND' }),
    );
    const world = worldOf(answers, { onBalance: (event) => events.push(event) });
    const limited = await world.client.listPostsByUser(USER);
    expect(limited.error?.retryAfterMs).toBe(70_000);
    expect(events).toEqual([]);
    for (const _ of [1, 2])
      expect((await world.client.listPostsByUser(USER)).error).not.toHaveProperty('retryAfterMs');
    expect(events.map(({ balance }) => balance)).toEqual([25]);
  });

  test.each([-1, 1.5, '975', null, {}])('%j is no balance', async (balance) => {
    expect(await told([balance as number], { lowBalance: 100 })).toEqual([]);
  });

  test('a callback that throws, now or later, breaks nothing', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    for (const onBalance of [
      () => {
        throw new Error('mine');
      },
      async () => {
        throw new Error('mine');
      },
    ]) {
      const world = worldOf(inTurn(success()), { onBalance, onLowBalance: onBalance, lowBalance: 1e9 });
      expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    }
    await settle();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
