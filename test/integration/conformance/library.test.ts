/** Tests the tester as a library of the package: in a program, and in node:test with one test per case. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLI, run, type Serving, serve } from '../../helpers/command.ts';
import { contract, ROOT } from '../../helpers/project.ts';
import { startMutant } from '../../helpers/servers/mutant.ts';

let sandbox: Serving;
// Inside the package, so that the programs can import the package by name.
const folder = join(ROOT, '.cache/library');

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
});
afterAll(() => sandbox.stop());

function program(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const IMPORT = "import { cases, verify } from 'social-data-contract/conformance';";

test('verify returns the report, with the shipped contract and the sandbox profile by default', async () => {
  const file = program(
    'verify.mjs',
    `${IMPORT}\nconst { conformant, counts, requests } = await verify({ target: process.argv[2] });\nconsole.log(JSON.stringify({ conformant, counts, requests }));`,
  );
  const { status, stdout, stderr } = await run(process.execPath, [file, sandbox.found]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ conformant: true, counts: { failed: 0, skipped: 0, error: 0 } });
  expect(report.requests).toBeGreaterThan(200);
});

const NODE_TEST = `import { test } from 'node:test';
${IMPORT}
const profile = process.env.PROFILE;
for (const item of cases({ target: process.env.TARGET, only: ['codes'], ...(profile && { profile }) })) {
  test(item.id, { skip: item.skipped }, () => item.run());
}
`;

test('cases() returns cases that a test runner can run, each as one test', async () => {
  const file = program('cases.test.mjs', NODE_TEST);
  const { status, stdout } = await run(process.execPath, ['--test', '--test-reporter', 'tap', file], ROOT, {
    TARGET: sandbox.found,
  });
  expect(status, stdout).toBe(0);
  for (const { code } of contract.errors) expect(stdout).toContain(`/${code}`);
  expect(stdout).toMatch(/# fail 0/);
});

test('a failed case reports the expected and the actual result and how to repeat it; a case that cannot run is skipped', async () => {
  const [entry] = contract.errors.filter(({ trigger }) => trigger === 'balance');
  const mutant = await startMutant({
    response: (outgoing) => {
      if (outgoing.code === entry?.code) outgoing.status = 418;
    },
  });
  const profile = program(
    'profile.yaml',
    `tokens: {success: ${contract.sandbox.successToken}}\nprovoke:\n  ${entry?.code}: {token: ${entry?.testToken}}\n`,
  );
  const file = program('cases.test.mjs', NODE_TEST);
  const env = { TARGET: mutant.url, PROFILE: profile };
  const { status, stdout } = await run(
    process.execPath,
    ['--test', '--test-reporter', 'tap', file],
    ROOT,
    env,
  );
  await mutant.close();
  expect(status).toBe(1);
  expect(stdout).toContain(`expected  status ${entry?.status} with ${entry?.code}`);
  expect(stdout).toContain('repeat    curl');
  expect(stdout).toMatch(/# SKIP the profile .* does not say how to provoke/);
});
