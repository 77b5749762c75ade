/** A server of plain `node:http` that sends recorded responses: an upper limit for the rate of any server on Node. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A recorded response. */
export interface Recorded {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The responses by path and `Authorization`. */
export type BareServerTask = Record<string, Recorded>;

process.once('message', (task: BareServerTask) => {
  const responses = new Map(Object.entries(task));
  const server = createServer(({ url, headers }, response) => {
    const { status, headers: fields, body } = responses.get(`${url} ${headers.authorization}`) as Recorded;
    response.writeHead(status, fields).end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
});
