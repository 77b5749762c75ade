/** The table of the matrix. docs/client.md contains it between two marks, written by a run that passed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { ROOT } from '../../helpers/project.ts';
import pinned from './runtimes.json' with { type: 'json' };

const GUIDE = join(ROOT, 'docs/client.md');
const MARKED = /(<!-- matrix -->\n).*?(<!-- \/matrix -->)/s;

/** A row of the table: one runtime. */
export interface Row {
  name: string;
  version: string;
  passed: number;
  all: number;
  /** The number of cases in which the platform is expected to deviate. */
  deviations: number;
}

/** Returns the table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, version, passed, all, deviations }) =>
      `| ${name} | ${version} | ${passed} of ${all} | ${deviations} |\n`,
  );
  return `| runtime | version | situations passed | expected differences |\n| --- | --- | --- | --- |\n${lines.join('')}`;
}

/** Returns the table in docs/client.md, if the file has the marks. */
export function writtenTable(guide = readFileSync(GUIDE, 'utf8')): string | undefined {
  const [all, before = '', after = ''] = MARKED.exec(guide) ?? [];
  return all?.slice(before.length, -after.length);
}

/** Returns docs/client.md with a new table. */
export function withTable(guide: string, table: string): string {
  if (!MARKED.test(guide))
    throw new Error(
      'docs/client.md must have the marks <!-- matrix --> and <!-- /matrix -->, in this order.',
    );
  return guide.replace(MARKED, (_, before: string, after: string) => `${before}${table}${after}`);
}

/** Prints the table of a run. Writes it if `WRITE_MATRIX` is set and all tests ran and passed. */
export default class MatrixTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const rows = new Map<string, Row>();
    let complete = unhandled.length === 0;
    for (const module of modules) {
      complete &&= module.ok();
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        complete &&= state === 'passed';
        const { matrix } = test.meta();
        if (!matrix) continue;
        const { name, version } = matrix.runtime;
        const row = rows.get(name + version) ?? { name, version, passed: 0, all: 0, deviations: 0 };
        rows.set(name + version, row);
        row.all++;
        if (state === 'passed') row.passed++;
        if (matrix.deviates) row.deviations++;
      }
    }
    // All runtimes, including Chromium: a run of some files proves nothing about the others.
    complete &&= rows.size === pinned.length + 1;
    const table = tableOf([...rows.values()]);
    console.log(`\n${table}`);
    if (!process.env.WRITE_MATRIX) return;
    if (complete) {
      writeFileSync(GUIDE, withTable(readFileSync(GUIDE, 'utf8'), table));
      console.log('Updated the table in docs/client.md.');
    } else {
      console.error('Did not update the table in docs/client.md: a test failed or did not run.');
      process.exitCode = 1;
    }
  }
}
