/** One client for several accounts: the token of a call. */
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../generated/contract.ts';
import { fetchWorldOf } from '../../helpers/client/fetch-harness.ts';
import { failure, inTurn, success, TOKEN, USER, worldOf } from '../../helpers/client/harness.ts';

const OTHER = 'tok_of_Another+2/3=';
const [{ path = '' } = {}] = Object.values(contract.operations);
const sentTokens = (requests: Request[]) => requests.map(({ headers }) => headers.get('authorization'));

describe('the token of a call', () => {
  test('replaces the token of the client for this call only, in methods, pages, items and openapi-fetch', async () => {
    const world = worldOf(inTurn(success({ posts: [{}] })));
    const { listPostsByUser } = world.client;
    await listPostsByUser(USER, { token: OTHER });
    await listPostsByUser(USER, { token: async () => OTHER });
    await listPostsByUser(USER, { token: undefined });
    for await (const _ of listPostsByUser.pages(USER, { token: OTHER }));
    for await (const _ of listPostsByUser.items(USER, { token: OTHER }));
    const [own, other] = [`Bearer ${TOKEN}`, `Bearer ${OTHER}`];
    expect(sentTokens(world.requests)).toEqual([other, other, own, other, other]);

    const { http, requests } = fetchWorldOf(inTurn(success()));
    await http.GET(path as '/posts/by-user/{platform}/{username}', { params: { path: USER }, token: OTHER });
    expect(sentTokens(requests)).toEqual([other]);
  });

  test('null sends no token, for one call or for all', async () => {
    const world = worldOf(inTurn(success()));
    await world.client.listPostsByUser(USER, { token: null });
    const proxied = worldOf(inTurn(success()), { token: null });
    await proxied.client.listPostsByUser(USER);
    await proxied.client.listPostsByUser(USER, { token: OTHER });
    const requests = [...world.requests, ...proxied.requests];
    expect(sentTokens(requests)).toEqual([null, null, `Bearer ${OTHER}`]);
    expect(requests.map(({ headers }) => headers.get('x-api-token'))).toEqual([null, null, null]);
  });

  test.each([OTHER, () => OTHER])('is masked like the token of the client', async (token) => {
    const events: unknown[] = [];
    const { client } = worldOf(
      inTurn(failure(500, { code: 'INTERNAL_ERROR', message: `${OTHER} ${TOKEN}` })),
      {
        onRetry: (event) => events.push(event),
        onAttempt: (event) => events.push(event),
      },
    );
    const { error } = await client.listPostsByUser(USER, { token, retry: 1 });
    expect(error?.message).toBe('*** ***');
    expect(events).toHaveLength(3);
    expect(inspect(events, { depth: 9 })).not.toMatch(/tok_/);
  });

  test('is masked in the failure of an invalid option', async () => {
    const { client } = worldOf(inTurn(success()));
    const options = { token: OTHER, [`x${OTHER}`]: 1 };
    const { error } = await client.listPostsByUser(USER, options);
    expect(error?.message).toContain('The option x*** does not exist.');
    expect(inspect(error)).not.toContain(OTHER);
  });

  test.each(['', 'a b', 7, {}])('is refused if it is %j', async (token) => {
    const { client, requests } = worldOf(inTurn(success()));
    const { error } = await client.listPostsByUser(USER, { token: token as string });
    expect(error).toMatchObject({ kind: 'refused' });
    expect(error?.message).toContain('The option token must be a string of visible ASCII characters');
    expect(requests).toEqual([]);
  });

  test('has its own rate limit', async () => {
    const { client, requests, waits } = worldOf((request) => {
      const isLimited = request.headers.get('authorization') === `Bearer ${TOKEN}` && requests.length === 1;
      const code = 'RATE_LIMIT_EXCEEDED';
      return inTurn(isLimited ? failure(429, { code, retry_after: 9 }) : success())(request, 1);
    });
    const limited = await client.listPostsByUser(USER, { retry: 0 });
    expect(limited.error?.retryAfterMs).toBe(9000);
    await client.listPostsByUser(USER, { token: OTHER });
    expect(waits).toEqual([]);
    await client.listPostsByUser(USER);
    expect(waits).toEqual([9000]);
  });
});

describe('a header for the token is refused, in any case, and the message names the option', () => {
  test.each(
    contract.credentials.flatMap(({ header }) => [header, header.toLowerCase(), header.toUpperCase()]),
  )('%s', async (name) => {
    const { client, requests } = worldOf(inTurn(success()));
    const { http, requests: others } = fetchWorldOf(inTurn(success()));
    const headers = { [name]: OTHER };
    const [{ header = '' } = {}] = contract.credentials.filter(
      ({ header }) => header.toLowerCase() === name.toLowerCase(),
    );
    const message = `The call failed (refused): The header ${header} must not be set: pass the token as the option token.`;
    const { error } = await client.listPostsByUser(USER, { headers });
    expect(error).toMatchObject({ kind: 'refused', message, attempts: 0 });
    const proxied = await client.listPostsByUser(USER, { headers, token: null });
    expect(proxied.error).toMatchObject({ kind: 'refused', message });
    const outcome = await http.GET(path as '/posts/by-user/{platform}/{username}', {
      params: { path: USER },
      headers,
    });
    expect(outcome.error?.error).toMatchObject({ kind: 'refused', message });
    expect([...requests, ...others]).toEqual([]);
  });
});
