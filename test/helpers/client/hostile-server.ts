/** Real servers with full control over their responses, down to the bytes. */
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

export interface Running {
  /** Includes the base path of the API. */
  baseUrl: string;
  port: number;
  close(): Promise<void>;
}

async function listen(server: Server, end: () => void): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/api/v1`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        end();
      }),
  };
}

/** Starts an HTTP server. */
export function startServer(listener: RequestListener): Promise<Running> {
  const server = createServer(listener);
  return listen(server, () => server.closeAllConnections());
}

/** Starts a TCP server, for responses that are not HTTP. `head` is the first data from the client. */
export function startRawServer(respond: (socket: Socket, head: string) => void): Promise<Running> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', (data) => respond(socket, data.toString('latin1')));
  });
  return listen(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}
