/** How time and memory grow with the contract: every step of the pipeline, the sandbox and the contract tests. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandOf } from '../lib/built-command.ts';
import type { Project } from '../lib/project.ts';
import { ADDRESS } from '../lib/spawn.ts';
import { growProject } from './grown-spec.ts';
import type { Bench, BenchResult, Row } from './measure.ts';
import { measure, startMeasured, type Usage } from './usage.ts';

/** The numbers of operations, from the smallest; the growth is computed from the first and the last two. */
const SIZES = [10, 30, 100, 300] as const;

const CODES = 50;

/** In the order in which they need each other. */
const STEPS = ['lint', 'bundle', 'spectral', 'types', 'errors', 'client', 'cases', 'arazzo', 'docs'];

const REPORTS = ['text', 'json', 'junit', 'html', 'github', 'summary'];

/** What verify says of a target that is not conformant. */
const NOT_CONFORMANT = 1;

/** What was measured, by name, at each size. */
type Costs = Map<string, Usage[]>;

/**
 * Every size is a copy of the project with a spec of its own, which its own steps lint and build. The sandbox and `verify`
 * are the built command's, with `--spec`; `verify` runs once against that sandbox, and once against a server that answers
 * every request with nothing, so that every case fails and every report is as long as it gets.
 */
export const benchScale: Bench = async (project) => {
  const costs: Costs = new Map();
  for (const operations of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'social-data-scale-'));
    try {
      growProject(project, folder, { operations, codes: CODES });
      for (const [name, usage] of await costsAt(project, folder)) {
        costs.set(name, [...(costs.get(name) ?? []), usage]);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const sizes = SIZES.join(', ');
  const what = `${sizes} operations with ${CODES} codes (at ${SIZES.at(-1)}; ratio to linear growth, 1 or less is linear)`;
  return [
    tableOf(`Processor time of ${what}`, costs, ({ cpuS }) => cpuS, 's', 2),
    tableOf(`Memory of ${what}`, costs, ({ memoryMb }) => memoryMb, 'MB', 0),
  ];
};

async function costsAt(project: Project, folder: string): Promise<[string, Usage][]> {
  const costs: [string, Usage][] = [];
  for (const step of STEPS) {
    costs.push([step, await measure(['--import', 'tsx', 'scripts/build/main.ts', step], folder)]);
  }
  const spec = join(folder, 'generated/openapi.json');
  const verify = [commandOf(project), 'verify', '--spec', spec];
  const start = startMeasured([commandOf(project), 'mock', '--spec', spec, '--port', '0'], folder);
  await start.waitFor(ADDRESS);
  start.child.kill('SIGTERM');
  costs.push(['sandbox, start', await start.ended]);

  const sandbox = startMeasured([commandOf(project), 'mock', '--spec', spec, '--port', '0'], folder);
  const url = await sandbox.waitFor(ADDRESS);
  const run = await measure([...verify, url, '--strict', '--require-all'], folder);
  sandbox.child.kill('SIGTERM');
  costs.push(['sandbox, under verify', await sandbox.ended], ['verify', run]);

  const reports = REPORTS.flatMap((name) => ['--reporter', `${name}=${join(folder, `report.${name}`)}`]);
  const nothing = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  await once(nothing, 'listening');
  const { port } = nothing.address() as AddressInfo;
  const failing = [...verify, `http://127.0.0.1:${port}`, ...reports];
  costs.push(['verify, every case fails', await measure(failing, folder, [NOT_CONFORMANT])]);
  nothing.close();
  nothing.closeAllConnections();
  return costs;
}

function tableOf(
  title: string,
  costs: Costs,
  figureOf: (usage: Usage) => number,
  unit: string,
  digits: number,
): BenchResult {
  const rows = [...costs].map(([name, usages]): Row => {
    const values = usages.map(figureOf);
    return {
      name,
      value: `${values.at(-1)?.toFixed(digits)} ${unit}`,
      ratio: growth(values),
      note: `${values.map((value) => value.toFixed(digits)).join(', ')} ${unit}`,
    };
  });
  return { title, rows };
}

/** What grows by less over all sizes does not grow. */
const FLAT = 1.1;

/**
 * What a further operation costs between the last two sizes, to what it costs between the first and the one before the last:
 * the start of a program, which is the same at every size, hides nothing. Growth by the square would be 3.6.
 */
function growth(values: readonly number[]): number {
  const [least = 0] = values;
  const [before = 0, last = 0] = values.slice(-2);
  // What hardly grows has no growth to tell from noise.
  if (last < least * FLAT) return 0;
  const [first = 0] = SIZES;
  const [sizeBefore = 0, sizeLast = 0] = SIZES.slice(-2);
  const early = (before - least) / (sizeBefore - first);
  const late = (last - before) / (sizeLast - sizeBefore);
  return early > 0 ? late / early : 0;
}
