/** The sandbox survives any input from a client and responds to it with an envelope. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLI, type Serving, serve } from '../../helpers/command.ts';
import { contract } from '../../helpers/project.ts';
import { exchangeBytes, splitResponses } from '../../helpers/raw-http.ts';

let sandbox: Serving;
let port: number;

beforeAll(async () => {
  sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
  port = Number(new URL(sandbox.found).port);
});

afterAll(async () => {
  // The process is still alive after all tests and ends when it gets the signal.
  expect(sandbox.child.exitCode).toBeNull();
  const { status, stderr } = await sandbox.stop('SIGINT');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

const base = contract.basePath;
const token = 'Authorization: Bearer test_ok\r\n';
const get = (target: string, more = token) =>
  `GET ${target} HTTP/1.1\r\nHost: a\r\n${more}Connection: close\r\n\r\n`;
const MEGABYTE = 'a'.repeat(1024 * 1024);

const REQUESTS: readonly [name: string, bytes: string, status: number, code: string][] = [
  ['malformed percent-encoding', get(`${base}/posts/by-user/tiktok/%zz`), 400, 'INVALID_PARAMETERS'],
  ['a megabyte of path', get(`${base}/${MEGABYTE}`), 404, 'NOT_FOUND'],
  [
    '60 kB of token',
    get(`${base}/x`, `Authorization: Bearer ${'a'.repeat(60_000)}\r\n`),
    401,
    'INVALID_API_TOKEN',
  ],
  [
    '70 kB of header',
    get(`${base}/x`, `${token}X-Big: ${'a'.repeat(70_000)}\r\n`),
    400,
    'INVALID_PARAMETERS',
  ],
  ['a megabyte of header', get(`${base}/x`, `${token}X-Big: ${MEGABYTE}\r\n`), 400, 'INVALID_PARAMETERS'],
  [
    '100,000 tiny headers',
    get(`${base}/x`, `${'a:\r\n'.repeat(100_000)}${token}`),
    400,
    'INVALID_PARAMETERS',
  ],
  [
    '3.9 megabytes of cursor',
    get(`${base}/posts/by-user/x/a?cursor=${MEGABYTE.repeat(3.9)}&limit=0`),
    400,
    'INVALID_PARAMETERS',
  ],
  ['five megabytes of path', get(`${base}/${MEGABYTE.repeat(5)}`), 400, 'INVALID_PARAMETERS'],
  ['an unknown method', `BREW ${base}/x HTTP/1.1\r\nHost: a\r\n\r\n`, 404, 'NOT_FOUND'],
  ['a method in lower case', `get ${base}/x HTTP/1.1\r\nHost: a\r\n\r\n`, 404, 'NOT_FOUND'],
  ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: a\r\n\r\n', 404, 'NOT_FOUND'],
  ['TRACE', `TRACE ${base}/x HTTP/1.1\r\nHost: a\r\n${token}Connection: close\r\n\r\n`, 404, 'NOT_FOUND'],
  [
    'an upgrade',
    get(`${base}/x`, `${token}Upgrade: websocket\r\n`).replace('close', 'upgrade, close'),
    404,
    'NOT_FOUND',
  ],
  ['no Host', `GET ${base}/x HTTP/1.1\r\n${token}Connection: close\r\n\r\n`, 404, 'NOT_FOUND'],
  ['an unknown expectation', get(`${base}/x`, `${token}Expect: a miracle\r\n`), 404, 'NOT_FOUND'],
  ['a header line without a colon', get(`${base}/x`, 'no colon here\r\n'), 400, 'INVALID_PARAMETERS'],
  ['a header with a NUL', get(`${base}/x`, 'X-A: \0\r\n'), 400, 'INVALID_PARAMETERS'],
  ['an unknown HTTP version', `GET ${base}/x HTTP/7.3\r\nHost: a\r\n\r\n`, 400, 'INVALID_PARAMETERS'],
  ['HTTP/1.0', `GET ${base}/x HTTP/1.0\r\n${token}\r\n`, 404, 'NOT_FOUND'],
  [
    'two Content-Length headers',
    get(`${base}/x`, 'Content-Length: 1\r\nContent-Length: 2\r\n'),
    400,
    'INVALID_PARAMETERS',
  ],
  [
    'an invalid chunk size',
    `POST ${base}/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nzz\r\n`,
    401,
    'MISSING_API_TOKEN',
  ],
  [
    'an invalid chunk size after an unknown expectation',
    `POST ${base}/x HTTP/1.1\r\nHost: a\r\nExpect: a miracle\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    401,
    'MISSING_API_TOKEN',
  ],
  [
    'an invalid trailer',
    `POST ${base}/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nno colon\r\n\r\n`,
    401,
    'MISSING_API_TOKEN',
  ],
  [
    'a Content-Length and a Transfer-Encoding',
    get(`${base}/x`, 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'),
    400,
    'INVALID_PARAMETERS',
  ],
  ['a negative Content-Length', get(`${base}/x`, 'Content-Length: -5\r\n'), 400, 'INVALID_PARAMETERS'],
  ['a second request after Connection: close', `${get(`${base}/x`)}${get(`${base}/y`)}`, 404, 'NOT_FOUND'],
  ['other bytes after Connection: close', `${get(`${base}/x`)}\x16\x03\x01\r\n`, 404, 'NOT_FOUND'],
  ['a second request over HTTP/1.0', `GET ${base}/x HTTP/1.0\r\n${token}\r\n`.repeat(2), 404, 'NOT_FOUND'],
  ['CONNECT without a Host, with more bytes', 'CONNECT a:1 HTTP/1.1\r\n\r\nmore', 404, 'NOT_FOUND'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'INVALID_PARAMETERS'],
  ['the same malformed request twice', 'BREW / HTTP/1.1\r\n\r\n'.repeat(2), 404, 'NOT_FOUND'],
  ['a header line that is folded', get(`${base}/x`, 'X-A: b\r\n c\r\n'), 400, 'INVALID_PARAMETERS'],
  ['an absolute target', get(`http://elsewhere${base}/nothing`), 404, 'NOT_FOUND'],
  ['an asterisk', `OPTIONS * HTTP/1.1\r\nHost: a\r\n${token}Connection: close\r\n\r\n`, 404, 'NOT_FOUND'],
  ['dots in the path', get(`${base}/posts/../../x`), 404, 'NOT_FOUND'],
  ['a body on a GET', `${get(`${base}/x`, `${token}Content-Length: 5\r\n`)}hello`, 404, 'NOT_FOUND'],
];

describe('an unusual or malformed request gets one envelope', () => {
  test.for(REQUESTS)('%s', async ([, bytes, status, code]) => {
    const [response, ...more] = splitResponses(await exchangeBytes(port, bytes));
    expect(more).toEqual([]);
    expect(response?.status).toBe(status);
    expect(response?.head).toMatch(/content-type: application\/json/i);
    expect(JSON.parse(response?.body ?? '')).toMatchObject({ success: false, error: { code } });
  });
});

test('TLS on the plain port gets an envelope', async () => {
  const hello = Buffer.from('16030100a5010000a10303', 'hex');
  const [response] = splitResponses(await exchangeBytes(port, hello));
  expect(JSON.parse(response?.body ?? '')).toMatchObject({ success: false });
});

test('pipelined requests get their responses in order, even if the last request is malformed', async () => {
  const target = `${base}/posts/by-user/tiktok/natgeo?limit=1`;
  const one = (value: string) =>
    `GET ${target} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${value}\r\n\r\n`;
  const bytes = `${one('test_ok')}${one('test_not_found')}${one('test_internal_error')}BREW / HTTP/1.1\r\n\r\n`;
  const responses = splitResponses(await exchangeBytes(port, bytes));
  expect(responses.map(({ status }) => status)).toEqual([200, 404, 500, 404]);
});

test('a CONNECT after a request gets its response in order, and a reset of it does no harm', async () => {
  const one = `GET ${base}/posts/by-user/tiktok/natgeo?limit=1 HTTP/1.1\r\nHost: a\r\n${token}\r\n`;
  const responses = splitResponses(
    await exchangeBytes(port, `${one}CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n`),
  );
  expect(responses.map(({ status }) => status)).toEqual([200, 404]);
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(socket, 'data');
  socket.resetAndDestroy();
  // The reset was sent before this request.
  expect((await fetch(`${sandbox.found}/nothing`)).status).toBe(401);
  expect(sandbox.child.exitCode).toBeNull();
});

test('a client that pipelines and never reads does not block other clients', async () => {
  const one = `GET ${base}/posts/by-user/tiktok/natgeo?limit=100 HTTP/1.1\r\nHost: a\r\n${token}\r\n`;
  const sockets = Array.from({ length: 10 }, () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}).pause();
    socket.write(one.repeat(2000));
    return socket;
  });
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const response = await fetch(`${sandbox.found}/nothing`);
  expect(response.status).toBe(401);
  for (const socket of sockets) socket.destroy();
});

test('a token after 3000 other headers is accepted', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => `X-${index}: a\r\n`).join('');
  const [response] = splitResponses(
    await exchangeBytes(port, get(`${base}/posts/by-user/x/a?limit=1`, many + token)),
  );
  expect(response?.status).toBe(200);
});

test('the sandbox survives clients that disconnect', async () => {
  for (let round = 0; round < 50; round++) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(get(`${base}/posts/by-user/tiktok/natgeo?limit=100`));
        if (round % 2) socket.resetAndDestroy();
        else socket.end();
        resolve();
      });
      socket.on('error', () => {});
    });
  }
  const response = await fetch(`${sandbox.found}/posts/by-user/tiktok/natgeo`, {
    headers: { 'X-API-Token': 'test_ok' },
  });
  expect(response.status).toBe(200);
});
