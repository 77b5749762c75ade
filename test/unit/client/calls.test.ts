/**
 * The timing of calls and their effect on each other: waits, deadlines, abort, tokens, balance. No test really waits.
 */
import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { DEFAULTS } from '../../../src/client/read-options.ts';
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
import { timers } from '../../helpers/timers.ts';

const rateLimit = (retry_after: number) => failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after });
const responseOf = (one: Parameters<typeof inTurn>[0]) => inTurn(one)(new Request('about:any'), 1);

/** A `sleep` whose waits end when the test finishes them. */
function manualSleep() {
  const pending: { ms: number; finish: () => void; signal: AbortSignal }[] = [];
  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      pending.push({ ms, finish: resolve, signal });
    });
  return { pending, sleep };
}

/** Lets everything run that does not need a timer. */
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a started wait holds back every call of the client', () => {
  test('the wait of a rate limit holds back other calls until it ends', async () => {
    const { pending, sleep } = manualSleep();
    const world = worldOf((_, attempt) => responseOf(attempt === 1 ? rateLimit(10) : success()), { sleep });
    const first = world.client.listPostsByUser(USER);
    await settle();
    world.pass(4000);
    const second = world.client.listPostsByHashtag({ platform: 'x', hashtag: 'a' });
    const third = world.client.listPostsByUser(USER);
    await settle();
    expect(world.requests).toHaveLength(1);
    // One timer serves all held calls.
    expect(pending.map(({ ms }) => ms)).toEqual([10_000]);
    world.pass(6000);
    for (const wait of pending) wait.finish();
    expect((await Promise.all([first, second, third])).map(({ success }) => success)).toEqual([
      true,
      true,
      true,
    ]);
    expect(world.requests).toHaveLength(4);
  });

  test('a wait that becomes longer is waited for completely', async () => {
    const { pending, sleep } = manualSleep();
    // Two calls are in flight: the first response requests 10 s, the second 30 s.
    const releases: ((response: Response) => void)[] = [];
    const world = worldOf(
      (_, attempt) =>
        attempt > 2 ? responseOf(success()) : new Promise((resolve) => releases.push(resolve)),
      { sleep },
    );
    const calls = [world.client.listPostsByUser(USER), world.client.listPostsByUser(USER)];
    await settle();
    releases[0]?.(responseOf(rateLimit(10)));
    await settle();
    releases[1]?.(responseOf(rateLimit(30)));
    await settle();
    expect(pending.map(({ ms }) => ms)).toEqual([10_000]);
    world.pass(10_000);
    pending[0]?.finish();
    await settle();
    expect(world.requests).toHaveLength(2);
    expect(pending.map(({ ms }) => ms)).toEqual([10_000, 20_000]);
    world.pass(20_000);
    for (const wait of pending) wait.finish();
    expect((await Promise.all(calls)).map(({ success }) => success)).toEqual([true, true]);
  });

  test('a shorter wait does not shorten a longer one', async () => {
    const { pending, sleep } = manualSleep();
    const releases: ((response: Response) => void)[] = [];
    const world = worldOf(
      (_, attempt) =>
        attempt > 2 ? responseOf(success()) : new Promise((resolve) => releases.push(resolve)),
      { sleep },
    );
    void world.client.listPostsByUser(USER);
    void world.client.listPostsByUser(USER);
    await settle();
    releases[0]?.(responseOf(rateLimit(30)));
    await settle();
    releases[1]?.(responseOf(rateLimit(10)));
    await settle();
    void world.client.listPostsByUser(USER);
    await settle();
    expect(pending.map(({ ms }) => ms)).toEqual([30_000]);
    world.pass(29_000);
    pending[0]?.finish();
    await settle();
    expect(world.requests).toHaveLength(5);
  });

  test('a failed call whose deadline is before the end of the wait returns its own failure', async () => {
    const { pending, sleep } = manualSleep();
    let release: (response: Response) => void = () => {};
    const world = worldOf(
      (_, attempt) =>
        attempt === 1
          ? new Promise((resolve) => {
              release = resolve;
            })
          : responseOf(rateLimit(60)),
      { sleep },
    );
    const first = world.client.listPostsByUser(USER, { deadlineMs: 20_000 });
    await settle();
    void world.client.listPostsByUser(USER);
    await settle();
    expect(pending).toHaveLength(1);
    release(responseOf({ status: 502 }));
    expect((await first).error).toMatchObject({ kind: 'protocol', status: 502, attempts: 1 });
  });

  test('a wait from a header only is reported to a call that cannot wait that long', async () => {
    const { sleep } = manualSleep();
    const world = worldOf(inTurn({ status: 503, headers: { 'retry-after': '50' } }), { sleep });
    void world.client.listPostsByUser(USER);
    await settle();
    const { error } = await world.client.listPostsByUser(USER, { retry: { waitMaxMs: 1000 } });
    expect(error).toMatchObject({ kind: 'protocol', status: 503, retryAfterMs: 50_000, attempts: 0 });
    expect(world.requests).toHaveLength(1);
  });

  test('a wait does not hold back the calls of another client', async () => {
    const { pending, sleep } = manualSleep();
    const limited = worldOf(inTurn(rateLimit(10)), { sleep });
    void limited.client.listPostsByUser(USER);
    await settle();
    expect(pending).toHaveLength(1);
    const other = worldOf(inTurn(success()));
    expect((await other.client.listPostsByUser(USER)).success).toBe(true);
    expect(other.waits).toEqual([]);
  });

  test('a backoff holds back only its own call', async () => {
    const { pending, sleep } = manualSleep();
    const world = worldOf(
      (_, attempt) => responseOf(attempt === 1 ? failure(500, { code: 'INTERNAL_ERROR' }) : success()),
      {
        sleep,
      },
    );
    void world.client.listPostsByUser(USER);
    await settle();
    expect(pending).toHaveLength(1);
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
  });

  test.each([
    ['Retry-After with any status', failure(503, { code: 'SERVICE_UNAVAILABLE' }, { 'retry-after': '9' })],
    ['a rate limit with status 200 and no wait', failure(200, { code: 'RATE_LIMIT_EXCEEDED' })],
    ['a rate limit without a wait', failure(429, { code: 'RATE_LIMIT_EXCEEDED' })],
    ['a 429 without an envelope', { status: 429 }],
  ])('%s holds back other calls', async (_, first) => {
    const { pending, sleep } = manualSleep();
    const world = worldOf((_request, attempt) => responseOf(attempt === 1 ? first : success()), { sleep });
    void world.client.listPostsByUser(USER);
    await settle();
    void world.client.listPostsByUser(USER);
    await settle();
    expect(world.requests).toHaveLength(1);
    pending[0]?.finish();
    await settle();
    expect(world.requests).toHaveLength(3);
  });

  test('a wait that is not started holds back no call', async () => {
    const world = worldOf((_, attempt) => responseOf(attempt === 1 ? rateLimit(61) : success()));
    expect((await world.client.listPostsByUser(USER)).success).toBe(false);
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    expect(world.waits).toEqual([]);
  });

  test('a call that cannot wait that long returns the error immediately, with the rest of the wait', async () => {
    const { sleep } = manualSleep();
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

  test('aborting the waiting call does not end the wait of other calls', async () => {
    const { pending, sleep } = manualSleep();
    const controller = new AbortController();
    const world = worldOf((_, attempt) => responseOf(attempt === 1 ? rateLimit(10) : success()), { sleep });
    const first = world.client.listPostsByUser(USER, { signal: controller.signal });
    await settle();
    controller.abort();
    expect((await first).error).toMatchObject({ kind: 'abort', attempts: 1 });
    // The default `sleep` also ends when it is aborted. The wait has not passed then.
    pending[0]?.finish();
    await settle();
    const second = world.client.listPostsByUser(USER);
    await settle();
    expect(world.requests).toHaveLength(1);
    expect(pending).toHaveLength(2);
    pending[1]?.finish();
    expect((await second).success).toBe(true);
    // The wait is over, even though the clock has not advanced.
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    expect(pending).toHaveLength(2);
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

  test('an abort ends a wait immediately and aborts the signal of sleep', async () => {
    const { pending, sleep } = manualSleep();
    const controller = new AbortController();
    const world = worldOf(inTurn(failure(500, { code: 'INTERNAL_ERROR' })), { sleep });
    const call = world.client.listPostsByUser(USER, { signal: controller.signal });
    await settle();
    controller.abort();
    expect((await call).error).toMatchObject({ kind: 'abort', attempts: 1 });
    expect(pending[0]?.signal.aborted).toBe(true);
    expect((await call).response?.status).toBe(500);
  });

  test('an abort in onRetry ends the wait before it begins', async () => {
    const { sleep } = manualSleep();
    const controller = new AbortController();
    const onRetry = () => controller.abort();
    const world = worldOf(inTurn(failure(500, { code: 'INTERNAL_ERROR' })), { sleep, onRetry });
    const { error } = await world.client.listPostsByUser(USER, { signal: controller.signal });
    expect(error).toMatchObject({ kind: 'abort', attempts: 1 });
  });

  test('an abort ends an attempt whose fetch ignores the signal', async () => {
    const controller = new AbortController();
    const world = worldOf(() => new Promise<never>(() => {}));
    const call = world.client.listPostsByUser(USER, { signal: controller.signal });
    await settle();
    controller.abort();
    expect((await call).error).toMatchObject({ kind: 'abort', attempts: 1 });
  });

  test('an aborted attempt is always a failure of the kind abort, and no retry is reported', async () => {
    for (const retry of [0, 3]) {
      const controller = new AbortController();
      const events: RetryEvent[] = [];
      const world = worldOf(
        () => {
          controller.abort();
          throw new TypeError('fetch failed');
        },
        { retry, onRetry: (event) => events.push(event) },
      );
      const { error } = await world.client.listPostsByUser(USER, { signal: controller.signal });
      expect(error).toMatchObject({ kind: 'abort', attempts: 1 });
      expect(events).toEqual([]);
    }
  });

  test('a finished wait counts in full, even if the clock has not advanced', async () => {
    const waits: number[] = [];
    const world = worldOf(inTurn(rateLimit(50)), {
      now: () => NOW,
      // A limit, so that a client that waits forever fails this test instead of hanging it.
      sleep: async (ms) => {
        if (waits.push(ms) > 9) await new Promise(() => {});
      },
    });
    expect((await world.client.listPostsByUser(USER)).error?.attempts).toBe(3);
    expect(waits).toEqual([50_000, 50_000]);
  });

  test('a fetch that never settles and ignores the signal is a timeout', async () => {
    const world = worldOf(() => new Promise<never>(() => {}), { timeoutMs: 10, retry: 1 });
    expect((await world.client.listPostsByUser(USER)).error).toMatchObject({ kind: 'timeout', attempts: 2 });
    expect(world.requests.every(({ signal }) => signal.aborted)).toBe(true);
  });

  test('the deadline also ends an attempt, and no retry follows', async () => {
    const world = worldOf(() => new Promise<never>(() => {}), { deadlineMs: 10 });
    const result = await world.client.listPostsByUser(USER);
    expect(result.error).toMatchObject({ kind: 'timeout', attempts: 1 });
    expect(result.error?.message).toContain('within 10 ms');
    expect(world.waits).toEqual([]);
  });

  test('a time limit can be longer than the maximum delay of a timer', async () => {
    const world = worldOf(
      () => new Promise((resolve) => setTimeout(() => resolve(responseOf(success())), 15)),
      {
        timeoutMs: Number.POSITIVE_INFINITY,
        deadlineMs: 2 ** 40,
      },
    );
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
  });

  test('the default sleep waits', async () => {
    const world = worldOf((_, attempt) => responseOf(attempt === 1 ? { status: 503 } : success()), {
      sleep: undefined,
      now: undefined,
      retry: { backoffMs: 20 },
    });
    const start = performance.now();
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    expect(performance.now() - start).toBeGreaterThanOrEqual(15);
  });

  test('the default sleep clears its timer on abort', async () => {
    const own = timers();
    const controller = new AbortController();
    const world = worldOf(inTurn(rateLimit(50)), { sleep: undefined });
    const call = own.count(() => world.client.listPostsByUser(USER, { signal: controller.signal }));
    await settle();
    expect(await own.waiting()).toBeGreaterThan(0);
    controller.abort();
    await call;
    expect(await own.waiting()).toBe(0);
  });

  test('a signal that outlives the calls keeps no listeners', async () => {
    const { signal } = new AbortController();
    const responses = [
      responseOf(success()),
      responseOf({ status: 503 }),
      responseOf(success()),
      responseOf({ status: 404 }),
    ];
    const world = worldOf((_, attempt) => responses[attempt - 1] ?? responseOf(success()), {
      sleep: undefined,
      now: undefined,
      retry: { backoffMs: 1 },
    });
    for (const _ of [1, 2, 3]) await world.client.listPostsByUser(USER, { signal });
    expect(world.requests).toHaveLength(4);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('the reason of an abort is returned unchanged, or masked if it contains the token', async () => {
    for (const reason of [{ mine: 1 }, { mine: TOKEN }]) {
      const controller = new AbortController();
      const world = worldOf(() => {
        controller.abort(reason);
        return new Promise<never>(() => {});
      });
      const { error } = await world.client.listPostsByUser(USER, { signal: controller.signal });
      expect(error?.kind).toBe('abort');
      const { cause } = error as { cause: unknown };
      if (reason.mine === TOKEN) expect(inspect(error, { depth: 9 })).not.toContain(TOKEN);
      else expect(cause).toBe(reason);
    }
  });

  test('a date in Retry-After is compared with the local clock if the response has no Date', async () => {
    const later = new Date(Date.now() + 1_000_000).toUTCString();
    const world = worldOf(inTurn({ status: 503, headers: { 'retry-after': later } }), { now: undefined });
    const wait = (await world.client.listPostsByUser(USER)).error?.retryAfterMs ?? 0;
    // Dates have whole seconds, and a busy machine takes some time.
    expect(Math.round(wait / 100_000)).toBe(10);
  });

  test('the default options are those of the contract', () => {
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

  test('a backoff of 0 stays 0 after any number of failures', async () => {
    const world = worldOf(inTurn({ status: 500 }), { retry: { retries: 1100, backoffMs: 0 } });
    const { error } = await world.client.listPostsByUser(USER);
    expect(error).toMatchObject({ attempts: 1101, status: 500 });
    expect(world.waits).toEqual(Array(1100).fill(0));
  });

  test('an invalid option of a call is returned as a failure, not thrown', async () => {
    const world = worldOf(inTurn(success()));
    const result = await world.client.listPostsByUser(USER, { timeoutMs: -1 });
    expect(result.error).toMatchObject({
      kind: 'refused',
      message: 'The call failed (refused): The option timeoutMs must be a number of milliseconds above 0.',
      attempts: 0,
    });
    expect(world.requests).toHaveLength(0);
  });

  test('a retry is reported before its wait, and a callback that throws has no effect', async () => {
    const events: RetryEvent[] = [];
    const world = worldOf(
      (_, attempt) => responseOf(attempt === 1 ? rateLimit(2) : attempt === 2 ? { status: 502 } : success()),
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
  test('a token function is called before every attempt, and each of its tokens is masked', async () => {
    let turn = 0;
    const world = worldOf(
      inTurn(
        failure(500, { code: 'INTERNAL_ERROR', message: 'token-01 token-02 token-03 token-04 token-05' }),
      ),
      {
        token: async () => `token-0${++turn}`,
      },
    );
    const result = await world.client.listPostsByUser(USER);
    expect(world.requests.map(({ headers }) => headers.get('authorization'))).toEqual(
      [1, 2, 3, 4].map((number) => `Bearer token-0${number}`),
    );
    expect(result.error?.message).toBe('*** *** *** *** token-05');
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('vault closed');
      },
    ],
    ['rejects', () => Promise.reject(new Error('vault closed'))],
  ])('a call is refused if the token function %s', async (_, token) => {
    const world = worldOf(inTurn(success()), { token });
    const result = await world.client.listPostsByUser(USER);
    expect(result.error).toMatchObject({ kind: 'refused', attempts: 0, cause: new Error('vault closed') });
    expect(world.requests).toHaveLength(0);
  });

  test.each(['', 'a b', 'a\r\nX-Evil: 1', 'tökén', undefined, 7])(
    'a call is refused if the token function returns %j',
    async (token) => {
      const world = worldOf(inTurn(success()), { token: () => token as string });
      const result = await world.client.listPostsByUser(USER);
      expect(result.error).toMatchObject({ kind: 'refused', attempts: 0 });
      if (typeof token === 'string' && token) expect(inspect(result)).not.toContain(String(token));
      expect(world.requests).toHaveLength(0);
    },
  );

  test('a token function that takes too long is a timeout, and no request is sent later', async () => {
    let resolveToken: (token: string) => void = () => {};
    const world = worldOf(inTurn(success()), {
      token: () =>
        new Promise<string>((resolve) => {
          resolveToken = resolve;
        }),
      timeoutMs: 10,
      retry: 0,
    });
    const { error } = await world.client.listPostsByUser(USER);
    expect(error).toMatchObject({ kind: 'timeout', attempts: 0 });
    resolveToken('late');
    await settle();
    expect(world.requests).toHaveLength(0);
  });

  test('an exception that contains the token is replaced by a masked copy, any other is kept', async () => {
    const world = (thrown: Error) =>
      worldOf(
        () => {
          throw thrown;
        },
        { retry: 0 },
      );
    const safe = new TypeError('fetch failed', { cause: new Error('ECONNRESET') });
    const { error } = await world(safe).client.listPostsByUser(USER);
    expect((error as { cause: unknown }).cause).toBe(safe);
    for (const unsafe of [new Error(`bad header ${TOKEN}`), new Error('x', { cause: new Error(TOKEN) })]) {
      const { error } = await world(unsafe).client.listPostsByUser(USER);
      expect(error?.kind).toBe('network');
      expect(inspect(error, { depth: 9 })).not.toContain(TOKEN);
    }
    const cyclic = new Error('cycle');
    cyclic.cause = cyclic;
    expect((await world(cyclic).client.listPostsByUser(USER)).error?.kind).toBe('network');
  });

  const CYCLE: object = {};
  Object.assign(CYCLE, { CYCLE });
  class MyClass {}
  class MyObject {}
  class FakeError {
    get [Symbol.toStringTag]() {
      return 'Error]s';
    }
  }

  test.each([
    ['a bigint, which JSON does not have', { big: 1n }],
    ['a cycle, which JSON cannot represent', CYCLE],
    ['an instance of a class', new MyClass()],
    ['an instance of a class whose name ends in Object', new MyObject()],
    ['an instance of a class whose tag contains Error', new FakeError()],
  ])('a cause that is not plain data is replaced by an Error: %s', async (_, thrown) => {
    const world = worldOf(() => Promise.reject(thrown), { retry: 0 });
    const { error } = await world.client.listPostsByUser(USER);
    const { cause } = error as { cause: unknown };
    expect(cause).not.toBe(thrown);
    expect(cause).toBeInstanceOf(Error);
  });

  class MyError extends Error {
    readonly of = { status: 7 };
    describe() {
      return this.message;
    }
  }

  test.each([
    ['plain data', { code: 7, of: ['a', { b: null }] }],
    ['an array', ['a', 1, true]],
    ['an error with data', Object.assign(new RangeError('far'), { by: { metres: 7 } })],
    ['an error of a class', new MyError('mine', { cause: new MyError('inner') })],
    ['an exception of the platform', new DOMException('mine', 'AbortError')],
  ])('a safe cause is kept: %s', async (_, thrown) => {
    const world = worldOf(() => Promise.reject(thrown), { retry: 0 });
    const { error } = await world.client.listPostsByUser(USER);
    expect((error as { cause: unknown }).cause).toBe(thrown);
  });

  test('the message has the text of each cause and its code, each once', async () => {
    const root = Object.assign(new Error('refused'), { code: 'E_INNER' });
    const middle = Object.assign(new Error('refused', { cause: root }), { code: 'E_OUTER' });
    const thrown = new TypeError('fetch failed', { cause: middle });
    const { error } = await worldOf(() => Promise.reject(thrown), { retry: 0 }).client.listPostsByUser(USER);
    expect(error).toMatchObject({
      message: 'The call failed (network): fetch failed: refused: E_OUTER: E_INNER',
      reason: 'E_INNER',
    });
  });

  test('a thrown value without a readable message is a network failure with a fallback text', async () => {
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

  test.each([undefined, null, 'no', 7])('a fetch that throws %j is a network failure', async (thrown) => {
    const world = worldOf(
      () => {
        throw thrown;
      },
      { retry: 0 },
    );
    expect((await world.client.listPostsByUser(USER)).error).toMatchObject({ kind: 'network', attempts: 1 });
  });

  test('a fetch that resolves to undefined is a network failure', async () => {
    const world = worldOf(() => undefined as unknown as Response, { retry: 0 });
    expect((await world.client.listPostsByUser(USER)).error?.kind).toBe('network');
  });

  test('an opaque redirect (as in a browser) and a followed redirect are protocol failures', async () => {
    const withProperties = (properties: object) =>
      Object.defineProperties(
        responseOf(success()),
        Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, { value }])),
      );
    for (const properties of [
      { status: 0, ok: false, type: 'opaqueredirect', body: null },
      { redirected: true },
    ]) {
      const world = worldOf(() => withProperties(properties));
      const { error } = await world.client.listPostsByUser(USER);
      expect(error).toMatchObject({
        kind: 'protocol',
        status: 'status' in properties ? 0 : 200,
        attempts: 1,
      });
      expect(world.requests[0]?.redirect).toBe('manual');
    }
  });
});

describe('the balance', () => {
  async function eventsOf(balances: (number | 'insufficient')[], options: Options = {}) {
    const events: (BalanceEvent & { fell?: true })[] = [];
    const responses = balances.map((left) =>
      left === 'insufficient'
        ? failure(402, { code: 'INSUFFICIENT_BALANCE', required: 50, available: 25 })
        : success({ remaining_balance: left }),
    );
    const world = worldOf(inTurn(...responses), {
      onBalance: (event) => events.push(event),
      onLowBalance: (event) => events.push({ ...event, fell: true }),
      ...options,
    });
    for (const _ of balances) await world.client.listPostsByUser(USER);
    return events;
  }

  test('the balance is reported after each success and after an error that contains it', async () => {
    const operation = 'listPostsByUser';
    expect(await eventsOf([975, 'insufficient', 0])).toEqual([
      { balance: 975, low: false, operation },
      { balance: 25, low: false, operation },
      { balance: 0, low: false, operation },
    ]);
  });

  test('a fall below the threshold is reported once, until the balance has risen again', async () => {
    const events = await eventsOf([100, 99, 98, 'insufficient', 200, 99], { lowBalance: 100 });
    expect(
      events.map(({ balance, low, fell }) => `${balance}${low ? ' low' : ''}${fell ? ' fell' : ''}`),
    ).toEqual(['100', '99 low', '99 low fell', '98 low', '25 low', '200', '99 low', '99 low fell']);
  });

  test('each account has a fall of its own', async () => {
    const falls: number[] = [];
    const world = worldOf(inTurn(...[5, 6, 200, 4].map((left) => success({ remaining_balance: left }))), {
      lowBalance: 100,
      onLowBalance: ({ balance }) => falls.push(balance),
    });
    for (const token of ['one', 'two', 'two', 'one']) await world.client.listPostsByUser(USER, { token });
    expect(falls).toEqual([5, 6]);
  });

  test('a balance that is low from the start is reported', async () => {
    expect(await eventsOf([5], { lowBalance: 100 })).toEqual([
      { balance: 5, low: true, operation: 'listPostsByUser' },
      { balance: 5, low: true, operation: 'listPostsByUser', fell: true },
    ]);
  });

  test('no other field of an error is used as the balance or as the wait', async () => {
    const events: BalanceEvent[] = [];
    const responses = inTurn(
      rateLimit(70),
      failure(402, { code: 'INSUFFICIENT_BALANCE', required: 50, available: 25 }),
      failure(404, { code: 'NOT_FOUND' }),
    );
    const world = worldOf(responses, { onBalance: (event) => events.push(event) });
    const limited = await world.client.listPostsByUser(USER);
    expect(limited.error?.retryAfterMs).toBe(70_000);
    expect(events).toEqual([]);
    for (const _ of [1, 2])
      expect((await world.client.listPostsByUser(USER)).error).not.toHaveProperty('retryAfterMs');
    expect(events.map(({ balance }) => balance)).toEqual([25]);
  });

  test.each([-1, 1.5, '975', null, {}])('%j is not reported as a balance', async (balance) => {
    expect(await eventsOf([balance as number], { lowBalance: 100 })).toEqual([]);
  });

  test('a callback that throws or rejects has no effect', async () => {
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
