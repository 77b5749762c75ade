/** One exchange over HTTP, as it stands on the wire: the tester must see bytes and header fields, not a fetch's view. */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** A request with nothing left to fill in. */
export interface WireRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** What came back. */
export interface WireResponse {
  status: number;
  /** By lower-case name; a repeated field's values in their order. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** As they came, before any content coding is undone. */
  bytes: Buffer;
}

export type FaultKind = 'unreachable' | 'timeout' | 'broken' | 'too-large';

/** No usable answer came. */
export class TransportFault extends Error {
  override name = 'TransportFault';
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** A larger body, as sent or as decoded, cannot be a page of this API, which has at most a hundred posts. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

const CLOSED = 'The connection was closed before an answer came.';

/** The codes of Node for a connection that never came about. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);

export interface Transport {
  /**
   * @throws {TransportFault} where no whole answer came within the time
   */
  exchange(request: WireRequest): Promise<WireResponse>;
  /** How many requests were sent. */
  readonly count: number;
  close(): void;
}

export interface TransportOptions {
  /** For one exchange, its body included. */
  timeoutMs: number;
  /** The most connections. */
  concurrency: number;
  /** Whether a TLS certificate that is not trusted will do. */
  insecure: boolean;
}

/** After so long without a byte, a server may be one that serves one connection at a time. */
const PATIENCE_MS = 1000;

/**
 * An answer on a connection that was kept open may wait for this tester's acknowledgement of the one before (Nagle at the
 * server, 40 ms here): this many such answers, and connections are no longer kept open.
 */
const SLOW_MS = 30;
const SLOW_ANSWERS = 12;

/** A server that resets every so manieth of the same requests, up to this, shows it after a reset that was excused. */
const RESETS_SHOWN = 5;

export function createTransport({ timeoutMs, concurrency, insecure }: TransportOptions): Transport {
  const connections = { keepAlive: true, maxSockets: concurrency };
  const tls = { rejectUnauthorized: !insecure };
  const keeping: Record<string, HttpAgent> = {
    'http:': new HttpAgent(connections),
    'https:': new HttpsAgent({ ...connections, ...tls }),
  };
  const fresh: Record<string, HttpAgent> = { 'http:': new HttpAgent(), 'https:': new HttpsAgent(tls) };
  let count = 0;
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
    if (slow >= SLOW_ANSWERS) stopKeepingOpen();
  };
  const attempt = (request: WireRequest) => {
    count++;
    // An answer to HEAD with a body, which is a fault, would spoil the next answer on its connection.
    const agents = keepsOpen && request.method !== 'HEAD' ? keeping : fresh;
    return exchange(request, agents[request.url.protocol], timeoutMs, stopKeepingOpen, observe);
  };
  return {
    get count() {
      return count;
    },
    exchange: async (request) => {
      try {
        return await attempt(request);
      } catch (fault) {
        if (!(fault instanceof StaleConnection)) throw fault;
        // A connection that the server closed while it lay idle is nobody's fault (RFC 9112 9.3.1): once more, freshly,
        // and from here on always, so that a reset is no longer excused.
        stopKeepingOpen();
        const response = await attempt(request);
        // This one was excused; were it the one of every few that the server resets, the next few would show it.
        for (let again = 1; again < RESETS_SHOWN; again++) await attempt(request);
        return response;
      }
    },
    close: () => {
      for (const agent of [...Object.values(keeping), ...Object.values(fresh)]) agent.destroy();
    },
  };
}

/** How a connection shows that it was closed, or that bytes too many of the answer before still stand in it. */
const STALE = /^(ECONNRESET|EPIPE|HPE_.*)$/;

/** The connection had been used before, and was closed before a byte of the answer came. */
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
    // Node 20 has no zstd: what may come back is said.
    const own = {
      Accept: 'application/json',
      'Accept-Encoding': 'gzip, deflate, br',
      'User-Agent': 'social-data-contract',
    };
    const outgoing = send(url, { method, headers: { ...own, ...headers }, ...(agent && { agent }) });
    const patience = setTimeout(onSilence, PATIENCE_MS);
    const timer = setTimeout(() => {
      fail(new TransportFault('timeout', `No whole answer came within ${timeoutMs / 1000} s.`));
    }, timeoutMs);
    const settle = () => {
      clearTimeout(patience);
      clearTimeout(timer);
    };
    const fail = (fault: TransportFault) => {
      settle();
      reject(fault);
      outgoing.destroy();
    };
    const started = performance.now();
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
    outgoing.end(body);
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
      `The body broke off after ${size} bytes (${(error as Error).message}).`,
      error,
    );
  }
  return Buffer.concat(chunks);
}

function faultOf(error: NodeJS.ErrnoException): TransportFault {
  const code = error.code ?? '';
  if (UNREACHABLE.has(code)) return new TransportFault('unreachable', describe(code), error);
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    const remedy = 'Name its authority in NODE_EXTRA_CA_CERTS, or pass --insecure';
    return new TransportFault(
      'unreachable',
      `The TLS certificate is not trusted (${code}). ${remedy}.`,
      error,
    );
  }
  if (code === 'ECONNRESET') return new TransportFault('broken', CLOSED, error);
  return new TransportFault('broken', `The answer is no HTTP (${code || error.message}).`, error);
}

function describe(code: string): string {
  if (code === 'ECONNREFUSED') return 'The connection was refused: nothing listens there.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The host name is not known.';
  return `The host cannot be reached (${code}).`;
}

function fieldsOf({ rawHeaders }: IncomingMessage): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    fields.set(name, [...(fields.get(name) ?? []), rawHeaders[index + 1] ?? '']);
  }
  return fields;
}
