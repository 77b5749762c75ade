/** Puts a sandbox under load with all cases of the contract tests and malformed requests, and checks every response. */
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

/** A request and its expected response. */
export interface Expected {
  method: string;
  path: string;
  headers: Record<string, string>;
  status: number;
  body: string;
}

export interface LoadOptions {
  seconds: number;
  connections: number;
  /** The number of additional sockets. Each sends malformed requests one after another. */
  malformed: number;
}

export interface Load {
  /** The number of correct responses to valid requests. */
  responses: number;
  /** The number of correct responses to malformed requests. */
  malformed: number;
  /** The distinct faults in the other responses. */
  faults: string[];
}

/**
 * Sends the request of each case once and checks the response with the contract tests. Under load, the responses must
 * be the same.
 *
 * @throws {Error} if a response violates the contract
 */
export async function expectedResponses(contract: Contract, url: string): Promise<Expected[]> {
  const profile = loadProfile('sandbox', contract);
  const target: Target = { base: url, profile, headers: {} };
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  const checker = new ResponseChecker(contract, []);
  const transport = createTransport({ timeoutMs: 10_000, concurrency: 1, insecure: false });
  const expected: Expected[] = [];
  for (const item of casesOf(contract)) {
    const { expect } = item;
    const operation = operations.get(item.operation);
    if (!operation || (expect.kind !== 'error' && expect.kind !== 'success')) continue;
    const requests = resolveCase(contract, target, item);
    // The load generator can send only GET.
    if ('skip' in requests || requests.request.method !== 'GET') continue;
    const { request } = requests;
    const response = await transport.exchange(request);
    const [finding] = checker.findings({ operation, request, response, expect });
    if (finding) throw new Error(`${item.id}: ${finding.expected}; actual: ${finding.actual}`);
    expected.push({ ...plain(request), status: response.status, body: response.bytes.toString('utf8') });
  }
  transport.close();
  return expected;
}

function plain({ method, url, headers }: WireRequest): Pick<Expected, 'method' | 'path' | 'headers'> {
  return { method, path: url.pathname + url.search, headers: { ...headers } };
}

/** Puts a sandbox under load, and checks every response. */
export async function load(
  contract: Contract,
  url: string,
  expected: readonly Expected[],
  { seconds, connections, malformed }: LoadOptions,
): Promise<Load> {
  const faults = new Set<string>();
  let responses = 0;
  const requests = expected.map(
    ({ method, path, headers, status, body }): autocannon.Request => ({
      method: method as 'GET',
      path,
      headers,
      onResponse: (actual, text) => {
        if (actual === status && text === body) responses++;
        else faults.add(`${path}: expected ${status}, actual ${actual}: ${text.slice(0, 200)}`);
      },
    }),
  );
  let clients = 0;
  const until = performance.now() + seconds * 1000;
  const sockets = Array.from({ length: malformed }, (_, index) =>
    sendMalformed(contract, url, until, index, faults),
  );
  const { errors, timeouts, resets } = await autocannon({
    url: new URL(url).origin,
    connections,
    duration: seconds,
    timeout: 20,
    requests,
    // Each client starts at another request, so that all kinds of requests are active at any time.
    setupClient: (client) => {
      const start = Math.floor((clients++ * requests.length) / connections);
      client.setRequests([...requests.slice(start), ...requests.slice(0, start)]);
    },
  });
  if (errors + timeouts + resets > 0) faults.add(`${errors} errors, ${timeouts} timeouts, ${resets} resets`);
  const counts = await Promise.all(sockets);
  return { responses, malformed: counts.reduce((sum, count) => sum + count, 0), faults: [...faults] };
}

/** @returns the number of correct responses */
async function sendMalformed(
  contract: Contract,
  url: string,
  until: number,
  start: number,
  faults: Set<string>,
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
    else faults.add(`${JSON.stringify(bytes.slice(0, 100))}: ${fault}`);
  }
  return count;
}

/**
 * Returns requests that no HTTP client sends. `reset`: the client resets the connection without reading the response.
 */
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

/** Sends bytes on a new connection, and reads until it closes. */
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

/**
 * Returns the fault of the first response in a text. The body must be equal to the example of a code with this status.
 */
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
      (error) => error.status === status && isDeepStrictEqual(error.example, value),
    );
    if (entry) return undefined;
  } catch {
    // The body is not JSON.
  }
  return `not an error response of the contract: ${text.slice(0, 300)}`;
}
