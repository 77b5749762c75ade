/** What is made of Redoc's page, and that a page of another form is no page that is quietly half made. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { docsDocument } from '../../../scripts/build/docs/document.ts';
import { embedded, finishPage } from '../../../scripts/build/docs/page.ts';
import { retryDiagram } from '../../../scripts/build/docs/retry-diagram.ts';
import { StepError } from '../../../scripts/lib/project.ts';
import { catalogueOf } from '../../../scripts/lib/read-contract.ts';
import { contract } from '../../helpers/project.ts';

/** What Redoc 3 has in its page, each with a line of its own. */
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

test('a finished page names no host that is asked, and has links and hashes that hold', () => {
  const page = finishPage(pageOf(EXPECTED), FILL);
  expect(page).not.toMatch(/https?:/);
  expect(page).toContain('href="#section/errors/one"');
  expect(page).toContain('href="#/posts"');
  expect(page).toContain('Made by a test.');
  const hash = createHash('sha256').update('run()').digest('base64');
  expect(page).toContain(`script-src 'sha256-${hash}'"`);
});

test('data in a page is no script, and ends no element', () => {
  const data = `<script type="application/json">${embedded([{ a: '</script>' }])}</script>`;
  const page = finishPage(pageOf({ ...EXPECTED, data }), FILL);
  expect(page.match(/'sha256-/g)).toHaveLength(1);
  const [, text = ''] = page.match(/"application\/json">([^<]*)<\/script>/) ?? [];
  expect(JSON.parse(text)).toEqual([{ a: '</script>' }]);
});

test("the search has the page's entries beside Redoc's own, and motion is asked about", () => {
  const page = finishPage(pageOf(EXPECTED), FILL);
  expect(page).toContain(
    'i.getResult().concat(JSON.parse(document.getElementById(`docs-search`).textContent)),l=new',
  );
  expect(page).toContain('prefers-reduced-motion');
});

test.each(Object.keys(EXPECTED))('a page without %s stops the build', (part) => {
  const finish = () => finishPage(pageOf({ ...EXPECTED, [part]: '' }), FILL);
  expect(finish).toThrow(StepError);
  expect(finish).toThrow(/is not as expected.*See what has changed in Redoc/);
});

test('a page that asks another host stops the build, and it is named', () => {
  const finish = () => finishPage(pageOf({ ...EXPECTED, more: 'e="https://cdn.example.net/x.js"' }), FILL);
  expect(finish).toThrow(/https:\/\/cdn\.example\.net/);
});

test("the docs' document leaves the contract as it is", () => {
  const before = JSON.stringify(contract.document);
  const document = docsDocument(contract, catalogueOf(contract));
  expect(JSON.stringify(contract.document)).toBe(before);
  expect(JSON.stringify(document)).not.toBe(before);
});

test('the retry rules are drawn for any catalogue: with what it has, and no wider than its longest code', () => {
  const { errors, ...rest } = catalogueOf(contract);
  const [entry] = errors;
  if (!entry) throw new Error('There is no code.');
  const long = { ...entry, code: 'A'.repeat(63), meaning: 'Of <the> test', retry: 'never' as const };
  const drawn = retryDiagram({ ...rest, errors: [long] });
  expect(drawn).toContain(`>${long.code}</text>`);
  expect(drawn.match(/<rect/g)).toHaveLength(4);
  expect(drawn).not.toMatch(/NaN|undefined|\n|backoff/);
  const whole = retryDiagram({ ...rest, errors });
  for (const { code } of errors) expect(whole.match(new RegExp(`>${code}</text>`, 'g'))).toHaveLength(2);
});

test("the docs' document says in words which properties must not be there", () => {
  const envelopes = (document: unknown) => JSON.stringify(document).match(/"(?:data|error)":false/g) ?? [];
  const document = docsDocument(contract, catalogueOf(contract));
  const said = JSON.stringify(document).match(/`(?:data|error)` MUST NOT be there\./g) ?? [];
  expect(envelopes(contract.document).length).toBeGreaterThan(0);
  expect(said).toHaveLength(envelopes(contract.document).length);
  expect(envelopes(document)).toEqual([]);
});

test("the docs' document says at each parameter which code a bad value is answered with", () => {
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
