/** What a whole run of the benches measured, as a page of Markdown: BENCHMARKS.md. */
import { cpus } from 'node:os';
import type { BenchResult } from './measure.ts';

/** @param date of the run */
export function resultsPage(results: readonly BenchResult[], date: Date): string {
  const models = [...new Set(cpus().map(({ model }) => model.trim()))].join(', ');
  const machine = `${cpus().length} × ${models}, ${process.platform}, Node ${process.versions.node}`;
  return [
    '# Benchmarks',
    `Written by \`npm run bench -- --write\` on ${date.toISOString().slice(0, 10)}: ${machine}. All of it is one run; the ratios are what counts, and each table's title says to what.`,
    ...results.map(({ title, rows }) => `## ${title}\n\n${tableOf(rows)}`),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

function tableOf(rows: BenchResult['rows']): string {
  const lines = rows.map(({ name, value, ratio, note }) => [name, value, ratio.toFixed(2), note]);
  return [['', 'measured', 'ratio', ''], ['---', '---:', '---:', '---'], ...lines]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}
