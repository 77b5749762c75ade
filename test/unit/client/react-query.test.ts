/** openapi-react-query on the client for openapi-fetch: types, retries, failures and cancellation. */

import { Writable } from 'node:stream';
import { type InfiniteData, QueryClient, QueryClientProvider, QueryObserver } from '@tanstack/react-query';
import createApi from 'openapi-react-query';
import { createElement, Suspense } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import type { ErrorCode } from '../../../src/index.ts';
import type { FetchClient } from '../../../src/openapi-fetch.ts';
import type { components } from '../../../src/types.ts';
import { type FetchWorld, fetchWorldOf } from '../../helpers/client/fetch-harness.ts';
import { BACKOFFS, DATA, failure, inTurn, success, TOKEN, USER } from '../../helpers/client/harness.ts';
import { type Running, startServer } from '../../helpers/client/hostile-server.ts';

const BY_USER = '/posts/by-user/{platform}/{username}';
const INIT = { params: { path: USER } };
const unavailable = failure(503, { code: 'SERVICE_UNAVAILABLE' });

const apiOf = (http: FetchClient) => createApi(http);
/** The client has already retried: react-query must not retry again. */
const queryClient = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

const fetchUser = ({ http }: FetchWorld) =>
  queryClient().fetchQuery(apiOf(http).queryOptions('get', BY_USER, INIT));

const running: Running[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

describe('fetchQuery', () => {
  test('a success is returned, typed', async () => {
    const page = await fetchUser(fetchWorldOf(inTurn(success())));
    expect(page).toEqual({ success: true, data: DATA });
    expectTypeOf(page.success).toEqualTypeOf<true>();
    expectTypeOf(page.data.posts).toEqualTypeOf<components['schemas']['Post'][]>();
    expectTypeOf(page.data.next_cursor).toEqualTypeOf<string | null>();
    // @ts-expect-error An unknown field.
    expect(page.data.balance).toBeUndefined();
  });

  test('an error is thrown as the envelope, with the additional properties of the client', async () => {
    const world = fetchWorldOf(
      inTurn(failure(402, { code: 'INSUFFICIENT_BALANCE', required: 50, available: 25 })),
    );
    await expect(fetchUser(world)).rejects.toMatchObject({
      success: false,
      error: { code: 'INSUFFICIENT_BALANCE', required: 50, available: 25, kind: 'api', attempts: 1 },
    });
    expect(world.requests).toHaveLength(1);
  });

  test('only the client retries', async () => {
    const world = fetchWorldOf(inTurn(unavailable));
    await expect(fetchUser(world)).rejects.toMatchObject({
      error: { code: 'SERVICE_UNAVAILABLE', attempts: 4 },
    });
    expect(world.requests).toHaveLength(4);
    expect(world.waits).toEqual(BACKOFFS);
  });

  test('after the wait of a rate limit, the success is returned', async () => {
    const world = fetchWorldOf(
      inTurn(failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 7 }), success()),
    );
    expect(await fetchUser(world)).toMatchObject({ success: true });
    expect(world.waits).toEqual([7000]);
  });

  test.each([
    [
      'a network failure',
      () => Promise.reject(new TypeError('fetch failed')),
      { kind: 'network', attempts: 4 },
    ],
    ['a page of HTML', () => new Response('<h1>no</h1>', { status: 404 }), { kind: 'protocol', status: 404 }],
    ['an empty response', () => new Response(null, { status: 204 }), { kind: 'protocol', status: 204 }],
    [
      'a success with status 404',
      () => new Response(success().body as string, { status: 404 }),
      { kind: 'protocol' },
    ],
    ['an echo of the token', () => new Response(`${TOKEN}!`, { status: 400 }), { excerpt: '***!' }],
  ])('%s is thrown as an error of the same form', async (_, send, error) => {
    await expect(fetchUser(fetchWorldOf(send))).rejects.toMatchObject({ success: false, error });
  });

  test('an invalid path parameter is refused', async () => {
    const { http, requests } = fetchWorldOf(inTurn(success()));
    const init = { params: { path: { ...USER, username: '..' } } };
    await expect(
      queryClient().fetchQuery(apiOf(http).queryOptions('get', BY_USER, init)),
    ).rejects.toMatchObject({ error: { kind: 'refused', attempts: 0 } });
    expect(requests).toEqual([]);
  });
});

describe('an observer, as in the hooks', () => {
  test('the error is typed and narrows by its code', async () => {
    const { http } = fetchWorldOf(inTurn(failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 90 })));
    const observer = new QueryObserver(queryClient(), apiOf(http).queryOptions('get', BY_USER, INIT));
    const settled = await new Promise<ReturnType<typeof observer.getCurrentResult>>((resolve) => {
      observer.subscribe((result) => result.isError && resolve(result));
    });
    const { error } = settled;
    expectTypeOf(error).extract<null>().toEqualTypeOf<null>();
    expectTypeOf<NonNullable<typeof error>['error']['code']>().extract<string>().toEqualTypeOf<ErrorCode>();
    if (error?.error.code !== 'RATE_LIMIT_EXCEEDED') throw new Error('another code');
    expectTypeOf(error.error.retry_after).toEqualTypeOf<number | undefined>();
    // @ts-expect-error A field of another code.
    expect(error.error.required).toBeUndefined();
    expect(error.error.retry_after).toBe(90);
  });

  test.each(['unmounted', 'cancelled'])(
    'an observer that is %s closes the connection, and the client does not retry',
    async (how) => {
      let arrived = () => {};
      const arriving = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      let closed = () => {};
      const closing = new Promise<void>((resolve) => {
        closed = resolve;
      });
      const server = await startServer((request) => {
        request.on('close', closed);
        arrived();
      });
      running.push(server);
      const world = fetchWorldOf(() => Response.error(), {
        baseUrl: server.baseUrl,
        fetch: (request) => {
          world.requests.push(request);
          return fetch(request);
        },
      });
      const queries = queryClient();
      const options = apiOf(world.http).queryOptions('get', BY_USER, INIT);
      const observer = new QueryObserver(queries, options);
      const unsubscribe = observer.subscribe(() => {});
      await arriving;
      if (how === 'unmounted') unsubscribe();
      else await queries.cancelQueries({ queryKey: options.queryKey });
      await closing;
      expect(queries.getQueryState(options.queryKey)).toMatchObject({ error: null, fetchStatus: 'idle' });
      expect(world.requests).toHaveLength(1);
      expect(world.waits).toEqual([]);
      unsubscribe();
    },
  );
});

describe('a hook that suspends, rendered on a server', () => {
  /** Returns the HTML and the errors that React reported. */
  async function render({ http }: FetchWorld): Promise<{ html: string; errors: unknown[] }> {
    const $api = apiOf(http);
    const Posts = () => {
      const { data } = $api.useSuspenseQuery('get', BY_USER, INIT);
      expectTypeOf(data.data.remaining_balance).toEqualTypeOf<number>();
      return createElement('b', null, `${data.data.remaining_balance} left`);
    };
    const errors: unknown[] = [];
    const page = createElement(
      QueryClientProvider,
      { client: queryClient() },
      createElement(Suspense, { fallback: 'waiting' }, createElement(Posts)),
    );
    const html = await new Promise<string>((resolve) => {
      let text = '';
      const sink = new Writable({
        write: (chunk, _, next) => {
          text += chunk;
          next();
        },
        final: () => resolve(text),
      });
      const stream = renderToPipeableStream(page, {
        onAllReady: () => stream.pipe(sink),
        onError: (error) => void errors.push(error),
      });
    });
    return { html, errors };
  }

  test('a success, after a retry', async () => {
    const world = fetchWorldOf(inTurn(unavailable, success()));
    const { html, errors } = await render(world);
    expect(errors).toEqual([]);
    expect(html).toContain('<b>975 left</b>');
    expect(world.waits).toEqual(BACKOFFS.slice(0, 1));
  });

  test('a failure is thrown to the boundary as the envelope', async () => {
    const { errors } = await render(fetchWorldOf(inTurn(failure(403, { code: 'ACCOUNT_INACTIVE' }))));
    expect(errors).toMatchObject([{ success: false, error: { code: 'ACCOUNT_INACTIVE' } }]);
  });
});

test('pages: the types of an infinite query', () => {
  const { http } = fetchWorldOf(inTurn(success()));
  const useUser = () =>
    apiOf(http).useInfiniteQuery('get', BY_USER, INIT, {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: ({ data }) => data.next_cursor,
    });
  type Page = { success: true; data: components['schemas']['PostsPageData'] };
  expectTypeOf<NonNullable<ReturnType<typeof useUser>['data']>>().toExtend<InfiniteData<Page>>();
  const { queryOptions } = apiOf(http);
  // @ts-expect-error An unknown path.
  queryOptions('get', '/posts');
  const path = { platform: 'myspace', username: 'a' } as const;
  // @ts-expect-error An unknown platform.
  queryOptions('get', BY_USER, { params: { path } });
});
