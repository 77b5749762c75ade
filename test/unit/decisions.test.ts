/** Citations of spec/DECISIONS.md name headings that exist, and no file cites a page outside the repository. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { situations } from '../helpers/client/situations.ts';
import { wireSituations } from '../helpers/client/wire-situations.ts';
import { ROOT } from '../helpers/project.ts';

const decisions = readFileSync(join(ROOT, 'spec/DECISIONS.md'), 'utf8');
const headings = [...decisions.matchAll(/^##+ (.+)$/gm)].map(([, heading = '']) => heading);

const TEXT = new Set(['.ts', '.js', '.py', '.java', '.md', '.yaml', '.css', '.hbs']);

/** Returns the headings that a text cites. A citation may continue on the next line of a comment. */
function citedIn(text: string): string[] {
  const unwrapped = text.replace(/\s*\n\s*(?:\*|\/\/|#)?\s*/g, ' ');
  return [...unwrapped.matchAll(/DECISIONS "([^"]+)"/g)].map(([, heading = '']) => heading);
}

/** Returns the citations of pages that are not in the repository. */
function outsideIn(text: string): string[] {
  return text.match(/\bCONTRACT(?:,? "|\.md)|\bSTYLE(?: \d|\.md)|\bDESIGN(?:,? "|\.md)/g) ?? [];
}

const files = ['src', 'scripts', 'test', 'spec'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name)),
);
const texts = files
  .map((file) => ({ file: relative(ROOT, file), text: readFileSync(file, 'utf8') }))
  // This test cites missing headings on purpose, and the decisions explain how to cite them.
  .filter(({ file }) => file !== 'test/unit/decisions.test.ts' && file !== 'spec/DECISIONS.md');

test('each heading of the decisions is unique', () => {
  expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
});

test('each citation names a heading that exists', () => {
  const cited = texts.flatMap(({ file, text }) => citedIn(text).map((heading) => ({ file, heading })));
  expect(cited.length).toBeGreaterThan(10);
  expect(cited.filter(({ heading }) => !headings.includes(heading))).toEqual([]);
});

test('each rule of a situation is a best practice, a heading or an RFC', () => {
  const rules = [...situations, ...wireSituations].map(({ rule }) => rule);
  const wrong = rules.filter((rule) => {
    const [source = ''] = rule.split(':');
    return !/^[1-5]( and [1-5])*$|^RFC \d+ /.test(source) && !headings.includes(source);
  });
  expect(wrong).toEqual([]);
});

test('no file cites a page outside the repository', () => {
  expect(texts.flatMap(({ file, text }) => outsideIn(text).map((cited) => ({ file, cited })))).toEqual([]);
});

describe('the checks find', () => {
  test.for<[string, string]>([
    ['on one line', '// see DECISIONS "No such heading"'],
    ['over two lines', ' * as in DECISIONS\n   * "No such heading".'],
    ['with a line break in the heading', '// DECISIONS "No such\n// heading"'],
  ])('a citation %s', ([, text]) => {
    expect(citedIn(text)).toEqual(['No such heading']);
  });

  test.for(['CONTRACT "Envelope"', 'CONTRACT, "Envelope"', 'CONTRACT.md', 'STYLE 7', 'DESIGN, "Spec"'])(
    'a citation of an outside page: %s',
    (text) => {
      expect(outsideIn(`/** See ${text}. */`)).toHaveLength(1);
    },
  );
});
