/** Serves the docs at `/` and the sandbox at the API's base path, on one port: for `npm start` and `npm run dev`. */
import type { RequestLog } from '../../src/cli/request-log.ts';
import { tokenTable, tryLine } from '../../src/cli/sandbox-output.ts';
import { listenError } from '../../src/cli/serve.ts';
import type { Handler } from '../../src/cli/site-handler.ts';
import { screenOf } from '../../src/cli/terminal.ts';
import { SANDBOX_PORT } from '../../src/contract/example-request.ts';
import type { Contract } from '../../src/contract/model.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';

const host = '127.0.0.1';

/** Parses the port. It comes from the environment, because wireit passes no arguments to a service. */
export function portOf(text = String(SANDBOX_PORT)): number {
  if (/^\d+$/.test(text) && Number(text) <= 65535) return Number(text);
  console.error(`The variable PORT must be an integer from 0 to 65535, not "${text}".`);
  process.exit(2);
}

/** Starts the server. If the user can fix why it cannot listen, prints the reason and exits. */
export async function serveDocs(
  contract: Contract,
  options: { port: number; before: Handler; log: RequestLog },
): Promise<Sandbox> {
  const { port, before, log } = options;
  try {
    return await startSandbox({
      contract,
      port,
      host,
      before,
      onExchange: log.add,
      onFault: (fault) => console.error('The sandbox failed to respond:', fault),
    });
  } catch (error) {
    const failure = listenError(error as NodeJS.ErrnoException, host, port);
    if (failure === error) throw error;
    console.error(failure.message.replace('with --port', 'with the variable PORT'));
    process.exit(2);
  }
}

/** Prints the addresses and the test tokens. */
export function announce(sandbox: Sandbox, contract: Contract): void {
  console.log(`Docs:    http://${host}:${sandbox.port}/`);
  console.log(`Sandbox: ${sandbox.url}`);
  console.log(`Try:     ${tryLine(contract, sandbox.url)}`);
  console.log(`\n${tokenTable(contract, screenOf(process))}\n`);
}
