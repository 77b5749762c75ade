/** `social-data-contract docs`: serves the docs page. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Command } from 'commander';
import { DOCS_PORT } from '../../contract/example-request.ts';
import { packageFile } from '../../contract/load.ts';
import { UsageError } from '../exit.ts';
import { hostName, wholeNumber } from '../option-values.ts';
import { listenError, pageHandler, untilInterrupted } from '../serve.ts';
import type { World } from '../world.ts';

export function addDocsCommand(program: Command, world: World): void {
  program
    .command('docs')
    .summary('serve the docs page')
    .description('Serves the docs page with all operations and error codes on this machine. Works offline.')
    .option('-p, --port <n>', 'the port to listen on; 0 for any free port', wholeNumber(0, 65535), DOCS_PORT)
    .option('-H, --host <host>', 'the address to listen on', hostName, '127.0.0.1')
    .addHelpText(
      'after',
      `
Examples:
  $ social-data-contract docs
  $ social-data-contract docs --port 0 --host 0.0.0.0`,
    )
    .action(async ({ port, host }: { port: number; host: string }) => {
      const serve = pageHandler(docsPage());
      const server = createServer((request, response) => {
        if (serve(request, response)) return;
        // Every other path redirects to the only page (RFC 9110 15.4.4).
        const isRead = request.method === 'GET' || request.method === 'HEAD';
        response.writeHead(isRead ? 303 : 405, isRead ? { Location: '/' } : { Allow: 'GET, HEAD' }).end();
      });
      await new Promise<void>((resolve, reject) => {
        server.on('error', reject).listen(port, host, resolve);
      }).catch((error: NodeJS.ErrnoException) => {
        throw listenError(error, host, port);
      });
      const interrupted = untilInterrupted(world);
      world.stdout.write(`The docs are at ${urlOf(server.address() as AddressInfo)}\n`);
      await interrupted;
      server.close();
      server.closeAllConnections();
    });
}

/** Reads the page from the package. In the repository, the build creates it. */
function docsPage(): Buffer {
  const file = packageFile('generated/docs/index.html');
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'it does not exist. In the repository, `npm run build` creates it' : String(code);
    throw new UsageError(`Cannot read the docs page ${file}: ${reason}.`);
  }
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
}
