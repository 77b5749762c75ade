/** `social-data-contract docs`: the docs page on a port. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Command } from 'commander';
import { DOCS_PORT } from '../../contract/example-request.ts';
import { packageFile } from '../../contract/load.ts';
import { UsageError } from '../exit.ts';
import { wholeNumber } from '../option-values.ts';
import { listenError, pageHandler, untilInterrupted } from '../serve.ts';
import type { World } from '../world.ts';

export function addDocsCommand(program: Command, world: World): void {
  program
    .command('docs')
    .summary('serve the docs page')
    .description(
      'Serves the docs page: every operation and every error code. It needs no network beyond this machine.',
    )
    .option('-p, --port <n>', 'the port to listen on; 0 for a free one', wholeNumber(0, 65535), DOCS_PORT)
    .option('-H, --host <host>', 'the address to listen on', '127.0.0.1')
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
        // There is one page: whatever else is asked for leads to it (RFC 9110 15.4.4).
        const reading = request.method === 'GET' || request.method === 'HEAD';
        response.writeHead(reading ? 303 : 405, reading ? { Location: '/' } : { Allow: 'GET, HEAD' }).end();
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

/** The page as the package has it: a repository has it once it was built. */
function docsPage(): Buffer {
  const file = packageFile('generated/docs/index.html');
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'it is not there. In the repository, `npm run build` makes it' : String(code);
    throw new UsageError(`Cannot read the docs page ${file}: ${why}.`);
  }
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
}
