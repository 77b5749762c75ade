/** The matrix table in docs/client.md is up to date with the situations and the runtimes. */
import { expect, inject, test } from 'vitest';
import { cases, deviationOf } from './cases.ts';
import { tableOf, withTable, writtenTable } from './table.ts';

const written = writtenTable();

/** Replaces the version of the browser, because it depends on the machine. */
const withoutBrowser = (table: string) => table.replace(/^(\| Chromium \|) [\w.]* \|/m, '$1 any |');

// A run that writes the table does not check the old one.
if (written !== undefined && !process.env.WRITE_MATRIX) {
  test('docs/client.md has the table that this run would write (WRITE_MATRIX=1 npm run test:matrix)', () => {
    const rows = inject('runtimes').map(({ name, version }) => ({
      name,
      version,
      passed: cases.length,
      all: cases.length,
      deviations: cases.filter((one) => deviationOf(name, one)).length,
    }));
    expect(withoutBrowser(written)).toBe(withoutBrowser(tableOf(rows)));
  });
}

test('a table is written between the marks, and the rest is unchanged', () => {
  const guide = 'before\n<!-- matrix -->\nold\n<!-- /matrix -->\nafter $& $1\n';
  const changed = withTable(guide, '| $& |\n');
  expect(changed).toBe('before\n<!-- matrix -->\n| $& |\n<!-- /matrix -->\nafter $& $1\n');
  expect(writtenTable(changed)).toBe('| $& |\n');
  expect(() => withTable('no marks', '')).toThrow('<!-- matrix -->');
});
