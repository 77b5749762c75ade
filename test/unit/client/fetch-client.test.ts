/** The client for users of openapi-fetch. */
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ErrorCode } from '../../../src/index.ts';
import { createFetchClient } from '../../../src/openapi-fetch.ts';
import { fetchWorldOf } from '../../helpers/client/fetch-harness.ts';
import { BASE_URL, failure, inTurn, success, TOKEN, USER } from '../../helpers/client/harness.ts';

const BY_USER = '/posts/by-user/{platform}/{username}';
const responseOf = (one: Parameters<typeof inTurn>[0]) => inTurn(one)(new Request('about:any'), 1);

describe('a client for openapi-fetch', () => {
  test('returns the envelope of a success, and the response', async () => {
    const world = fetchWorldOf(inTurn({ ...success(), status: 203, headers: { 'x-request-id': 'r1' } }));
    const { data, error, response } = await world.http.GET(BY_USER, {
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
    const world = fetchWorldOf(
      () => {
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
      { retry: 0 },
    );
    const result = await world.http.GET(BY_USER, { params: { path: USER } });
    expect(result.data).toBeUndefined();
    expect(result.response.status).toBe(status);
    expect(result.error).toMatchObject({
      success: false,
      error: { ...error, operation: 'listPostsByUser', attempts: 1 },
    });
    expect(result.error).not.toHaveProperty('error.cause');
  });

  test('survives a cause that JSON cannot represent', async () => {
    const cause = Object.assign(new Error('cycle'), { self: {} });
    cause.self = cause;
    const world = fetchWorldOf(
      () => {
        throw cause;
      },
      { retry: 0 },
    );
    const { error } = await world.http.GET(BY_USER, { params: { path: USER } });
    expect(error).toMatchObject({ error: { kind: 'network' } });
  });

  test('retries, waits, and takes the options of a call in the same object as params', async () => {
    const world = fetchWorldOf(
      inTurn(failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 2 }), success()),
    );
    expect((await world.http.GET(BY_USER, { params: { path: USER } })).data?.success).toBe(true);
    expect(world.waits).toEqual([2000]);
    const failing = fetchWorldOf(inTurn({ status: 500 }));
    await failing.http.GET(BY_USER, { params: { path: USER }, retry: 1 });
    expect(failing.requests).toHaveLength(2);
  });

  test('an abort is returned as a failure', async () => {
    const world = fetchWorldOf(inTurn(success()));
    const { error } = await world.http.GET(BY_USER, {
      params: { path: USER },
      signal: AbortSignal.abort(),
    });
    expect(error).toMatchObject({ error: { kind: 'abort', attempts: 0 } });
  });

  test('a middleware sees the requests without the token, and the responses', async () => {
    const world = fetchWorldOf(inTurn(success()));
    const seen: unknown[] = [];
    world.http.use({
      onRequest: ({ request }) => {
        seen.push(request.headers.get('authorization'));
        request.headers.set('x-trace', '7');
      },
      onResponse: async ({ response }) => {
        seen.push(((await response.clone().json()) as { success: boolean }).success);
      },
    });
    expect((await world.http.GET(BY_USER, { params: { path: USER } })).data?.success).toBe(true);
    expect(seen).toEqual([null, true]);
    expect(world.requests.map(({ headers }) => headers.get('x-trace'))).toEqual(['7']);
  });

  test.each<[string, object, string]>([
    [
      'an empty path parameter',
      { params: { path: { ...USER, username: '' } } },
      'The parameter username must be',
    ],
    [
      'a segment that changes the path',
      { params: { path: { ...USER, username: '..' } } },
      'The parameter username must be',
    ],
    [
      'half of a surrogate pair in the path',
      { params: { path: { ...USER, username: '\ud800' } } },
      'The parameter username must be a number or a string without',
    ],
    [
      'half of a surrogate pair in the query',
      { params: { path: USER, query: { cursor: '\ud800' } } },
      'The parameter cursor must be a number or a string without',
    ],
    [
      'an unknown parameter',
      { params: { path: USER, query: { Limit: 1 } } },
      'The parameter Limit does not exist',
    ],
    ['no parameters', {}, 'The parameter platform is missing'],
    ['null', null as never, 'The options must be an object'],
    ['an array', [], 'The options must be an object'],
    ['an invalid option', { params: { path: USER }, retry: 1.5 }, 'The retry option retries must be'],
    [
      'an option that only a client has',
      { params: { path: USER }, onRetry() {} },
      'The option onRetry does not exist',
    ],
    [
      'another base URL, which would receive the token',
      { params: { path: USER }, baseUrl: 'https://b.test' },
      'The option baseUrl does not exist',
    ],
    [
      'a header that shows the token',
      { params: { path: USER }, headers: { 'x-a': `${TOKEN}\nx` } },
      'The header x-a is invalid',
    ],
  ])('refuses %s, and a middleware sees the failure', async (_, init, message) => {
    const world = fetchWorldOf(inTurn(success()));
    const statuses: number[] = [];
    world.http.use({ onResponse: ({ response }) => void statuses.push(response.status) });
    const { data, error } = await world.http.GET(BY_USER, init as never);
    expect(data).toBeUndefined();
    expect(error?.error).toMatchObject({ kind: 'refused', attempts: 0, operation: 'listPostsByUser' });
    expect(error?.error.message).toContain(`The call failed (refused): ${message}`);
    expect(JSON.stringify(error)).not.toContain(TOKEN);
    expect(statuses).toEqual([502]);
    expect(world.requests).toHaveLength(0);
  });

  test('refuses an operation that the API does not have', async () => {
    const world = fetchWorldOf(inTurn(success()));
    const http = world.http as unknown as {
      request(method: string, path: string): Promise<{ error: object }>;
      POST(path: string): Promise<{ error: object }>;
    };
    for (const { error } of [await http.request('post', BY_USER), await http.POST(BY_USER)]) {
      expect(error).toMatchObject({
        error: {
          kind: 'refused',
          message: `The call failed (refused): The API has no operation POST ${BY_USER}.`,
          operation: 'POST',
        },
      });
    }
  });

  test('an exception of a middleware is thrown, as by openapi-fetch', async () => {
    const world = fetchWorldOf(inTurn(success()));
    world.http.use({
      onRequest: () => {
        throw new Error('mine');
      },
    });
    await expect(world.http.GET(BY_USER, { params: { path: USER } })).rejects.toThrow('mine');
  });

  test('a middleware can send a response, change the request, and be removed', async () => {
    const world = fetchWorldOf(inTurn(success()));
    const cached = { onRequest: () => new Response('{"success":true,"data":{"posts":[]}}') };
    world.http.use(cached);
    expect((await world.http.GET(BY_USER, { params: { path: USER } })).data?.data.posts).toEqual([]);
    expect(world.requests).toHaveLength(0);
    world.http.eject(cached);
    const renamed = {
      onRequest: ({ request }: { request: Request }) => new Request(`${request.url}2`, request),
    };
    await world.http.GET(BY_USER, { params: { path: USER }, middleware: [renamed] });
    expect(world.requests.map(({ url }) => url)).toEqual([`${BASE_URL}/posts/by-user/tiktok/natgeo2`]);
  });

  test('the error has the type of the failure: a network failure has no code', async () => {
    const world = fetchWorldOf(() => Promise.reject(new TypeError('fetch failed')), { retry: 0 });
    const { error } = await world.http.GET(BY_USER, { params: { path: USER } });
    expect(error?.error.kind).toBe('network');
    expect(error?.error.code).toBeUndefined();
    expectTypeOf(error?.error.code).extract<string>().toEqualTypeOf<ErrorCode>();
    // @ts-expect-error A failure without a response has no code.
    const code: ErrorCode | undefined = error?.error.code;
    expect(code).toBeUndefined();
    if (error?.error.code === 'INSUFFICIENT_BALANCE') {
      expectTypeOf(error.error.required).toEqualTypeOf<number | undefined>();
    }
  });

  test('invalid options are errors of createFetchClient', () => {
    expect(() => createFetchClient({ baseUrl: 'localhost:4010', token: TOKEN })).toThrow(TypeError);
  });
});
