/** The methods of the client, their pages, and `client.http`. */
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createClient, type Result } from '../../../src/index.ts';
import {
  BASE_URL,
  failure,
  inTurn,
  type Options,
  success,
  TOKEN,
  USER,
  worldOf,
} from '../../helpers/client/harness.ts';

const BY_USER = '/posts/by-user/{platform}/{username}';
const responseOf = (one: Parameters<typeof inTurn>[0]) => inTurn(one)(new Request('about:any'), 1);

describe('createClient', () => {
  const valid = { baseUrl: BASE_URL, token: TOKEN };
  const wrong = (name: string, message: string, ...values: unknown[]): [object, string][] =>
    values.map((value) => [{ ...valid, [name]: value }, message]);
  const BASE = 'The option baseUrl must be an http or https URL without credentials, query or fragment.';
  const TOKEN_RULE =
    'The option token must be a string of visible ASCII characters or a function that returns one.';
  const number = (name: string) => `The option ${name} must be a number, 0 or more.`;
  const unknown = (name: string) => `The option ${name} must be removed: no option has this name.`;

  test.each([
    [{}, BASE],
    [{ token: TOKEN }, BASE],
    [{ baseUrl: BASE_URL }, TOKEN_RULE],
    ...wrong(
      'baseUrl',
      BASE,
      '',
      '/api/v1',
      'api.test/api',
      'ftp://api.test',
      'xhttps://api.test',
      'https://',
      'https://u:p@api.test',
      'https://api.test:99999',
    ),
    ...wrong('baseUrl', BASE, `${BASE_URL}?a=1`, `${BASE_URL}#a`, 7, null, {}),
    ...wrong('token', TOKEN_RULE, '', 'a b', 'a\n', 'ü', 7, null, {}),
    ...wrong('tokenHeader', 'The option tokenHeader must be Authorization or X-API-Token.', 'Cookie', '', 7),
    ...['timeoutMs', 'deadlineMs', 'maxBodyBytes', 'lowBalance'].flatMap((name) =>
      wrong(name, number(name), -1, Number.NaN, '5', null, {}),
    ),
    ...['onRetry', 'onBalance', 'onLowBalance', 'fetch', 'now', 'random', 'sleep'].flatMap((name) =>
      wrong(name, `The option ${name} must be a function.`, 'no', null, {}),
    ),
    ...wrong('retry', number('retries'), '3', -1, Number.NaN, true, null, { retries: '3' }),
    ...['backoffMs', 'backoffMaxMs', 'waitMaxMs'].flatMap((name) =>
      wrong('retry', number(name), { [name]: -1 }),
    ),
    ...wrong('retry', unknown('limit'), { limit: 3 }),
    ...wrong('timeout', unknown('timeout'), 5),
  ])('rejects %j', (options, message) => {
    expect(() => createClient(options as never)).toThrow(new TypeError(message));
  });

  test.each([undefined, null])('rejects %j as options', (options) => {
    expect(() => createClient(options as never)).toThrow(TypeError);
  });

  test('accepts a base URL without a path', async () => {
    for (const baseUrl of ['https://api.test', 'HTTPS://api.test/']) {
      const world = worldOf(inTurn(success()), { baseUrl });
      await world.client.listPostsByUser(USER);
      expect(world.requests[0]?.url).toBe('https://api.test/posts/by-user/tiktok/natgeo');
    }
  });

  test('ignores undefined options and trailing slashes of the base URL', async () => {
    const world = worldOf(inTurn(success()), {
      baseUrl: `${BASE_URL}//`,
      timeoutMs: undefined,
      retry: undefined,
      tokenHeader: undefined,
      onRetry: undefined,
    });
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    expect(world.requests[0]?.url).toBe(`${BASE_URL}/posts/by-user/tiktok/natgeo`);
  });
});

describe('a parameter that would change the path is refused', () => {
  test.each(['', '.', '..', undefined, null])('%j as the username', async (username) => {
    const world = worldOf(inTurn(success()));
    const parameters = { platform: 'tiktok', username: username as string } as const;
    const refusal = {
      kind: 'refused',
      attempts: 0,
      message: 'The call failed (refused): The parameter username must not be missing, empty, "." or "..".',
    };
    expect((await world.client.listPostsByUser({ ...parameters, limit: 2 })).error).toMatchObject(refusal);
    const { error, data } = await world.client.http.GET(BY_USER, { params: { path: parameters } });
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ success: false, error: refusal });
    expect(world.requests).toHaveLength(0);
  });

  test.each(['...', '..a', '%2e%2e', '../..', '.\t.', 'a/../b'])(
    '%j as the username is sent unchanged',
    async (username) => {
      const world = worldOf(inTurn(success()));
      await world.client.listPostsByUser({ platform: 'tiktok', username });
      const { pathname } = new URL(world.requests[0]?.url ?? '');
      expect(pathname.split('/')).toHaveLength(7);
      expect(decodeURIComponent(pathname.split('/')[6] ?? '')).toBe(username);
    },
  );

  test('a parameter that cannot be encoded is refused', async () => {
    const world = worldOf(inTurn(success()));
    const result = await world.client.listPostsByUser({ platform: 'tiktok', username: '\ud800' });
    expect(result.error).toMatchObject({ kind: 'refused', attempts: 0 });
    expect((result.error as { cause: unknown }).cause).toBeInstanceOf(URIError);
  });

  test('missing parameters are refused, not thrown', async () => {
    const world = worldOf(inTurn(success()));
    for (const nothing of [undefined, null]) {
      const result = await world.client.listPostsByUser(nothing as never);
      expect(result.error?.kind).toBe('refused');
    }
    expect(world.requests).toHaveLength(0);
  });
});

describe('pages', () => {
  const page = (cursor: unknown) => success({ next_cursor: cursor });

  async function walk(responses: Parameters<typeof inTurn>, parameters: object = {}, options: Options = {}) {
    const world = worldOf(inTurn(...responses), options);
    const pages: Result<unknown>[] = [];
    for await (const one of world.client.listPostsByUser.pages({ ...USER, ...parameters })) {
      pages.push(one);
      // A limit, so that endless pages fail the test instead of hanging it.
      if (pages.length > 9) break;
    }
    const cursors = world.requests.map(({ url }) => new URL(url).searchParams.get('cursor'));
    return { pages, cursors, urls: world.requests.map(({ url }) => url) };
  }

  test('follow the cursor to the last page', async () => {
    const { pages, cursors, urls } = await walk([page('b'), page('c'), page(null)], { limit: 2 });
    expect(pages.map(({ success }) => success)).toEqual([true, true, true]);
    expect(cursors).toEqual([null, 'b', 'c']);
    expect(urls.every((url) => url.includes('limit=2'))).toBe(true);
  });

  test('start at a given cursor', async () => {
    expect((await walk([page('c'), page(null)], { cursor: 'b' })).cursors).toEqual(['b', 'c']);
  });

  test('end at a failure, and yield it', async () => {
    const { pages } = await walk([page('b'), failure(404, { code: 'NOT_FOUND' }), page('c')]);
    expect(pages).toHaveLength(2);
    expect(pages[1]?.error).toMatchObject({ kind: 'api', code: 'NOT_FOUND' });
  });

  test.each([
    ['the previous', [page('a')], {}, 2],
    ['an earlier', [page('a'), page('b'), page('a')], {}, 3],
    ['the first', [page('a')], { cursor: 'a' }, 1],
  ])('end if the server repeats %s cursor', async (_, responses, parameters, requests) => {
    expect((await walk(responses, parameters)).urls).toHaveLength(requests);
  });

  test.each([undefined, '', 7, {}, false])('end if the cursor is %j', async (cursor) => {
    expect((await walk([page(cursor)])).urls).toHaveLength(1);
  });

  test('yield one refused failure if the parameters are missing', async () => {
    const world = worldOf(inTurn(page('b')));
    const kinds: unknown[] = [];
    for await (const { error } of world.client.listPostsByUser.pages(undefined as never))
      kinds.push(error?.kind);
    expect(kinds).toEqual(['refused']);
  });

  test('request the next page only when the previous one has been consumed', async () => {
    const world = worldOf(inTurn(page('b'), page('c'), page(null)));
    for await (const _ of world.client.listPostsByUser.pages(USER)) break;
    expect(world.requests).toHaveLength(1);
  });
});

describe('client.http', () => {
  test('returns the envelope of a success, and the response', async () => {
    const world = worldOf(inTurn({ ...success(), status: 203, headers: { 'x-request-id': 'r1' } }));
    const { data, error, response } = await world.client.http.GET(BY_USER, {
      params: { path: USER, query: { limit: 3 } },
    });
    expect(data?.data.remaining_balance).toBe(975);
    expect(error).toBeUndefined();
    expect([response.status, response.headers.get('x-request-id')]).toEqual([203, 'r1']);
    expect(world.requests[0]?.headers.get('authorization')).toBe(`Bearer ${TOKEN}`);
    expect(world.requests[0]?.url).toBe(`${BASE_URL}/posts/by-user/tiktok/natgeo?limit=3`);
  });

  test.each<[string, Response | Error, number, object]>([
    [
      'an error',
      responseOf(failure(404, { code: 'NOT_FOUND' })),
      404,
      { kind: 'api', code: 'NOT_FOUND', status: 404 },
    ],
    [
      'an error with status 200',
      responseOf(failure(200, { code: 'NOT_FOUND' })),
      502,
      { code: 'NOT_FOUND', status: 200 },
    ],
    ['HTML with status 200', responseOf({ body: '<p>' }), 502, { kind: 'protocol', status: 200 }],
    ['204', responseOf({ status: 204 }), 502, { kind: 'protocol', status: 204 }],
    ['304', responseOf({ status: 304 }), 502, { kind: 'protocol', status: 304 }],
    [
      'an error with status 400',
      responseOf(failure(400, { code: 'INVALID_PARAMETERS' })),
      400,
      { code: 'INVALID_PARAMETERS', status: 400 },
    ],
    ['an empty 500', responseOf({ status: 500 }), 500, { kind: 'protocol', status: 500 }],
    ['a network failure', new TypeError('fetch failed'), 502, { kind: 'network' }],
  ])('turns %s into a response that openapi-fetch can parse', async (_, outcome, status, error) => {
    const world = worldOf(
      () => {
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
      { retry: 0 },
    );
    const result = await world.client.http.GET(BY_USER, { params: { path: USER } });
    expect(result.data).toBeUndefined();
    expect(result.response.status).toBe(status);
    expect(result.error).toMatchObject({
      success: false,
      error: { ...error, operation: 'GET /api/v1/posts/by-user/tiktok/natgeo', attempts: 1 },
    });
    expect(result.error).not.toHaveProperty('error.cause');
  });

  test('survives a cause that JSON cannot represent', async () => {
    const cause = Object.assign(new Error('cycle'), { self: {} });
    cause.self = cause;
    const world = worldOf(
      () => {
        throw cause;
      },
      { retry: 0 },
    );
    const { error } = await world.client.http.GET(BY_USER, { params: { path: USER } });
    expect(error).toMatchObject({ error: { kind: 'network' } });
  });

  test('retries, waits, and takes the options of a call in the same object as params', async () => {
    const world = worldOf(inTurn(failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 2 }), success()));
    expect((await world.client.http.GET(BY_USER, { params: { path: USER } })).data?.success).toBe(true);
    expect(world.waits).toEqual([2000]);
    const failing = worldOf(inTurn({ status: 500 }));
    await failing.client.http.GET(BY_USER, { params: { path: USER }, retry: 1 });
    expect(failing.requests).toHaveLength(2);
  });

  test('an abort is returned as a failure', async () => {
    const world = worldOf(inTurn(success()));
    const { error } = await world.client.http.GET(BY_USER, {
      params: { path: USER },
      signal: AbortSignal.abort(),
    });
    expect(error).toMatchObject({ error: { kind: 'abort', attempts: 0 } });
  });

  test('a middleware sees the requests without the token, and the responses, but no requests of the methods', async () => {
    const world = worldOf(inTurn(success()));
    const seen: unknown[] = [];
    world.client.http.use({
      onRequest: ({ request }) => {
        seen.push(request.headers.get('authorization'));
        request.headers.set('x-trace', '7');
      },
      onResponse: async ({ response }) => {
        seen.push(((await response.clone().json()) as { success: boolean }).success);
      },
    });
    expect((await world.client.http.GET(BY_USER, { params: { path: USER } })).data?.success).toBe(true);
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
    expect(seen).toEqual([null, true]);
    expect(world.requests.map(({ headers }) => headers.get('x-trace'))).toEqual(['7', null]);
  });
});

describe('a request contains', () => {
  test('the given query parameters, encoded', async () => {
    const world = worldOf(inTurn(success()));
    await world.client.listPostsByUser({ ...USER, limit: 3, cursor: 'a b&c=d+é/?' });
    await world.client.listPostsByUser({ ...USER, limit: undefined, cursor: null as never });
    expect(world.requests.map(({ url }) => url.slice(BASE_URL.length))).toEqual([
      '/posts/by-user/tiktok/natgeo?limit=3&cursor=a%20b%26c%3Dd%2B%C3%A9%2F%3F',
      '/posts/by-user/tiktok/natgeo',
    ]);
  });

  test('the headers of the call, with names in any case, except Authorization', async () => {
    const world = worldOf(inTurn(success()));
    const headers = { accept: 'text/plain', 'X-Trace': '7', AUTHORIZATION: 'Bearer of another' };
    await world.client.listPostsByUser(USER, { headers });
    await world.client.http.GET(BY_USER, { params: { path: USER }, headers });
    await world.client.listPostsByUser(USER);
    expect(world.requests.map((request) => Object.fromEntries(request.headers))).toEqual([
      { accept: 'text/plain', 'x-trace': '7', authorization: `Bearer ${TOKEN}` },
      { accept: 'text/plain', 'x-trace': '7', authorization: `Bearer ${TOKEN}` },
      { accept: 'application/json', authorization: `Bearer ${TOKEN}` },
    ]);
  });

  test('no invalid header: the call is refused', async () => {
    const world = worldOf(inTurn(success()));
    const result = await world.client.listPostsByUser(USER, { headers: { 'x-trace': 'a\nb' } });
    expect(result.error).toMatchObject({ kind: 'refused', attempts: 0 });
    expect(world.requests).toHaveLength(0);
  });

  test('additional options of fetch', async () => {
    const before = globalThis.fetch;
    const seen: unknown[] = [];
    try {
      globalThis.fetch = async (_, init) => {
        seen.push(init?.cache, init?.redirect);
        return responseOf(success());
      };
      const client = createClient({ baseUrl: BASE_URL, token: TOKEN });
      await client.listPostsByUser(USER, { cache: 'no-store' } as object);
    } finally {
      globalThis.fetch = before;
    }
    expect(seen).toEqual(['no-store', 'manual']);
  });
});

test("a result's response is the server's, with its body read", async () => {
  for (const one of [success(), failure(404, { code: 'NOT_FOUND' })]) {
    const sent = responseOf(one);
    const { response } = await worldOf(() => sent).client.listPostsByUser(USER);
    expect(response).toBe(sent);
    expect(response?.bodyUsed).toBe(true);
  }
});

test('no failure contains the token, the request or its headers', async () => {
  const world = worldOf(inTurn(failure(401, { code: 'INVALID_API_TOKEN', message: TOKEN })));
  const { error } = await world.client.listPostsByUser(USER);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(TOKEN);
  expect(JSON.stringify(error)).not.toContain(TOKEN);
});

test('the default fetch is looked up at each request', async () => {
  const client = createClient({ baseUrl: BASE_URL, token: TOKEN, retry: 0 });
  const before = globalThis.fetch;
  try {
    globalThis.fetch = async () => responseOf(success());
    expect((await client.listPostsByUser(USER)).success).toBe(true);
  } finally {
    globalThis.fetch = before;
  }
});
