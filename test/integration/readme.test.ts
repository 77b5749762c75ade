/**
 * What the README shows is true: its snippets compile against the built package and do what they say, its commands and
 * files are there.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../scripts/lib/chromium.ts';
import { CLI, type Serving, serve } from '../helpers/command.ts';
import { contract, ROOT, temporaryFolder } from '../helpers/project.ts';
import { blocksOf, compilerMessages, promised, runSnippet } from '../helpers/snippet.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const snippets = blocksOf(README, 'ts');

/** What tells a snippet from the others, in the name of its test. */
function titleOf(text: string, index: number): string {
  const uses = [...text.matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => from);
  return `${index + 1}, with ${[...new Set(uses)].join(' and ')}`;
}

/** A profile as the one that the snippets name: how each code is provoked at the sandbox. */
const PROFILE = `tokens: { success: ${contract.sandbox.successToken} }
provoke:
  default: { token: "${contract.sandbox.errorToken}" }
`;

/** What ends a switch that is exhaustive. */
const EXHAUSTIVE = 'satisfies never';

/**
 * A snippet whose exhaustive switch has the cases that it lacks, as its reader would add them: a new code is a change
 * under spec/ alone, and must not break the README.
 */
function withNewCodes(text: string): string {
  if (!text.includes(EXHAUSTIVE)) return text;
  const missing = contract.errors.filter(({ code }) => !text.includes(`'${code}'`));
  return text.replace(
    /^ *default:/m,
    (end) => `${missing.map(({ code }) => `    case '${code}':\n      return '';\n`).join('')}${end}`,
  );
}

test('the two commands stand at the top', () => {
  const top = README.slice(0, 600);
  expect(top).toContain('npm ci && npm run build');
  expect(top).toContain('npm ci && npm test');
});

test('an answer that it shows is the example of its code', () => {
  const answers = blocksOf(README, 'json').map((text) => JSON.parse(text));
  expect(answers.length).toBeGreaterThan(0);
  for (const answer of answers)
    expect(answer).toEqual(contract.errors.find(({ code }) => code === answer.error.code)?.example);
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
    writeFileSync(join(folder, 'staging.yaml'), PROFILE);
  });
  afterAll(() => sandbox?.stop());

  const runOf = (name: string, text: string, timeoutMs?: number) =>
    runSnippet(name, text, {
      // Both the sandbox and the server to be tested are the sandbox here.
      replace: { 'http://127.0.0.1:4010': origin, 'http://127.0.0.1:8080': origin },
      cwd: folder,
      env: { CHROMIUM_PATH: findChromium() },
      ...(timeoutMs !== undefined && { timeoutMs }),
    });

  test('compile against the built package', () => {
    const messages = compilerMessages('snippet', snippets.map(withNewCodes));
    expect(messages).toEqual(snippets.map(() => []));
  });

  test('that are wrong are seen by the compiler', () => {
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
    const why = absent ? ' (skipped: there is no Chromium)' : '';
    test.skipIf(absent)(`run, and print what they say: ${titleOf(text, index)}${why}`, async () => {
      const { fault, lines } = await runOf(`snippet-${index}`, text);
      expect(fault).toBeUndefined();
      const said = promised(text);
      expect(said.length).toBeGreaterThan(0);
      // A test runner goes on to report its tests.
      expect(text.includes("'node:test'") ? lines.slice(0, said.length) : lines).toEqual(said);
    });
  }

  test('that throw, hang or print something else are seen by the run', async () => {
    const thrown = await runOf('throws', `${first}\nthrow new Error('on purpose');\n`);
    expect(thrown.fault).toContain('on purpose');
    const hanging = await runOf('hangs', `${first}\nsetInterval(() => {}, 1000);\n`, 3_000);
    expect(hanging.fault).toBe('it did not end within 3000 ms');
    const other = await runOf('other', first.replace("'credits left'", "'credits'"));
    expect(other.fault).toBeUndefined();
    expect(other.lines).not.toEqual(promised(first));
  });
});

test('the package and the contract have one version', () => {
  const { info } = JSON.parse(readFileSync(join(ROOT, 'generated/openapi.json'), 'utf8'));
  expect(manifest.version).toBe(info.version);
});

test('each npm script that it names is there', () => {
  const named = [...README.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  for (const name of named) expect(manifest.scripts, name).toHaveProperty([name]);
});

test('each file that it links to is there', () => {
  const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(2);
  for (const path of links) expect(existsSync(join(ROOT, path)), path).toBe(true);
});

test('each section that it links to is there', () => {
  // As GitHub makes an anchor of a heading.
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
