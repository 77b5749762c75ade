/**
 * Exchanges one request and response over HTTP. It does not use fetch, because the tester needs the raw bytes and
 * header fields.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { SAFE_METHODS } from '../../contract/vocabulary.ts';
import type { BodyText } from '../types.ts';
import { bodyText } from './body-text.ts';

/** A request as it is sent. */
export interface WireRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: BodyText;
  /** The names of headers that no report may show. */
  secretHeaders?: ReadonlySet<string>;
}

/** A response as it was received. */
export interface WireResponse {
  status: number;
  /** The values of each field, in the order received, by the field name in lower case. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** The body as received, still in its content coding. */
  bytes: Buffer;
}

export type FaultKind = 'unreachable' | 'timeout' | 'broken' | 'too-large';

/** No complete response was received. */
export class TransportFault extends Error {
  override name = 'TransportFault';
  readonly kind: FaultKind;
  /** Whether the fault took a considerable part of the timeout. */
  isSlow = false;

  constructor(kind: FaultKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** The largest body, as sent and as decoded; a page of this API has at most a hundred posts and is far smaller. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** A fault is slow after this part of the timeout: with a connection that stays open, for example, if a body is short. */
const SLOW_PART = 0.1;

const CLOSED = 'The connection was closed before a response was received.';

/** Node's error codes if no connection can be opened. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);

/** Headers of every request. Without Accept-Encoding, a server may use zstd, which Node 20 cannot decode. */
export const DEFAULT_HEADERS = {
  Accept: 'application/json',
  'Accept-Encoding': 'gzip, deflate, br',
  'User-Agent': 'social-data-contract',
} as const;

export interface Transport {
  /**
   * Sends a request and returns the whole response.
   *
   * @throws {TransportFault} if no complete response is received within the timeout
   */
  exchange(request: WireRequest): Promise<WireResponse>;
  /** How many requests were sent. */
  readonly count: number;
  /** How many of them got a 2xx response. */
  readonly successes: number;
  /** Ends all exchanges. Later ones fail. */
  close(): void;
  /** Aborted when the transport is closed. */
  readonly closed: AbortSignal;
}

export interface TransportOptions {
  /** The timeout of one exchange, including the body. */
  timeoutMs: number;
  /** The most connections at the same time. */
  concurrency: number;
  /** Whether to accept a TLS certificate that is not trusted. */
  insecure: boolean;
}

/**
 * After this long without a response, connections are no longer kept open: the server may serve one connection at a
 * time.
 */
const PATIENCE_MS = 1000;

/**
 * A server with Nagle's algorithm may delay a response on a reused connection by about 40 ms, until the tester
 * acknowledges the previous response. After this many slow responses, connections are no longer kept open.
 */
const SLOW_MS = 30;
const SLOW_RESPONSES = 12;

/**
 * After one tolerated reset, resend up to this many times, so that a server that resets every nth request is caught.
 */
const SENDS_AFTER_RESET = 5;

export function createTransport({ timeoutMs, concurrency, insecure }: TransportOptions): Transport {
  const connections = { keepAlive: true, maxSockets: concurrency };
  const tls = { rejectUnauthorized: !insecure };
  const keeping: Record<string, HttpAgent> = {
    'http:': new HttpAgent(connections),
    'https:': new HttpsAgent({ ...connections, ...tls }),
  };
  const fresh: Record<string, HttpAgent> = { 'http:': new HttpAgent(), 'https:': new HttpsAgent(tls) };
  let count = 0;
  let successes = 0;
  let slow = 0;
  let keepsOpen = true;
  const stopKeepingOpen = () => {
    keepsOpen = false;
    for (const agent of Object.values(keeping)) {
      agent.maxFreeSockets = 0;
      for (const sockets of Object.values(agent.freeSockets))
        for (const socket of sockets ?? []) socket.destroy();
    }
  };
  const observe = (reused: boolean, ms: number) => {
    if (!reused) return;
    slow = Math.max(0, slow + (ms > SLOW_MS ? 1 : -1));
    if (slow >= SLOW_RESPONSES) stopKeepingOpen();
  };
  const closing = new AbortController();
  const attempt = async (request: WireRequest) => {
    if (closing.signal.aborted) throw new TransportFault('broken', 'The run is over.');
    count++;
    // A faulty response to HEAD with a body would corrupt the next response on the same connection. A request that changes
    // data must not be sent again, which a connection that the server has closed would need.
    const isReusable = request.method !== 'HEAD' && SAFE_METHODS.includes(request.method);
    const agents = keepsOpen && isReusable ? keeping : fresh;
    const agent = agents[request.url.protocol];
    const response = await exchange(request, agent, timeoutMs, stopKeepingOpen, observe);
    if (response.status >= 200 && response.status < 300) successes++;
    return response;
  };
  return {
    get count() {
      return count;
    },
    get successes() {
      return successes;
    },
    exchange: async (request) => {
      try {
        return await attempt(request);
      } catch (fault) {
        if (!(fault instanceof StaleConnection)) throw fault;
        // A server may close an idle connection (RFC 9112 9.3.1): retry on a new connection. All later requests use new
        // connections, so that no further reset is tolerated.
        stopKeepingOpen();
        const response = await attempt(request);
        for (let sent = 1; sent < SENDS_AFTER_RESET; sent++) await attempt(request);
        return response;
      }
    },
    closed: closing.signal,
    close: () => {
      closing.abort();
      for (const agent of [...Object.values(keeping), ...Object.values(fresh)]) agent.destroy();
    },
  };
}

/** Error codes of a reused connection that was closed, or that still contains bytes of the previous response. */
const STALE = /^(ECONNRESET|EPIPE|HPE_.*)$/;

/** A reused connection was closed before the response began. */
class StaleConnection extends TransportFault {
  override name = 'StaleConnection';
}

function exchange(
  { method, url, headers, body }: WireRequest,
  agent: HttpAgent | undefined,
  timeoutMs: number,
  onSilence: () => void,
  observe: (reused: boolean, ms: number) => void,
): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(url, {
      method,
      headers: { ...DEFAULT_HEADERS, ...headers },
      ...(agent && { agent }),
    });
    const patience = setTimeout(onSilence, PATIENCE_MS);
    const started = performance.now();
    const timer = setTimeout(() => {
      fail(new TransportFault('timeout', `No complete response was received within ${timeoutMs / 1000} s.`));
    }, timeoutMs);
    const settle = () => {
      clearTimeout(patience);
      clearTimeout(timer);
    };
    const fail = (fault: TransportFault) => {
      settle();
      fault.isSlow = performance.now() - started > timeoutMs * SLOW_PART;
      reject(fault);
      outgoing.destroy();
    };
    outgoing.on('response', (response) => {
      clearTimeout(patience);
      collect(response).then((bytes) => {
        settle();
        observe(outgoing.reusedSocket, performance.now() - started);
        resolve({ status: response.statusCode ?? 0, headers: fieldsOf(response), bytes });
      }, fail);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const stale = outgoing.reusedSocket && STALE.test(error.code ?? '');
      fail(stale ? new StaleConnection('broken', CLOSED, error) : faultOf(error));
    });
    outgoing.end(body === undefined ? undefined : bodyText(body));
  });
}

async function collect(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES)
        throw new TransportFault('too-large', `The body is larger than ${MAX_BODY_BYTES} bytes.`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof TransportFault) throw error;
    throw new TransportFault(
      'broken',
      `The body ended early, after ${size} bytes (${(error as Error).message}).`,
      error,
    );
  }
  return Buffer.concat(chunks);
}

function faultOf(error: NodeJS.ErrnoException): TransportFault {
  const code = error.code ?? '';
  if (UNREACHABLE.has(code)) return new TransportFault('unreachable', describe(code), error);
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    const remedy = 'Add its certificate authority to NODE_EXTRA_CA_CERTS, or pass --insecure';
    return new TransportFault(
      'unreachable',
      `The TLS certificate is not trusted (${code}). ${remedy}.`,
      error,
    );
  }
  if (code === 'ECONNRESET') return new TransportFault('broken', CLOSED, error);
  return new TransportFault('broken', `The response is not valid HTTP (${code || error.message}).`, error);
}

function describe(code: string): string {
  if (code === 'ECONNREFUSED') return 'The connection was refused: no server listens there.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The host name is unknown.';
  return `The host cannot be reached (${code}).`;
}

function fieldsOf({ rawHeaders }: IncomingMessage): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const values = fields.get(name) ?? [];
    values.push(rawHeaders[index + 1] ?? '');
    fields.set(name, values);
  }
  return fields;
}
