/** generated/docs/: the links of all pages lead to pages and places of the site, and nothing is loaded from other hosts. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutOutsideRequests } from '../../../scripts/build/docs/operations-page.ts';
import { StepError } from '../../../scripts/lib/project.ts';
import { type Built, buildInto, CONTRACT_CODES } from '../../helpers/docs/build-into.ts';
import { contract } from '../../helpers/project.ts';

/** The largest size of a code's page with its style and scripts, gzip. */
const MAX_PAGE_BYTES = 40_000;

let built: Built;
let folder: string;
let files: string[];
/** The text of our own pages by path. */
let pages: Map<string, string>;

beforeAll(async () => {
  built = await buildInto('bundle', 'errors', 'docs');
  folder = join(built.folder, 'docs');
  files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const own = files.filter((file) => file.endsWith('.html') && file !== 'operations.html');
  pages = new Map(own.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
});

afterAll(() => built?.remove());

/** Returns the values of an attribute, without character references. */
function values(page: string, attribute: string): string[] {
  const found = page.matchAll(new RegExp(`<[a-z][^>]*\\s${attribute}="([^"]*)"`, 'g'));
  return [...found].map(([, value = '']) => value.replaceAll('&amp;', '&'));
}

/** Returns a page without the text of templates and data. */
function visible(page: string): string {
  return page.replace(/<(template|script)\b[^>]*>[\s\S]*?<\/\1>/g, '<$1></$1>');
}

test('has a page and a Markdown version for every code, and the files for programs', () => {
  const codes = built.catalogue.errors.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(CONTRACT_CODES));
  const expected = [
    ...codes.flatMap((code) => [`errors/${code}.html`, `errors/${code}.md`]),
    ...['index.html', 'operations.html', 'changes.html', '404.html', 'guides/client.html'],
    ...['errors.json', 'openapi.yaml', 'llms.txt', 'llms-full.txt'],
  ];
  expect(files).toEqual(expect.arrayContaining(expected));
});

test('each link leads to a file of the site and to a place in it', () => {
  expect(pages.size).toBeGreaterThan(built.catalogue.errors.length);
  const ids = new Map([...pages].map(([path, text]) => [path, new Set(values(visible(text), 'id'))]));
  for (const [path, text] of pages) {
    for (const link of values(visible(text), 'href').filter((href) => !/^(?:https:|data:)/.test(href))) {
      const [target = '', fragment] = link.split('#');
      const file = target === '' ? path : join(dirname(path), target);
      expect.soft(files, `${path}: ${link}`).toContain(file);
      // Redoc resolves the addresses of operations.
      if (fragment && file.endsWith('.html') && file !== 'operations.html')
        expect.soft([...(ids.get(file) ?? [])], `${path}: ${link}`).toContain(fragment);
    }
  }
});

test('each page loads only files of the site, and its policy forbids the rest', () => {
  for (const [path, text] of pages) {
    const loaded = [
      ...[...text.matchAll(/<(?:script|img|iframe|source)\b[^>]*\ssrc="([^"]*)"/g)].map(
        ([, src = '']) => src,
      ),
      ...[...text.matchAll(/<link\b[^>]*\shref="([^"]*)"/g)].map(([, href = '']) => href),
    ].filter((src) => !src.startsWith('data:'));
    expect(loaded.length).toBeGreaterThan(0);
    for (const src of loaded) expect.soft(files, path).toContain(join(dirname(path), src));
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text.replaceAll('&#39;', "'"))?.[1];
    const inline = [...text.matchAll(/<(?:script|style)>([\s\S]*?)<\/(?:script|style)>/g)].map(
      ([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`,
    );
    expect(inline.length).toBeGreaterThan(1);
    for (const hash of inline) expect.soft(policy, path).toContain(hash);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe|https?:/);
  }
});

test('each id occurs once in a page, and each page has one heading of the first level', () => {
  for (const [path, text] of pages) {
    const ids = values(visible(text), 'id');
    expect.soft(new Set(ids).size, path).toBe(ids.length);
    expect.soft(text.match(/<h1\b/g), path).toHaveLength(1);
  }
});

test(`the page of a code has at most ${MAX_PAGE_BYTES} bytes with its style and scripts, gzip`, () => {
  for (const { docs } of built.catalogue.errors) {
    const loaded = [docs, 'script.js'];
    const bytes = loaded.map((file) => gzipSync(readFileSync(join(folder, file))).length);
    expect
      .soft(
        bytes.reduce((sum, each) => sum + each, 0),
        docs,
      )
      .toBeLessThanOrEqual(MAX_PAGE_BYTES);
  }
});

test('llms.txt states in twenty lines what a client needs', () => {
  const start = readFileSync(join(folder, 'llms.txt'), 'utf8').split('\n').slice(0, 20).join('\n');
  const needed = [
    contract.basePath,
    ...contract.operations.map(({ method, path }) => `${method} ${path}`),
    ...contract.credentials.map(({ header }) => `${header}: `),
    '"success": false, "error"',
    ...built.catalogue.errors.flatMap(({ code, fields }) => [
      code,
      ...fields.filter(({ role }) => role === 'wait').map(({ name }) => name),
    ]),
  ];
  for (const part of needed) expect.soft(start).toContain(part);
});

describe('operations.html', () => {
  test('names no host that Redoc would request', () => {
    const page = readFileSync(join(folder, 'operations.html'), 'utf8');
    expect(page).not.toMatch(/https?:\/\/(?:cdn|otel|fonts)\./);
    expect(page).toContain(contract.title);
  });

  test('has a table of the errors of each operation', () => {
    const page = readFileSync(join(folder, 'operations.html'), 'utf8');
    for (const { id, codes } of contract.operations)
      for (const code of codes) {
        const rows = page.split(`](errors/${code}.html) | `).length - 1;
        expect
          .soft(rows, `${id}: ${code}`)
          .toBe(contract.operations.filter((other) => other.codes.includes(code)).length);
      }
  });

  test.for([
    ['without an expected address', 'https://otel.cloud.redocly.com/v1/traces', /does not contain/],
    [
      'with another host',
      'https://cdn.redoc.ly/redoc/logo-mini.svg `https://cdn.redocly.com/icons/x` https://otel.cloud.redocly.com/v1/traces https://cdn.test/a.js',
      /names https:\/\/cdn\.test/,
    ],
  ] as const)('fails the build on a page %s', ([, page, message]) => {
    expect(() => withoutOutsideRequests(page)).toThrow(StepError);
    expect(() => withoutOutsideRequests(page)).toThrow(message);
  });
});
