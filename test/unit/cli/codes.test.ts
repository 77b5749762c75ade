/** `codes`: the table of all codes, for people and for programs. */
import { describe, expect, test } from 'vitest';
import { codesTable } from '../../../src/cli/commands/codes.ts';
import { catalogueOf } from '../../../src/contract/catalogue.ts';
import { cli } from '../../helpers/program.ts';
import { contract } from '../../helpers/project.ts';

const catalogue = catalogueOf(contract);
const { errors } = catalogue;

/** The rows of a table, without its head and its categories. */
const rowsOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim().split(/ {2,}/));

describe('the table', () => {
  test('has a line for every code under its category, within 80 columns', async () => {
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

  test('is cut on a narrow terminal, and nowhere else', () => {
    const narrow = codesTable(errors, { width: 40, color: false, terminal: true }).split('\n');
    for (const line of narrow) expect(line.length).toBeLessThanOrEqual(40);
    expect(narrow.filter((line) => line.endsWith('…')).length).toBeGreaterThan(0);
    expect(codesTable(errors, { width: 40, color: false, terminal: false })).not.toContain('…');
  });

  test('is the catalogue as JSON', async () => {
    const { stdout } = await cli('codes', '--json');
    expect(JSON.parse(stdout)).toEqual(catalogue);
  });

  test('has the codes of a status, a category or a retry policy', async () => {
    const [{ status, category, retry } = { status: 0, category: '', retry: '' }] = errors;
    const chosen = async (...args: string[]) =>
      rowsOf((await cli('codes', ...args)).stdout).map(([code]) => code);
    const those = (is: (entry: (typeof errors)[number]) => boolean) =>
      errors.filter(is).map(({ code }) => code);
    expect(await chosen('--status', String(status))).toEqual(those((entry) => entry.status === status));
    expect(await chosen('--status', '5xx')).toEqual(those((entry) => entry.status >= 500));
    expect(await chosen('--category', category.toUpperCase())).toEqual(
      those((entry) => entry.category === category),
    );
    expect(await chosen('--retry', retry)).toEqual(those((entry) => entry.retry === retry));
    expect(await chosen('--status', String(status), '--category', category)).toEqual(
      those((entry) => entry.status === status && entry.category === category),
    );
  });
});

test.for<[string, string[], RegExp]>([
  ['a status without a code', ['--status', '418'], /No code has the status 418\. The statuses are \d/],
  ['a status that is none', ['--status', 'many'], /No code has the status many/],
  ['an unknown category', ['--category', 'nothing'], /There is no category "nothing"\. There are \w/],
  ['an unknown policy', ['--retry', 'often'], /Allowed choices are never, wait, backoff/],
  ['filters that leave nothing', ['--status', '5xx', '--retry', 'wait'], /No code is of all that/],
  ['no such spec', ['--spec', 'nowhere.yaml'], /there is no such file/],
])('%s is wrong usage', async ([, args, says]) => {
  const { status, stdout, stderr } = await cli('codes', ...args);
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});
