/** Keeps track of the requests of each connection, and bounds how many wait until their responses are sent. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The maximum number of waiting responses on all connections. A connection over its share is then closed. */
const MAX_WAITING = 10_000;

/** The number of waiting responses that each connection may have in any case. */
const SHARE = 10;

/** The requests of a connection that the server has received. */
export interface Connection {
  /** The responses that are not sent yet: clients may send requests faster than they read. */
  waiting: Set<ServerResponse>;
  last: { request: IncomingMessage; response: ServerResponse };
}

/** @returns a function that returns the state of a connection; undefined before its first request */
export function trackConnections(server: Server): (socket: Duplex) => Connection | undefined {
  const connections = new WeakMap<Duplex, Connection>();
  let total = 0;
  const opened = (socket: Duplex, last: Connection['last']): Connection => {
    const connection = { waiting: new Set<ServerResponse>(), last };
    connections.set(socket, connection);
    // Node closes only the current response of a closed connection, not those behind it.
    socket.on('close', () => {
      total -= connection.waiting.size;
      connection.waiting.clear();
    });
    return connection;
  };
  const track = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const last = { request, response };
    const connection = connections.get(socket) ?? opened(socket, last);
    connection.last = last;
    connection.waiting.add(response);
    total++;
    response.on('close', () => {
      if (connection.waiting.delete(response)) total--;
    });
    if (total > MAX_WAITING && connection.waiting.size > SHARE) socket.destroy();
  };
  server.on('request', track).on('checkExpectation', track);
  return (socket) => connections.get(socket);
}
