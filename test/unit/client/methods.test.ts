/** The methods of the client and their pages. */
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

const responseOf = (one: Parameters<typeof inTurn>[0]) => inTurn(one)(new Request('about:any'), 1);

describe('createClient', () => {
  const valid = { baseUrl: BASE_URL, token: TOKEN };
  const wrong = (name: string, message: string, ...values: unknown[]): [object, string][] =>
    values.map((value) => [{ ...valid, [name]: value }, message]);
  // The examples show how to complete a path or a host.
  const BASE =
    'The option baseUrl must be an http(s) URL without credentials, query or fragment, such as ' +
    "'http://localhost:4010' or location.origin + '/path'.";
  const TOKEN_RULE =
    'The option token must be a string of visible ASCII characters, a function that returns one, or null.';
  const must = (name: string, what: string) => `The option ${name} must be ${what}.`;
  const missing = (name: string) => `The option ${name} is missing.`;

  test.each([
    [{}, missing('baseUrl')],
    [{ token: TOKEN }, missing('baseUrl')],
    [{ baseUrl: BASE_URL }, missing('token')],
    [{ baseUrl: BASE_URL, token: undefined }, missing('token')],
    ...wrong('baseUrl', BASE, '', 'ftp://api.test', 'xhttps://api.test', 'https://', 'https://u:p@api.test'),
    ...wrong('baseUrl', BASE, 'https://api.test:99999', 'u:p@api.test', '/api?token=1', 'api.test/?token=1'),
    ...wrong('baseUrl', BASE, `${BASE_URL}?a=1`, `${BASE_URL}#a`, 7, null, {}),
    ...wrong(
      'baseUrl',
      BASE,
      '/api/v1',
      'localhost:4010',
      'localhost:4010/api/v1',
      'api.test/api',
      '127.0.0.1',
    ),
    ...wrong('token', TOKEN_RULE, '', 'a b', 'a\n', 'ü', 7, {}),
    ...wrong('tokenHeader', must('tokenHeader', 'Authorization or X-API-Token'), 'Cookie', '', 7, {}),
    ...wrong(
      'docsUrl',
      BASE.replace('baseUrl', 'docsUrl'),
      '',
      'ftp://docs.test',
      'https://docs.test/?a=1',
      7,
    ),
    ...['timeoutMs', 'deadlineMs'].flatMap((name) =>
      wrong(name, must(name, 'a number of milliseconds above 0'), 0, -1, Number.NaN, '5', null, {}),
    ),
    ...['maxBodyBytes', 'lowBalance'].flatMap((name) =>
      wrong(name, must(name, 'a number, 0 or more'), -1, Number.NaN, '5', null, {}),
    ),
    ...['onAttempt', 'onRetry', 'onBalance', 'onLowBalance', 'fetch', 'now', 'random', 'sleep'].flatMap(
      (name) => wrong(name, must(name, 'a function'), 'no', null, {}),
    ),
    ...['3', true, null, [], [1], -1, 1.5, Number.NaN, { retries: '3' }].flatMap((retry) =>
      wrong('retry', 'The retry option retries must be a whole number, 0 or more.', retry),
    ),
    ...['backoffMs', 'backoffMaxMs', 'waitMaxMs'].flatMap((name) =>
      wrong('retry', must(name, 'a number, 0 or more').replace('option', 'retry option'), { [name]: -1 }),
    ),
    ...wrong(
      'retry',
      'The retry option limit does not exist. The retry options are retries, backoffMs, backoffMaxMs, waitMaxMs.',
      { limit: 3 },
      { limit: undefined },
    ),
    ...wrong(
      'timeout',
      'The option timeout does not exist. The options are token, timeoutMs, deadlineMs, retry, baseUrl, tokenHeader, ' +
        'docsUrl, maxBodyBytes, lowBalance, onAttempt, onRetry, onBalance, onLowBalance, fetch, now, random, sleep.',
      5,
    ),
  ])('rejects %j', (options, message) => {
    expect(() => createClient(options as never)).toThrow(new TypeError(message));
  });

  test.each([undefined, null, 7, []])('rejects %j as options', (options) => {
    expect(() => createClient(options as never)).toThrow(new TypeError('The options must be an object.'));
  });

  test('accepts any number of retries, and no limit', async () => {
    const limits = { timeoutMs: Infinity, deadlineMs: Infinity, maxBodyBytes: Infinity };
    const world = worldOf(inTurn(success()), { ...limits, retry: Infinity });
    expect((await world.client.listPostsByUser(USER)).success).toBe(true);
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
      message: `The call failed (refused): The parameter username ${
        username === undefined
          ? 'is missing'
          : 'must be a number or a string without half of a surrogate pair, and not empty, "." or ".."'
      }.`,
    };
    expect((await world.client.listPostsByUser({ ...parameters, limit: 2 })).error).toMatchObject(refusal);
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
});

describe('an invalid argument of a call is refused, with a message that names it', () => {
  const PARAMETERS = 'The parameters are platform, username, limit, cursor.';
  class Inherited {
    get platform() {
      return 'tiktok';
    }
  }
  const VALUE = 'a number or a string without half of a surrogate pair';
  const missing = (name: string) => `The parameter ${name} is missing.`;

  test.each<[unknown, string]>([
    [undefined, missing('platform')],
    [null, 'The parameters must be an object.'],
    [[], 'The parameters must be an object.'],
    ['tiktok', 'The parameters must be an object.'],
    [() => {}, 'The parameters must be an object.'],
    [Object.create(USER), missing('platform')],
    [Object.assign(new Inherited(), { username: 'natgeo' }), missing('platform')],
    [{ ...USER, 'user:': 'a' }, `The parameter user: does not exist. ${PARAMETERS}`],
    [{ ...USER, Limit: 5 }, `The parameter Limit does not exist. ${PARAMETERS}`],
    [{ ...USER, toString: 5 }, `The parameter toString does not exist. ${PARAMETERS}`],
    [{ ...USER, username: 'a\ud800' }, `The parameter username must be ${VALUE}`],
    [{ ...USER, cursor: '\udc00' }, `The parameter cursor must be ${VALUE}`],
    [{ ...USER, username: {} }, `The parameter username must be ${VALUE}`],
    [{ ...USER, limit: [5] }, `The parameter limit must be ${VALUE}`],
    [{ ...USER, limit: Symbol('5') }, `The parameter limit must be ${VALUE}`],
  ])('%j as the parameters', async (parameters, message) => {
    const world = worldOf(inTurn(success()));
    const { error } = await world.client.listPostsByUser(parameters as never);
    expect(error).toMatchObject({ kind: 'refused', attempts: 0, operation: 'listPostsByUser' });
    expect(error?.message).toContain(`The call failed (refused): ${message}`);
    expect(world.requests).toHaveLength(0);
  });

  test('a getter that throws', async () => {
    const parameters = {
      ...USER,
      get limit(): number {
        throw new Error('mine');
      },
    };
    const { error } = await worldOf(inTurn(success())).client.listPostsByUser(parameters);
    expect(error).toMatchObject({ kind: 'refused', message: 'The call failed (refused): mine' });
  });

  const OPTIONS = 'The options are token, timeoutMs, deadlineMs, retry, signal, headers.';
  const SIGNAL = 'The option signal must be an AbortSignal.';

  test.each<[unknown, string]>([
    [null, 'The options must be an object.'],
    [[], 'The options must be an object.'],
    ['fast', 'The options must be an object.'],
    [AbortSignal.abort(), 'The options must be an object.'],
    [new Map([['timeoutMs', 5]]), 'The options must be an object.'],
    [Promise.resolve({}), 'The options must be an object.'],
    [{ signal: {} }, SIGNAL],
    [{ signal: new EventTarget() }, SIGNAL],
    [{ signal: new AbortController() }, SIGNAL],
    [{ signal: 7 }, SIGNAL],
    [{ header: {} }, `The option header does not exist. ${OPTIONS}`],
    [{ onRetry: () => {} }, `The option onRetry does not exist. ${OPTIONS}`],
    [{ constructor: 1 }, `The option constructor does not exist. ${OPTIONS}`],
    [{ retry: 1.5 }, 'The retry option retries must be a whole number, 0 or more.'],
    [{ retry: [] }, 'The retry option retries must be a whole number, 0 or more.'],
    [{ retry: new Map() }, 'The retry option retries must be a whole number, 0 or more.'],
    [{ retry: { retires: 1 } }, 'The retry option retires does not exist.'],
    [{ timeoutMs: 0 }, 'The option timeoutMs must be a number of milliseconds above 0.'],
    [{ headers: 'x: y' }, 'The option headers must be an object.'],
    [{ headers: null }, 'The option headers must be an object.'],
    [{ headers: new Map([['x', '1']]) }, 'The option headers must be an object.'],
    [{ headers: { 'x y': '1' } }, 'The header x y is invalid.'],
  ])('%j as the options', async (options, message) => {
    const world = worldOf(inTurn(success()));
    const { error } = await world.client.listPostsByUser(USER, options as never);
    expect(error).toMatchObject({ kind: 'refused', attempts: 0 });
    expect(error?.message).toContain(`The call failed (refused): ${message}`);
    expect(world.requests).toHaveLength(0);
  });

  test('headers of another class of the platform are sent', async () => {
    class OtherHeaders extends URLSearchParams {
      get [Symbol.toStringTag]() {
        return 'Headers';
      }
    }
    const world = worldOf(inTurn(success()));
    const headers = new OtherHeaders({ 'x-a': '1' }) as never;
    await world.client.listPostsByUser(USER, { headers });
    expect(world.requests[0]?.headers.get('x-a')).toBe('1');
  });

  test('a header with the token is refused without showing it, whatever its length', async () => {
    for (const token of ['t', TOKEN, 'x'.repeat(10_000)]) {
      const world = worldOf(inTurn(success()), { token });
      const headers = { 'X-Custom': `${token}\nx` };
      const { error } = await world.client.listPostsByUser(USER, { headers });
      expect(error?.message).toBe('The call failed (refused): The header X-Custom is invalid.');
      expect(inspect((error as { cause: unknown }).cause)).not.toContain(`${token}\\n`);
    }
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
  ])('end with a failure if the server repeats %s cursor', async (_, responses, parameters, requests) => {
    const { pages, urls } = await walk(responses, parameters);
    expect(urls).toHaveLength(requests);
    expect(pages.map(({ success }) => success)).toEqual([...Array(requests).fill(true), false]);
    expect(pages.at(-1)?.error).toMatchObject({ kind: 'protocol', reason: 'bad_cursor' });
  });

  test.each([undefined, '', 7, {}, false])('end with a failure if the cursor is %j', async (cursor) => {
    const { pages, urls } = await walk([page(cursor)]);
    expect(urls).toHaveLength(1);
    expect(pages[0]).toMatchObject({ success: true });
    expect(pages[1]?.error).toEqual({
      kind: 'protocol',
      reason: 'bad_cursor',
      status: 200,
      message: 'Unexpected response (status 200): a missing, malformed or repeated cursor.',
      excerpt: '',
      operation: 'listPostsByUser',
      attempts: 0,
    });
    expect(pages).toHaveLength(2);
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

  test('the headers of the call, with names in any case', async () => {
    const world = worldOf(inTurn(success()));
    const headers = { accept: 'text/plain', 'X-Trace': '7' };
    await world.client.listPostsByUser(USER, { headers });
    await world.client.listPostsByUser(USER);
    expect(world.requests.map((request) => Object.fromEntries(request.headers))).toEqual([
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
