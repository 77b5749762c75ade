/** Answers as bytes of a connection: framed rightly, wrongly, or no HTTP at all. What the client gets of each is known. */
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { type Running, startRawServer } from '../client/hostile-server.ts';
import { answers, EMPTY } from './arbitraries.ts';
import type { Answer } from './oracle.ts';
import { type Step, TOKEN } from './world.ts';

/** A step, and the bytes that come to it. */
export interface WireStep extends Step {
  bytes: Uint8Array;
}

/** What the framing says of itself, and what a client can make of it. */
type Framing = (answer: Answer, at: number) => { head: string; body: Uint8Array; gets: Step['does'] };

const empty = new Uint8Array();
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const broken = (answer: Answer): Step['does'] => ({ answer, breaksAfter: 0 });
/** A body in two chunks. */
const chunked = (body: Uint8Array, at: number) =>
  [body.subarray(0, at), body.subarray(at)]
    .filter((chunk) => chunk.length > 0)
    .map((chunk) => Buffer.concat([latin1(`${chunk.length.toString(16)}\r\n`), chunk, latin1('\r\n')]));

/**
 * Where an answer breaks off, it doesn't say `Connection: close`: Node's fetch then takes chunks without an end for a
 * whole answer (undici, `onMessageComplete` when the socket ends), and no client over it can tell.
 */
const FRAMINGS: readonly Framing[] = [
  (answer) => ({ head: `Content-Length: ${answer.body.length}`, body: answer.body, gets: { answer } }),
  (answer) => ({ head: 'Connection: close', body: answer.body, gets: { answer } }),
  (answer, at) => ({
    head: 'Transfer-Encoding: chunked',
    body: Buffer.concat([...chunked(answer.body, at), latin1('0\r\n\r\n')]),
    gets: { answer },
  }),
  // Less than there is: the rest is not the answer's.
  (answer, at) => ({
    head: `Content-Length: ${at}`,
    body: answer.body,
    gets: { answer: { ...answer, body: answer.body.subarray(0, at) } },
  }),
  (answer, at) => ({
    head: `Content-Length: ${answer.body.length + at + 1}`,
    body: answer.body,
    gets: broken(answer),
  }),
  (answer, at) => ({
    head: 'Transfer-Encoding: chunked',
    body: Buffer.concat(chunked(answer.body, at)),
    gets: broken(answer),
  }),
  (answer) => ({ head: 'Transfer-Encoding: chunked', body: latin1('zz\r\n'), gets: broken(answer) }),
  (answer) => ({
    head: `Content-Encoding: gzip\r\nContent-Length: ${'no gzip'.length + answer.body.length}`,
    body: Buffer.concat([latin1('no gzip'), answer.body]),
    gets: broken(answer),
  }),
];

/** What fetch itself leaves out, or goes by: said by the framing alone here. */
const FRAMING_HEADERS = ['content-length', 'content-encoding'];

/** At times one that RFC 9110 15 does not have, and that no Response can be made with. */
const oddStatus = fc.option(fc.integer({ min: 600, max: 999 }), { freq: 10, nil: undefined });

/** To fetch, a proxy that asks for a password is a network error, and no answer (Fetch, HTTP-network-or-cache fetch 14). */
const seenStatus = ({ status }: Answer) => (status === 407 ? 408 : status);

/** Of no meaning; not every one that a server may send can stand in a Response that is made by hand. */
const reason = fc.constantFrom('OK', '', 'R\xe9ussi', '\x01');

const framed: fc.Arbitrary<WireStep> = fc
  .tuple(answers, fc.constantFrom(...FRAMINGS), fc.nat(), oddStatus, reason)
  .map(([{ does }, framing, place, odd, phrase]) => {
    const { answer: its } = does as { answer: Answer };
    const headers = Object.fromEntries(
      Object.entries(its.headers).filter(([name]) => !FRAMING_HEADERS.includes(name)),
    );
    // A redirect is not followed here.
    const answer = { ...its, headers, redirected: false, status: odd ?? seenStatus(its) };
    const { head, body, gets } = framing(answer, place % (answer.body.length + 1));
    // Whether the head was heard before the break is a matter of time.
    if ('breaksAfter' in gets) delete headers['retry-after'];
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    // No connection is used twice: the next request might meet one that is about to be closed.
    lines.push('Keep-Alive: timeout=1\r\n');
    const start = latin1(`HTTP/1.1 ${answer.status} ${phrase}\r\n${lines.join('')}${head}\r\n\r\n`);
    // An answer that has no body by its status is whole where its head ends.
    const isWhole = EMPTY.includes(answer.status);
    return { does: isWhole ? { answer } : gets, cuts: [], slowness: 0, bytes: Buffer.concat([start, body]) };
  });

/** What is no answer: the connection ends, the client has heard nothing of use. */
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

/** A server that answers every connection with the bytes that it was given last. */
export interface Wire extends Running {
  /** Sends the request to it, for these bytes. */
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
