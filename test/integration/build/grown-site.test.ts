/** The pages of the larger API in test/fixtures/grown: bodies, other methods and statuses, and retired codes. */
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { operationPath } from '../../../scripts/build/docs/site.ts';
import type { ExampleRequest } from '../../../src/contract/example-request.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { grownSite } from '../../helpers/docs/grown-site.ts';

let contract: Contract;
let files: ReadonlyMap<string, string>;
const read = (path: string) => files.get(path) ?? '';
const page = (code = '') => read(`errors/${code}.html`);
/** The text without tags and character references. */
const textOf = (html: string) =>
  html
    .replace(/<(template|style|script)\b[\s\S]*?<\/\1>|<[^>]*>/g, '')
    .replace(/&#39;|&#x27;/g, "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

beforeAll(async () => {
  ({ contract, files } = await grownSite());
});

const entryWith = (isWanted: (entry: Contract['errors'][number]) => boolean) => {
  const found = contract.errors.find(isWanted);
  if (!found) throw new Error('The larger API has no such code.');
  return found;
};

test('a retired code has a badge, a note, its history and the code that replaces it', () => {
  const { code, retired, replacedBy, changes } = entryWith((entry) => entry.retired !== undefined);
  const text = textOf(page(code));
  expect(page(code)).toContain('<span class="badge">retired</span>');
  expect(read('index.html')).toContain(`<code>${code}</code></a> <span class="badge">retired</span>`);
  expect(text).toContain(`Since version ${retired} of the contract, servers do not return this code.`);
  expect(page(code)).toContain(`<a href="${replacedBy}.html"><code>${replacedBy}</code></a> replaces it.`);
  expect(changes.length).toBeGreaterThan(1);
  for (const { version, change } of changes) {
    expect(text).toContain(`Changed in ${version}: ${change.replaceAll('`', '')}`);
    expect(page(code)).toContain(`href="../changes.html#v${version.replaceAll('.', '-')}"`);
    expect(textOf(read('changes.html'))).toContain(`${code}: ${change.replaceAll('`', '')}`);
  }
  expect(read('llms.txt')).toMatch(new RegExp(`${code}\\.md\\): status \\d+, retired\\.`));
});

test('a deprecated code and a deprecated field are marked', () => {
  const { code, fields } = entryWith((entry) => entry.deprecated && entry.retired === undefined);
  expect(page(code)).toContain('<span class="badge">deprecated</span>');
  expect(fields.some(({ deprecated }) => deprecated)).toBe(true);
  expect(textOf(page(code))).toContain('Deprecated. The day');
});

test('the requests of a code for invalid bodies have the method, the media type and the body', () => {
  const { code } = entryWith(({ trigger }) => trigger === 'body-invalid');
  const requests = [...page(code).matchAll(/data-request="([^"]*)"/g)].map(
    ([, text = '']) =>
      JSON.parse(
        text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
      ) as ExampleRequest,
  );
  const operation = contract.operations.find(({ body }) => body?.invalid === code);
  expect(requests).toHaveLength(2);
  for (const { method, headers } of requests) {
    expect(method).toBe(operation?.method);
    expect(headers).toMatchObject({ 'Content-Type': 'application/json' });
  }
  expect(requests.map(({ body }) => body)).toEqual([undefined, JSON.stringify(operation?.body?.example)]);
  expect(textOf(page(code))).toContain(` -d '${JSON.stringify(operation?.body?.example)}' `);
  expect(textOf(page(code))).toContain('In the body of createSavedSearch, the field filter is missing.');
});

test('no request sends a token to an operation that needs none, and each code is shown with one that needs it', () => {
  for (const { code } of contract.errors) {
    const forced = textOf(page(code)).split('always returns this error')[1] ?? '';
    expect(forced, code).toContain(`-H 'Authorization: Bearer test_${code.toLowerCase()}'`);
  }
  const free = contract.operations.filter(({ credentials }) => credentials.length === 0);
  expect(free.length).toBeGreaterThan(0);
  for (const { id, method, path } of free) {
    expect(textOf(read('index.html'))).toContain(`${id} needs no token.`);
    expect(read('llms.txt')).toContain(`**No token:** \`${method} ${path}\``);
  }
});

test('the operations are in groups, and a code that all operations return does not list them', () => {
  const groups = new Set(contract.operations.map(({ tags: [tag] }) => tag));
  expect(groups.size).toBeGreaterThan(3);
  for (const tag of groups) expect(read('index.html')).toContain(`<h2>${tag}</h2>`);
  for (const { id } of contract.operations)
    expect(read('index.html')).toContain(`href="${operationPath(id)}"`);
  const all = `Operations: all ${contract.operations.length} operations of the API`;
  expect(textOf(page(entryWith(({ trigger }) => trigger === 'server').code))).toContain(all);
  // An operation without a token does not return it.
  expect(textOf(page(entryWith(({ trigger }) => trigger === 'token-missing').code))).not.toContain(all);
});

test('llms-full.txt has the body, the successes and the parameters of each operation', () => {
  const text = read('llms-full.txt');
  const sectionOf = (id: string) => text.split(`\n## ${id}\n`)[1]?.split('\n## ')[0] ?? '';
  for (const { id, body, successes, parameters } of contract.operations) {
    expect(sectionOf(id).includes('Body (`application/json`')).toBe(body !== undefined);
    for (const { name } of parameters) expect(sectionOf(id)).toContain(`| \`${name}\` |`);
    expect(sectionOf(id).includes('| Parameter |')).toBe(parameters.length > 0);
    for (const { status, content, headers } of successes)
      if (!content || headers.length > 0) expect(sectionOf(id)).toContain(`**${status}:**`);
  }
});

test('llms-full.txt describes the fields of a body', () => {
  const section = read('llms-full.txt').split('\n## createReport\n')[1]?.split('\n## ')[0] ?? '';
  const [, table = ''] = section.split('| Field | Type | Required | Range | Description |\n');
  expect(table.split('\n').slice(1, 8)).toEqual([
    '| `kind` | string | yes | one of `"engagement"` and `"mentions"` | The kind of the report. |',
    '| `period` | object | yes | any | The days that the report covers. |',
    '| `period.from` | string | yes | format `date` | The first day. |',
    '| `period.to` | string | yes | format `date` | The last day. |',
    '| `search_ids` | array | yes | 1 item or more, 10 items or less, no item twice | The saved searches that the report covers. |',
    '| `search_ids[]` | integer | no | 1 or more |  |',
    '| `weights` | object | no | any | The weight of each count, by its name. |',
  ]);
  expect(table).toContain('| `weights.*` | number | no | more than 0, 10 or less |  |');
});

test('each link of a page leads to a file of the site', () => {
  for (const [path, text] of files) {
    if (!path.endsWith('.html')) continue;
    const links = [...text.replace(/<(template|script)\b[\s\S]*?<\/\1>/g, '').matchAll(/\shref="([^"#]+)/g)];
    for (const [, link = ''] of links)
      if (!/^(?:https:|data:)/.test(link) && !link.endsWith('operations.html'))
        expect.soft([...files.keys()], path).toContain(join(dirname(path), link));
  }
});
