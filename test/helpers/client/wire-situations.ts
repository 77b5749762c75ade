/** Situations of real connections: breaks, stalls, redirects, floods. Data for wire.test.ts and test/e2e/runtimes/. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Expectation } from './expect-situation.ts';
import { failure, type Options, success, TOKEN } from './harness.ts';
import type { Call } from './observe.ts';

/** A request and the response to write. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** The number of requests so far, including this one. */
  seen: number;
  /** A URL of another origin, whose requests are counted too. */
  elsewhere: string;
}

export interface WireSituation extends Expectation {
  title: string;
  /**
   * The rule that the situation tests: the number of a best practice in DECISIONS "Client", or another heading there.
   */
  rule: string;
  /** Writes the response. If omitted, nothing listens on the port. */
  respond?: (exchange: Exchange) => void;
  options?: Pick<Options, 'timeoutMs' | 'retry' | 'maxBodyBytes' | 'tokenHeader'>;
  call?: Call;
  /** The number of calls, all at the same time; 1 by default. */
  calls?: number;
  /** Aborts after the head of the response and before its body. */
  abortsInBody?: boolean;
  /** The `fetch` of the client ignores its signal. */
  ignoresSignal?: boolean;
  /** The client must close the connection. */
  closes?: boolean;
}

const SUCCESS = success().body as string;
/** Long enough for a response on a busy machine. A situation without a response takes this time once. */
const SHORT = { timeoutMs: 400, retry: 0 };

/** Sends bytes instead of a response and ends the connection. */
const bytes =
  (text: string) =>
  ({ response }: Exchange): void => {
    response.socket?.end(text);
  };
/** A head with `Connection: close`, so that no runtime reuses the connection. */
const OK = 'HTTP/1.1 200 OK\r\nConnection: close\r\n';
const whole = ({ response }: Exchange): void => void response.end(SUCCESS);

const broken: WireSituation[] = (
  [
    ['a reset', ({ response }) => response.socket?.resetAndDestroy()],
    ['an end without a response', bytes('')],
    ['bytes that are not HTTP', bytes('SSH-2.0-OpenSSH_9.6\r\n')],
    ['half a status line', bytes('HTTP/1.1 20')],
    [
      'a body shorter than its Content-Length',
      bytes(`${OK}Content-Length: 500\r\n\r\n{"success":true,"data":{}}`),
    ],
    [
      'a chunked body that breaks off',
      // Without `Connection: close`, with which Node 20 accepts the body as complete.
      bytes(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\n{"success":true,"data":{}}\r\n`),
    ],
    [
      'a body that is not gzip',
      bytes(`${OK}Content-Encoding: gzip\r\nContent-Length: 26\r\n\r\n{"success":true,"data":{}}`),
    ],
  ] satisfies [string, (exchange: Exchange) => void][]
).map(([title, first]) => ({
  title: `${title}, then a success`,
  rule: '4: a network fault is retried',
  respond: (exchange) => (exchange.seen === 1 ? first(exchange) : whole(exchange)),
  expect: { success: true },
  requests: 2,
  waits: [375],
}));

const redirects: WireSituation[] = [301, 302, 303, 307, 308].flatMap((status) =>
  (['Authorization', 'X-API-Token'] as const).map((tokenHeader) => ({
    title: `a redirect (${status}) to another origin, the token in ${tokenHeader}`,
    rule: 'Envelope: a client does not follow a redirect',
    respond: ({ response, elsewhere }: Exchange) =>
      void response.writeHead(status, { location: elsewhere }).end(),
    options: { tokenHeader },
    expect: { success: false, error: { kind: 'protocol', reason: 'redirect', status, attempts: 1 } },
  })),
);

const time: WireSituation[] = [
  {
    title: 'no response, then a success',
    rule: '4: a timeout is retried',
    respond: (exchange) => void (exchange.seen > 1 && whole(exchange)),
    options: { timeoutMs: SHORT.timeoutMs },
    expect: { success: true },
    requests: 2,
    waits: [375],
  },
  {
    title: 'a body that stops in the middle',
    rule: '4: the time limit for an attempt includes its body',
    respond: ({ response }) => void response.writeHead(200).write('{"success":true,'),
    options: SHORT,
    expect: {
      success: false,
      error: {
        kind: 'timeout',
        message: `The call failed (timeout): No complete response within ${SHORT.timeoutMs} ms.`,
      },
      response: { status: 200 },
    },
  },
  {
    title: 'a body that is sent slowly and never ends',
    rule: '4: the time limit for an attempt includes its body',
    respond: ({ response }) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    },
    options: SHORT,
    expect: { success: false, error: { kind: 'timeout' } },
  },
  {
    title: 'a body that never ends, and a fetch that ignores its signal',
    rule: '4: the client closes the connection, so that the process can exit',
    respond: ({ response }) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    },
    options: SHORT,
    ignoresSignal: true,
    expect: { success: false, error: { kind: 'timeout' } },
    closes: true,
  },
  {
    title: 'an abort in the middle of a body',
    rule: '4: an abort ends a call immediately',
    respond: ({ response }) => void response.writeHead(200).write('{'),
    abortsInBody: true,
    expect: { success: false, error: { kind: 'abort', cause: { message: 'enough' } } },
  },
];

/** Refuses a request if the server already works on as many requests as it can. */
function limited(most: number): (exchange: Exchange) => void {
  let inFlight = 0;
  return ({ response }) => {
    if (inFlight >= most) {
      const { status, body } = failure(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 1 });
      response.writeHead(status ?? 429).end(body);
      return;
    }
    inFlight++;
    response.once('close', () => inFlight--);
    setTimeout(() => response.end(SUCCESS), 10);
  };
}

const limits: WireSituation[] = [
  {
    title: 'forty calls at the same time, and a server that accepts one at a time',
    rule: '4: a rate limit loses no call',
    respond: limited(1),
    calls: 40,
    expect: { success: true },
    requests: 'any',
    waits: 'any',
  },
];

const size: WireSituation[] = [
  {
    title: 'an endless body',
    rule: '1: the client stops at the limit and closes the connection',
    respond: ({ response }) => {
      const flood = (): void => {
        while (response.writable && response.write('x'.repeat(65_536)));
        if (response.writable) response.once('drain', flood);
      };
      flood();
    },
    // The default limit is larger than the largest chunk of any runtime.
    expect: {
      success: false,
      error: { kind: 'protocol', reason: 'too_large', status: 200, excerpt: 'x'.repeat(500) },
    },
    closes: true,
  },
  {
    title: 'a gzip bomb',
    rule: '1: the limit applies to the decoded body',
    respond: ({ response }) =>
      void response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.concat([Buffer.from(SUCCESS), Buffer.alloc(20_000_000, ' ')]))),
    expect: { success: false, error: { kind: 'protocol', reason: 'too_large', status: 200 } },
  },
  {
    title: 'a body exactly at the limit',
    rule: '1: the body is read',
    respond: whole,
    options: { maxBodyBytes: SUCCESS.length },
    expect: { success: true },
  },
  {
    title: 'a body one byte over the limit',
    rule: '1: the body is not read',
    respond: whole,
    options: { maxBodyBytes: SUCCESS.length - 1 },
    expect: {
      success: false,
      error: {
        kind: 'protocol',
        reason: 'too_large',
        message: 'Unexpected response (status 200): the body is larger than the option maxBodyBytes.',
      },
    },
  },
];

const bodies: WireSituation[] = [
  {
    title: 'a success in gzip',
    rule: '1',
    respond: ({ response }) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(SUCCESS)),
    expect: { success: true, data: { remaining_balance: 975 } },
  },
  {
    title: 'a complete response with truncated JSON',
    rule: '1 and 4: it does not conform to the contract and is not retried',
    respond: bytes(`${OK}\r\n{"success":true,"data":{"po`),
    expect: {
      success: false,
      error: {
        kind: 'protocol',
        reason: 'truncated',
        status: 200,
        excerpt: '{"success":true,"data":{"po',
      },
    },
  },
  {
    title: 'a UTF-8 character cut in two chunks',
    rule: '3: the caller receives the message unchanged',
    respond: ({ response }) => {
      const body = Buffer.from(failure(404, { code: 'NOT_FOUND', message: 'Zoë — 🏔' }).body as string);
      const cut = body.indexOf('🏔') + 2;
      response.writeHead(404).write(body.subarray(0, cut));
      setTimeout(() => response.end(body.subarray(cut)), 20);
    },
    expect: { success: false, error: { message: 'Zoë — 🏔' } },
  },
];

const requests: WireSituation[] = [
  {
    title: 'the request: method, path, query and headers',
    rule: 'Requests',
    respond: whole,
    call: {
      operation: 'listPostsByHashtag',
      parameters: { platform: 'x', hashtag: 'a/b?c#d é%2e', limit: 5, cursor: 'A+/=&' },
      headers: { 'X-Trace': '7' },
    },
    expect: { success: true },
    receives: [
      {
        line: 'GET /api/v1/posts/by-hashtag/x/a%2Fb%3Fc%23d%20%C3%A9%252e?limit=5&cursor=A%2B%2F%3D%26',
        headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/json', 'x-trace': '7' },
      },
    ],
  },
  {
    title: 'the token in the other header only',
    rule: 'Requests',
    respond: whole,
    options: { tokenHeader: 'X-API-Token' },
    expect: { success: true },
    receives: [{ headers: { 'x-api-token': TOKEN, authorization: null } }],
  },
  {
    title: 'a refused connection',
    rule: '4: a network fault is retried, three times',
    expect: { success: false, error: { kind: 'network', attempts: 4 } },
    requests: 0,
    waits: [375, 750, 1500],
  },
];

export const wireSituations: WireSituation[] = [
  ...broken,
  ...redirects,
  ...time,
  ...limits,
  ...size,
  ...bodies,
  ...requests,
];
