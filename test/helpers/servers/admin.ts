/** An HTTP server of the test, for example an admin API next to the target. It records its requests. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  method: string;
  /** The path with the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Admin {
  url: string;
  /** The requests so far, in the order received. */
  received: Received[];
  close(): void;
}

/** The status and the JSON body to return; undefined for no response. */
type Reply = (request: Received) => [status: number, body?: unknown] | undefined;

/** Starts the server on a free port. */
export async function startAdmin(reply: Reply = () => [204]): Promise<Admin> {
  const received: Received[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body: await text(incoming) };
    received.push(request);
    const [status, body] = reply(request) ?? [];
    if (status === undefined) return;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
