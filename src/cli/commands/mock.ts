/** `social-data-contract mock`: the sandbox on a port. */
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
    .summary('start the sandbox: a server that keeps the contract')
    .description('Starts the sandbox: a server that answers every success and every error of the contract.')
    .option('-p, --port <n>', 'the port to listen on; 0 for a free one', wholeNumber(0, 65535), SANDBOX_PORT)
    .option('-H, --host <host>', 'the address to listen on', '127.0.0.1')
    .option('--spec <file>', 'a bundled OpenAPI document, instead of the one that ships')
    .addHelpText(
      'after',
      `
Test tokens: one answers a success, one answers each code. The list is printed at the start.

Examples:
  $ social-data-contract mock
  $ social-data-contract mock --port 0 --host 0.0.0.0`,
    )
    .action(async ({ port, host, spec }: { port: number; host: string; spec?: string }) => {
      const contract = loadContract(spec);
      // Prism is large: only this command loads it.
      const { startSandbox } = await import('../../sandbox/server.ts');
      const sandbox = await startSandbox({
        contract,
        port,
        host,
        onFault: (fault) => world.stderr.write(`The sandbox could not answer: ${inspect(fault)}\n`),
      }).catch((error: NodeJS.ErrnoException) => {
        throw listenError(error, host, port);
      });
      const { successToken } = contract.sandbox;
      const [operation] = contract.operations;
      if (!operation) throw new UsageError('The spec has no operation.');
      // Before anybody can read that it listens, and stop it.
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
