/** The event of each attempt, for logs and traces. */
import { expect, test } from 'vitest';
import { contract } from '../../../generated/contract.ts';
import type { AttemptEvent } from '../../../src/index.ts';
import { fetchWorldOf } from '../../helpers/client/fetch-harness.ts';
import { failure, inTurn, type Options, success, USER, worldOf } from '../../helpers/client/harness.ts';

const ID = 'listPostsByUser';
const { path = '' } = contract.operations[ID] ?? {};

/** Calls through a method and through openapi-fetch. */
const DOORS = {
  'a method': (send: () => Response | Promise<Response>, options: Options) =>
    worldOf(send, options).client.listPostsByUser(USER),
  'openapi-fetch': (send: () => Response | Promise<Response>, options: Options) =>
    fetchWorldOf(send, options).http.GET(path as '/posts/by-user/{platform}/{username}', {
      params: { path: USER },
    }),
};

test.each(Object.entries(DOORS))(
  'every attempt of %s is reported, with the template of the path',
  async (_, call) => {
    const events: AttemptEvent[] = [];
    let clock = 1_000_000;
    const outcomes = [
      failure(503, { code: 'SERVICE_UNAVAILABLE' }, { 'x-request-id': 'r1', 'retry-after': '2' }),
      new TypeError('fetch failed'),
      success(),
    ];
    const send = async () => {
      clock += 20.6;
      const outcome = outcomes.shift();
      if (outcome instanceof Error) throw outcome;
      return inTurn(outcome ?? success())(new Request('about:any'), 1);
    };
    await call(send, { onAttempt: (event) => events.push(event), now: () => clock });
    const common = { operation: ID, path, durationMs: 21 };
    expect(events).toEqual([
      {
        ...common,
        attempt: 1,
        status: 503,
        requestId: 'r1',
        error: expect.objectContaining({ code: 'SERVICE_UNAVAILABLE', attempts: 1, retryAfterMs: 2000 }),
      },
      {
        ...common,
        attempt: 2,
        status: undefined,
        requestId: undefined,
        error: expect.objectContaining({ kind: 'network', attempts: 2 }),
      },
      { ...common, attempt: 3, status: 200, requestId: undefined, error: undefined },
    ]);
    expect(path).toContain('{');
  },
);

test('the event comes before that of the retry, and a refused call has none', async () => {
  const order: string[] = [];
  const options = { onAttempt: () => order.push('attempt'), onRetry: () => order.push('retry') };
  const { client } = worldOf(inTurn(failure(500, { code: 'INTERNAL_ERROR' }), success()), options);
  await client.listPostsByUser(USER);
  await client.listPostsByUser({} as never);
  await client.listPostsByUser(USER, { token: () => '' });
  expect(order).toEqual(['attempt', 'retry', 'attempt']);
});

test('an abort and a timeout during the request are reported', async () => {
  const events: AttemptEvent[] = [];
  const { client } = worldOf(() => new Promise<Response>(() => {}), {
    onAttempt: (event) => events.push(event),
  });
  const controller = new AbortController();
  const call = client.listPostsByUser(USER, { signal: controller.signal });
  await Promise.resolve();
  controller.abort();
  await call;
  await client.listPostsByUser(USER, { timeoutMs: 1, retry: 0 });
  expect(events.map(({ error }) => error?.kind)).toEqual(['abort', 'timeout']);
});

test.each([
  () => {
    throw new Error('of the callback');
  },
  async () => {
    throw new Error('of the callback');
  },
])('an error of the callback is ignored', async (onAttempt) => {
  const { client } = worldOf(inTurn(success()), { onAttempt });
  expect(await client.listPostsByUser(USER)).toMatchObject({ success: true });
  // An unhandled rejection fails the test run.
  await new Promise((resolve) => setImmediate(resolve));
});
