/** The build step that changes Redoc's page. It fails on a page with an unexpected form. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { docsDocument } from '../../../scripts/build/docs/document.ts';
import { embedded, finishPage } from '../../../scripts/build/docs/page.ts';
import { retryDiagram } from '../../../scripts/build/docs/retry-diagram.ts';
import { StepError } from '../../../scripts/lib/project.ts';
import { catalogueOf } from '../../../scripts/lib/read-contract.ts';
import { contract } from '../../helpers/project.ts';

/** The parts of a page by Redoc 3 that the step changes, one per line. */
const EXPECTED = {
  policy: '<meta content="script-src %SCRIPTS%">',
  notice: '<!-- %NOTICE% -->',
  section: '<a class="x" href="/section/errors/one" data-discover="true">One</a>',
  operation: '<a href="/posts" data-discover="true">Posts</a>',
  largeLogo: 'a=`https://cdn.redoc.ly/redoc/logo-mini-full.svg`',
  smallLogo: 'b=`https://cdn.redoc.ly/redoc/logo-mini.svg`',
  icons: 'c="https://cdn.redocly.com/icons/fa/7.0.0"',
  telemetry: 'd=`https://otel.cloud.redocly.com/v1/traces`',
  scrolling: 'e={behavior:`smooth`}',
  searchEntries: 'let c=i.getResult(),l=new EOe;for(let e of c)l.addDocument(e)',
  script: '<script type="module">run()</script>',
};

const FILL = { NOTICE: 'Made by a test.' };

function pageOf(parts: Record<string, string>): string {
  return Object.values(parts).join('\n');
}

test('a finished page names no other host, and its links and hashes are valid', () => {
  const page = finishPage(pageOf(EXPECTED), FILL);
  expect(page).not.toMatch(/https?:/);
  expect(page).toContain('href="#section/errors/one"');
  expect(page).toContain('href="#/posts"');
  expect(page).toContain('Made by a test.');
  const hash = createHash('sha256').update('run()').digest('base64');
  expect(page).toContain(`script-src 'sha256-${hash}'"`);
});

test('embedded data has no script hash, and cannot close its element', () => {
  const data = `<script type="application/json">${embedded([{ a: '</script>' }])}</script>`;
  const page = finishPage(pageOf({ ...EXPECTED, data }), FILL);
  expect(page.match(/'sha256-/g)).toHaveLength(1);
  const [, text = ''] = page.match(/"application\/json">([^<]*)<\/script>/) ?? [];
  expect(JSON.parse(text)).toEqual([{ a: '</script>' }]);
});

test("the search has the page's entries in addition to Redoc's, and scrolling respects prefers-reduced-motion", () => {
  const page = finishPage(pageOf(EXPECTED), FILL);
  expect(page).toContain(
    'i.getResult().concat(JSON.parse(document.getElementById(`docs-search`).textContent)),l=new',
  );
  expect(page).toContain('prefers-reduced-motion');
});

test.each(Object.keys(EXPECTED))('a page without the part %s fails the build', (part) => {
  const finish = () => finishPage(pageOf({ ...EXPECTED, [part]: '' }), FILL);
  expect(finish).toThrow(StepError);
  expect(finish).toThrow(/is not as expected.*See what has changed in Redoc/);
});

test('a page with the URL of another host fails the build, and the error names the URL', () => {
  const finish = () => finishPage(pageOf({ ...EXPECTED, more: 'e="https://cdn.example.net/x.js"' }), FILL);
  expect(finish).toThrow(/https:\/\/cdn\.example\.net/);
});

test("building the docs' document does not change the contract", () => {
  const before = JSON.stringify(contract.document);
  const document = docsDocument(contract, catalogueOf(contract));
  expect(JSON.stringify(contract.document)).toBe(before);
  expect(JSON.stringify(document)).not.toBe(before);
});

test('the retry diagram shows every code of any catalogue, and no other rules', () => {
  const { errors, ...rest } = catalogueOf(contract);
  const [entry] = errors;
  if (!entry) throw new Error('The catalogue has no codes.');
  const long = { ...entry, code: 'A'.repeat(63), meaning: 'Of <the> test', retry: 'never' as const };
  const drawn = retryDiagram({ ...rest, errors: [long] });
  expect(drawn).toContain(`>${long.code}</text>`);
  expect(drawn.match(/<rect/g)).toHaveLength(4);
  expect(drawn).not.toMatch(/NaN|undefined|\n|backoff/);
  const whole = retryDiagram({ ...rest, errors });
  for (const { code } of errors) expect(whole.match(new RegExp(`>${code}</text>`, 'g'))).toHaveLength(2);
});

test("the docs' document describes forbidden properties in words", () => {
  const envelopes = (document: unknown) =>
    JSON.stringify(document).match(/"(?:data|error)":{"not":{}}/g) ?? [];
  const document = docsDocument(contract, catalogueOf(contract));
  const descriptions = JSON.stringify(document).match(/`(?:data|error)` MUST NOT be there\./g) ?? [];
  expect(envelopes(contract.document).length).toBeGreaterThan(0);
  expect(descriptions).toHaveLength(envelopes(contract.document).length);
  expect(envelopes(document)).toEqual([]);
});

test("the docs' document names at each parameter the code for an invalid value", () => {
  const catalogue = catalogueOf(contract);
  const text = JSON.stringify(docsDocument(contract, catalogue));
  const invalid = new Set(
    contract.operations.flatMap(({ parameters }) => parameters.flatMap((p) => p.invalid ?? [])),
  );
  expect(invalid.size).toBeGreaterThan(0);
  for (const code of invalid) {
    const fragment = catalogue.errors.find((entry) => entry.code === code)?.fragment;
    expect(text).toContain(`A bad value is answered with [\`${code}\`](#${fragment}).`);
  }
});
