/** `npm run bench`: compares all contenders in one run, so that a busy machine slows all of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, program } from 'commander';
import { openProject } from '../lib/project.ts';
import { benchBuild } from './build.ts';
import { benchClientLatency } from './client-latency.ts';
import { benchClientSize } from './client-size.ts';
import { benchDiff } from './diff.ts';
import { benchDocs } from './docs.ts';
import { benchLimits } from './limits.ts';
import { benchLinear } from './linear.ts';
import type { Bench, BenchResult } from './measure.ts';
import { resultsPage } from './results-page.ts';
import { benchSandbox } from './sandbox.ts';
import { benchScale } from './scale.ts';
import { benchVerify } from './verify.ts';

const BENCHES: Record<string, Bench> = {
  build: benchBuild,
  verify: benchVerify,
  diff: benchDiff,
  'client-size': benchClientSize,
  'client-latency': benchClientLatency,
  limits: benchLimits,
  docs: benchDocs,
  sandbox: benchSandbox,
  scale: benchScale,
  linear: benchLinear,
};
const names = Object.keys(BENCHES);

program
  .name('npm run bench --')
  .description('Measures speed and size in comparison to other tools.')
  .addArgument(new Argument('[bench...]', 'the benchmarks to run (default: all)').choices(names))
  .option('--write', 'write the results of a complete run to BENCHMARKS.md')
  .parse();
const { write } = program.opts<{ write?: true }>();
if (write && program.args.length > 0) {
  program.error(
    'BENCHMARKS.md contains the results of one complete run. Remove the names of benchmarks, or --write.',
  );
}

const project = openProject();
const results: BenchResult[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (program.args.length > 0 && !program.args.includes(name)) continue;
  for (const result of await bench(project)) {
    print(result);
    results.push(result);
  }
}
if (write) writeFileSync(join(project.root, 'BENCHMARKS.md'), resultsPage(results, new Date()));

function print({ title, rows }: BenchResult): void {
  const [names, values] = [rows.map(({ name }) => name.length), rows.map(({ value }) => value.length)];
  console.log(`\n${title}`);
  for (const { name, value, ratio, note } of rows) {
    const figures = `${value.padStart(Math.max(...values))}  ${ratio.toFixed(2).padStart(6)}`;
    console.log(`  ${name.padEnd(Math.max(...names))}  ${figures}  ${note}`.trimEnd());
  }
}
