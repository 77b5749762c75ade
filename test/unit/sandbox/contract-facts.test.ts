/** The sandbox returns the responses of DECISIONS "Codes", whose table is repeated here as data. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { contract } from '../../helpers/project.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ contract });
});
afterAll(() => sandbox.close());

const CODES: readonly [code: string, status: number, fields: Record<string, unknown>, retry: string][] = [
  ['MISSING_API_TOKEN', 401, {}, 'never'],
  ['INVALID_API_TOKEN', 401, {}, 'never'],
  ['ACCOUNT_INACTIVE', 403, {}, 'never'],
  ['INSUFFICIENT_BALANCE', 402, { required: 50, available: 25 }, 'never'],
  ['INVALID_PLATFORM', 400, {}, 'never'],
  ['INVALID_PARAMETERS', 400, {}, 'never'],
  ['NOT_FOUND', 404, {}, 'never'],
  ['RATE_LIMIT_EXCEEDED', 429, { retry_after: 60 }, 'wait'],
  ['INTERNAL_ERROR', 500, {}, 'backoff'],
  ['SERVICE_UNAVAILABLE', 503, {}, 'backoff'],
];

const PATHS = ['/posts/by-user/tiktok/natgeo', '/posts/by-hashtag/tiktok/travel'];

async function request(path: string, headers: Record<string, string>, init: RequestInit = {}) {
  const response = await fetch(sandbox.url + path, { ...init, headers });
  return { response, body: await response.json() };
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

describe.for(PATHS)('GET %s', (path) => {
  test.for(CODES)('%s has its test token, status and fields', async ([code, status, fields]) => {
    const { response, body } = await request(path, bearer(`test_${code.toLowerCase()}`));
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({
      success: false,
      error: { code, message: expect.stringMatching(/\S/), ...fields },
    });
  });

  test('a 401 has a challenge, and a 429 has its wait in Retry-After', async () => {
    expect((await request(path, {})).response.headers.get('www-authenticate')).toBe('Bearer');
    const { response } = await request(path, bearer('test_rate_limit_exceeded'));
    expect(response.headers.get('retry-after')).toBe('60');
  });

  test.for(['tiktok', 'instagram', 'twitter', 'x', 'snapchat', 'linkedin'])(
    'platform %s is returned as requested',
    async (platform) => {
      const { response, body } = await request(path.replace('tiktok', platform), bearer('test_ok'));
      expect(response.status).toBe(200);
      expect(body.data.posts.length).toBe(20);
      expect(new Set(body.data.posts.map((post: { platform: string }) => post.platform))).toEqual(
        new Set([platform]),
      );
    },
  );

  test.for(['1', '2', '7', '100'])('limit=%s applies to both pages', async (limit) => {
    const first = (await request(`${path}?limit=${limit}`, bearer('test_ok'))).body.data;
    expect(first.posts.length).toBe(Number(limit));
    const cursor = encodeURIComponent(first.next_cursor);
    const second = (await request(`${path}?limit=${limit}&cursor=${cursor}`, bearer('test_ok'))).body.data;
    expect(second.next_cursor).toBeNull();
    expect(second.posts.length).toBeGreaterThan(0);
    expect(second.posts.length).toBeLessThanOrEqual(Number(limit));
    const ids = [...first.posts, ...second.posts].map((post: { id: number }) => post.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('the catalogue has the retry policies of DECISIONS "Codes"', () => {
  for (const [code, , , retry] of CODES) {
    expect(contract.errors.find((entry) => entry.code === code)?.retry, code).toBe(retry);
  }
});

const [path = ''] = PATHS;

describe('the token', () => {
  test.for<[string, Record<string, string>, string | undefined]>([
    ['X-API-Token', { 'X-API-Token': 'test_ok' }, undefined],
    ['bearer in lower case', { Authorization: 'bearer test_ok' }, undefined],
    ['BEARER in upper case', { Authorization: 'BEARER test_ok' }, undefined],
    ['no token', {}, 'MISSING_API_TOKEN'],
    ['an unknown token', bearer('nobody'), 'INVALID_API_TOKEN'],
    ['an unknown test token', bearer('test_no_such_code'), 'INVALID_API_TOKEN'],
    ['a code in upper case', bearer('test_NOT_FOUND'), 'INVALID_API_TOKEN'],
    ['an empty Authorization', { Authorization: '' }, 'MISSING_API_TOKEN'],
    ['Bearer without a token', { Authorization: 'Bearer' }, 'MISSING_API_TOKEN'],
    ['no scheme', { Authorization: 'test_ok' }, 'MISSING_API_TOKEN'],
    ['another scheme', { Authorization: 'Basic test_ok' }, 'MISSING_API_TOKEN'],
    ['text after the token', { Authorization: 'Bearer test_ok garbage' }, 'INVALID_API_TOKEN'],
    [
      'both headers: Bearer takes precedence',
      { ...bearer('nobody'), 'X-API-Token': 'test_ok' },
      'INVALID_API_TOKEN',
    ],
  ])('%s', async ([, headers, code]) => {
    const { body } = await request(path, headers);
    expect(body.error?.code).toBe(code);
  });

  test('a token in the query string is ignored', async () => {
    expect((await request(`${path}?token=test_ok&api_token=test_ok`, {})).body.error.code).toBe(
      'MISSING_API_TOKEN',
    );
  });
});

describe('requests that plain Prism does not handle as the contract requires', () => {
  test.for<[string, string, string | undefined]>([
    ['a bad limit', `${path}?limit=0`, 'INVALID_PARAMETERS'],
    ['an empty limit', `${path}?limit=`, 'INVALID_PARAMETERS'],
    ['limit=1e1', `${path}?limit=1e1`, 'INVALID_PARAMETERS'],
    ['limit=+5', `${path}?limit=%2B5`, 'INVALID_PARAMETERS'],
    ['limit=0x10', `${path}?limit=0x10`, 'INVALID_PARAMETERS'],
    ['limit=1.0', `${path}?limit=1.0`, 'INVALID_PARAMETERS'],
    ['limit=05', `${path}?limit=05`, 'INVALID_PARAMETERS'],
    ['limit=101', `${path}?limit=101`, 'INVALID_PARAMETERS'],
    ['a platform in capitals', '/posts/by-user/TikTok/natgeo', 'INVALID_PLATFORM'],
    ['an unknown platform', '/posts/by-user/myspace/natgeo', 'INVALID_PLATFORM'],
    ['an unknown path', '/users', 'NOT_FOUND'],
    ['an additional segment', `${path}/more`, 'NOT_FOUND'],
    ['malformed percent-encoding', '/posts/by-user/tiktok/%zz', 'INVALID_PARAMETERS'],
    ['an unknown cursor', `${path}?cursor=nowhere`, undefined],
    ['an unknown parameter', `${path}?colour=red`, undefined],
    ['an encoded slash in a name', '/posts/by-user/tiktok/a%2Fb', undefined],
  ])('%s', async ([, target, code]) => {
    const { response, body } = await request(target, bearer('test_ok'));
    expect(body.error?.code).toBe(code);
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  test.for(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    '%s on a known path is an unknown endpoint',
    async (method) => {
      const { response, body } = await request(path, bearer('test_ok'), { method });
      expect([response.status, body.error.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  test('HEAD returns the response of GET without the body', async () => {
    const response = await fetch(sandbox.url + path, { method: 'HEAD', headers: bearer('test_ok') });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
  });

  test('a path outside the base path is unknown', async () => {
    const response = await fetch(new URL('/posts', sandbox.url), { headers: bearer('test_ok') });
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe('NOT_FOUND');
  });

  test('the response has one content type', async () => {
    const { response } = await request(path, bearer('test_internal_error'));
    expect(response.headers.get('content-type')).toBe('application/json');
  });
});

describe('CORS', () => {
  test('any origin can read the response, including Retry-After and Date', async () => {
    for (const token of ['test_ok', 'test_rate_limit_exceeded']) {
      const { response } = await request(path, { ...bearer(token), Origin: 'https://app.example' });
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      const exposed = response.headers.get('access-control-expose-headers')?.split(', ');
      expect(exposed).toEqual(expect.arrayContaining(['Retry-After', 'Date']));
    }
  });

  test('a preflight request gets its CORS headers', async () => {
    const response = await fetch(sandbox.url + path, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://app.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization,x-trace',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,x-trace');
    expect(response.headers.get('access-control-allow-methods')).toContain('GET');
  });
});
