/** A new code with a new status needs changes in spec/ only. This test adds one to a copy of the repository. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { run, serve } from '../helpers/command.ts';
import { contract, copyOfRepository, ROOT } from '../helpers/project.ts';

const CODE = 'REGION_BLOCKED';
const STATUS = 451;

/**
 * Path prefixes of the tests that depend on the codes. These tests run again in the copy. They fail there if
 * hand-written code or a test expects only the committed codes. Left out are slow tests of facts that the build of the
 * copy or another test of this file checks: the lint, the exhaustive types, the docs page and the contract tests.
 */
const TESTS_OF_CODES = [
  'test/unit/cli/codes',
  'test/unit/cli/explain',
  'test/unit/client/calls',
  'test/unit/client/contract-data',
  'test/unit/client/errors',
  'test/unit/client/methods',
  'test/unit/client/situations',
  'test/unit/conformance/cases',
  'test/unit/conformance/findings',
  'test/unit/literals',
  'test/unit/sandbox',
  'test/unit/server',
  'test/integration/build/docs-site',
  'test/integration/build/error-pages',
  'test/integration/build/snippets',
  'test/e2e/server',
];

const ERROR = `type: object
required: [code, message, region]
properties:
  code:
    type: string
    const: ${CODE}
  message:
    type: string
    pattern: \\S
    description: A sentence for people. Show it; never branch on it.
    example: Your region is blocked.
  region:
    type: integer
    minimum: 1
    description: The number of the region.
    example: 7
x-error:
  category: Authentication
  since: 1.0.0
  meaning: The region is blocked
  solution: Ask support which regions are open
  occurs: The account belongs to a region that the API may not serve.
  retry: never
  trigger: account
`;

const RESPONSE = `description: The API may not serve this account's region.
content:
  application/json:
    schema:
      type: object
      required: [success, error]
      properties:
        success:
          type: boolean
          const: false
          description: "\`false\`: the request failed. \`error\` describes the error."
        error:
          type: object
          description: The error. \`code\` identifies it.
          oneOf:
            - $ref: ../errors/${CODE}.yaml
          discriminator:
            propertyName: code
            mapping:
              ${CODE}: ../errors/${CODE}.yaml
        data: { not: {} }
    examples:
      ${CODE}:
        value:
          success: false
          error:
            code: ${CODE}
            message: Your region is blocked.
            region: 7
`;

function addCode(copy: string): void {
  writeFileSync(join(copy, `spec/errors/${CODE}.yaml`), ERROR);
  writeFileSync(join(copy, 'spec/responses/UnavailableForLegalReasonsResponse.yaml'), RESPONSE);
  for (const name of readdirSync(join(copy, 'spec/paths'))) {
    const file = join(copy, 'spec/paths', name);
    const text = readFileSync(file, 'utf8').trimEnd();
    writeFileSync(
      file,
      `${text}\n    "${STATUS}":\n      $ref: ../responses/UnavailableForLegalReasonsResponse.yaml\n`,
    );
  }
}

/** A function with a switch over the committed codes. It compiles only as long as these are all codes. */
const EXHAUSTIVE_SWITCH = `import type { ErrorCode } from '../generated/errors.ts';
export function name(code: ErrorCode): string {
  switch (code) {
${contract.errors.map(({ code }) => `    case '${code}':\n      return '${code}';\n`).join('')}  }
}
`;

const npm = (args: string[], cwd: string) => run('npm', args, cwd, { CI: 'true', NODE_OPTIONS: '' });

describe('a new code with a new status', () => {
  let copy: string;
  const read = (path: string) => readFileSync(join(copy, path), 'utf8');

  beforeAll(async () => {
    copy = copyOfRepository('new-code');
    addCode(copy);
    const { status, stdout, stderr } = await npm(['run', 'build'], copy);
    expect(status, stdout + stderr).toBe(0);
  }, 300_000);

  test('is in the bundle', () => {
    const bundle = JSON.parse(read('generated/openapi.json'));
    expect(bundle.components.schemas[CODE].properties.code.const).toBe(CODE);
    expect(read('generated/openapi.yaml')).toContain(CODE);
  });

  test('is in the catalogue', () => {
    const { errors } = JSON.parse(read('generated/errors.json'));
    expect(errors.find((entry: { code: string }) => entry.code === CODE)).toMatchObject({
      status: STATUS,
      testToken: `test_${CODE.toLowerCase()}`,
      fields: [{ name: 'region', minimum: 1 }],
      operations: contract.operations.map(({ id }) => id),
    });
    expect(read('generated/errors.md')).toContain(CODE);
  });

  test('is in the types: a switch over the other codes is no longer exhaustive and does not compile', async () => {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const flags =
      '--noEmit --strict --skipLibCheck --module nodenext --target es2022 --allowImportingTsExtensions'.split(
        ' ',
      );
    const compile = async (folder: string) => {
      const file = join(folder, '.cache-exhaustive.ts');
      const text = EXHAUSTIVE_SWITCH.replace('../generated', './generated');
      writeFileSync(file, text);
      const result = await run(process.execPath, [tsc, ...flags, file], folder);
      rmSync(file);
      return result;
    };
    const before = copyOfRepository('exhaustive');
    expect(await compile(before)).toMatchObject({ status: 0 });
    const after = await compile(copy);
    expect(after.stdout).toMatch(/error TS2366: Function lacks ending return statement/);
    expect(after.status).not.toBe(0);
  });

  test('is in the client', () => {
    expect(read('generated/client.ts')).toContain(CODE);
  });

  test('has a response in the server helpers', async () => {
    const { errorResponse } = await import(join(copy, 'dist/errors.js'));
    const response: Response = errorResponse(CODE, { region: 7 });
    expect(response.status).toBe(STATUS);
    expect(await response.json()).toEqual({
      success: false,
      error: { code: CODE, message: 'The region is blocked. Ask support which regions are open.', region: 7 },
    });
    expect(() => errorResponse(CODE)).toThrow(/must have the field region, an integer of 1 or more/);
  });

  test('has a page in the docs, to which the landing page links', () => {
    expect(read(`generated/docs/errors/${CODE}.html`)).toContain('The region is blocked.');
    expect(read('generated/docs/index.html')).toContain(`href="errors/${CODE}.html"`);
  });

  test('is returned by the sandbox, which passes the contract tests', async () => {
    const bin = join(copy, 'dist/cli.js');
    const sandbox = await serve([bin, 'mock', '--port', '0'], /(http:\S+)/, copy);
    const path = contract.operations[0]?.path.replace(/\{platform\}/, 'tiktok').replace(/\{\w+\}/, 'a');
    const response = await fetch(sandbox.found + path, {
      headers: { 'X-API-Token': `test_${CODE.toLowerCase()}` },
    });
    expect(response.status).toBe(STATUS);
    expect(await response.json()).toMatchObject({ success: false, error: { code: CODE, region: 7 } });
    const { status, stdout } = await run(process.execPath, [bin, 'verify', sandbox.found, '--verbose']);
    expect(status, stdout).toBe(0);
    for (const { id } of contract.operations) expect(stdout).toContain(`✔ ${id}/${CODE}`);
    await sandbox.stop();
  });

  test('breaks no test that depends on the codes', async () => {
    const args = ['vitest', 'run', ...TESTS_OF_CODES];
    const { status, stdout, stderr } = await run('npx', args, copy, { CI: 'true' });
    const failed = (stdout + stderr).split('\n').filter((line) => /FAIL|Error:|failed/.test(line));
    expect(status, failed.join('\n')).toBe(0);
    for (const path of TESTS_OF_CODES) expect(stdout, `tests in ${path} ran`).toContain(path);
  }, 900_000);
});

describe('a code that is removed only from its response', () => {
  test('is one finding of the lint, with the code, the file and the missing entry', async () => {
    const copy = copyOfRepository('removed-code');
    const [entry] = contract.errors.filter(
      ({ status }) => contract.errors.filter((other) => other.status === status).length > 1,
    );
    const code = entry?.code ?? '';
    for (const name of readdirSync(join(copy, 'spec/responses'))) {
      const file = join(copy, 'spec/responses', name);
      const text = readFileSync(file, 'utf8');
      writeFileSync(
        file,
        text
          .replace(`            - $ref: ../errors/${code}.yaml\n`, '')
          .replace(`              ${code}: ../errors/${code}.yaml\n`, '')
          .replace(new RegExp(`      ${code}:\\n(?: {8,}.*\\n)+`), ''),
      );
    }
    const { status, stdout, stderr } = await npm(['run', 'lint'], copy);
    const output = stdout + stderr;
    expect(status).not.toBe(0);
    expect(output).toContain(code);
    expect(output).toContain(`errors/${code}.yaml`);
    expect(output).toMatch(/oneOf/);
    expect(output.match(new RegExp(`${code}.*oneOf`, 'g'))?.length, output).toBe(1);
  });
});
