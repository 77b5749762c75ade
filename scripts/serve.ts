/** `npm start`: serves the docs at `/` and the sandbox at the API's base path, on one port. */
import { join } from 'node:path';
import { createRequestLog } from '../src/cli/request-log.ts';
import { untilInterrupted } from '../src/cli/serve.ts';
import { siteHandler } from '../src/cli/site-handler.ts';
import { openProject } from './lib/project.ts';
import { readGeneratedContract } from './lib/read-contract.ts';
import { announce, portOf, serveDocs } from './lib/serve-docs.ts';

const project = openProject();
const contract = readGeneratedContract(project);
const log = createRequestLog(process.stdout);
const sandbox = await serveDocs(contract, {
  port: portOf(process.env.PORT),
  before: siteHandler(join(project.generated, 'docs'), contract),
  log,
});
announce(sandbox, contract);
await untilInterrupted(process);
await sandbox.close();
// A reader that does not read the log must not keep the process running.
if (!log.flush()) process.exit();
