/** `social-data-contract docs`: serves the docs, and the sandbox for their examples. */
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import type { Command } from 'commander';
import { DOCS_PORT } from '../../contract/example-request.ts';
import { loadContract, packageFile } from '../../contract/load.ts';
import { hostName, wholeNumber } from '../option-values.ts';
import { listenError, untilInterrupted } from '../serve.ts';
import { siteHandler } from '../site-handler.ts';
import type { World } from '../world.ts';

export function addDocsCommand(program: Command, world: World): void {
  program
    .command('docs')
    .summary('serve the docs')
    .description(
      'Serves the docs with all error codes and operations on this machine. Works offline. The sandbox runs on the same port, so that the docs can send their examples.',
    )
    .option('-p, --port <n>', 'the port to listen on; 0 for any free port', wholeNumber(0, 65535), DOCS_PORT)
    .option('-H, --host <host>', 'the address to listen on', hostName, '127.0.0.1')
    .addHelpText(
      'after',
      `
The page of a code is at /errors/CODE.html. /CODE leads there, in any case.

Examples:
  $ social-data-contract docs
  $ social-data-contract docs --port 0 --host 0.0.0.0`,
    )
    .action(async ({ port, host }: { port: number; host: string }) => {
      const contract = loadContract();
      const before = siteHandler(dirname(packageFile('generated/docs/index.html')), contract);
      const { startSandbox } = await import('../../sandbox/server.ts');
      const server = await startSandbox({
        contract,
        port,
        host,
        before,
        onFault: (fault) => world.stderr.write(`The sandbox could not respond: ${inspect(fault)}\n`),
      }).catch((error: NodeJS.ErrnoException) => {
        throw listenError(error, host, port);
      });
      const interrupted = untilInterrupted(world);
      world.stdout.write(`The docs are at ${new URL('/', server.url)}\n`);
      await interrupted;
      await server.close();
    });
}
