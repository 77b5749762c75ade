/** Renders the results of a complete run as Markdown, for BENCHMARKS.md. */
import { cpus } from 'node:os';
import type { BenchResult } from './measure.ts';

/** @param date the date of the run */
export function resultsPage(results: readonly BenchResult[], date: Date): string {
  const models = [...new Set(cpus().map(({ model }) => model.trim()))].join(', ');
  const machine = `${cpus().length} × ${models}, ${process.platform}, Node ${process.versions.node}`;
  return [
    '# Benchmarks',
    'The tables show how fast and how small the parts of this project are, compared with other tools. ' +
      `\`npm run bench -- --write\` measured all contenders in one run on ${date.toISOString().slice(0, 10)}: ${machine}. ` +
      'Compare the ratios and not the absolute values: the title of a table names the row that has the ratio 1.00.',
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
