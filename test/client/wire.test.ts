/** What only a real connection does: breaks, stalls, redirects, floods. */
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { failure, type Options, success, TOKEN, USER, type World, worldOf } from './harness.ts';
import { type Running, startRawServer, startServer } from './hostile-server.ts';

const running: Running[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** A client of this server, with waits that take no time. */
async function against(starting: Promise<Running>, options: Options = {}): Promise<World> {
  const server = await starting;
  running.push(server);
  return worldOf(() => Response.error(), {
    baseUrl: server.baseUrl,
    fetch: (request) => fetch(request),
    ...options,
  });
}

test('a refused connection is a network fault, retried three times', async () => {
  const world = await against(startServer(() => {}));
  await running.splice(0)[0]?.close();
  const result = await world.client.listPostsByUser(USER);
  expect(result).toMatchObject({ success: false, error: { kind: 'network', attempts: 4 } });
  expect(result.error).toHaveProperty('cause.cause.code', 'ECONNREFUSED');
  expect(result.response).toBeUndefined();
  expect(world.waits).toEqual([375, 750, 1500]);
});

test.each([
  ['a reset', (_: string) => ''],
  ['bytes that are no HTTP', () => 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['half a status line', () => 'HTTP/1.1 20'],
  [
    'a body shorter than its Content-Length',
    () => 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"success":true,"data":{}}',
  ],
  [
    'a chunked body that breaks off',
    () => 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\n{"success":true,"data":{}}\r\n',
  ],
  [
    'a body that is no gzip',
    () => 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 26\r\n\r\n{"success":true,"data":{}}',
  ],
])('%s is a network fault, and a success may follow', async (_, bytes) => {
  let seen = 0;
  const world = await against(
    startRawServer((socket, head) => {
      const { body } = success();
      const whole = `HTTP/1.1 200 OK\r\nContent-Length: ${body?.length}\r\nConnection: close\r\n\r\n${body}`;
      seen++;
      if (seen === 1) socket.end(bytes(head));
      else socket.end(whole);
    }),
  );
  const result = await world.client.listPostsByUser(USER);
  expect(result).toMatchObject({ success: true });
  expect(seen).toBe(2);
  expect(world.waits).toEqual([375]);
});

test('a truncated body of a whole answer is none of the contract, and is not retried', async () => {
  const world = await against(
    startRawServer((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"success":true,"data":{"po'),
    ),
  );
  const result = await world.client.listPostsByUser(USER);
  expect(result).toMatchObject({
    error: { kind: 'protocol', status: 200, excerpt: '{"success":true,"data":{"po' },
  });
  expect(world.waits).toEqual([]);
});

test('a redirect is not followed, to wherever it leads, with either header', async () => {
  const elsewhere: string[] = [];
  const other = await startServer((request, response) => {
    elsewhere.push(JSON.stringify(request.headers));
    response.end(success().body);
  });
  running.push(other);
  for (const status of [301, 302, 303, 307, 308]) {
    for (const tokenHeader of ['Authorization', 'X-API-Token'] as const) {
      const world = await against(
        startServer((_, response) => response.writeHead(status, { location: other.baseUrl }).end()),
        { tokenHeader },
      );
      const result = await world.client.listPostsByUser(USER);
      expect(result).toMatchObject({ error: { kind: 'protocol', status, attempts: 1 } });
    }
  }
  expect(elsewhere).toEqual([]);
});

test('an answer that never comes is a timeout, retried', async () => {
  let seen = 0;
  const world = await against(
    startServer((_, response) => void (seen++ > 0 && response.end(success().body))),
    {
      timeoutMs: 60,
    },
  );
  expect(await world.client.listPostsByUser(USER)).toMatchObject({ success: true });
  expect(seen).toBe(2);
  expect(world.waits).toEqual([375]);
});

test('the time for an attempt covers its body', async () => {
  const world = await against(
    startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"success":true,');
    }),
    { timeoutMs: 60, retry: 0 },
  );
  const result = await world.client.listPostsByUser(USER);
  expect(result).toMatchObject({ error: { kind: 'timeout', attempts: 1 }, response: { status: 200 } });
  expect(result.error?.message).toBe('The call failed (timeout): No whole answer within 60 ms.');
});

test('a body that drips for ever ends with the time for the attempt', async () => {
  const world = await against(
    startServer((_, response) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    }),
    { timeoutMs: 80, retry: 0 },
  );
  expect(await world.client.listPostsByUser(USER)).toMatchObject({ error: { kind: 'timeout' } });
});

test('a body without end is given up at the bound, and its connection closed', async () => {
  let closed: () => void = () => {};
  const closing = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const world = await against(
    startServer((_, response) => {
      response.on('close', closed);
      const flood = (): void => {
        while (response.writable && response.write('x'.repeat(65_536)));
        if (response.writable) response.once('drain', flood);
      };
      flood();
    }),
    { maxBodyBytes: 200_000 },
  );
  const result = await world.client.listPostsByUser(USER);
  expect(result).toMatchObject({ error: { kind: 'protocol', status: 200, attempts: 1 } });
  expect(result.error).toHaveProperty('excerpt', 'x'.repeat(500));
  await closing;
});

test('a gzip bomb is given up at the bound', async () => {
  const bomb = gzipSync(
    Buffer.concat([Buffer.from(success().body as string), Buffer.alloc(20_000_000, ' ')]),
  );
  const world = await against(
    startServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)),
  );
  expect(bomb.length).toBeLessThan(100_000);
  expect(await world.client.listPostsByUser(USER)).toMatchObject({
    error: { kind: 'protocol', status: 200 },
  });
});

test('a body at the bound is read, a byte more is not', async () => {
  const { body = '' } = success();
  const world = (maxBodyBytes: number) =>
    against(
      startServer((_, response) => response.end(body)),
      { maxBodyBytes },
    );
  expect(await (await world(body.length)).client.listPostsByUser(USER)).toMatchObject({ success: true });
  expect(await (await world(body.length - 1)).client.listPostsByUser(USER)).toMatchObject({ success: false });
});

test('a UTF-8 character that is cut in two chunks is whole', async () => {
  const body = Buffer.from(failure(404, { code: 'NOT_FOUND', message: 'Zoë — 🏔' }).body as string);
  const cut = body.indexOf('🏔') + 2;
  const world = await against(
    startServer((_, response) => {
      response.writeHead(404);
      response.write(body.subarray(0, cut));
      setTimeout(() => response.end(body.subarray(cut)), 20);
    }),
  );
  expect(await world.client.listPostsByUser(USER)).toMatchObject({ error: { message: 'Zoë — 🏔' } });
});

test('the request: method, path, query and headers', async () => {
  const seen: string[] = [];
  const world = await against(
    startServer(({ method, url, headers }, response) => {
      seen.push(`${method} ${url}`, `${headers.authorization}`, `${headers.accept}`, `${headers['x-trace']}`);
      response.end(success().body);
    }),
  );
  await world.client.listPostsByHashtag(
    { platform: 'x', hashtag: 'a/b?c#d é%2e', limit: 5, cursor: 'A+/=&' },
    { headers: { 'X-Trace': '7' } },
  );
  expect(seen).toEqual([
    'GET /api/v1/posts/by-hashtag/x/a%2Fb%3Fc%23d%20%C3%A9%252e?limit=5&cursor=A%2B%2F%3D%26',
    `Bearer ${TOKEN}`,
    'application/json',
    '7',
  ]);
});

test('the other header carries the token alone', async () => {
  const seen: unknown[] = [];
  const world = await against(
    startServer(({ headers }, response) => {
      seen.push(headers['x-api-token'], headers.authorization);
      response.end(success().body);
    }),
    { tokenHeader: 'X-API-Token' },
  );
  await world.client.listPostsByUser(USER);
  expect(seen).toEqual([TOKEN, undefined]);
});

test('abort ends a call in the middle of its body', async () => {
  const controller = new AbortController();
  const world = await against(
    startServer((_, response) => {
      response.writeHead(200).write('{');
      setTimeout(() => controller.abort(new Error('enough')), 20);
    }),
  );
  const result = await world.client.listPostsByUser(USER, { signal: controller.signal });
  expect(result).toMatchObject({ error: { kind: 'abort', attempts: 1, cause: new Error('enough') } });
  expect(world.waits).toEqual([]);
});
