/** One exchange over HTTP, as it stands on the wire: the tester must see bytes and header fields, not a fetch's view. */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** A request with nothing left to fill in. */
export interface WireRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
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

/** An answer of this API is a page of a hundred posts at most; what is larger than this is no answer. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

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

/** @param timeoutMs for one exchange, its body included */
export function createTransport({
  timeoutMs,
  concurrency,
}: {
  timeoutMs: number;
  concurrency: number;
}): Transport {
  const options = { keepAlive: true, maxSockets: concurrency };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  let count = 0;
  return {
    get count() {
      return count;
    },
    exchange: async (request) => {
      count++;
      try {
        return await exchange(request, agents, timeoutMs);
      } catch (fault) {
        // A connection that the server closed while it lay idle is nobody's fault (RFC 9112 9.3.1): once more, freshly.
        if (!(fault instanceof TransportFault) || !fault.message.startsWith(STALE)) throw fault;
        count++;
        return exchange(request, agents, timeoutMs);
      }
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

const STALE = 'The connection that was kept open was closed';

function exchange(
  { method, url, headers }: WireRequest,
  agents: Record<string, HttpAgent>,
  timeoutMs: number,
): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const agent = agents[url.protocol];
    const outgoing = send(url, {
      method,
      headers: { Accept: 'application/json', ...headers },
      ...(agent && { agent }),
    });
    const timer = setTimeout(() => {
      fail(new TransportFault('timeout', `No whole answer came within ${timeoutMs / 1000} s.`));
    }, timeoutMs);
    const fail = (fault: TransportFault) => {
      clearTimeout(timer);
      reject(fault);
      outgoing.destroy();
    };
    outgoing.on('response', (response) => {
      collect(response).then((bytes) => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, headers: fieldsOf(response), bytes });
      }, fail);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const stale = outgoing.reusedSocket && error.code === 'ECONNRESET';
      fail(stale ? new TransportFault('broken', `${STALE}.`, error) : faultOf(error));
    });
    outgoing.end();
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
  if (/CERT|SSL|TLS|SELF_SIGNED/.test(code)) {
    return new TransportFault('unreachable', `The TLS certificate is not trusted (${code}).`, error);
  }
  if (code === 'ECONNRESET')
    return new TransportFault('broken', 'The connection was closed before an answer came.', error);
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
