/** `npm start`: serves the docs at `/` and the sandbox at the API's base path, on one port. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listenError, pageHandler, untilInterrupted } from '../src/cli/serve.ts';
import { exampleCurl, SANDBOX_PORT } from '../src/contract/example-request.ts';
import { startSandbox } from '../src/sandbox/server.ts';
import { openProject } from './lib/project.ts';
import { readGeneratedContract } from './lib/read-contract.ts';

const port = portOf(process.env.PORT ?? String(SANDBOX_PORT));
const host = '127.0.0.1';
const project = openProject();
const contract = readGeneratedContract(project);
const page = readFileSync(join(project.generated, 'docs/index.html'));

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
    // The docs page is at the root; the sandbox handles all other paths.
    before: pageHandler(page),
    onFault: (fault) => console.error('The sandbox failed to respond:', fault),
  });
  const [operation] = contract.operations;
  console.log(`Docs:    http://${host}:${sandbox.port}/`);
  console.log(`Sandbox: ${sandbox.url}`);
  if (operation) {
    console.log(`Try:     ${exampleCurl(contract, operation, sandbox.url, contract.sandbox.successToken)}`);
  }
  await untilInterrupted(process);
  await sandbox.close();
} catch (error) {
  const failure = listenError(error as NodeJS.ErrnoException, host, port);
  if (failure === error) throw error;
  console.error(failure.message.replace('with --port', 'with the variable PORT'));
  process.exitCode = 2;
}
