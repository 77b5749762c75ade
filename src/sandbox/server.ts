/** The sandbox: a server that keeps the contract, whatever a client sends. */
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
import { createMock } from './prism.ts';
import { createResponses, type Responses, type SandboxResponse } from './responses.ts';

/** Node refuses a larger request line and header section; a megabyte of path is a request like any other. */
const MAX_HEADER_BYTES = 4 * 1024 * 1024;

export interface SandboxOptions {
  contract: Contract;
  /** @default 0, a free one */
  port?: number;
  /** @default '127.0.0.1' */
  host?: string;
  /** Answers a request before the sandbox does (the docs page of `npm start`); says whether it did. */
  before?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Gets what goes wrong inside; the client gets an envelope all the same. */
  onFault?: (fault: unknown) => void;
}

export interface Sandbox {
  port: number;
  /** The base of the operations' paths: `http://127.0.0.1:4010/api/v1`. */
  url: string;
  /** Stops listening and drops what is open. */
  close(): Promise<void>;
}

/**
 * Starts the sandbox.
 *
 * @throws the listen error of Node (`EADDRINUSE`, `EACCES`, ...) where the address cannot be had
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { contract, port = 0, host = '127.0.0.1', before, onFault } = options;
  const respond = createResponder(
    contract,
    await createResponses(contract, await createMock(contract)),
    onFault,
  );
  const server = createServer(
    // A missing Host or an unknown expectation is answered in the envelope, not by Node.
    { maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false },
    (request, response) => {
      if (!before?.(request, response)) respond(request, response);
    },
  );
  server.on('checkExpectation', respond);
  // A token behind many headers counts, too (Node drops what stands behind the 2000th by default).
  server.maxHeadersCount = 0;
  const detached = answerDetached(server, contract);
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

function createResponder(contract: Contract, answer: Responses, onFault?: (fault: unknown) => void) {
  const decide = createDecider(contract);
  const cors = corsHeaders(contract);
  const onBroken = contract.errors.find(({ trigger }) => trigger === 'server');
  return (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    response.on('error', () => {});
    if (isPreflight(request)) {
      const asked = request.headers['access-control-request-headers'];
      response
        .writeHead(204, { ...cors.preflight, ...(asked && { 'Access-Control-Allow-Headers': asked }) })
        .end();
      return;
    }
    const send = ({ status, headers, body }: SandboxResponse) =>
      response.writeHead(status, { ...cors.simple, ...headers }).end(body);
    try {
      send(answer(decideOn(decide, request)));
    } catch (fault) {
      // A fault of ours is the client's to see in the envelope, and nobody else's: the server stands.
      onFault?.(fault);
      if (response.headersSent) response.destroy();
      else send(staticAnswer(onBroken ?? entryOf(contract, contract.sandbox.malformed)));
    }
  };
}

function decideOn(decide: (request: SandboxRequest) => Decision, request: IncomingMessage): Decision {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value[0] : value;
  return decide({ method: request.method ?? 'GET', target: request.url ?? '/', headers });
}

/** The sandbox allows any origin; it holds nothing that is anybody's (Fetch standard, CORS protocol). */
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
 * Answers what reaches no request handler, CONNECT and what Node's parser refuses, in the envelope too, behind the answers
 * that are still under way on the connection.
 *
 * @returns the connections that the server no longer knows, as long as they are open
 */
function answerDetached(server: Server, contract: Contract): ReadonlySet<Duplex> {
  const notFound = staticAnswer(codeOf(contract, 'path-unknown'));
  const malformed = staticAnswer(entryOf(contract, contract.sandbox.malformed));
  const underWay = new WeakMap<Duplex, Set<ServerResponse>>();
  const detached = new Set<Duplex>();
  const count = ({ socket }: IncomingMessage, response: ServerResponse) => {
    const open = underWay.get(socket) ?? new Set();
    underWay.set(socket, open.add(response));
    response.on('close', () => open.delete(response));
  };
  const answerBehind = async (socket: Duplex, answer: SandboxResponse) => {
    // Node has taken its own listener off: without one, a reset would end the process.
    socket.on('error', () => {});
    detached.add(socket);
    socket.on('close', () => detached.delete(socket));
    await Promise.all(
      [...(underWay.get(socket) ?? [])].map(
        (response) => new Promise((resolve) => response.once('close', resolve)),
      ),
    );
    sendRaw(socket, answer);
  };
  server.on('request', count).on('checkExpectation', count);
  server.on('connect', (_, socket) => void answerBehind(socket, notFound));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.on('error', () => {});
      socket.destroy();
      return;
    }
    // A method that no parser knows is still a method on a path (a wrong one is as good as an unknown path).
    void answerBehind(socket, error.code === 'HPE_INVALID_METHOD' ? notFound : malformed);
  });
  return detached;
}

/** An error's answer from the contract itself, for where there is no request to ask Prism about. */
function staticAnswer(entry: ErrorEntry): SandboxResponse {
  const body = Buffer.from(JSON.stringify(entry.example));
  return {
    status: entry.status,
    headers: { 'Content-Type': 'application/json', 'Content-Length': String(body.length) },
    body,
  };
}

/** Writes an answer to a connection that has no response object, and closes it when the client has read it. */
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
  // What the client still sends is read and dropped: closing on unread bytes would reset the answer away.
  socket.removeAllListeners('data');
  socket.resume();
  (socket as Socket).setTimeout?.(5_000, () => socket.destroy());
}
