/** Serves files that it holds in memory, so that no disk is measured. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

/** Where files lie on the disk, by their path on the server, without its first slash. */
export type Files = Readonly<Record<string, string>>;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

/**
 * Listens on 127.0.0.1 until the process ends. A file that is not there is not answered at all.
 *
 * @returns the origin
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
