/** Profiles of the built command: modules in this version of Node, and the cleanup after Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { CLI, cli, type Serving, serve } from '../../helpers/command.ts';
import { contract, ROOT } from '../../helpers/project.ts';
import { startAdmin } from '../../helpers/servers/admin.ts';

// Inside the package, so that the modules can import the package by name.
const folder = join(ROOT, '.cache/profiles');
const entry = contract.errors.find(({ trigger }) => trigger === 'account');
const code = entry?.code ?? '';

let sandbox: Serving;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
});
afterAll(() => sandbox.stop());

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const verify = (profile: string) => cli('verify', sandbox.found, '--profile', profile, '--only', code);

const MODULE = `import { defineProfile } from 'social-data-contract/conformance';
export default defineProfile({
  tokens: { success: '${contract.sandbox.successToken}' },
  provoke: { ${code}: async () => ({ token: '${entry?.testToken}' }) },
});
`;

describe('a module', () => {
  test('provokes a code', async () => {
    const { status, stdout, stderr } = await verify(file('valid.mjs', MODULE));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('no faults');
  });

  test('in TypeScript runs if Node strips types, and is reported if not', async () => {
    const typed = MODULE.replace('async ()', 'async (_context: object)');
    const { status, stderr } = await verify(file('valid.ts', typed));
    const canStrip = 'typescript' in process.features && Boolean(process.features.typescript);
    if (canStrip) expect(status).toBe(0);
    else {
      expect(stderr).toMatch(
        /^The profile \S+valid\.ts cannot be loaded: Node \S+ does not run TypeScript\. Use Node 22\.18 or newer, or write the profile in JavaScript \(\.mjs\)\.\n$/,
      );
      expect(status).toBe(2);
    }
  });

  test('with a syntax error is reported with the line', async () => {
    const { status, stderr } = await verify(file('syntax.mjs', 'const a = 1;\nexport default {;'));
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^The profile \S+syntax\.mjs cannot be loaded: [^\n]+ at line 2\.\n$/),
    });
  });

  test('that forgets an await and keeps a connection open: one sentence after the report, and the process ends', async () => {
    const careless = `import { createServer } from 'node:http';
      createServer().listen(0, '127.0.0.1');
      ${MODULE.replace('async () => (', 'async () => (Promise.reject(new Error("the pool is gone")), ')}`;
    const { status, stdout, stderr } = await verify(file('careless.mjs', careless));
    expect(stdout).toContain('no faults');
    expect(stderr).toMatch(
      /^The profile \S+careless\.mjs had an error outside of its functions: the pool is gone\. Await every promise, and handle the errors of connections\.\n$/,
    );
    expect(status).toBe(2);
  });
});

test('Ctrl-C: the cleanup is sent before the command ends', async () => {
  const admin = await startAdmin(({ path }) => (path === '/hangs' ? undefined : [204]));
  const profile = file(
    'hangs.yaml',
    stringify({
      tokens: { success: contract.sandbox.successToken },
      provoke: {
        [code]: { prepare: { url: `${admin.url}/hangs` }, cleanup: { url: `${admin.url}/restored` } },
      },
    }),
  );
  const child = spawn(process.execPath, [
    ...[CLI, 'verify', sandbox.found, '--profile', profile, '--only', code, '--timeout', '60'],
  ]);
  const output = text(child.stdout);
  await expect.poll(() => admin.received.length).toBe(1);
  child.kill('SIGINT');
  const [status] = await once(child, 'exit');
  admin.close();
  expect(status).toBe(130);
  expect(admin.received.map(({ path }) => path)).toEqual(['/hangs', '/restored']);
  expect(await output).toContain('the run was interrupted');
});
