/** The programs of "Handle it" for the larger API: with a body, and with a query that the program completes. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProcess } from '../../../scripts/lib/spawn.ts';
import { catalogueOf } from '../../../src/contract/catalogue.ts';
import { curl } from '../../../src/reference/handling/curl.ts';
import { plainFetch } from '../../../src/reference/handling/fetch.ts';
import { python } from '../../../src/reference/handling/python.ts';
import { type Situation, situationOf } from '../../../src/reference/handling/situation.ts';
import { SANDBOX } from '../../../src/reference/sandbox-request.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { grownContract } from '../../helpers/grown.ts';
import { temporaryFolder } from '../../helpers/project.ts';

const contract = await grownContract();
const folder = temporaryFolder('grown-handling');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ contract });
});
afterAll(() => sandbox?.close());

const LANGUAGES: [
  name: string,
  command: string,
  extension: string,
  write: (situation: Situation) => string,
][] = [
  ['fetch', process.execPath, 'mjs', plainFetch],
  ['Python', 'python3', 'py', python],
  ['curl', 'sh', 'sh', curl],
];
const missing = ['python3', 'curl'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
if (missing.length > 0)
  console.warn(`SKIPPED: programs that need ${missing.join(' and ')}, which is not installed.`);

const situations = catalogueOf(contract).errors.flatMap((entry) => {
  const situation = situationOf(entry, contract);
  const isNew = situation?.body !== undefined || situation?.request.target.includes('?');
  return situation && isNew ? [{ entry, situation }] : [];
});

test('there are programs with a body and programs that add a value to a query', () => {
  expect(situations.filter(({ situation }) => situation.body !== undefined).length).toBeGreaterThan(1);
  expect(situations.some(({ situation }) => situation.correction)).toBe(true);
});

describe.each(LANGUAGES)('%s', (name, command, extension, write) => {
  const isMissing = missing.includes(command) || (name === 'curl' && missing.includes('curl'));
  test.skipIf(isMissing).for(situations)('$entry.code', async ({ entry, situation }) => {
    const file = join(folder, `${entry.code}.${extension}`);
    writeFileSync(file, write(situation).replaceAll(SANDBOX.origin, `http://127.0.0.1:${sandbox.port}`));
    const { status, stdout, stderr } = await runProcess(command, [file], { cwd: folder, timeoutMs: 40_000 });
    const output = stdout + stderr;
    const { message, ...values } = entry.example.error as Record<string, unknown>;
    if (situation.correction) {
      expect(output).not.toContain(message);
      for (const field of situation.operation.success.fields) expect(output).toContain(field);
      expect(status).toBe(0);
    } else {
      expect(output).toContain(message);
      for (const { name: field } of entry.fields) expect(output).toContain(String(values[field]));
      expect(status).not.toBe(0);
    }
  });
});
