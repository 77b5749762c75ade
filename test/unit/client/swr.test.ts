/** swr-openapi on the client for openapi-fetch: types, retries and failures of a hook, and the key of a page. */
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { SWRConfig, unstable_serialize } from 'swr';
import { createInfiniteHook, createQueryHook } from 'swr-openapi';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ErrorCode } from '../../../src/index.ts';
import type { components } from '../../../src/types.ts';
import { type FetchWorld, fetchWorldOf } from '../../helpers/client/fetch-harness.ts';
import { BACKOFFS, DATA, failure, inTurn, success, USER } from '../../helpers/client/harness.ts';

const BY_USER = '/posts/by-user/{platform}/{username}';
const INIT = { params: { path: USER } };

/** Renders a component with the hook, and returns the fetcher and the key that the hook passes to SWR. */
function hookOf({ http }: FetchWorld) {
  let fetcher: (key: unknown) => Promise<unknown> = () => Promise.reject(new Error('The hook was not used.'));
  const useUser = createQueryHook(http, 'posts');
  const Posts = () => {
    const { data, error } = useUser(BY_USER, INIT, {
      // SWR calls the fetcher only in a browser. A middleware of SWR receives it everywhere.
      use: [
        (next) => (key, given, config) => {
          fetcher = given as typeof fetcher;
          return next(key, given, config as never);
        },
      ],
    });
    expectTypeOf(data).toExtend<{ data: { posts: components['schemas']['Post'][] } } | undefined>();
    expectTypeOf<NonNullable<typeof error>['error']['code']>().extract<string>().toEqualTypeOf<ErrorCode>();
    return createElement('b', null, data ? 'data' : 'waiting');
  };
  const html = renderToString(createElement(SWRConfig, { value: {} }, createElement(Posts)));
  return { html, fetchUser: () => fetcher(['posts', BY_USER, INIT]) };
}

describe('a hook', () => {
  test('receives a success, after a retry', async () => {
    const world = fetchWorldOf(inTurn({ status: 503 }, success()));
    const { html, fetchUser } = hookOf(world);
    expect(html).toBe('<b>waiting</b>');
    expect(await fetchUser()).toEqual({ success: true, data: DATA });
    expect(world.waits).toEqual(BACKOFFS.slice(0, 1));
  });

  test.each([
    [
      'an error',
      () => inTurn(failure(403, { code: 'ACCOUNT_INACTIVE' })),
      { kind: 'api', code: 'ACCOUNT_INACTIVE' },
    ],
    [
      'a network failure',
      () => () => Promise.reject(new TypeError('gone')),
      { kind: 'network', attempts: 4 },
    ],
    ['a page of HTML', () => inTurn({ body: '<p>' }), { kind: 'protocol', reason: 'html' }],
  ])('throws %s as the failure of the client', async (_, respond, error) => {
    const { fetchUser } = hookOf(fetchWorldOf(respond() as never));
    await expect(fetchUser()).rejects.toMatchObject({ success: false, error });
  });
});

test('the key of an infinite hook contains the cursor of the page', () => {
  const useInfinite = createInfiniteHook(fetchWorldOf(inTurn(success())).http, 'posts');
  const Pages = () => {
    useInfinite(BY_USER, (_, previous) => ({
      params: { path: USER, query: previous ? { cursor: previous.data.next_cursor ?? '' } : {} },
    }));
    return createElement('b');
  };
  expect(renderToString(createElement(Pages))).toBe('<b></b>');
  expect(unstable_serialize(['posts', BY_USER, INIT])).toContain(BY_USER);
});
