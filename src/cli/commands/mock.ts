/** `social-data-contract mock`: starts the sandbox. */
import { inspect } from 'node:util';
import type { Command } from 'commander';
import { exampleCurl, SANDBOX_PORT } from '../../contract/example-request.ts';
import { loadContract } from '../../contract/load.ts';
import { UsageError } from '../exit.ts';
import { wholeNumber } from '../option-values.ts';
import { listenError, untilInterrupted } from '../serve.ts';
import type { World } from '../world.ts';

export function addMockCommand(program: Command, world: World): void {
  program
    .command('mock')
    .summary('start the sandbox, a local server of the API')
    .description('Starts the sandbox: a local server that returns every success and error of the contract.')
    .option(
      '-p, --port <n>',
      'the port to listen on; 0 for any free port',
      wholeNumber(0, 65535),
      SANDBOX_PORT,
    )
    .option('-H, --host <host>', 'the address to listen on', '127.0.0.1')
    .option('--spec <file>', 'a bundled OpenAPI document to use instead of the one in this package')
    .addHelpText(
      'after',
      `
The test token of a request selects the response: a success or one of the error
codes. The sandbox prints the test tokens when it starts.

Examples:
  $ social-data-contract mock
  $ social-data-contract mock --port 0 --host 0.0.0.0`,
    )
    .action(async ({ port, host, spec }: { port: number; host: string; spec?: string }) => {
      const contract = loadContract(spec);
      // Loaded only here, so that the other commands start faster.
      const { startSandbox } = await import('../../sandbox/server.ts');
      const sandbox = await startSandbox({
        contract,
        port,
        host,
        onFault: (fault) => world.stderr.write(`The sandbox could not respond: ${inspect(fault)}\n`),
      }).catch((error: NodeJS.ErrnoException) => {
        throw listenError(error, host, port);
      });
      const { successToken } = contract.sandbox;
      const [operation] = contract.operations;
      if (!operation) throw new UsageError('The spec has no operations. Add one to its paths.');
      // Registered before the output says that the sandbox listens, because a reader may send a signal immediately.
      const interrupted = untilInterrupted(world);
      const tokens = [successToken, ...contract.errors.map(({ testToken }) => testToken)];
      const lines = [
        `The sandbox listens on ${sandbox.url}`,
        `Test tokens: ${tokens.join(', ')}`,
        `Try: ${exampleCurl(contract, operation, sandbox.url, successToken)}`,
      ];
      world.stdout.write(`${lines.join('\n')}\n`);
      await interrupted;
      await sandbox.close();
    });
}
