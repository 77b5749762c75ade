/**
 * Responses as bytes of a connection, with correct, wrong or no HTTP framing. The client's outcome is known for each.
 */
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { type Running, startRawServer } from '../client/hostile-server.ts';
import { EMPTY, responses } from './arbitraries.ts';
import type { RawResponse } from './oracle.ts';
import { type Step, TOKEN } from './world.ts';

/** A step and its bytes. */
export interface WireStep extends Step {
  bytes: Uint8Array;
}

/** Frames a body. Returns the framing header, the bytes of the body, and the outcome for the client. */
type Framing = (
  response: RawResponse,
  at: number,
) => { head: string; body: Uint8Array; outcome: Step['does'] };

const empty = new Uint8Array();
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const broken = (response: RawResponse): Step['does'] => ({ response, breaksAfter: 0 });
/** Encodes a body as two chunks. */
const chunked = (body: Uint8Array, at: number) =>
  [body.subarray(0, at), body.subarray(at)]
    .filter((chunk) => chunk.length > 0)
    .map((chunk) => Buffer.concat([latin1(`${chunk.length.toString(16)}\r\n`), chunk, latin1('\r\n')]));

/**
 * A response that breaks off has no `Connection: close`: with it, Node's fetch accepts chunks without an end as a
 * complete response (undici, `onMessageComplete` when the socket ends), and no client on top of it can detect this.
 */
const FRAMINGS: readonly Framing[] = [
  (response) => ({
    head: `Content-Length: ${response.body.length}`,
    body: response.body,
    outcome: { response },
  }),
  (response) => ({ head: 'Connection: close', body: response.body, outcome: { response } }),
  (response, at) => ({
    head: 'Transfer-Encoding: chunked',
    body: Buffer.concat([...chunked(response.body, at), latin1('0\r\n\r\n')]),
    outcome: { response },
  }),
  // Content-Length is too small: the rest does not belong to the response.
  (response, at) => ({
    head: `Content-Length: ${at}`,
    body: response.body,
    outcome: { response: { ...response, body: response.body.subarray(0, at) } },
  }),
  (response, at) => ({
    head: `Content-Length: ${response.body.length + at + 1}`,
    body: response.body,
    outcome: broken(response),
  }),
  (response, at) => ({
    head: 'Transfer-Encoding: chunked',
    body: Buffer.concat(chunked(response.body, at)),
    outcome: broken(response),
  }),
  (response) => ({ head: 'Transfer-Encoding: chunked', body: latin1('zz\r\n'), outcome: broken(response) }),
  (response) => ({
    head: `Content-Encoding: gzip\r\nContent-Length: ${'no gzip'.length + response.body.length}`,
    body: Buffer.concat([latin1('no gzip'), response.body]),
    outcome: broken(response),
  }),
];

/** The headers that only the framing sets, because fetch interprets them. */
const FRAMING_HEADERS = ['content-length', 'content-encoding'];

/** Sometimes a status that RFC 9110 15 does not allow, and with which no Response can be constructed. */
const oddStatus = fc.option(fc.integer({ min: 600, max: 999 }), { freq: 10, nil: undefined });

/**
 * Fetch reports 407 (proxy authentication) as a network error, not as a response (Fetch, HTTP-network-or-cache fetch
 * 14).
 */
const seenStatus = ({ status }: RawResponse) => (status === 407 ? 408 : status);

/** Reason phrases, which have no meaning. The last one is not allowed in a constructed Response. */
const reason = fc.constantFrom('OK', '', 'R\xe9ussi', '\x01');

const framed: fc.Arbitrary<WireStep> = fc
  .tuple(responses, fc.constantFrom(...FRAMINGS), fc.nat(), oddStatus, reason)
  .map(([{ does }, framing, place, odd, phrase]) => {
    const { response: generated } = does as { response: RawResponse };
    const headers = Object.fromEntries(
      Object.entries(generated.headers).filter(([name]) => !FRAMING_HEADERS.includes(name)),
    );
    // The client does not follow a redirect here.
    const response = { ...generated, headers, redirected: false, status: odd ?? seenStatus(generated) };
    const { head, body, outcome } = framing(response, place % (response.body.length + 1));
    // Whether the client receives the head before the break depends on timing.
    if ('breaksAfter' in outcome) delete headers['retry-after'];
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    // No connection is reused: the next request could use one that is about to be closed.
    lines.push('Keep-Alive: timeout=1\r\n');
    const start = latin1(`HTTP/1.1 ${response.status} ${phrase}\r\n${lines.join('')}${head}\r\n\r\n`);
    // A response whose status allows no body is complete after its head.
    const isWhole = EMPTY.includes(response.status);
    return {
      does: isWhole ? { response } : outcome,
      cuts: [],
      slowness: 0,
      bytes: Buffer.concat([start, body]),
    };
  });

/** Bytes that are not a response: the connection ends and the client has received nothing useful. */
const noise: fc.Arbitrary<WireStep> = fc
  .oneof(
    fc.uint8Array(),
    fc.constantFrom('', 'HTTP/1.1', 'HTTP/9.9 200 OK\r\n\r\n', 'SSH-2.0-x\r\n').map((text) => latin1(text)),
    fc.constant(latin1(`HTTP/1.1 200 OK\r\nX: ${TOKEN}\r\nContent-Length: -1\r\n\r\n{}`)),
  )
  .map((bytes) => ({
    does: { throws: new TypeError('fetch failed'), atOnce: false },
    cuts: [],
    slowness: 0,
    bytes,
  }));

export const wireSteps = fc.array(
  fc.oneof({ weight: 4, arbitrary: framed }, { weight: 1, arbitrary: noise }),
  { minLength: 1, maxLength: 4 },
);

/** A server that sends the most recently given bytes on every connection. */
export interface Wire extends Running {
  /** Sends the request to the server, which responds with the bytes of the step. */
  send(step: Step, request: Request): Promise<Response>;
}

export async function startWire(): Promise<Wire> {
  let bytes: Uint8Array = empty;
  const server = await startRawServer((socket: Socket) => {
    socket.end(bytes);
  });
  return {
    ...server,
    send: (step, request) => {
      bytes = (step as WireStep).bytes;
      return fetch(request);
    },
  };
}
