/** Bytes to a server and bytes back, for what no HTTP client would send. */
import { connect } from 'node:net';

/** How long a server may be silent: a bound for busy machines, because every server here closes the connection. */
const SILENCE_MS = 30_000;

/** Sends these bytes on one connection, and reads until the server closes it. */
export function exchangeBytes(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const end = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    socket.setTimeout(SILENCE_MS, end);
    // A reset behind the answer is the end of it.
    socket
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', end)
      .on('error', end);
  });
}

export interface RawAnswer {
  status: number;
  head: string;
  body: string;
}

/** The answers in what a connection brought, by their Content-Length. */
export function splitAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) throw new Error(`no whole answer in ${JSON.stringify(rest.slice(0, 200))}`);
    const head = rest.slice(0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    answers.push({ status: Number(head.split(' ')[1]), head, body: rest.slice(end + 4, end + 4 + length) });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}
