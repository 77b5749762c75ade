/** Each snippet of the reference compiles against the built package, and handles its error code from the sandbox. */
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

test('every code has one snippet, and all snippets compile', () => {
  for (const { code, found } of snippets) expect.soft(found, code).toHaveLength(1);
  const texts = snippets.map(({ text }) => text);
  expect(compilerMessages('handling', texts)).toEqual(texts.map(() => []));
});

test('a snippet with an unknown code or field does not compile', () => {
  const wrong = snippets.map(({ code, text }) => text.replace(`=== '${code}'`, `=== '${code}S'`));
  const fields = snippets
    .filter(({ entry }) => entry.fields.length > 0)
    .map(({ entry, text }) => text.replace(`error.${entry.fields[0]?.name}`, 'error.nothing'));
  for (const messages of compilerMessages('handling-wrong', [...wrong, ...fields])) {
    expect(messages).not.toEqual([]);
  }
});

test.for(snippets)(
  'the snippet of $code prints the message and the fields of the error',
  async ({ entry, text }) => {
    const { fault, lines } = await runSnippet(`handling-${entry.code}`, text, {
      replace: {
        [SANDBOX.origin]: new URL(sandbox.found).origin,
        // Without retries, the client returns the error immediately.
        'createClient({ ': 'createClient({ retry: 0, ',
        'console.error': 'console.log',
      },
    });
    expect(fault).toBeUndefined();
    const error = isObject(entry.example.error) ? entry.example.error : {};
    const [line = ''] = lines;
    expect(line).toContain(String(error.message));
    for (const { name } of entry.fields) expect(line).toContain(`${name}: ${error[name]}`);
  },
);
