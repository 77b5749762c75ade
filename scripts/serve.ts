/** `npm start`: serves the docs at `/` and the sandbox at the API's base path, on one port. */
import { join } from 'node:path';
import { createRequestLog } from '../src/cli/request-log.ts';
import { tokenTable, tryLine } from '../src/cli/sandbox-output.ts';
import { listenError, untilInterrupted } from '../src/cli/serve.ts';
import { siteHandler } from '../src/cli/site-handler.ts';
import { screenOf } from '../src/cli/terminal.ts';
import { SANDBOX_PORT } from '../src/contract/example-request.ts';
import { startSandbox } from '../src/sandbox/server.ts';
import { openProject } from './lib/project.ts';
import { readGeneratedContract } from './lib/read-contract.ts';

const port = portOf(process.env.PORT ?? String(SANDBOX_PORT));
const host = '127.0.0.1';
const project = openProject();
const contract = readGeneratedContract(project);
const log = createRequestLog(process.stdout);

/** Parses the port. It comes from the environment, because wireit passes no arguments to a service. */
function portOf(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= 65535) return Number(text);
  console.error(`The variable PORT must be an integer from 0 to 65535, not "${text}".`);
  process.exit(2);
}

try {
  const sandbox = await startSandbox({
    contract,
    port,
    host,
    // The docs are at the root; the sandbox handles the paths below the base path of the API.
    before: siteHandler(join(project.generated, 'docs'), contract),
    onExchange: log.add,
    onFault: (fault) => console.error('The sandbox failed to respond:', fault),
  });
  console.log(`Docs:    http://${host}:${sandbox.port}/`);
  console.log(`Sandbox: ${sandbox.url}`);
  console.log(`Try:     ${tryLine(contract, sandbox.url)}`);
  console.log(`\n${tokenTable(contract, screenOf(process))}\n`);
  await untilInterrupted(process);
  await sandbox.close();
  // A reader that does not read the log must not keep the process running.
  if (!log.flush()) process.exit();
} catch (error) {
  const failure = listenError(error as NodeJS.ErrnoException, host, port);
  if (failure === error) throw error;
  console.error(failure.message.replace('with --port', 'with the variable PORT'));
  process.exitCode = 2;
}
