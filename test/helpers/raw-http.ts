/** Sends raw bytes to a server and reads its response, for requests that no HTTP client sends. */
import { connect } from 'node:net';

/** The maximum silence of a server. It is long, because the servers in the tests always close the connection. */
const SILENCE_MS = 30_000;

/** Sends bytes on one connection, and reads until the server closes it. */
export function exchangeBytes(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const end = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    socket.setTimeout(SILENCE_MS, end);
    // A connection reset after the response ends it.
    socket
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', end)
      .on('error', end);
  });
}

export interface RawResponse {
  status: number;
  head: string;
  body: string;
}

/** Splits the bytes of a connection into responses by their Content-Length. */
export function splitResponses(text: string): RawResponse[] {
  const responses: RawResponse[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1)
      throw new Error(`The header of this response is incomplete: ${JSON.stringify(rest.slice(0, 200))}`);
    const head = rest.slice(0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    responses.push({ status: Number(head.split(' ')[1]), head, body: rest.slice(end + 4, end + 4 + length) });
    rest = rest.slice(end + 4 + length);
  }
  return responses;
}
