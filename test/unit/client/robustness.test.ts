/** A call always ends, never shows the token, and leaves nothing behind, whatever its arguments and the platform do. */
import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError, createClient } from '../../../src/index.ts';
import {
  BASE_URL,
  failure,
  inTurn,
  NOW,
  type Options,
  success,
  TOKEN,
  USER,
  worldOf,
} from '../../helpers/client/harness.ts';
import { runs, TIMEOUT } from '../../helpers/properties/runs.ts';
import { textsIn } from '../../helpers/properties/token.ts';

const responseOf = (one: Parameters<typeof inTurn>[0]) => inTurn(one)(new Request('about:any'), 1);
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('nothing reaches the process', () => {
  const problems: unknown[] = [];
  const note = (problem: unknown) => void problems.push(problem);
  beforeEach(() => {
    problems.length = 0;
    for (const event of ['unhandledRejection', 'uncaughtException', 'warning']) process.on(event, note);
  });
  afterEach(async () => {
    await settle();
    for (const event of ['unhandledRejection', 'uncaughtException', 'warning']) process.off(event, note);
    expect(problems).toEqual([]);
  });

  test.each([8, 1900, 10_000, 100_000])('with a token of %i characters', async (length) => {
    const token = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9'.repeat(length / 36 + 1).slice(0, length);
    const world = worldOf(inTurn(failure(402, { code: 'INSUFFICIENT_BALANCE', message: `No: ${token}` })), {
      token,
    });
    const start = performance.now();
    const { error } = await world.client.listPostsByUser(USER);
    expect(error).toMatchObject({ code: 'INSUFFICIENT_BALANCE', message: 'No: ***' });
    // A pattern of the token needed 570 ms for fewer characters. The limit leaves room for a busy machine.
    expect(performance.now() - start).toBeLessThan(500);
  });

  test('with eleven parallel calls and one signal, which keeps no listener', async () => {
    const { signal } = new AbortController();
    const responds: (() => void)[] = [];
    const world = worldOf(
      () => new Promise((resolve) => responds.push(() => resolve(responseOf(success())))),
    );
    const calls = Array.from({ length: 11 }, () => world.client.listPostsByUser(USER, { signal }));
    await settle();
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    for (const respond of responds) respond();
    expect((await Promise.all(calls)).every(({ success }) => success)).toBe(true);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('with one abort of eleven parallel calls, in requests and in waits', async () => {
    for (const first of [failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 9 }), { status: 500 }]) {
      const controller = new AbortController();
      const { signal } = controller;
      const world = worldOf((_, attempt) => (attempt % 2 ? responseOf(first) : new Promise(() => {})), {
        sleep: undefined,
      });
      const calls = Array.from({ length: 11 }, () => world.client.listPostsByUser(USER, { signal }));
      await settle();
      controller.abort(new Error('enough'));
      for (const { error } of await Promise.all(calls)) expect(error?.kind).toBe('abort');
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    }
  });

  const throws = () => {
    throw new Error('mine');
  };
  test.each<[string, Options]>([
    ['a clock that throws', { now: throws }],
    ['a random number that throws', { random: throws }],
    ['a sleep that throws', { sleep: throws }],
    ['a sleep that rejects', { sleep: () => Promise.reject(new Error('mine')) }],
    ['a sleep that returns nothing', { sleep: (() => {}) as never }],
    ['a sleep that never ends', { sleep: () => new Promise(() => {}), deadlineMs: 30 }],
    ['a callback that freezes the failure', { onAttempt: ({ error }) => Object.freeze(error) }],
  ])('with %s', async (_, options) => {
    const retry = { retries: 1, backoffMs: 1 };
    const world = worldOf(inTurn({ status: 500 }), { ...options, retry });
    const { success, error } = await world.client.listPostsByUser(USER);
    expect(success).toBe(false);
    expect(error?.message).toMatch(/mine|Unexpected response/);
  });

  test.each<[string, object]>([
    ['headers that throw', { headers: { get: throws } }],
    ['a body that throws', { headers: new Headers(), body: { getReader: throws } }],
    [
      'a reader whose cancel throws',
      { headers: new Headers(), body: { getReader: () => ({ read: throws, cancel: throws }) } },
    ],
  ])('with a response with %s', async (_, response) => {
    const world = worldOf(() => response as Response, { retry: 0 });
    const { error } = await world.client.listPostsByUser(USER);
    expect(error).toMatchObject({
      kind: 'network',
      message: expect.stringContaining('The call failed (network)'),
    });
  });

  /** An object on which every operation throws. */
  const hostile = new Proxy(
    {},
    Object.fromEntries(Reflect.ownKeys(Reflect).map((trap) => [trap, throws])) as ProxyHandler<object>,
  );
  const endless: object = new Proxy(new Error('endless'), { getPrototypeOf: () => endless });
  const deep = Array.from({ length: 100_000 }).reduce<object>((cause) => ({ cause }), {});
  const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]));
  const selfCaused = new Error('again');
  selfCaused.cause = selfCaused;

  test.each<[string, unknown]>([
    ['an object on which every operation throws', hostile],
    ['an object with an endless chain of prototypes', endless],
    ['causes nested 100,000 deep', deep],
    ['an object with 100,000 properties', wide],
    ['an array of 100,000 numbers', Array.from({ length: 100_000 }, (_, index) => index)],
    ['an error that is its own cause', selfCaused],
    ['an aggregate of itself', Object.assign(new Error('a'), { errors: [selfCaused] })],
    ['a function', throws],
    ['a symbol', Symbol('mine')],
  ])('with a fetch that throws %s', async (_, thrown) => {
    const world = worldOf(() => Promise.reject(thrown), { retry: 0 });
    const { error } = await world.client.listPostsByUser(USER);
    expect(error).toMatchObject({ kind: 'network', attempts: 1 });
    // It can be logged.
    expect(() => JSON.stringify(new ApiError(error as never))).not.toThrow();
  });

  test('with a signal that throws', async () => {
    const signal = {
      aborted: false,
      addEventListener: throws,
      removeEventListener: throws,
    } as unknown as AbortSignal;
    const { error } = await worldOf(inTurn(success())).client.listPostsByUser(USER, { signal });
    expect(error).toMatchObject({ kind: 'refused', attempts: 0 });
  });
});

describe('the token is in no part of a failure', () => {
  class WithGetter extends Error {
    get request() {
      return { authorization: `Bearer ${TOKEN}` };
    }
  }
  class WithJson extends Error {
    toJSON() {
      return TOKEN;
    }
  }
  class WithInspect extends Error {
    [inspect.custom]() {
      return TOKEN;
    }
  }
  class WithText extends Error {
    override toString() {
      return TOKEN;
    }
  }
  class WithName extends Error {}
  WithName.prototype.name = `Error of ${TOKEN}`;

  test.each<[string, unknown]>([
    ['the name of a property', Object.assign(new Error('x'), { [`a ${TOKEN}`]: 1 })],
    ['a symbol', Object.assign(new Error('x'), { [Symbol(TOKEN)]: 1 })],
    ['the name of a nested property', { a: [{ [encodeURIComponent(TOKEN)]: 1 }] }],
    ['a getter of a prototype', new WithGetter('x')],
    ['a getter of a prototype without a class', Object.create({ request: TOKEN })],
    ['the JSON of a class', new WithJson('x')],
    ['the form of a class on a console', new WithInspect('x')],
    ['a text of a prototype', new WithName('x')],
    ['the text of a class', new WithText('x')],
    ['a function', Object.assign(new Error('x'), { send: Object.assign(() => {}, { token: TOKEN }) })],
    ['a code', Object.assign(new Error('x'), { code: TOKEN })],
    ['an inner cause', new Error('x', { cause: new Error('y', { cause: { code: 'E', message: TOKEN } }) })],
    ['an aggregate', new AggregateError([new Error(TOKEN)], 'x')],
  ])('%s', async (_, thrown) => {
    const events: unknown[] = [];
    const controller = new AbortController();
    const onRetry = (event: unknown) => void events.push(event);
    const failing = worldOf(() => Promise.reject(thrown), { retry: 1, onRetry });
    const aborted = worldOf(() => {
      controller.abort(thrown);
      return new Promise<never>(() => {});
    });
    const refused = worldOf(inTurn(success()), { token: () => Promise.reject(thrown) });
    const { error } = await failing.client.listPostsByUser(USER);
    const { error: abort } = await aborted.client.listPostsByUser(USER, { signal: controller.signal });
    const { error: refusal } = await refused.client.listPostsByUser(USER);
    expect([error?.kind, abort?.kind, refusal?.kind]).toEqual(['network', 'abort', 'refused']);
    // The token of the last client is unknown: its function did not return one.
    for (const one of [error, abort, events]) {
      const texts = [
        inspect(one, { depth: 9, showHidden: true, getters: true }),
        JSON.stringify(one),
        String((one as { cause?: unknown }).cause),
        ...textsIn(one),
      ];
      for (const text of texts) expect(decodeURIComponent(text.replaceAll('%', '%25'))).not.toContain(TOKEN);
      for (const text of texts) expect(text).not.toContain(encodeURIComponent(TOKEN));
    }
  });

  test('an abort before the first request', async () => {
    const signal = AbortSignal.abort(new Error(TOKEN));
    const { error } = await worldOf(inTurn(success())).client.listPostsByUser(USER, { signal });
    expect(error?.message).toBe('The call failed (abort): ***');
    expect(inspect(error)).not.toContain(TOKEN);
  });
});

describe('a call that ends early cancels the body, even if fetch ignores its signal', () => {
  /** A response whose body never ends, and the function that its cancellation calls. */
  function endless(chunk: string) {
    const cancel = vi.fn();
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (stream) => (chunk ? stream.enqueue(new TextEncoder().encode(chunk)) : new Promise(() => {})),
        cancel,
      },
      { highWaterMark: 0 },
    );
    return { cancel, response: new Response(body) };
  }

  test('after a timeout', async () => {
    const { cancel, response } = endless('');
    const world = worldOf(() => response, { timeoutMs: 5, retry: 0 });
    expect((await world.client.listPostsByUser(USER)).error?.kind).toBe('timeout');
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('after an abort', async () => {
    const { cancel, response } = endless('');
    const controller = new AbortController();
    const call = worldOf(() => response).client.listPostsByUser(USER, { signal: controller.signal });
    await settle();
    controller.abort();
    expect((await call).error?.kind).toBe('abort');
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('after too many bytes', async () => {
    const { cancel, response } = endless('xxxxxxxx');
    const { error } = await worldOf(() => response, { maxBodyBytes: 20 }).client.listPostsByUser(USER);
    expect(error).toMatchObject({ reason: 'too_large', excerpt: 'x'.repeat(24) });
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('if the response arrives after the timeout', async () => {
    const { cancel, response } = endless('');
    let respond: (response: Response) => void = () => {};
    const world = worldOf(
      () =>
        new Promise((resolve) => {
          respond = resolve;
        }),
      { timeoutMs: 5, retry: 0 },
    );
    expect((await world.client.listPostsByUser(USER)).error?.kind).toBe('timeout');
    respond(response);
    await settle();
    expect(cancel).toHaveBeenCalledOnce();
  });
});

describe('numbers', () => {
  test('a negative clock changes nothing', async () => {
    const world = worldOf(inTurn({ status: 502 }, failure(404, { code: 'NOT_FOUND' })), {
      now: () => -5_000_000,
    });
    expect((await world.client.listPostsByUser(USER)).error).toMatchObject({ kind: 'api', attempts: 2 });
    expect(world.waits).toEqual([375]);
  });

  test('retryAfterMs is a whole number, also for a clock with fractions', async () => {
    const date = new Date(NOW + 90_000).toUTCString();
    for (const one of [
      failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 70.123 }),
      { status: 503, headers: { 'retry-after': date } },
      { status: 503, headers: { 'retry-after': '9'.repeat(400) } },
    ]) {
      const world = worldOf(inTurn(one), { now: () => NOW + 0.123 });
      const { error } = await world.client.listPostsByUser(USER);
      expect(Number.isSafeInteger(error?.retryAfterMs)).toBe(true);
    }
  });

  test('a token function that fails later does not hide the requests before', async () => {
    let turn = 0;
    const token = () => {
      if (turn++ > 0) throw new Error('vault closed');
      return TOKEN;
    };
    const { error } = await worldOf(inTurn({ status: 500 }), { token }).client.listPostsByUser(USER);
    expect(error).toMatchObject({ kind: 'refused', attempts: 1 });
  });
});

describe('any arguments', () => {
  const anything = fc.anything({
    withNullPrototype: true,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withTypedArray: true,
  });
  const names = fc.constantFrom(
    'signal',
    'headers',
    'timeoutMs',
    'deadlineMs',
    'retry',
    'platform',
    'username',
    'x',
  );
  const object = fc.dictionary(names, anything, { maxKeys: 3 });

  test('a call returns a result: an invalid argument sends nothing', { timeout: TIMEOUT }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anything, object),
        fc.oneof(anything, object),
        async (parameters, options) => {
          const world = worldOf(inTurn(success()));
          const call = world.client.listPostsByUser as (...args: unknown[]) => Promise<{
            success: boolean;
            error?: { kind: string; attempts: number; message: string };
          }>;
          for (const args of [
            [parameters, options],
            [USER, options],
            [parameters, {}],
          ]) {
            const before = world.requests.length;
            const { success, error } = await call(...args);
            expect(error?.kind).toBe(success ? undefined : 'refused');
            expect(world.requests.length - before).toBe(success ? 1 : 0);
            if (error) expect(error.message).toMatch(/The (option|retry option|parameter|header)s? /);
          }
        },
      ),
      runs(500),
    );
  });

  test('createClient throws a TypeError that names the option, or returns a client', {
    timeout: TIMEOUT,
  }, () => {
    const options = fc.dictionary(
      fc.constantFrom('baseUrl', 'token', 'tokenHeader', 'timeoutMs', 'retry', 'fetch', 'maxBodyBytes', 'x'),
      anything,
    );
    fc.assert(
      fc.property(fc.oneof(anything, options), (given) => {
        for (const all of [given, { baseUrl: BASE_URL, token: TOKEN, ...(Object(given) as object) }]) {
          try {
            expect(createClient(all as never)).toHaveProperty('listPostsByUser');
          } catch (error) {
            expect(error).toBeInstanceOf(TypeError);
            expect((error as Error).message).toMatch(/^The (retry )?options? /);
          }
        }
      }),
      runs(500),
    );
  });
});
