/**
 * Hand-written code contains no error code, status of a code, platform or API path, because they are data of the spec.
 */
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hitsBelow, hitsIn, wordsOf } from '../helpers/literals.ts';
import { contract, ROOT } from '../helpers/project.ts';

const words = wordsOf(contract);

/** Allowed numbers: statuses that the code uses with their meaning in an RFC, and numbers that are not statuses. */
const MECHANISMS: readonly { file: string; word: string; because: string }[] = [
  { file: 'src/client/', word: '429', because: 'RFC 6585 4: too many requests, with any error code' },
  { file: 'src/client/', word: '500', because: 'a number of milliseconds' },
  {
    file: 'src/client/',
    word: '502',
    because: 'RFC 9110 15.6.3: the synthetic response if the server sent none',
  },
  {
    file: 'src/cli/site-handler.ts',
    word: '404',
    because: 'RFC 9110 15.5.5: an address without a page of the docs',
  },
  {
    file: 'scripts/lint/rules/file-named.ts',
    word: '413',
    because: 'RFC 9110 15.5.14: its reason phrase',
  },
  {
    file: 'scripts/lint/rules/file-named.ts',
    word: '422',
    because: 'RFC 9110 15.5.21: its reason phrase',
  },
];

test.for(['src', 'scripts'])('%s/ contains no words that only the spec may contain', (folder) => {
  const hits = hitsBelow(join(ROOT, folder), words)
    .map(({ file, line, word }) => ({ at: `${relative(ROOT, file)}:${line}`, word }))
    .filter(
      ({ at, word }) => !MECHANISMS.some((allowed) => at.startsWith(allowed.file) && allowed.word === word),
    );
  expect(hits).toEqual([]);
});

describe('the check finds', () => {
  const [code = ''] = words.codes;
  const [path = ''] = words.paths;
  const platform = words.values.find((value) => value.length > 2) ?? '';
  const short = words.values.find((value) => value.length <= 2) ?? '';
  const status = words.statuses.find((value) => value % 100 !== 0);

  test.for<[string, string, string, string]>([
    ['a code in a string', 'a.ts', `const a = '${code}';`, code],
    ['a code in a template', 'a.ts', `const a = \`\${b} ${code} \${c}\`;`, code],
    ['a code in the tail of a template', 'a.ts', `const a = \`\${b} ${code}\`;`, code],
    ['a code in a regular expression', 'a.ts', `const a = /^${code}$/;`, code],
    ['a code as a property', 'a.ts', `const a = { ${code}: 1 };`, code],
    ['a code as a member', 'a.ts', `a.${code}();`, code],
    ['a code in a type', 'a.ts', `type A = '${code}';`, code],
    ['a code in a data file', 'a.json', `{"a": "${code}"}`, code],
    ['a code in a page template', 'a.hbs', `<p>${code}</p>`, code],
    ['a platform in a string', 'a.ts', `if (a === '${platform}') b();`, platform],
    ['a platform in a sentence', 'a.js', `say('not ${platform}!');`, platform],
    ['a platform of one letter', 'a.ts', `const a = ['${short}'];`, short],
    ['a path', 'a.ts', `fetch(base + '${path}/' + name);`, path],
    ['a path in a regular expression', 'a.ts', `const a = /${path.replaceAll('/', '\\/')}/;`, path],
    ['a status', 'a.ts', `if (response.status === ${status}) retry();`, String(status)],
  ])('%s', ([, file, text, word]) => {
    expect(hitsIn(file, text, words)).toEqual([{ file, line: 1, word }]);
  });

  test('no word in a comment, and no bound of a class of statuses', () => {
    expect(hitsIn('a.ts', `// ${code}, ${platform}, ${path}\nif (status >= 400) fail();`, words)).toEqual([]);
  });

  test('a use of every allowed number', () => {
    const statuses = MECHANISMS.map(({ word }) => Number(word));
    const hits = ['src', 'scripts'].flatMap((folder) =>
      hitsBelow(join(ROOT, folder), { ...words, statuses }),
    );
    for (const { file, word } of MECHANISMS) {
      expect(
        hits.some((hit) => relative(ROOT, hit.file).startsWith(file) && hit.word === word),
        `${file} ${word}`,
      ).toBe(true);
    }
  });
});
