/** A real HTTP server that answers as it is told, down to the bytes. */
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

export interface Running {
  /** With the base path of the API. */
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

/** Answers requests. */
export function startServer(listener: RequestListener): Promise<Running> {
  const server = createServer(listener);
  return listen(server, () => server.closeAllConnections());
}

/** Answers connections, for what is no HTTP; `head` is what the client sent first. */
export function startRawServer(answer: (socket: Socket, head: string) => void): Promise<Running> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', (data) => answer(socket, data.toString('latin1')));
  });
  return listen(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}
