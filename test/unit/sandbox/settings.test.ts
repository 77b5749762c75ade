/** The settings of the sandbox: rate limit, wait, balance and latency, at the server. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { Contract } from '../../../src/contract/model.ts';
import { entryOf } from '../../../src/contract/read.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import type { SandboxSettings } from '../../../src/sandbox/settings.ts';
import { contract } from '../../helpers/project.ts';
import { exchangeBytes, splitResponses } from '../../helpers/raw-http.ts';

const PATH = '/posts/by-user/tiktok/natgeo?limit=1';
const OK = contract.sandbox.successToken;

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

/** Starts a sandbox, and returns a function that sends a request to it. */
async function started(settings: SandboxSettings) {
  sandbox = await startSandbox({ contract, ...settings });
  const { url } = sandbox;
  return async (token = OK, path = PATH) => {
    const response = await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
    const { data, error } = (await response.json()) as {
      data?: { remaining_balance: number };
      error?: { code: string; message: string; retry_after?: number };
    };
    return { status: response.status, wait: response.headers.get('retry-after'), data, error };
  };
}

describe('rateLimit', () => {
  test('refuses more requests than the limit, with a wait that suffices', async () => {
    const send = await started({ rateLimit: 2 });
    const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 429]);
    const { status, wait, error } = await send();
    expect({ status, wait, error }).toEqual({
      status: 429,
      wait: '1',
      error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests. Wait 1 seconds.', retry_after: 1 },
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await send()).status).toBe(200);
  });

  test('counts errors in the request, but no request with another token', async () => {
    const send = await started({ rateLimit: 1 });
    for (const token of ['nobody', 'test_not_found', 'test_internal_error']) await send(token);
    expect((await send(OK, '/nowhere')).status).toBe(404);
    expect((await send(OK, '/nowhere')).status).toBe(429);
    expect((await send('test_not_found')).status).toBe(404);
  });
});

describe('retryAfter', () => {
  test('is the wait of the test token, in the body and the header', async () => {
    const send = await started({ retryAfter: 2 });
    const { status, wait, error } = await send('test_rate_limit_exceeded');
    expect({ status, wait, error }).toEqual({
      status: 429,
      wait: '2',
      error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests. Wait 2 seconds.', retry_after: 2 },
    });
    expect((await send('test_service_unavailable')).wait).not.toBe('2');
  });

  test('does not change the wait of the rate limit', async () => {
    const send = await started({ retryAfter: 7, rateLimit: 1 });
    await send();
    expect((await send()).error?.retry_after).toBe(1);
    expect((await send('test_rate_limit_exceeded')).error?.retry_after).toBe(7);
  });
});

describe('balance', () => {
  test('each success costs a credit, and without a credit there is no success', async () => {
    const send = await started({ balance: 2 });
    expect((await send()).data?.remaining_balance).toBe(1);
    expect((await send('test_internal_error')).status).toBe(500);
    expect((await send(OK, '/posts/by-user/nowhere/natgeo')).status).toBe(400);
    expect((await send()).data?.remaining_balance).toBe(0);
    for (let round = 0; round < 2; round++) {
      const { status, error } = await send();
      expect({ status, error }).toEqual({
        status: 402,
        error: {
          code: 'INSUFFICIENT_BALANCE',
          message: 'Not enough credits. Purchase more credits.',
          required: 1,
          available: 0,
        },
      });
    }
    expect((await send(OK, '/nowhere')).status).toBe(404);
    expect((await send('test_insufficient_balance')).error).toMatchObject({ required: 50, available: 25 });
  });

  test('can be 0', async () => {
    const send = await started({ balance: 0 });
    expect((await send()).status).toBe(402);
  });
});

test('latencyMs delays each response', async () => {
  const send = await started({ latencyMs: 50 });
  const start = performance.now();
  expect((await send()).status).toBe(200);
  // A timer can fire one millisecond early.
  expect(performance.now() - start).toBeGreaterThanOrEqual(49);
});

test('latencyMs delays the response to a request that is not valid HTTP', async () => {
  sandbox = await startSandbox({ contract, latencyMs: 50 });
  const start = performance.now();
  const [response] = splitResponses(await exchangeBytes(sandbox.port, 'GET / HTTP/7.3\r\n\r\n'));
  expect(response?.status).toBe(entryOf(contract, contract.sandbox.malformed).status);
  expect(performance.now() - start).toBeGreaterThanOrEqual(49);
});

test('with latencyMs, a client that closes its side after a request that is not valid HTTP gets the response', async () => {
  sandbox = await startSandbox({ contract, latencyMs: 50 });
  const socket = connect({ port: sandbox.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.end('GET / HTTP/7.3\r\n\r\n');
  const [response] = splitResponses(await text(socket));
  expect(response?.status).toBe(entryOf(contract, contract.sandbox.malformed).status);
});

test.for<SandboxSettings>([
  { rateLimit: 0 },
  { rateLimit: 1.5 },
  { rateLimit: Number.NaN },
  { retryAfter: 0 },
  { retryAfter: 2 ** 31 },
  { balance: -1 },
  { balance: Number.POSITIVE_INFINITY },
  { latencyMs: -1 },
  { latencyMs: 600_001 },
])('a value out of range is reported: %j', async (settings) => {
  const [name] = Object.keys(settings);
  await expect(startSandbox({ contract, ...settings })).rejects.toThrow(
    new RegExp(`^The option ${name} must be a whole number from \\d+ to \\d+, not .+\\.$`),
  );
});

describe('a spec without the roles of a setting is reported', () => {
  const withFields = (change: (role: string | undefined) => string | undefined): Contract => ({
    ...contract,
    errors: contract.errors.map((entry) => ({
      ...entry,
      fields: entry.fields.map(({ role, ...field }) => {
        const changed = change(role);
        return changed === undefined ? field : { ...field, role: changed };
      }),
    })),
  });
  test.for<[SandboxSettings, string]>([
    [{ rateLimit: 1 }, 'the trigger rate and a field with the role wait, but the spec has none'],
    [{ retryAfter: 1 }, 'the trigger rate and a field with the role wait, but the spec has none'],
    [{ balance: 1 }, 'the trigger balance and a field with the role balance, but the spec has none'],
  ])('%j', async ([settings, message]) => {
    const without = withFields(() => undefined);
    await expect(startSandbox({ contract: without, ...settings })).rejects.toThrow(message);
    const plain = await startSandbox({ contract: without });
    await plain.close();
  });
});
