/** The sandbox of the larger API: request bodies, methods, parameters, credentials and successes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleRequest } from '../../../src/contract/example-request.ts';
import type { Contract, Operation } from '../../../src/contract/model.ts';
import { validatorOf } from '../../../src/contract/validator.ts';
import type { Exchange } from '../../../src/sandbox/handler.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { grownContract } from '../../helpers/grown.ts';
import { exchangeBytes, splitResponses } from '../../helpers/raw-http.ts';

const OK = { Authorization: 'Bearer test_ok' };
const JSON_TYPE = { ...OK, 'Content-Type': 'application/json' };

let contract: Contract;
let sandbox: Sandbox;
const faults: unknown[] = [];
const exchanges: Exchange[] = [];

beforeAll(async () => {
  contract = await grownContract();
  sandbox = await startSandbox({
    contract,
    onFault: (fault) => faults.push(fault),
    onExchange: (exchange) => exchanges.push(exchange),
  });
});
afterAll(async () => {
  await sandbox.close();
  expect(faults).toEqual([]);
});

interface Answer {
  status: number;
  headers: Headers;
  code?: string;
  data?: Record<string, unknown>;
  text: string;
}

async function send(
  method: string,
  path: string,
  headers: Record<string, string> = OK,
  body?: string | Uint8Array<ArrayBuffer>,
  base = sandbox.url,
): Promise<Answer> {
  const init = body === undefined ? {} : { body };
  const response = await fetch(base + path, { method, headers, ...init });
  const text = await response.text();
  const { error, data } = text === '' ? ({} as never) : JSON.parse(text);
  return { status: response.status, headers: response.headers, code: error?.code, data, text };
}

const json = (method: string, path: string, body: unknown) =>
  send(method, path, JSON_TYPE, JSON.stringify(body));

/** Sends the example of an operation. */
function sendExample(operation: Operation, token: string, more: Record<string, string> = {}) {
  const { method, target, headers, body } = exampleRequest(operation, token);
  return send(method, target, { ...headers, ...more }, body);
}

describe('each operation', () => {
  test('returns its first success for the example, with the headers of the spec', async () => {
    for (const operation of contract.operations) {
      const { status, headers, text } = await sendExample(operation, 'test_ok');
      const { success, id } = operation;
      expect(status, id).toBe(success.status);
      for (const { name, example } of success.headers) expect(headers.get(name), id).toBe(example);
      if (!success.content) {
        expect([text, headers.get('content-type')], id).toEqual(['', null]);
        expect(headers.get('content-length'), id).toBe(status === 204 ? null : '0');
        continue;
      }
      expect(headers.get('content-type'), id).toBe(success.content.mediaType);
      const validate = validatorOf(contract.document, success.content.schemaPointer);
      expect(validate(JSON.parse(text)), id).toBe(true);
    }
  });

  test('returns each of its codes for the test token of the code, retired codes too', async () => {
    for (const operation of contract.operations)
      for (const entry of contract.errors) {
        const { code, testToken } = entry;
        // An operation that needs no token ignores the test tokens of codes that it cannot return.
        const expected = operation.codes.includes(code)
          ? [entry.status, code]
          : [operation.success.status, undefined];
        const { method, target, headers } = exampleRequest(operation, testToken);
        // An operation that needs no token accepts the tokens in any place.
        const token = operation.credentials.length === 0 ? { 'X-Account-Key': testToken } : {};
        const answer = await send(method, target, { ...headers, ...token });
        expect([answer.status, answer.code], `${operation.id} ${code}`).toEqual(expected);
      }
  });

  test('returns each success that the request prefers', async () => {
    for (const operation of contract.operations)
      for (const { status } of operation.successes)
        for (const prefer of [`code=${status}`, `respond-async, Code="${status}"; a=b, wait=9`])
          expect((await sendExample(operation, 'test_ok', { Prefer: prefer })).status).toBe(status);
    for (const prefer of ['code=299', 'code=404', 'code=2020', 'xcode=202', 'code'])
      expect((await send('GET', '/reports/7', { ...OK, Prefer: prefer })).status, prefer).toBe(200);
  });

  test('is in the log with its method and path', async () => {
    exchanges.length = 0;
    await json('PATCH', '/saved-searches/12', { notify: true });
    await json('PATCH', '/saved-searches/12', {});
    expect(exchanges).toMatchObject([
      { method: 'PATCH', path: '/api/v1/saved-searches/12', status: 200 },
      { method: 'PATCH', path: '/api/v1/saved-searches/12', status: 422, code: 'INVALID_BODY' },
    ]);
  });
});

const SEARCH = { name: 'Ridge', filter: { query: 'sunrise', platforms: ['x'], published_from: null } };
const search = (change: object) => ({ ...SEARCH, ...change });
const filter = (change: object) => search({ filter: { ...SEARCH.filter, ...change } });

describe('a request body', () => {
  test.for<[string, string, string, unknown]>([
    ['the required fields', 'POST', '/saved-searches', SEARCH],
    ['an unknown field', 'POST', '/saved-searches', search({ colour: 'red' })],
    ['an unknown field in an object', 'POST', '/saved-searches', filter({ colour: 'red' })],
    ['null for a nullable object', 'POST', '/saved-searches', search({ schedule: null })],
    [
      'a map',
      'POST',
      '/saved-searches',
      search({ labels: { a: 'b', constructor: 'c', ['__proto__']: 'd' } }),
    ],
    ['the shortest and the longest text', 'PUT', '/saved-searches/1', search({ name: 'a' })],
    ['characters outside of the BMP', 'PUT', '/saved-searches/1', search({ name: '\u{1f600}'.repeat(60) })],
    ['an optional body', 'POST', '/reports/7/cancel', { reason: 'a' }],
  ])('is valid: %s', async ([, method, path, body]) => {
    const { code, status } = await json(method, path, body);
    expect([code, status >= 200 && status < 300]).toEqual([undefined, true]);
  });

  test.for<[string, string, string, unknown]>([
    ['a missing field', 'POST', '/saved-searches', { nope: 1 }],
    ['a missing field in an object', 'POST', '/saved-searches', search({ filter: { query: 'ab' } })],
    ['another type', 'POST', '/saved-searches', search({ notify: 'true' })],
    ['null', 'POST', '/saved-searches', search({ name: null })],
    ['an empty text', 'POST', '/saved-searches', search({ name: '' })],
    ['a long text', 'PUT', '/saved-searches/1', search({ name: '\u{1f600}'.repeat(61) })],
    ['an empty array', 'POST', '/saved-searches', filter({ platforms: [] })],
    ['a repeated item', 'POST', '/saved-searches', filter({ platforms: ['x', 'x'] })],
    ['another value of an enum', 'POST', '/saved-searches', filter({ platforms: ['X'] })],
    ['another format', 'POST', '/saved-searches', filter({ published_from: '2026-02-30' })],
    [
      'a number out of range',
      'POST',
      '/saved-searches',
      search({ schedule: { every_hours: 0, at: '2026-01-15T08:30:00Z' } }),
    ],
    ['another value of a map', 'POST', '/saved-searches', search({ labels: { a: 1 } })],
    [
      'too many entries of a map',
      'POST',
      '/saved-searches',
      search({ labels: { a: 'a', b: 'a', c: 'a', d: 'a', e: 'a', f: 'a' } }),
    ],
    ['an unknown field of a closed object', 'PATCH', '/saved-searches/1', { notify: true, colour: 'red' }],
    ['an array', 'POST', '/saved-searches', [SEARCH]],
    ['an optional body', 'POST', '/reports/7/cancel', { reason: '' }],
  ])('is invalid: %s', async ([, method, path, body]) => {
    const { code, status } = await json(method, path, body);
    expect([code, status]).toEqual(['INVALID_BODY', 422]);
  });

  const text = JSON.stringify(SEARCH);
  const withType = (type: string) => ({ ...OK, 'Content-Type': type });
  test.for<
    [string, string | undefined, Record<string, string>, string | Uint8Array<ArrayBuffer> | undefined]
  >([
    ['application/json', undefined, withType('application/json'), text],
    ['a charset', undefined, withType('Application/JSON ; charset="UTF-8"'), text],
    ['white space', undefined, JSON_TYPE, ` \n\t${text}\r\n`],
    ['another charset', 'INVALID_BODY', withType('application/json; charset=latin1'), text],
    ['another media type', 'INVALID_BODY', withType('text/plain'), text],
    ['a suffix', 'INVALID_BODY', withType('application/merge-patch+json'), text],
    ['an invalid media type', 'INVALID_BODY', withType('json'), text],
    ['no media type', 'INVALID_BODY', OK, new TextEncoder().encode(text)],
    ['an empty body', 'INVALID_BODY', JSON_TYPE, ''],
    ['no body', 'INVALID_BODY', OK, undefined],
    ['a truncated body', 'INVALID_BODY', JSON_TYPE, text.slice(0, -1)],
    ['text after the value', 'INVALID_BODY', JSON_TYPE, `${text}x`],
    ['a byte order mark', 'INVALID_BODY', JSON_TYPE, `\ufeff${text}`],
    [
      'a byte that is not UTF-8',
      'INVALID_BODY',
      JSON_TYPE,
      Buffer.from(text.replace('Ridge', 'Ridg\xe9'), 'latin1'),
    ],
    ['deep nesting', 'INVALID_BODY', JSON_TYPE, '['.repeat(500_000)],
    ['a megabyte', 'INVALID_BODY', JSON_TYPE, JSON.stringify({ ...SEARCH, more: 'a'.repeat(2 ** 20) })],
    [
      'almost a megabyte',
      undefined,
      JSON_TYPE,
      JSON.stringify({ ...SEARCH, more: 'a'.repeat(2 ** 20 - 200) }),
    ],
  ])('%s', async ([, code, headers, body]) => {
    expect((await send('POST', '/saved-searches', headers, body)).code).toBe(code);
  });

  test('can be empty if it is not required', async () => {
    for (const headers of [OK, JSON_TYPE]) {
      const { status, text } = await send('POST', '/reports/7/cancel', headers);
      expect([status, text]).toEqual([202, '']);
    }
  });

  test('is checked after the token, the path and the parameters', async () => {
    const codes = await Promise.all([
      send('POST', '/saved-searches', { 'Content-Type': 'application/json' }, '{}'),
      send('PUT', '/saved-searches/none', JSON_TYPE, '{}'),
      send('POST', '/saved-searches/12', JSON_TYPE, '{}'),
      send('POST', '/saved-searches', { ...JSON_TYPE, 'Idempotency-Key': 'a' }, '{}'),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([
      'MISSING_API_TOKEN',
      'INVALID_PARAMETERS',
      'NOT_FOUND',
      'INVALID_PARAMETERS',
    ]);
  });

  test('of any kind is valid if the spec names no code for it', async () => {
    const operations = contract.operations.map(({ body, ...operation }): Operation => {
      if (!body) return operation;
      const { invalid, ...open } = body;
      return { ...operation, body: open };
    });
    const open = await startSandbox({ contract: { ...contract, operations } });
    for (const body of ['{', '', 'a'.repeat(2 ** 21)])
      expect((await send('POST', '/saved-searches', OK, body, open.url)).status).toBe(201);
    await open.close();
  });
});

describe('the connection', () => {
  const head = (length: number | string, more = '') =>
    `POST /api/v1/saved-searches HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer test_ok\r\nContent-Type: application/json\r\n${more}${typeof length === 'number' ? `Content-Length: ${length}` : length}\r\n\r\n`;
  const get = 'GET /api/v1/status HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  const text = JSON.stringify(SEARCH);
  const chunked = 'Transfer-Encoding: chunked';
  const statuses = async (bytes: string) =>
    splitResponses(await exchangeBytes(sandbox.port, bytes)).map(({ status }) => status);

  test.for<[string, string, number[]]>([
    ['a body', head(text.length) + text + get, [201, 200]],
    ['a large body', head(3_000_000) + 'a'.repeat(3_000_000) + get, [422, 200]],
    [
      'a body in chunks of one byte',
      `${head(chunked)}${[...text].map((one) => `1\r\n${one}\r\n`).join('')}0\r\n\r\n${get}`,
      [201, 200],
    ],
    ['several bodies', `${head(text.length)}${text}${head(2)}{}`.repeat(2) + get, [201, 422, 201, 422, 200]],
    ['a body after a 100', `${head(text.length, 'Expect: 100-continue\r\n')}${text}${get}`, [100, 201, 200]],
  ])('stays open after %s', async ([, bytes, expected]) => {
    expect(await statuses(bytes)).toEqual(expected);
  });

  test.for<[string, string, number[]]>([
    ['an invalid chunk', `${head(chunked)}zz\r\n`, [422]],
    ['an invalid chunk after a response', `${head(2)}{}${head(chunked)}5\r\nabcdezz\r\n`, [422, 422]],
    [
      'a body with a long query',
      `${head(text.length).replace(' HTTP', `?${'a'.repeat(70_000)} HTTP`)}${text}`,
      [400],
    ],
  ])('ends after %s', async ([, bytes, expected]) => {
    expect(await statuses(bytes)).toEqual(expected);
  });
});

describe('parameters', () => {
  const found = (query: string, headers: Record<string, string> = {}) =>
    send('GET', `/posts/search?query=sunrise${query}`, { ...OK, ...headers });

  test.for<[string, Record<string, string>?]>([
    ['&platforms=tiktok&platforms=x&platforms=linkedin'],
    ['&hashtags=a,b,c,d,e'],
    ['&hashtags=a%62'],
    ['&author_ids=4,8'],
    ['&words=a%2Cb&words=first+light&words='],
    ['&with_media=false&min_score=0.999&published_from=2026-02-28&sort=oldest&language=en'],
    ['', { 'X-Post-Fields': 'media , author' }],
    ['', { 'x-request-label': 'a-1' }],
    ['&unknown=1&unknown=2'],
  ])('%s %j is valid', async ([query, headers]) => {
    expect((await found(query, headers)).code).toBe(undefined);
  });

  test.for<[string, string, Record<string, string>?]>([
    ['INVALID_PLATFORM', '&platforms=tiktok&platforms=x&platforms=linkedin&platforms=twitter'],
    ['INVALID_PLATFORM', '&platforms=tiktok&platforms=tiktok'],
    ['INVALID_PLATFORM', '&platforms=tiktok,x'],
    ['INVALID_PLATFORM', '&platforms='],
    ['INVALID_PARAMETERS', '&hashtags=a,b,c,d,e,f'],
    ['INVALID_PARAMETERS', '&hashtags=a%2Cb'],
    ['INVALID_PARAMETERS', '&author_ids=4,b'],
    ['INVALID_PARAMETERS', '&author_ids=0'],
    ['INVALID_PARAMETERS', '&author_ids='],
    ['INVALID_PARAMETERS', '&with_media=yes'],
    ['INVALID_PARAMETERS', '&min_score=1'],
    ['INVALID_PARAMETERS', '&published_from=2026-02-29'],
    ['INVALID_PARAMETERS', '', { 'X-Post-Fields': 'media,media' }],
    ['INVALID_PARAMETERS', '', { 'X-Post-Fields': 'other' }],
    ['INVALID_PARAMETERS', '', { 'X-Request-Label': 'a b' }],
    ['INVALID_PARAMETERS', `&words=a${'&words=a'.repeat(10_000)}`],
  ])('%s: %s %j', async ([code, query, headers]) => {
    expect((await found(query, headers)).code).toBe(code);
  });

  test('a required parameter of the query', async () => {
    expect((await send('GET', '/posts/search')).code).toBe('INVALID_PARAMETERS');
  });

  test('a fixed segment precedes a path parameter', async () => {
    expect((await send('GET', '/posts/search?query=ab')).data).toHaveProperty('posts');
    expect((await send('GET', '/posts/12')).data).toHaveProperty('post');
    expect((await send('GET', '/posts/none')).code).toBe('INVALID_PARAMETERS');
  });

  test.for(['DELETE', 'PUT', 'PATCH'])('%s on a path that has other methods', async (method) => {
    expect((await send(method, '/saved-searches')).code).toBe('NOT_FOUND');
  });
});

describe('credentials', () => {
  test.for<[string, string, Record<string, string>, string | undefined]>([
    ['no token is needed', '/status', {}, undefined],
    ['a token that is not needed is ignored', '/status', { Authorization: 'Bearer nobody' }, undefined],
    ['a scheme of its own', '/accounts/me', { 'X-Account-Key': 'test_ok' }, undefined],
    ['an unknown key', '/accounts/me', { 'X-Account-Key': 'nobody' }, 'INVALID_API_TOKEN'],
    ['the scheme of other operations', '/accounts/me', OK, 'MISSING_API_TOKEN'],
    ['a key for other operations', '/posts/12', { 'X-Account-Key': 'test_ok' }, 'MISSING_API_TOKEN'],
    ['an unknown path with the key', '/accounts/none', { 'X-Account-Key': 'test_ok' }, 'NOT_FOUND'],
    ['an unknown path', '/accounts/none', OK, 'NOT_FOUND'],
    ['an unknown path without a token', '/status/none', {}, 'MISSING_API_TOKEN'],
  ])('%s', async ([, path, headers, code]) => {
    expect((await send('GET', path, headers)).code).toBe(code);
  });

  test('a test token is unknown to an operation that does not have its code', async () => {
    const operations = contract.operations.map((operation) => ({
      ...operation,
      codes: operation.codes.filter((code) => code !== 'SEARCH_LIMIT_REACHED'),
    }));
    const other = await startSandbox({ contract: { ...contract, operations } });
    const codeOf = async (path: string) =>
      (await send('GET', path, { 'X-API-Token': 'test_search_limit_reached' }, undefined, other.url)).code;
    expect(await codeOf('/posts/12')).toBe('INVALID_API_TOKEN');
    expect(await codeOf('/status')).toBe(undefined);
    expect(await codeOf('/none')).toBe('SEARCH_LIMIT_REACHED');
    await other.close();
  });
});

describe('the balance', () => {
  const started = async (balance: number) => {
    const charged = await startSandbox({ contract, balance });
    return {
      charged,
      remaining: async () =>
        (await send('GET', '/posts/12', OK, undefined, charged.url)).data?.remaining_balance,
      create: async (key?: string, body: object = SEARCH) => {
        const headers = { ...JSON_TYPE, ...(key !== undefined && { 'Idempotency-Key': key }) };
        return send('POST', '/saved-searches', headers, JSON.stringify(body), charged.url);
      },
    };
  };

  test('only successes that report it are charged', async () => {
    const { charged, remaining } = await started(3);
    expect(await remaining()).toBe(2);
    for (const operation of contract.operations) {
      const { method, target, headers, body } = exampleRequest(operation, 'test_ok');
      if (operation.success.balanceField === undefined)
        expect((await send(method, target, headers, body, charged.url)).code).toBe(undefined);
    }
    expect(await remaining()).toBe(1);
    await charged.close();
  });

  test('requests with the same idempotency key are charged once, and get the same response', async () => {
    const { charged, remaining, create } = await started(9);
    expect((await create('key-00001', {})).code).toBe('INVALID_BODY');
    const first = await create('key-00001');
    expect(await create('key-00001', { ...SEARCH, name: 'Other' })).toMatchObject({
      status: 201,
      text: first.text,
    });
    expect(await remaining()).toBe(7);
    expect((await create('key-00002')).text).not.toBe(first.text);
    expect((await create()).text).not.toBe((await create()).text);
    expect(await remaining()).toBe(3);
    await charged.close();
  });
});

test('a rate limit and a latency apply to every method', async () => {
  const limited = await startSandbox({ contract, rateLimit: 1, latencyMs: 20 });
  const start = performance.now();
  const codes = [];
  for (const method of ['PUT', 'DELETE', 'GET'])
    codes.push(
      (
        await send(
          method,
          '/saved-searches/12',
          JSON_TYPE,
          method === 'GET' ? undefined : JSON.stringify(SEARCH),
          limited.url,
        )
      ).code,
    );
  expect(codes).toEqual([undefined, 'RATE_LIMIT_EXCEEDED', 'RATE_LIMIT_EXCEEDED']);
  expect(performance.now() - start).toBeGreaterThanOrEqual(57);
  await limited.close();
});

test('CORS: a page of another origin can send every request and read every header', async () => {
  const response = await fetch(`${sandbox.url}/saved-searches/12`, {
    method: 'OPTIONS',
    headers: { Origin: 'https://app.test', 'Access-Control-Request-Method': 'PUT' },
  });
  const list = (name: string) => response.headers.get(name)?.split(', ');
  expect(list('access-control-allow-methods')?.sort()).toEqual(['DELETE', 'GET', 'PATCH', 'POST', 'PUT']);
  expect(list('access-control-allow-headers')).toEqual([
    'Authorization',
    'X-API-Token',
    'X-Account-Key',
    'Content-Type',
    'X-Request-Label',
    'X-Post-Fields',
    'Idempotency-Key',
    'Prefer',
  ]);
  expect(list('access-control-expose-headers')).toEqual(
    expect.arrayContaining(['Location', 'Retry-After', 'Date']),
  );
});

test('HEAD returns the response of GET, and the headers of a success', async () => {
  const { status, text, headers } = await send('HEAD', '/reports/7', { ...OK, Prefer: 'code=202' });
  expect([status, text, headers.get('retry-after')]).toEqual([202, '', '1']);
  expect((await send('HEAD', '/saved-searches/12')).status).toBe(200);
});
