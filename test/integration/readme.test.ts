/**
 * The README is correct: the snippets compile against the built package and print what they promise, the table of the
 * codes is up to date, and the commands and links lead somewhere.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withCodes } from '../../scripts/build/readme.ts';
import { catalogueOf } from '../../src/contract/catalogue.ts';
import { CLI, cli, type Serving, serve } from '../helpers/command.ts';
import { checkLinks } from '../helpers/markdown-links.ts';
import { contract, ROOT } from '../helpers/project.ts';
import { blocksOf, compilerMessages, promised, runSnippet } from '../helpers/snippet.ts';

const FILE = join(ROOT, 'README.md');
const README = readFileSync(FILE, 'utf8');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const snippets = blocksOf(README, 'ts');

test('the README starts with the commands to build and to test', () => {
  const top = README.slice(0, 600);
  expect(top).toContain('npm ci && npm run build');
  expect(top).toContain('npm ci && npm test');
});

test('each response in the README is the example of its error code', () => {
  const responses = blocksOf(README, 'json').map((text) => JSON.parse(text));
  expect(responses.length).toBeGreaterThan(0);
  for (const response of responses)
    expect(response).toEqual(contract.errors.find(({ code }) => code === response.error.code)?.example);
});

describe('the table of the codes', () => {
  const catalogue = catalogueOf(contract);

  test('is up to date; `npm run build` writes it', () => {
    expect(withCodes(README, catalogue)).toBe(README);
  });

  test('is replaced between its marks, and a README without marks is an error', () => {
    const [first] = catalogue.errors.map((entry) => ({ ...entry, meaning: 'Changed $& meaning' }));
    const changed = withCodes('before\n<!-- codes -->\nold\n<!-- /codes -->\nafter\n', {
      ...catalogue,
      errors: first ? [first] : [],
    });
    expect(changed).toMatch(
      /^before\n<!-- codes -->\n\| Code .*\n\| ---.*\n\|.*Changed \$&.*\n<!-- \/codes -->\nafter\n$/,
    );
    expect(() => withCodes('no marks', catalogue)).toThrow('<!-- codes -->');
  });
});

describe('the TypeScript snippets', () => {
  const [first = ''] = snippets;
  let sandbox: Serving;

  beforeAll(async () => {
    sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
  });
  afterAll(() => sandbox?.stop());

  const runOf = (name: string, text: string, timeoutMs?: number) =>
    runSnippet(name, text, {
      replace: { 'http://127.0.0.1:4010': new URL(sandbox.found).origin },
      ...(timeoutMs !== undefined && { timeoutMs }),
    });

  test('compile against the built package, and do not compile with a mistake', () => {
    const { snippet, mistake } = compilerMessages({
      snippet: snippets,
      mistake: [first.replace('platform:', 'plattform:')],
    });
    expect(snippet).toEqual(snippets.map(() => []));
    expect(mistake).not.toEqual([[]]);
  });

  test.each(snippets.map((text, index) => [index + 1, text] as const))(
    'run and print the promised output: %i',
    async (number, text) => {
      const { fault, lines } = await runOf(`snippet-${number}`, text);
      expect(fault).toBeUndefined();
      const expected = promised(text);
      expect(expected.length).toBeGreaterThan(0);
      expect(lines).toEqual(expected);
    },
  );

  test('fail if they throw, hang or print something else', async () => {
    const thrown = await runOf('throws', `${first}\nthrow new Error('on purpose');\n`);
    expect(thrown.fault).toContain('on purpose');
    const hanging = await runOf('hangs', `${first}\nsetInterval(() => {}, 1000);\n`, 3_000);
    expect(hanging.fault).toBe('it did not end within 3000 ms');
    const other = await runOf('other', first.replace(' posts`', ' of them`'));
    expect(other.fault).toBeUndefined();
    expect(other.lines).not.toEqual(promised(first));
  });
});

test('the line of a log in the README is explained', async () => {
  const [, line = '', code] = /explain "(.* (\w+_\w+) .*)"/.exec(README) ?? [];
  expect(await cli('explain', line)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(`^${code}\n`),
  });
});

test('the package has the version of the contract', () => {
  const { info } = JSON.parse(readFileSync(join(ROOT, 'generated/openapi.json'), 'utf8'));
  expect(manifest.version).toBe(info.version);
});

test('each npm script and each benchmark in the README exists', () => {
  const named = [...README.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  for (const name of named) expect(manifest.scripts, name).toHaveProperty([name]);
  const benches = [...README.matchAll(/npm run bench -- ([\w-]+)/g)].map(([, name = '']) => name);
  expect(benches.length).toBeGreaterThan(2);
  const main = readFileSync(join(ROOT, 'scripts/bench/main.ts'), 'utf8');
  for (const name of benches) expect(main).toMatch(new RegExp(`^  '?${name}'?: `, 'm'));
});

test('each link leads somewhere', () => {
  const { broken, checked } = checkLinks(FILE);
  expect(checked).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});
