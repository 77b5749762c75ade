/** Portman: contract tests from the bundle, which newman runs against a server. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOf, type Finished, runProcess } from '../../../scripts/lib/spawn.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { contract } from '../../helpers/project.ts';
import { startMutant } from '../../helpers/servers/mutant.ts';
import { documentOf, type Installed, type Tool, workFolder } from '../tool.ts';

const READS = 'openapi.yaml';

/** Every contract test of Portman, for every operation. */
const CONFIG = {
  version: 1.0,
  globals: {},
  tests: {
    contractTests: [
      {
        openApiOperation: '*::/*',
        statusSuccess: { enabled: true },
        contentType: { enabled: true },
        jsonBody: { enabled: true },
        schemaValidation: { enabled: true },
        headersPresent: { enabled: true },
      },
    ],
  },
};

export const PORTMAN: Tool = {
  name: '@apideck/portman',
  locked: 'portman',
  reads: READS,
  checks: {
    'its contract tests pass against the sandbox': async (installed) => {
      const sandbox = await startSandbox({ contract });
      try {
        const end = await portman(installed, sandbox.url);
        if (end.status !== 0) throw new Error(endOf('portman', [], end));
      } finally {
        await sandbox.close();
      }
    },
    'its contract tests fail against a server with a wrong response': async (installed) => {
      const mutant = await startMutant({
        response: ({ json: { data = {} } }) => {
          for (const field of Object.keys(data)) data[field] = false;
        },
      });
      try {
        const end = await portman(installed, mutant.url);
        if (end.status === 0) throw new Error(endOf('portman', [], end));
      } finally {
        await mutant.close();
      }
    },
  },
};

async function portman(installed: Installed, url: string): Promise<Finished> {
  const cwd = workFolder(installed);
  writeFileSync(join(cwd, 'portman.json'), JSON.stringify(CONFIG));
  writeFileSync(join(cwd, '.env'), `PORTMAN_BEARER_TOKEN=${contract.sandbox.successToken}\n`);
  const program = join(installed.folder, 'node_modules/.bin/portman');
  const options = ['--portmanConfigFile', 'portman.json', '--envFile', '.env', '--output', 'collection.json'];
  const args = [
    program,
    '--local',
    documentOf({ reads: READS }),
    '--baseUrl',
    url,
    ...options,
    '--runNewman',
  ];
  return runProcess(process.execPath, args, { cwd });
}
