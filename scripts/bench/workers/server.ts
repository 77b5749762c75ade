/** A process that answers what it is told to: the plainest HTTP server, so that what is measured is the caller. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './reply.ts';

/** What to answer, by the value of one header of the request. */
export interface Answers {
  header: string;
  byValue: Record<string, { status: number; mediaType: string; body: string }>;
}

/** Gives the port. */
answer(async ({ header, byValue }: Answers): Promise<number> => {
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
  // Longer than a bench: no contender pays for a connection that the server closed.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
});
