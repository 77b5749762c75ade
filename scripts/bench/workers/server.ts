/** A minimal HTTP server in a separate process, so that the measured time is that of the client. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runTask } from './reply.ts';

/** The responses by the value of one request header. */
export interface Responses {
  header: string;
  byValue: Record<string, { status: number; mediaType: string; body: string }>;
}

/** The result is the port. */
runTask(async ({ header, byValue }: Responses): Promise<number> => {
  const server = createServer((request, response) => {
    const chosen = byValue[String(request.headers[header.toLowerCase()])];
    if (!chosen) {
      response.destroy();
      return;
    }
    const { status, mediaType, body } = chosen;
    response.writeHead(status, { 'Content-Type': mediaType, 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  });
  // Longer than the benchmark, so that no contender must reopen a connection that the server closed.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
});
