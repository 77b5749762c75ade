/** Mockoon: a mock server made from the bundle. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { endOf, runProcess, startProcess } from '../../../scripts/lib/spawn.ts';
import { examplePath } from '../../../src/contract/example-request.ts';
import type { Operation } from '../../../src/contract/model.ts';
import { contract } from '../../helpers/project.ts';
import { documentOf, type Tool, workFolder } from '../tool.ts';

const READS = 'openapi.yaml';

interface Environment {
  port: number;
  hostname: string;
  routes: { responses: object[]; responseMode: 'SEQUENTIAL' | null }[];
}

export const MOCKOON: Tool = {
  name: '@mockoon/cli',
  locked: 'mockoon',
  reads: READS,
  checks: {
    'serves the success and all codes': async (installed) => {
      const cwd = workFolder(installed);
      const file = join(cwd, 'environment.json');
      const program = join(installed.folder, 'node_modules/@mockoon/cli/bin/run.js');
      const args = [program, 'import', '--input', documentOf({ reads: READS }), '--output', file];
      const end = await runProcess(process.execPath, args, { cwd });
      if (end.status !== 0) throw new Error(endOf('mockoon-cli', args, end));
      const environment = JSON.parse(readFileSync(file, 'utf8')) as Environment;
      // A route returns its responses one after another, so that the test sees all of them.
      for (const route of environment.routes) route.responseMode = 'SEQUENTIAL';
      environment.port = await freePort();
      environment.hostname = '127.0.0.1';
      writeFileSync(file, JSON.stringify(environment));
      const start = [program, 'start', '--data', file, '--disable-log-to-file', '--disable-admin-api'];
      const server = startProcess(process.execPath, start, { cwd });
      try {
        await server.waitFor(/Server started/);
        const responses = Math.max(...environment.routes.map((route) => route.responses.length));
        const base = `http://127.0.0.1:${environment.port}${contract.basePath}`;
        for (const operation of contract.operations) await expectAll(base, operation, responses);
      } finally {
        await server.stop();
      }
    },
  },
};

async function expectAll(base: string, operation: Operation, responses: number): Promise<void> {
  const seen = new Set<unknown>();
  for (let request = 0; request < responses; request++) {
    const response = await fetch(base + examplePath(operation));
    const body = (await response.json()) as { success: unknown; error?: { code: unknown } };
    seen.add(body.success === true ? 'success' : `${response.status} ${body.error?.code}`);
  }
  const entries = contract.errors.filter(({ code }) => operation.codes.includes(code));
  expect([...seen].sort()).toEqual(
    ['success', ...entries.map(({ status, code }) => `${status} ${code}`)].sort(),
  );
}

/** Returns a port that is free now. Mockoon does not print the port that the system chose. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  return address.port;
}
