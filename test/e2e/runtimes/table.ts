/** The table of the matrix: README.md has it between two marks, from a run that proved it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { ROOT } from '../../helpers/project.ts';
import pinned from './runtimes.json' with { type: 'json' };

const README = join(ROOT, 'README.md');
const MARKED = /(<!-- matrix -->\n).*?(<!-- \/matrix -->)/s;

/** A runtime in the table. */
export interface Row {
  name: string;
  version: string;
  passed: number;
  all: number;
  /** How many of them do otherwise by the platform. */
  deviations: number;
}

/** The table, in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, version, passed, all, deviations }) =>
      `| ${name} | ${version} | ${passed} of ${all} | ${deviations} |\n`,
  );
  return `| runtime | version | situations passed | expected differences |\n| --- | --- | --- | --- |\n${lines.join('')}`;
}

/** The table as README.md has it, where it has the marks. */
export function writtenTable(readme = readFileSync(README, 'utf8')): string | undefined {
  const [all, before = '', after = ''] = MARKED.exec(readme) ?? [];
  return all?.slice(before.length, -after.length);
}

/** README.md with another table. */
export function withTable(readme: string, table: string): string {
  if (!MARKED.test(readme))
    throw new Error('README.md has no <!-- matrix --> with a <!-- /matrix --> behind.');
  return readme.replace(MARKED, (_, before: string, after: string) => `${before}${table}${after}`);
}

/** Prints the table of a run, and writes it where `WRITE_MATRIX` is set and everything ran and passed. */
export default class MatrixTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const rows = new Map<string, Row>();
    let proves = unhandled.length === 0;
    for (const module of modules) {
      proves &&= module.ok();
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        proves &&= state === 'passed';
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
    // All of them, Chromium included: a run of some files proves nothing of the others.
    proves &&= rows.size === pinned.length + 1;
    const table = tableOf([...rows.values()]);
    console.log(`\n${table}`);
    if (!process.env.WRITE_MATRIX) return;
    if (proves) {
      writeFileSync(README, withTable(readFileSync(README, 'utf8'), table));
      console.log('README.md has this table, now.');
    } else {
      console.error('README.md keeps its table: something failed, or did not run.');
      process.exitCode = 1;
    }
  }
}
