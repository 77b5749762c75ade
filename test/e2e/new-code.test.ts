/** The test of the design: a new code with a new status is a change under spec/ alone. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { run, serve } from '../helpers/command.ts';
import { contract, copyOfRepository, ROOT } from '../helpers/project.ts';

const CODE = 'REGION_BLOCKED';
const STATUS = 451;

/**
 * The tests whose subject changes with the codes: they run again in the copy, where a code that hand-written code, or a test,
 * takes for granted makes them fail. The paths begin so.
 */
const DEPEND_ON_CODES = [
  'test/unit/cli/codes',
  'test/unit/cli/explain',
  'test/unit/cli/verify',
  'test/unit/client/calls',
  'test/unit/client/contract-data',
  'test/unit/client/errors',
  'test/unit/client/methods',
  'test/unit/client/situations',
  'test/unit/conformance/cases',
  'test/unit/conformance/findings',
  'test/unit/conformance/servers',
  'test/unit/literals',
  'test/unit/sandbox',
  'test/unit/server',
  'test/integration/build',
  'test/integration/lint',
  'test/integration/conformance',
  'test/integration/readme',
  'test/integration/types',
  'test/e2e/docs/docs',
  'test/e2e/docs/search',
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
        data: false
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
  writeFileSync(join(copy, 'spec/responses/UnavailableForLegalReasons.yaml'), RESPONSE);
  for (const name of readdirSync(join(copy, 'spec/paths'))) {
    const file = join(copy, 'spec/paths', name);
    const text = readFileSync(file, 'utf8').trimEnd();
    writeFileSync(
      file,
      `${text}\n    "${STATUS}":\n      $ref: ../responses/UnavailableForLegalReasons.yaml\n`,
    );
  }
}

/** A switch over the codes that the committed catalogue has. */
const EXHAUSTIVE = `import type { ErrorCode } from '../generated/errors.ts';
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

  test('is in the types: an exhaustive switch no longer compiles', async () => {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const flags = '--noEmit --strict --module nodenext --target es2022 --allowImportingTsExtensions'.split(
      ' ',
    );
    const compile = async (folder: string) => {
      const file = join(folder, '.cache-exhaustive.ts');
      const text = EXHAUSTIVE.replace('../generated', './generated');
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

  test('has its answer for servers', async () => {
    const { errorResponse } = await import(join(copy, 'dist/errors.js'));
    const answer: Response = errorResponse(CODE, { region: 7 });
    expect(answer.status).toBe(STATUS);
    expect(await answer.json()).toEqual({
      success: false,
      error: { code: CODE, message: 'The region is blocked. Ask support which regions are open.', region: 7 },
    });
    expect(() => errorResponse(CODE)).toThrow(/must have the field region, an integer of 1 or more/);
  });

  test('has its section in the docs', () => {
    expect(read('generated/docs/index.html')).toContain(`section/error-codes/${CODE.toLowerCase()}`);
  });

  test('is answered by the sandbox, and passes the contract tests', async () => {
    const bin = join(copy, 'dist/cli.js');
    const sandbox = await serve([bin, 'mock', '--port', '0'], /(http:\S+)/, copy);
    const path = contract.operations[0]?.path.replace(/\{platform\}/, 'tiktok').replace(/\{\w+\}/, 'a');
    const response = await fetch(sandbox.found + path, {
      headers: { 'X-API-Token': `test_${CODE.toLowerCase()}` },
    });
    expect(response.status).toBe(STATUS);
    expect(await response.json()).toMatchObject({ success: false, error: { code: CODE, region: 7 } });
    const { status, stdout } = await run(process.execPath, [bin, 'verify', sandbox.found]);
    expect(status, stdout).toBe(0);
    for (const { id } of contract.operations) expect(stdout).toContain(`✔ ${id}/${CODE}`);
    await sandbox.stop();
  });

  test('breaks no test whose subject changes with the codes', async () => {
    const args = ['vitest', 'run', ...DEPEND_ON_CODES];
    const { status, stdout, stderr } = await run('npx', args, copy, { CI: 'true' });
    const failed = (stdout + stderr).split('\n').filter((line) => /FAIL|Error:|failed/.test(line));
    expect(status, failed.join('\n')).toBe(0);
    for (const path of DEPEND_ON_CODES) expect(stdout, 'is there a test at this path?').toContain(path);
  }, 900_000);
});

describe('a code that was taken out of its response only', () => {
  test('is named by the lint, with its file and what to do', async () => {
    const copy = copyOfRepository('taken-out');
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
    const said = stdout + stderr;
    expect(status).not.toBe(0);
    expect(said).toContain(code);
    expect(said).toContain(`errors/${code}.yaml`);
    expect(said).toMatch(/oneOf/);
    expect(said.match(new RegExp(`${code}.*oneOf`, 'g'))?.length, said).toBe(1);
  });
});
