/** Load on a sandbox, every answer of it checked: all cases of the contract tests at once, and malformed requests among them. */
import { connect } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import autocannon from 'autocannon';
import { casesOf } from '../../src/conformance/cases/cases.ts';
import { ResponseChecker } from '../../src/conformance/checks/response.ts';
import { loadProfile } from '../../src/conformance/profile/profile.ts';
import type { Target } from '../../src/conformance/run/request.ts';
import { resolveCase } from '../../src/conformance/run/resolve.ts';
import { createTransport, type WireRequest } from '../../src/conformance/run/transport.ts';
import type { Contract } from '../../src/contract/model.ts';

/** What a request is answered with, always. */
export interface Known {
  method: string;
  path: string;
  headers: Record<string, string>;
  status: number;
  body: string;
}

export interface LoadOptions {
  seconds: number;
  connections: number;
  /** How many sockets send malformed requests beside them, one after another. */
  malformed: number;
}

export interface Load {
  /** The answers that were read, and were right. */
  answers: number;
  /** Those to malformed requests. */
  malformed: number;
  /** What was wrong, each once. */
  wrong: string[];
}

/**
 * Asks each case of the contract tests once, has the answer judged, and keeps it: under load it must come the same.
 *
 * @throws {Error} where an answer does not keep the contract
 */
export async function knownAnswers(contract: Contract, url: string): Promise<Known[]> {
  const profile = loadProfile('sandbox', contract);
  const target: Target = { base: url, profile, headers: {} };
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  const judge = new ResponseChecker(contract, []);
  const transport = createTransport({ timeoutMs: 10_000, concurrency: 1, insecure: false });
  const known: Known[] = [];
  for (const item of casesOf(contract)) {
    const { expect } = item;
    const operation = operations.get(item.operation);
    if (!operation || (expect.kind !== 'error' && expect.kind !== 'success')) continue;
    const requests = resolveCase(contract, target, item);
    // The load generator can send only GET.
    if ('skip' in requests || requests.request.method !== 'GET') continue;
    const { request } = requests;
    const response = await transport.exchange(request);
    const [finding] = judge.findings({ operation, request, response, expect });
    if (finding) throw new Error(`${item.id}: ${finding.expected}; actual: ${finding.actual}`);
    known.push({ ...plain(request), status: response.status, body: response.bytes.toString('utf8') });
  }
  transport.close();
  return known;
}

function plain({ method, url, headers }: WireRequest): Pick<Known, 'method' | 'path' | 'headers'> {
  return { method, path: url.pathname + url.search, headers: { ...headers } };
}

/** Puts load on a sandbox, and checks every answer. */
export async function load(
  contract: Contract,
  url: string,
  known: readonly Known[],
  { seconds, connections, malformed }: LoadOptions,
): Promise<Load> {
  const wrong = new Set<string>();
  let answers = 0;
  const requests = known.map(
    ({ method, path, headers, status, body }): autocannon.Request => ({
      method: method as 'GET',
      path,
      headers,
      onResponse: (actual, text) => {
        if (actual === status && text === body) answers++;
        else wrong.add(`${path}: expected ${status}, actual ${actual}: ${text.slice(0, 200)}`);
      },
    }),
  );
  let clients = 0;
  const until = performance.now() + seconds * 1000;
  const sockets = Array.from({ length: malformed }, (_, index) =>
    sendMalformed(contract, url, until, index, wrong),
  );
  const { errors, timeouts, resets } = await autocannon({
    url: new URL(url).origin,
    connections,
    duration: seconds,
    timeout: 20,
    requests,
    // Each begins elsewhere, so that at any time all kinds are under way.
    setupClient: (client) => {
      const start = Math.floor((clients++ * requests.length) / connections);
      client.setRequests([...requests.slice(start), ...requests.slice(0, start)]);
    },
  });
  if (errors + timeouts + resets > 0) wrong.add(`${errors} errors, ${timeouts} time-outs, ${resets} resets`);
  const counts = await Promise.all(sockets);
  return { answers, malformed: counts.reduce((sum, count) => sum + count, 0), wrong: [...wrong] };
}

/** @returns how many responses were right */
async function sendMalformed(
  contract: Contract,
  url: string,
  until: number,
  start: number,
  wrong: Set<string>,
): Promise<number> {
  const { port, hostname } = new URL(url);
  const requests = malformedRequests(contract);
  let count = 0;
  for (let index = start; performance.now() < until; index++) {
    const { bytes, reset } = requests[index % requests.length] ?? { bytes: '' };
    const text = await exchange(hostname, Number(port), bytes, reset === true);
    if (reset) continue;
    const fault = faultOf(contract, text);
    if (fault === undefined) count++;
    else wrong.add(`${JSON.stringify(bytes.slice(0, 100))}: ${fault}`);
  }
  return count;
}

/** What no HTTP client sends. `reset`: the client goes away without waiting for an answer. */
function malformedRequests({ basePath, sandbox }: Contract): { bytes: string; reset?: true }[] {
  const token = `Authorization: Bearer ${sandbox.successToken}\r\n`;
  const end = 'Connection: close\r\n\r\n';
  const get = (target: string, more = '') => `GET ${target} HTTP/1.1\r\nHost: a\r\n${token}${more}${end}`;
  return [
    { bytes: `BREW ${basePath}/x HTTP/1.1\r\nHost: a\r\n\r\n` },
    { bytes: get(`${basePath}/x`, 'no colon here\r\n') },
    { bytes: get(`${basePath}/x`, 'X-A: \0\r\n') },
    { bytes: get(`${basePath}/x`, 'Content-Length: 1\r\nContent-Length: 2\r\n') },
    { bytes: get(`${basePath}/%zz`) },
    { bytes: get(`${basePath}/${'a'.repeat(100_000)}`) },
    { bytes: `GET ${basePath}/x HTTP/7.3\r\nHost: a\r\n\r\n` },
    { bytes: 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n' },
    { bytes: `POST ${basePath}/x HTTP/1.1\r\nHost: a\r\n${token}Transfer-Encoding: chunked\r\n${end}zz\r\n` },
    { bytes: '\x16\x03\x01\0\xa5\x01\0\0\xa1\x03\x03' },
    { bytes: '\0\0\0\0\r\n\r\n' },
    { bytes: get(`${basePath}/x`).slice(0, 40), reset: true },
    { bytes: get(`${basePath}/x`).repeat(20), reset: true },
  ];
}

/** Sends bytes on a connection of their own, and reads until it ends. */
function exchange(host: string, port: number, bytes: string, reset: boolean): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, host, () => {
      socket.write(Buffer.from(bytes, 'latin1'), () => {
        if (reset) socket.resetAndDestroy();
      });
    });
    socket.setTimeout(20_000, () => socket.destroy());
    socket
      .on('data', (chunk) => chunks.push(chunk))
      .on('error', () => {})
      .on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

/** What is wrong with the first answer in a text: it is a code of the contract with its status, to the letter. */
function faultOf(contract: Contract, text: string): string | undefined {
  const end = text.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]);
  const length = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, end + 2))?.[1]);
  const body = Buffer.from(text.slice(end + 4))
    .subarray(0, length)
    .toString('utf8');
  try {
    const value: unknown = JSON.parse(body);
    const entry = contract.errors.find(
      (known) => known.status === status && isDeepStrictEqual(known.example, value),
    );
    if (entry) return undefined;
  } catch {
    // Told below.
  }
  return `no answer of the contract: ${text.slice(0, 300)}`;
}
