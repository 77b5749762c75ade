/**
 * Responds to requests that no request handler gets: CONNECT, and requests that Node's parser rejects. They get an
 * envelope too, after the waiting responses of the connection.
 */
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bodies } from './bodies.ts';
import { trackConnections } from './connections.ts';
import type { SandboxResponse } from './responses.ts';

/** The maximum time for the client to read the last response, in milliseconds. */
const LINGER_MS = 5_000;

/** The bodies that are being read, the responses, and a function that is called when one is sent. */
export interface Detached {
  bodies: Bodies;
  notFound: SandboxResponse;
  malformed: SandboxResponse;
  /** The time before each response, in milliseconds. */
  latencyMs: number;
  onResponse(request: IncomingMessage | undefined, response: SandboxResponse): void;
}

/** @returns the open connections that the server no longer tracks */
export function respondToDetached(
  server: Server,
  { bodies, notFound, malformed, latencyMs, onResponse }: Detached,
): ReadonlySet<Duplex> {
  const connectionOf = trackConnections(server);
  const detached = new Set<Duplex>();
  /** Closes a connection after its waiting responses, and after one more response if there is one. */
  const close = async (socket: Duplex, request?: IncomingMessage, final?: SandboxResponse) => {
    // Node has removed its own listener. Without a listener, a reset would end the process.
    socket.on('error', () => {});
    detached.add(socket);
    socket.on('close', () => detached.delete(socket));
    const waiting = [...(connectionOf(socket)?.waiting ?? [])];
    await Promise.all(waiting.map((response) => new Promise((resolve) => response.once('close', resolve))));
    if (final && latencyMs > 0) {
      // Node ends the connection when it reads that the client has closed its side. The response would be lost.
      socket.pause();
      await sleep(latencyMs, undefined, { ref: false });
    }
    if (final) onResponse(request, final);
    end(socket, final);
  };
  server.on('connect', (request, socket) => void close(socket, request, notFound));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // The parser reports the same fault again when more bytes arrive.
    if (detached.has(socket)) return;
    const unused = 'bytesRead' in socket && socket.bytesRead === 0;
    if (error.code === 'ECONNRESET' || !socket.writable || unused) {
      socket.on('error', () => {});
      socket.destroy();
      return;
    }
    const last = connectionOf(socket)?.last;
    // A fault in the body of a request, which gets the response of the request, or bytes after the last request, get no second response.
    if (last && (!last.request.complete || !last.response.shouldKeepAlive)) {
      bodies.abandon(last.request);
      return void close(socket);
    }
    // A method that the parser does not know is a wrong method, which gets the same response as an unknown path.
    void close(socket, undefined, error.code === 'HPE_INVALID_METHOD' ? notFound : malformed);
  });
  return detached;
}

/** Writes a response to a connection that has no response object, and closes it after the client has read everything. */
function end(socket: Duplex, response?: SandboxResponse): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(response && bytesOf(response));
  // Read and discard what the client still sends: closing with unread bytes would reset the connection and lose the
  // response.
  socket.removeAllListeners('data');
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.on('close', () => clearTimeout(timer));
}

function bytesOf({ status, headers, body }: SandboxResponse): Buffer {
  const lines = Object.entries({ ...headers, Date: new Date().toUTCString(), Connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n`, 'latin1'),
    body,
  ]);
}
