/** The sandbox: a server that conforms to the contract for any request. */
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Contract, ErrorEntry } from '../contract/model.ts';
import { codeOf, entryOf } from '../contract/read.ts';
import { createDecider, type Decision, type SandboxRequest } from './decide.ts';
import { createResponses, type Responses, type SandboxResponse } from './responses.ts';

/**
 * The maximum size of request line and headers in bytes. It is high, so that a path of a megabyte gets a normal
 * response.
 */
const MAX_HEADER_BYTES = 4 * 1024 * 1024;

export interface SandboxOptions {
  contract: Contract;
  /** @default 0, which selects a free port */
  port?: number;
  /** @default '127.0.0.1' */
  host?: string;
  /**
   * Handles a request before the sandbox does, and returns whether it has responded. `npm start` serves the docs page
   * with it.
   */
  before?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Called with internal errors. The client receives an error envelope in any case. */
  onFault?: (fault: unknown) => void;
}

export interface Sandbox {
  port: number;
  /** The base URL of the API: `http://127.0.0.1:4010/api/v1`. */
  url: string;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts the sandbox.
 *
 * @throws the listen error of Node (`EADDRINUSE`, `EACCES`, ...) if the address is not available
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { contract, port = 0, host = '127.0.0.1', before, onFault } = options;
  const respond = createResponder(contract, createResponses(contract), onFault);
  const server = createServer(
    // A request without a Host header, or with an unknown Expect header, gets an envelope, not Node's own response.
    { maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false },
    (request, response) => {
      if (!before?.(request, response)) respond(request, response);
    },
  );
  server.on('checkExpectation', respond);
  // A token counts even after many headers. By default, Node drops all headers after the 2000th.
  server.maxHeadersCount = 0;
  const detached = respondToDetached(server, contract);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    port: address.port,
    url: `http://${shown}:${address.port}${contract.basePath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of detached) socket.destroy();
      }),
  };
}

function createResponder(contract: Contract, respond: Responses, onFault?: (fault: unknown) => void) {
  const decide = createDecider(contract);
  const cors = corsHeaders(contract);
  const internalError = contract.errors.find(({ trigger }) => trigger === 'server');
  return (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    response.on('error', () => {});
    if (isPreflight(request)) {
      const requested = request.headers['access-control-request-headers'];
      response
        .writeHead(204, {
          ...cors.preflight,
          ...(requested && { 'Access-Control-Allow-Headers': requested }),
        })
        .end();
      return;
    }
    const send = ({ status, headers, body }: SandboxResponse) =>
      response.writeHead(status, { ...cors.simple, ...headers }).end(body);
    try {
      send(respond(decideOn(decide, request)));
    } catch (fault) {
      // After an internal error, only this client gets an error. The server keeps running.
      onFault?.(fault);
      if (response.headersSent) response.destroy();
      else send(staticResponse(internalError ?? entryOf(contract, contract.sandbox.malformed)));
    }
  };
}

function decideOn(decide: (request: SandboxRequest) => Decision, request: IncomingMessage): Decision {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value[0] : value;
  return decide({ method: request.method ?? 'GET', target: request.url ?? '/', headers });
}

/**
 * Returns the CORS headers. Any origin is allowed, because the sandbox has no private data (Fetch standard, CORS
 * protocol).
 */
function corsHeaders(contract: Contract) {
  const exposed = new Set([
    'Date',
    ...contract.errors.flatMap(({ headers }) => headers.map(({ name }) => name)),
  ]);
  const simple = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': [...exposed].join(', '),
  };
  return {
    simple,
    preflight: {
      ...simple,
      'Access-Control-Allow-Methods': [...new Set(contract.operations.map(({ method }) => method))].join(
        ', ',
      ),
      'Access-Control-Allow-Headers': contract.credentials.map(({ header }) => header).join(', '),
      'Access-Control-Max-Age': '86400',
    },
  };
}

function isPreflight(request: IncomingMessage): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
}

/**
 * Responds to requests that no request handler gets: CONNECT, and requests that Node's parser rejects. They get an
 * envelope too, after the pending responses of the connection.
 *
 * @returns the open connections that the server no longer tracks
 */
function respondToDetached(server: Server, contract: Contract): ReadonlySet<Duplex> {
  const notFound = staticResponse(codeOf(contract, 'path-unknown'));
  const malformed = staticResponse(entryOf(contract, contract.sandbox.malformed));
  const pending = new WeakMap<Duplex, Set<ServerResponse>>();
  const detached = new Set<Duplex>();
  const track = ({ socket }: IncomingMessage, response: ServerResponse) => {
    const open = pending.get(socket) ?? new Set();
    pending.set(socket, open.add(response));
    response.on('close', () => open.delete(response));
  };
  const sendAfterPending = async (socket: Duplex, final: SandboxResponse) => {
    // Node has removed its own listener. Without a listener, a reset would end the process.
    socket.on('error', () => {});
    detached.add(socket);
    socket.on('close', () => detached.delete(socket));
    await Promise.all(
      [...(pending.get(socket) ?? [])].map(
        (response) => new Promise((resolve) => response.once('close', resolve)),
      ),
    );
    sendRaw(socket, final);
  };
  server.on('request', track).on('checkExpectation', track);
  server.on('connect', (_, socket) => void sendAfterPending(socket, notFound));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.on('error', () => {});
      socket.destroy();
      return;
    }
    // A method that the parser does not know is a wrong method, which gets the same response as an unknown path.
    void sendAfterPending(socket, error.code === 'HPE_INVALID_METHOD' ? notFound : malformed);
  });
  return detached;
}

/** Builds an error response directly from the contract, for requests that no operation handles. */
function staticResponse(entry: ErrorEntry): SandboxResponse {
  const body = Buffer.from(JSON.stringify(entry.example));
  return {
    status: entry.status,
    headers: { 'Content-Type': 'application/json', 'Content-Length': String(body.length) },
    body,
  };
}

/**
 * Writes a response to a connection that has no response object, and closes the connection after the client has read
 * it.
 */
function sendRaw(socket: Duplex, { status, headers, body }: SandboxResponse): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const lines = Object.entries({ ...headers, Date: new Date().toUTCString(), Connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(
    Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n`), body]),
  );
  // Read and discard what the client still sends: closing with unread bytes would reset the connection and lose the
  // response.
  socket.removeAllListeners('data');
  socket.resume();
  (socket as Socket).setTimeout?.(5_000, () => socket.destroy());
}
