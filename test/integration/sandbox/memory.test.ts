/** The sandbox bounds its memory: with a small heap, it survives requests that would fill the memory if it kept them. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { CLI, type Serving, serve } from '../../helpers/command.ts';
import { contract } from '../../helpers/project.ts';
import { exchangeBytes, splitResponses } from '../../helpers/raw-http.ts';

/** About twice the heap that the sandbox needs without requests, and a sixteenth of what the requests send. */
const HEAP_MB = 48;

const { basePath, sandbox: tokens } = contract;
const head = `Host: a\r\nAuthorization: Bearer ${tokens.successToken}\r\n`;
const MANY = 3_900_000;

let sandbox: Serving;
let port: number;
afterEach(() => sandbox?.stop());

async function start(...options: string[]): Promise<void> {
  const args = [`--max-old-space-size=${HEAP_MB}`, CLI, 'mock', '--port', '0', ...options];
  sandbox = await serve(args, /(http:\S+)/);
  port = Number(new URL(sandbox.found).port);
}

/** Returns a request with a target below the path of an operation, and the last header `Connection: close`. */
const get = (target: string, more = '') =>
  `GET ${basePath}/posts/by-user/x/${target} HTTP/1.1\r\n${head}${more}Connection: close\r\n\r\n`;

/** Sends requests on new connections, a few at the same time, and returns the distinct statuses. */
async function statusesOf(count: number, request: (index: number) => string): Promise<number[]> {
  const statuses = new Set<number>();
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const [response] = splitResponses(await exchangeBytes(port, request(next++)));
      statuses.add(response?.status ?? 0);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return [...statuses];
}

/** Sends bytes on many connections, and keeps the connections open without reading. */
async function held(count: number, bytes: string, accepted = true): Promise<() => void> {
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
  await Promise.all(
    sockets.map(async (socket) => {
      socket.on('error', () => {}).pause();
      await once(socket, 'connect');
      const written = new Promise((resolve) => socket.write(bytes, resolve));
      if (accepted) await written;
    }),
  );
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

async function expectAlive(): Promise<void> {
  expect(await statusesOf(1, () => get('a'))).toEqual([200]);
  expect(sandbox.child.exitCode).toBeNull();
}

test('different long cursors, paths and queries are not kept', async () => {
  await start();
  const long = 'a'.repeat(MANY);
  expect(await statusesOf(40, (index) => get(`a?cursor=${index}${long}`))).toEqual([200]);
  expect(await statusesOf(10, (index) => get(`${index}${long}`))).toEqual([200]);
  expect(await statusesOf(5, () => get('/'.repeat(MANY)))).toEqual([404]);
  expect(await statusesOf(5, () => get(`a?${'a&'.repeat(MANY / 2)}`))).toEqual([200]);
  expect(await statusesOf(5, () => get(`a?${'%6cimi=&'.repeat(MANY / 10)}limit=0`))).toEqual([400]);
  await expectAlive();
});

test('many tiny headers are not kept', async () => {
  await start();
  expect(await statusesOf(20, () => get('a', 'a:\r\n'.repeat(MANY / 4)))).toEqual([400]);
  await expectAlive();
});

test.for<[string, string[]]>([
  ['without', []],
  ['with', ['--latency', '20']],
])(
  'requests whose body does not end, and responses that nobody reads, take bounded memory, %s latency',
  async ([, options]) => {
    await start(...options);
    const unfinished = `POST ${basePath}/${'a'.repeat(MANY)} HTTP/1.1\r\n${head}Content-Length: 9\r\n\r\n`;
    const release = await held(30, unfinished);
    const page = `GET ${basePath}/posts/by-user/x/a?limit=100 HTTP/1.1\r\n${head}\r\n`;
    const releaseUnread = await held(30, page.repeat(2_000), false);
    await held(300, '');
    await expectAlive();
    release();
    releaseUnread();
  },
);
