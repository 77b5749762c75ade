/** What the README shows is true: its snippets compile against the built package, its commands and files are there. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ROOT } from './helpers/project.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The fenced blocks of a language. */
function blocks(language: string): string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  );
}

/** The compiler's messages for a snippet, inside the package, so that it imports the package by its name. */
function messages(name: string, text: string): string[] {
  const folder = join(ROOT, '.cache/readme');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.mts`);
  writeFileSync(file, text);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ messageText, file: at }) => `${at?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}

test('the two commands stand at the top', () => {
  const top = README.slice(0, 600);
  expect(top).toContain('npm ci && npm run build');
  expect(top).toContain('npm ci && npm test');
});

test('each TypeScript snippet compiles against the built package', () => {
  expect(blocks('ts').length).toBeGreaterThan(0);
  for (const [index, text] of blocks('ts').entries()) expect(messages(`snippet-${index}`, text)).toEqual([]);
});

test('a snippet that is wrong is seen', () => {
  const [first = ''] = blocks('ts');
  expect(messages('wrong', first.replace('platform:', 'plattform:'))).not.toEqual([]);
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
