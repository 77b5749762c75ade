/**
 * The build runs the contract tests against a Prism mock. These tests show that it detects each difference from the list of
 * deviations, and that the sandbox sends the same responses as Prism.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FATAL, knownFailures } from '../../../scripts/build/prism-deviations.ts';
import { type Mock, runVerify, startPrism, startSandbox } from '../../../scripts/lib/built-command.ts';
import { openProject } from '../../../scripts/lib/project.ts';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import { select } from '../../../src/conformance/run/selection.ts';
import { examplePath } from '../../../src/contract/example-request.ts';
import { contract } from '../../helpers/project.ts';

const project = openProject();
const list = knownFailures(contract);
const folder = mkdtempSync(join(tmpdir(), 'prism-'));

let prism: Mock;
let sandbox: Mock;

beforeAll(async () => {
  [prism, sandbox] = [startPrism(project), startSandbox(project)];
  await Promise.all([prism.url, sandbox.url]);
});

afterAll(async () => {
  await Promise.all([prism?.process.stop(), sandbox?.process.stop()]);
  rmSync(folder, { recursive: true });
});

/** Runs some cases against Prism with a changed list of deviations, as the build does, and returns the failures. */
async function failuresWith(changed: string, only: string): Promise<string[]> {
  const file = join(folder, 'deviations.txt');
  writeFileSync(file, changed);
  const options = [
    '--strict',
    '--profile',
    'prism',
    '--known-failures',
    file,
    '--only',
    only,
    '--timeout',
    '60',
  ];
  return (await runVerify(project, await prism.url, options)).failures;
}

describe('the list of deviations is exact:', () => {
  const only = '*/authentication/*';

  test('it has every case that Prism fails', async () => {
    expect(await failuresWith(list, only)).toEqual([]);
  });

  test('a deviation that is not listed fails the build', async () => {
    const failures = await failuresWith(list.replace(/^.*\/authentication\/scheme-bearer\n/gm, ''), only);
    expect(failures).toHaveLength(3 * contract.operations.length);
    expect(failures[0]).toMatch(/scheme-bearer failed: expected .*; actual /);
  });

  test('a listed case that passes fails the build', async () => {
    const failures = await failuresWith(`${list}\n*/authentication/scheme-missing\n`, only);
    expect(failures).toHaveLength(contract.operations.length);
    expect(failures[0]).toMatch(/scheme-missing is listed .* no longer fails/);
  });
});

test.for(select(casesOf(contract), { only: FATAL }))('$id ends Prism', async ({ id }) => {
  const separate = startPrism(project);
  const options = ['--profile', 'prism', '--only', id, '--timeout', '60'];
  const { failures } = await runVerify(project, await separate.url, options);
  expect(failures).toEqual([expect.stringMatching(/ failed: expected a complete response/)]);
  expect((await separate.process.stop()).status).toBeGreaterThan(0);
});

describe.for(contract.operations)('the sandbox sends the response of Prism for $id:', (operation) => {
  test('success', async () => {
    const { status, content, itemsField = '' } = operation.success;
    const { data } = (content?.example ?? {}) as { data: Record<string, unknown[]> };
    // The sandbox returns as many items as requested, and Prism those of the example.
    const limit = operation.parameters.find(({ role }) => role === 'limit')?.name ?? '';
    const query = `?${limit}=${data[itemsField]?.length}`;
    const prefer = `code=${status}, example=${content?.exampleName}`;
    await expectSame(examplePath(operation) + query, contract.sandbox.successToken, prefer);
  });

  test.for(contract.errors.filter(({ code }) => operation.codes.includes(code)))(
    '$code',
    async ({ code, status, testToken }) => {
      await expectSame(examplePath(operation), testToken, `code=${status}, example=${code}`);
    },
  );
});

/** Compares the parts of a response that the contract specifies. */
async function expectSame(path: string, token: string, prefer: string): Promise<void> {
  const responseOf = async (base: string, headers: Record<string, string>) => {
    const response = await fetch(base + path, { headers: { authorization: `Bearer ${token}`, ...headers } });
    const names = contract.errors.flatMap((entry) => entry.headers.map(({ name }) => name));
    return {
      status: response.status,
      headers: ['content-type', ...names].map((name) => [name, response.headers.get(name)]),
      body: await response.json(),
    };
  };
  const [actual, expected] = [
    await responseOf(await sandbox.url, {}),
    await responseOf(await prism.url, { prefer }),
  ];
  expect(actual).toEqual(expected);
}
