/**
 * The README is correct: the snippets compile against the built package and print what they promise, and the commands,
 * files and sections exist.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../scripts/lib/chromium.ts';
import { CLI, type Serving, serve } from '../helpers/command.ts';
import { contract, ROOT, temporaryFolder } from '../helpers/project.ts';
import { blocksOf, compilerMessages, promised, runSnippet } from '../helpers/snippet.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const snippets = blocksOf(README, 'ts');

/** Returns a test title for a snippet: its number and the modules that it imports. */
function titleOf(text: string, index: number): string {
  const uses = [...text.matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => from);
  return `${index + 1}, with ${[...new Set(uses)].join(' and ')}`;
}

/** The code that marks an exhaustive switch. */
const EXHAUSTIVE = 'satisfies never';

/**
 * Adds missing cases to the exhaustive switch of a snippet, as a reader would. A new code is a change in spec/ only and
 * must not break this test.
 */
function withNewCodes(text: string): string {
  if (!text.includes(EXHAUSTIVE)) return text;
  const missing = contract.errors.filter(({ code }) => !text.includes(`'${code}'`));
  return text.replace(
    /^ *default:/m,
    (end) => `${missing.map(({ code }) => `    case '${code}':\n      return '';\n`).join('')}${end}`,
  );
}

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

describe('the TypeScript snippets', () => {
  const [first = ''] = snippets;
  let sandbox: Serving;
  let origin: string;
  let folder: string;

  beforeAll(async () => {
    sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
    origin = new URL(sandbox.found).origin;
    folder = temporaryFolder('readme');
  });
  afterAll(() => sandbox?.stop());

  const runOf = (name: string, text: string, timeoutMs?: number) =>
    runSnippet(name, text, {
      // In this test, the sandbox is also the server under test.
      replace: { 'http://127.0.0.1:4010': origin, 'http://127.0.0.1:8080': origin },
      cwd: folder,
      env: { CHROMIUM_PATH: findChromium() },
      ...(timeoutMs !== undefined && { timeoutMs }),
    });

  test('compile against the built package', () => {
    const messages = compilerMessages('snippet', snippets.map(withNewCodes));
    expect(messages).toEqual(snippets.map(() => []));
  });

  test('do not compile with a mistake', () => {
    const exhaustive = snippets.filter((text) => text.includes(EXHAUSTIVE));
    expect(exhaustive).toHaveLength(1);
    const wrong = [
      first.replace('platform:', 'plattform:'),
      ...exhaustive.map((text) => withNewCodes(text).replace(/^ *case '[A-Z_]+':\n/m, '')),
    ];
    for (const messages of compilerMessages('wrong', wrong)) expect(messages).not.toEqual([]);
  });

  for (const [index, text] of snippets.entries()) {
    const absent = text.includes('playwright') && findChromium() === undefined;
    const reason = absent ? ' (skipped: Chromium is not installed)' : '';
    test.skipIf(absent)(`run and print the promised output: ${titleOf(text, index)}${reason}`, async () => {
      const { fault, lines } = await runOf(`snippet-${index}`, text);
      expect(fault).toBeUndefined();
      const expected = promised(text);
      expect(expected.length).toBeGreaterThan(0);
      expect(lines).toEqual(expected);
    });
  }

  test('fail if they throw, hang or print something else', async () => {
    const thrown = await runOf('throws', `${first}\nthrow new Error('on purpose');\n`);
    expect(thrown.fault).toContain('on purpose');
    const hanging = await runOf('hangs', `${first}\nsetInterval(() => {}, 1000);\n`, 3_000);
    expect(hanging.fault).toBe('it did not end within 3000 ms');
    const other = await runOf('other', first.replace("'credits left'", "'credits'"));
    expect(other.fault).toBeUndefined();
    expect(other.lines).not.toEqual(promised(first));
  });
});

test('the package has the version of the contract', () => {
  const { info } = JSON.parse(readFileSync(join(ROOT, 'generated/openapi.json'), 'utf8'));
  expect(manifest.version).toBe(info.version);
});

test('each npm script in the README exists', () => {
  const named = [...README.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  for (const name of named) expect(manifest.scripts, name).toHaveProperty([name]);
});

test('each linked file exists', () => {
  const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(2);
  for (const path of links) expect(existsSync(join(ROOT, path)), path).toBe(true);
});

test('each linked section exists', () => {
  // Anchors as GitHub generates them from headings.
  const sections = [...README.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  const links = [...README.matchAll(/\]\(#([^)]+)/g)].map(([, anchor = '']) => anchor);
  expect(links.length).toBeGreaterThan(2);
  for (const anchor of links) expect(sections).toContain(anchor);
});
