/** `codes`: the table of codes, its filters, and its JSON. */
import { describe, expect, test } from 'vitest';
import { codesTable } from '../../../src/cli/commands/codes.ts';
import { catalogueOf } from '../../../src/contract/catalogue.ts';
import { cli } from '../../helpers/program.ts';
import { contract } from '../../helpers/project.ts';

const catalogue = catalogueOf(contract);
const { errors } = catalogue;

/** Returns the cells of each row, without the head and the categories. */
const rowsOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim().split(/ {2,}/));

describe('codes', () => {
  test('prints one line per code under its category, within 80 columns', async () => {
    const { status, stdout, stderr } = await cli('codes');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(rowsOf(stdout)).toEqual(
      errors.map(({ code, status: number, retry, meaning }) => [code, String(number), retry, meaning]),
    );
    const categories = stdout.split('\n').filter((line) => /^\S/.test(line));
    expect(categories).toEqual([...new Set(errors.map(({ category }) => category))]);
    for (const line of stdout.split('\n')) expect.soft(line.length).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain('\x1b[');
  });

  test('truncates lines only on a narrow terminal', () => {
    const narrow = codesTable(errors, { width: 40, color: false, terminal: true }).split('\n');
    for (const line of narrow) expect(line.length).toBeLessThanOrEqual(40);
    expect(narrow.filter((line) => line.endsWith('…')).length).toBeGreaterThan(0);
    expect(codesTable(errors, { width: 40, color: false, terminal: false })).not.toContain('…');
  });

  test('--docs-url makes the addresses of the pages in the JSON full URLs', async () => {
    const { stdout } = await cli('codes', '--json', '--docs-url', 'https://docs.test/api');
    const found = JSON.parse(stdout) as typeof catalogue;
    expect(found.errors.map(({ docs }) => docs)).toEqual(
      errors.map(({ code }) => `https://docs.test/api/errors/${code}.html`),
    );
  });

  test('--json prints the catalogue', async () => {
    const { stdout } = await cli('codes', '--json');
    expect(JSON.parse(stdout)).toEqual(catalogue);
  });

  test('--status, --category and --retry filter the codes', async () => {
    const [{ status, category, retry } = { status: 0, category: '', retry: '' }] = errors;
    const listed = async (...args: string[]) =>
      rowsOf((await cli('codes', ...args)).stdout).map(([code]) => code);
    const expected = (matches: (entry: (typeof errors)[number]) => boolean) =>
      errors.filter(matches).map(({ code }) => code);
    expect(await listed('--status', String(status))).toEqual(expected((entry) => entry.status === status));
    expect(await listed('--status', '5xx')).toEqual(expected((entry) => entry.status >= 500));
    expect(await listed('--category', category.toUpperCase())).toEqual(
      expected((entry) => entry.category === category),
    );
    expect(await listed('--retry', retry)).toEqual(expected((entry) => entry.retry === retry));
    expect(await listed('--status', String(status), '--category', category)).toEqual(
      expected((entry) => entry.status === status && entry.category === category),
    );
  });
});

test.for<[string, string[], RegExp]>([
  ['a status without a code', ['--status', '418'], /No code has the status 418\. The statuses are \d/],
  ['an invalid status', ['--status', 'many'], /No code has the status many/],
  ['an unknown category', ['--category', 'nothing'], /Unknown category "nothing"\. The categories are \w/],
  ['an unknown policy', ['--retry', 'often'], /Allowed choices are never, wait, backoff/],
  ['filters that match no code', ['--status', '5xx', '--retry', 'wait'], /No code matches all filters/],
  ['a spec that does not exist', ['--spec', 'nowhere.yaml'], /the file does not exist/],
])('codes reports %s as wrong usage', async ([, args, message]) => {
  const { status, stdout, stderr } = await cli('codes', ...args);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});
