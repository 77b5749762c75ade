/** `social-data-contract mock`: starts the sandbox. */
import { inspect } from 'node:util';
import type { Command } from 'commander';
import { SANDBOX_PORT } from '../../contract/example-request.ts';
import { loadContract } from '../../contract/load.ts';
import { RANGES, type SandboxSettings } from '../../sandbox/settings.ts';
import { hostName, wholeNumber } from '../option-values.ts';
import { createRequestLog } from '../request-log.ts';
import { exposureWarning, tokenTable, tryLine } from '../sandbox-output.ts';
import { listenError, untilInterrupted } from '../serve.ts';
import { screenOf } from '../terminal.ts';
import type { World } from '../world.ts';

interface Options extends Omit<SandboxSettings, 'latencyMs'> {
  port: number;
  host: string;
  spec?: string;
  latency?: number;
  quiet?: true;
}

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
    .option('-H, --host <host>', 'the address to listen on', hostName, '127.0.0.1')
    .option('--spec <file>', 'a bundled OpenAPI document to use instead of the one in this package')
    .option(
      '--rate-limit <n>',
      'accept n requests per second; others get the error of the rate limit',
      wholeNumber(...RANGES.rateLimit),
    )
    .option(
      '--retry-after <s>',
      'the seconds that the test token of the rate limit returns',
      wholeNumber(...RANGES.retryAfter),
    )
    .option(
      '--balance <n>',
      'start with n credits; each success that reports a balance costs one',
      wholeNumber(...RANGES.balance),
    )
    .option('--latency <ms>', 'wait before each response', wholeNumber(...RANGES.latencyMs))
    .option('-q, --quiet', 'log no requests')
    .addHelpText(
      'after',
      `
The test token of a request selects the response: a success or one of the error
codes. The sandbox prints the test tokens when it starts, then one line per
request: time, method, path, status, code and duration. A rate limit and a
balance apply to the token of the success. The test token of an error always
returns that error. Prefer: code=202 selects another success of an operation.

Examples:
  $ social-data-contract mock
  $ social-data-contract mock --rate-limit 5 --balance 100 --latency 200
  $ social-data-contract mock --retry-after 1 --quiet
  $ social-data-contract mock --port 0 --host 0.0.0.0`,
    )
    .action(async ({ port, host, spec, latency, quiet, ...settings }: Options) => {
      const contract = loadContract(spec);
      // Loaded only here, so that the other commands start faster.
      const { startSandbox } = await import('../../sandbox/server.ts');
      const log = quiet ? undefined : createRequestLog(world.stdout);
      const sandbox = await startSandbox({
        ...settings,
        latencyMs: latency,
        contract,
        port,
        host,
        onExchange: log?.add,
        onFault: (fault) => world.stderr.write(`The sandbox could not respond: ${inspect(fault)}\n`),
      }).catch((error: NodeJS.ErrnoException) => {
        throw listenError(error, host, port);
      });
      // Registered before the output says that the sandbox listens, because a reader may send a signal immediately.
      const interrupted = untilInterrupted(world);
      const warning = exposureWarning(sandbox.address);
      if (warning !== undefined) world.stderr.write(`${warning}\n`);
      const lines = [
        `The sandbox listens on ${sandbox.url}`,
        '',
        tokenTable(contract, screenOf(world)),
        '',
        `Try: ${tryLine(contract, sandbox.url)}`,
      ];
      world.stdout.write(`${lines.join('\n')}\n`);
      await interrupted;
      await sandbox.close();
      // A reader that does not read the log must not keep the process running.
      if (log?.flush() === false) world.exit?.();
    });
}
