/** Operations of other shapes than those of the current contract: bodies, arrays, keys, empty successes, credentials. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyResult } from '../../../src/client/call.ts';
import { buildClient } from '../../../src/client/client.ts';
import type { ContractData } from '../../../src/client/contract-data.ts';
import { buildFetchClient } from '../../../src/client/fetch-client.ts';
import {
  commaListInQuery,
  inBody,
  inHeader,
  inPath,
  inQuery,
  listInHeader,
  listInQuery,
} from '../../../src/client/parameters.ts';
import {
  BASE_URL,
  environmentOf,
  failure,
  inTurn,
  type Options,
  type RawResponse,
  type Respond,
  TOKEN,
} from '../../helpers/client/harness.ts';

const contract: ContractData = {
  codes: {
    LATER: { meaning: 'Later', solution: 'Wait', retry: 'backoff' },
    LIMITED: { meaning: 'Limited', solution: 'Wait', retry: 'wait', fields: { seconds: { role: 'wait' } } },
  },
  docs: 'docs/',
  credentials: [
    { header: 'Authorization', prefix: 'Bearer ' },
    { header: 'X-Token', prefix: '' },
  ],
  balance: '',
  operations: {
    create: { method: 'POST', path: '/things', parameters: { body: inBody } },
    keyed: {
      method: 'POST',
      path: '/keyed',
      parameters: { 'Idempotency-Key': inHeader, body: inBody },
      idempotencyKey: 'Idempotency-Key',
    },
    search: {
      method: 'GET',
      path: '/things/search',
      parameters: {
        limit: inQuery,
        tags: listInQuery,
        ids: commaListInQuery,
        constructor: inQuery,
        'X-Label': inHeader,
        'X-Fields': listInHeader,
      },
    },
    remove: { method: 'DELETE', path: '/things/{id}', parameters: { id: inPath }, empty: [204] },
    cancel: {
      method: 'POST',
      path: '/things/{id}/cancel',
      parameters: { id: inPath, body: inBody },
      empty: [202, 204],
    },
    status: { method: 'GET', path: '/status', credentials: [] },
    account: { method: 'GET', path: '/account', credentials: [{ header: 'X-Key', prefix: 'Key ' }] },
  },
};

type Method = (parameters?: object, options?: object) => Promise<AnyResult>;
type Methods = Record<keyof typeof contract.operations & string, Method>;
interface FetchResult {
  data?: unknown;
  error?: { error: Record<string, unknown> };
  response: Response;
}
type Http = Record<'GET' | 'POST' | 'DELETE', (path: string, init?: object) => Promise<FetchResult>>;

function worldOf(send: Respond, options: Options = {}) {
  const { options: all, ...environment } = environmentOf(send, options);
  const client = buildClient<Methods>(contract, all) as Record<string, Method>;
  const call = (id: string, parameters?: object, options?: object) =>
    (client[id] as Method)(parameters, options);
  return { call, http: buildFetchClient<Http>(contract, all), ...environment };
}

const OK: RawResponse = { body: '{"success":true,"data":{}}' };
const NONE: RawResponse = { status: 204 };
const LATER = failure(503, { code: 'LATER' });
const BODY = { name: 'é', of: [{ a: null }] };

interface Sent {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

describe('over a connection', () => {
  const received: Sent[] = [];
  /** The responses to send; the last one is repeated. */
  let responses: RawResponse[] = [OK];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    received.push({ method, url, headers, body: await text(request) });
    const [next = OK] = responses.length > 1 ? responses.splice(0, 1) : responses;
    response.writeHead(next.status ?? 200, next.headers).end(next.body);
  });
  let options: Options = {};
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    options = { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch: undefined };
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  /** Makes a call over the connection and returns the requests that the server received. */
  async function receivedBy(
    sent: RawResponse[],
    make: (world: ReturnType<typeof worldOf>) => Promise<unknown>,
    more: Options = {},
  ): Promise<Sent[]> {
    received.length = 0;
    responses = [...sent];
    await make(worldOf(inTurn(OK), { ...options, ...more }));
    return [...received];
  }

  const withFetch: Options = { fetch: (request) => fetch(request) };

  test.each<[string, (world: ReturnType<typeof worldOf>) => Promise<unknown>, Options]>([
    ['a method', ({ call }) => call('keyed', { body: BODY }), {}],
    ['a method with a fetch of its own', ({ call }) => call('keyed', { body: BODY }), withFetch],
    ['openapi-fetch', ({ http }) => http.POST('/keyed', { body: BODY }), {}],
    ['openapi-fetch with a fetch of its own', ({ http }) => http.POST('/keyed', { body: BODY }), withFetch],
  ])('%s sends the body as JSON and the same key with each attempt', async (_, make, more) => {
    const requests = await receivedBy([LATER, LATER, OK], make, more);
    expect(requests.map(({ method, body }) => [method, body])).toEqual(
      Array(3).fill(['POST', JSON.stringify(BODY)]),
    );
    for (const { headers } of requests) {
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${TOKEN}`,
        'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
    expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    const [again] = await receivedBy([OK], make, more);
    expect(again?.headers['idempotency-key']).not.toBe(requests[0]?.headers['idempotency-key']);
  });

  test('arrays in the query and in headers, by a method and by openapi-fetch', async () => {
    const query = { limit: 2, tags: ['a b', 'c&d=e,f'], ids: [1, 'x,y'] };
    const header = { 'X-Label': 'one', 'X-Fields': ['media', 'author'] };
    for (const make of [
      ({ call }: ReturnType<typeof worldOf>) => call('search', { ...query, ...header }),
      ({ http }: ReturnType<typeof worldOf>) => http.GET('/things/search', { params: { query, header } }),
    ]) {
      const [request] = await receivedBy([OK], make);
      expect(request?.url).toBe('/things/search?limit=2&tags=a%20b&tags=c%26d%3De%2Cf&ids=1,x%2Cy');
      expect(request?.headers['x-label']).toBe('one');
      expect(request?.headers['x-fields']?.toString().replaceAll(' ', '')).toBe('media,author');
      expect(request?.headers).not.toHaveProperty('content-type');
    }
  });

  test('a success without content', async () => {
    const outcomes: unknown[] = [];
    await receivedBy([NONE], async ({ call }) => outcomes.push(await call('remove', { id: 7 })));
    await receivedBy([NONE], async ({ http }) =>
      outcomes.push(await http.DELETE('/things/{id}', { params: { path: { id: 7 } } })),
    );
    await receivedBy([{ status: 202 }], async ({ http }) =>
      outcomes.push(await http.POST('/things/{id}/cancel', { params: { path: { id: 7 } } })),
    );
    expect(outcomes[0]).toMatchObject({ success: true, data: undefined, response: { status: 204 } });
    expect(outcomes[1]).toMatchObject({ data: undefined, response: { status: 204 } });
    expect(outcomes[2]).toMatchObject({ data: undefined, response: { status: 202 } });
    for (const outcome of outcomes) expect(outcome).not.toMatchObject({ error: expect.anything() });
  });
});

test('middleware of openapi-fetch sees the body, and never the token', async () => {
  const { options, requests } = environmentOf(inTurn(OK));
  const http = buildFetchClient<Http & { use(middleware: object): void }>(contract, options);
  const seen: unknown[] = [];
  http.use({
    onResponse: async ({ request }: { request: Request }) => {
      seen.push(await request.text(), request.headers.get('authorization'));
    },
  });
  await http.POST('/things', { body: BODY });
  expect(seen).toEqual([JSON.stringify(BODY), null]);
  expect(requests[0]?.headers.get('authorization')).toBe(`Bearer ${TOKEN}`);
});

describe('an invalid argument sends nothing', () => {
  const cycle: Record<string, unknown> = {};
  cycle.cycle = cycle;
  test.each<[string, string, object]>([
    ['create', 'The parameter body must be an object.', { body: [] }],
    ['create', 'The parameter body must be an object.', { body: 'text' }],
    ['create', 'The parameter body must be an object.', { body: null }],
    ['create', 'circular', { body: cycle }],
    ['create', 'BigInt', { body: { big: 1n } }],
    ['create', 'The parameter Body does not exist. The parameters are body.', { Body: {} }],
    ['search', 'The parameter body does not exist.', { body: {} }],
    ['search', 'The parameter limit must be a number or a string', { limit: [1] }],
    ['search', 'The parameter constructor must be a number or a string', { constructor: [1] }],
    ['search', 'The parameter tags must be an array of', { tags: 'a' }],
    ['search', 'The parameter tags must be an array of', { tags: [['a']] }],
    ['search', 'The parameter ids must be an array of', { ids: [1, null] }],
    ['search', 'The parameter ids must be an array of', { ids: ['\ud800'] }],
    ['search', 'The header X-Label is invalid.', { 'X-Label': 'secret\nx' }],
    ['search', 'The parameter x-label does not exist.', { 'x-label': 'a' }],
  ])('%s: %s', async (id, message, parameters) => {
    const { call, requests } = worldOf(inTurn(OK));
    const { error } = await call(id, parameters);
    expect(error).toMatchObject({ kind: 'refused', attempts: 0 });
    expect(error?.message).toContain(message);
    expect(error?.message).not.toContain('secret');
    expect(requests).toEqual([]);
  });
});

test('parameters without a value are left out, and a parameter takes precedence over the same header', async () => {
  const { call, requests } = worldOf(inTurn(OK));
  await call('search', { limit: undefined, tags: [], ids: [], 'X-Fields': [], 'X-Label': null });
  await call('search', { 'X-Label': 'one' }, { headers: { 'x-label': 'two', 'x-trace': '' } });
  await call('create', {});
  expect(requests.map(({ url }) => url.slice(BASE_URL.length))).toEqual([
    '/things/search',
    '/things/search',
    '/things',
  ]);
  expect(requests.map(({ headers }) => Object.fromEntries(headers))).toEqual([
    { accept: 'application/json', authorization: `Bearer ${TOKEN}` },
    { accept: 'application/json', authorization: `Bearer ${TOKEN}`, 'x-label': 'one' },
    { accept: 'application/json', authorization: `Bearer ${TOKEN}` },
  ]);
});

test('the caller can give the media type of a body', async () => {
  const { call, requests } = worldOf(inTurn(OK));
  await call('create', { body: BODY }, { headers: { 'content-type': 'application/vnd.test+json' } });
  expect(requests[0]?.headers.get('content-type')).toBe('application/vnd.test+json');
});

describe('retries', () => {
  test('a request with an unsafe method is repeated only with an idempotency key', async () => {
    for (const [id, attempts] of [
      ['create', 1],
      ['keyed', 4],
    ] as const) {
      const { call, requests } = worldOf(inTurn(LATER));
      expect((await call(id, { body: BODY })).error).toMatchObject({ code: 'LATER', attempts });
      expect(requests).toHaveLength(attempts);
    }
  });

  test('the caller can give the key, as a parameter or as a header', async () => {
    const { call, http, requests } = worldOf(inTurn(LATER, OK));
    await call('keyed', { 'Idempotency-Key': 'mine', body: BODY });
    await call('keyed', { body: BODY }, { headers: { 'idempotency-key': 'other' } });
    await http.POST('/keyed', { params: { header: { 'Idempotency-Key': 'third' } }, body: BODY });
    const keys = requests.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toEqual(['mine', 'mine', 'other', 'third']);
  });
});

describe('an empty body', () => {
  test.each<[string, RawResponse, object]>([
    ['remove', NONE, { success: true }],
    ['cancel', NONE, { success: true }],
    ['cancel', { status: 202 }, { success: true }],
    // With a body, the envelope decides.
    ['cancel', { status: 202, ...OK }, { success: true, data: {} }],
    ['remove', OK, { success: true, data: {} }],
    ['remove', { status: 200 }, { success: false, error: { reason: 'empty' } }],
    ['remove', { status: 202 }, { success: false, error: { reason: 'empty' } }],
    ['cancel', { status: 202, body: ' ' }, { success: false, error: { reason: 'empty' } }],
    ['cancel', { status: 202, body: '<p>' }, { success: false, error: { reason: 'html' } }],
    ['cancel', { status: 404 }, { success: false, error: { reason: 'empty' } }],
    ['create', NONE, { success: false, error: { reason: 'empty' } }],
  ])('of %s with %j', async (id, response, expected) => {
    const result = await worldOf(inTurn(response)).call(id, id === 'create' ? {} : { id: 7 });
    expect(result).toMatchObject(expected);
    if (result.success && !response.body) expect(result.data).toBeUndefined();
  });
});

test('a redirect that fetch has followed to an empty success is a failure', async () => {
  const followed = () =>
    Object.defineProperty(new Response(null, { status: 204 }), 'redirected', { value: true });
  const { error } = await worldOf(followed).call('remove', { id: 7 });
  expect(error).toMatchObject({ kind: 'protocol', reason: 'redirect', status: 204 });
});

describe('credentials of an operation', () => {
  const headersOf = (requests: Request[]) =>
    requests.map(({ headers }) =>
      ['authorization', 'x-token', 'x-key'].flatMap((name) => headers.get(name) ?? []),
    );

  test.each([undefined, 'X-Token'])('with the option tokenHeader %j', async (tokenHeader) => {
    const { call, http, requests } = worldOf(inTurn(OK), { tokenHeader } as Options);
    await call('search');
    await call('account');
    await call('status', {}, { token: 'another_token' });
    await http.GET('/account');
    await http.GET('/status');
    const own = [`Key ${TOKEN}`];
    expect(headersOf(requests)).toEqual([[tokenHeader ? TOKEN : `Bearer ${TOKEN}`], own, [], own, []]);
  });

  test('an operation without a token does not get the token, and no wait of a token holds it back', async () => {
    let calls = 0;
    const token = () => {
      calls++;
      return TOKEN;
    };
    const { call, waits } = worldOf(inTurn(failure(429, { code: 'LIMITED', seconds: 9 }), OK), {
      token,
      retry: 0,
    });
    expect((await call('search')).error).toMatchObject({ code: 'LIMITED', retryAfterMs: 9000 });
    expect((await call('status')).success).toBe(true);
    expect([calls, waits]).toEqual([1, []]);
  });

  test('their headers are refused in the options', async () => {
    const { call, requests } = worldOf(inTurn(OK));
    for (const [id, header] of [
      ['account', 'X-Key'],
      ['account', 'Authorization'],
      ['status', 'X-Token'],
    ] as const) {
      const { error } = await call(id, {}, { headers: { [header.toLowerCase()]: 'secret' } });
      expect(error?.message).toContain(`The header ${header} must not be set`);
    }
    expect(requests).toEqual([]);
  });
});
