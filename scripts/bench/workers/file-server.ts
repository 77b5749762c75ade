/** Serves files from memory, so that disk access is not measured. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

/** The files on disk by their path on the server, without the leading slash. */
export type Files = Readonly<Record<string, string>>;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

/**
 * Listens on 127.0.0.1 until the process exits. Closes the connection for an unknown file.
 *
 * @returns the origin of the server
 */
export async function serveFiles(files: Files): Promise<string> {
  const contents = new Map(Object.entries(files).map(([path, file]) => [`/${path}`, readFileSync(file)]));
  const server = createServer(({ url = '' }, response) => {
    const path = url.replace(/\?.*/s, '');
    const content = contents.get(path);
    if (!content) {
      response.destroy();
      return;
    }
    response.setHeader('Content-Type', `${MEDIA_TYPES[extname(path)]}; charset=utf-8`);
    response.setHeader('Content-Length', content.length);
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
