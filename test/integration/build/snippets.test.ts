/** The snippets that handle a code: each compiles against the built package, and meets its code at the sandbox. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageOf } from '../../../scripts/build/error-pages.ts';
import { isObject } from '../../../src/contract/document.ts';
import { SANDBOX } from '../../../src/reference/sandbox-request.ts';
import { CLI, type Serving, serve } from '../../helpers/command.ts';
import { contract, ROOT } from '../../helpers/project.ts';
import { blocksOf, compilerMessages, runSnippet } from '../../helpers/snippet.ts';

const snippets = contract.errors.map((entry) => {
  const found = blocksOf(readFileSync(join(ROOT, 'generated', pageOf(entry)), 'utf8'), 'ts');
  return { entry, code: entry.code, found, text: found[0] ?? '' };
});

let sandbox: Serving;
beforeAll(async () => {
  sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
});
afterAll(() => sandbox?.stop());

test('every code has one, and all compile', () => {
  for (const { code, found } of snippets) expect.soft(found, code).toHaveLength(1);
  const texts = snippets.map(({ text }) => text);
  expect(compilerMessages('handling', texts)).toEqual(texts.map(() => []));
});

test('a code or a field that is none is seen by the compiler', () => {
  const wrong = snippets.map(({ code, text }) => text.replace(`=== '${code}'`, `=== '${code}S'`));
  const fields = snippets
    .filter(({ entry }) => entry.fields.length > 0)
    .map(({ entry, text }) => text.replace(`error.${entry.fields[0]?.name}`, 'error.nothing'));
  for (const messages of compilerMessages('handling-wrong', [...wrong, ...fields])) {
    expect(messages).not.toEqual([]);
  }
});

test.for(snippets)('that of $code shows its message and its fields', async ({ entry, text }) => {
  const { fault, lines } = await runSnippet(`handling-${entry.code}`, text, {
    replace: {
      [SANDBOX.origin]: new URL(sandbox.found).origin,
      // What the client would wait for is known, and need not be waited for.
      'createClient({ ': 'createClient({ retry: 0, ',
      'console.error': 'console.log',
    },
  });
  expect(fault).toBeUndefined();
  const error = isObject(entry.example.error) ? entry.example.error : {};
  const [line = ''] = lines;
  expect(line).toContain(String(error.message));
  for (const { name } of entry.fields) expect(line).toContain(`${name}: ${error[name]}`);
});
