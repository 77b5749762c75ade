/** Measures how the time and memory of the pipeline, the sandbox and the contract tests grow with the contract. */
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

/** The numbers of operations in ascending order. The growth is computed from the first and the last two. */
const SIZES = [10, 30, 100, 300] as const;

const CODES = 50;

/** In the order of their dependencies. */
const STEPS = ['lint', 'bundle', 'spectral', 'types', 'errors', 'client', 'cases', 'arazzo', 'docs'];

const REPORTS = ['text', 'json', 'junit', 'html', 'github', 'summary'];

/** The exit status of verify for a target that is not conformant. */
const NOT_CONFORMANT = 1;

/** The usage at each size, by name of the step or command. */
type Costs = Map<string, Usage[]>;

/**
 * For each size, builds a copy of the project with a generated spec. The sandbox and `verify` use that spec with
 * `--spec`. `verify` runs once against the sandbox, and once against a server that always returns an empty response.
 * With that server every case fails, so that the reports have their maximum length.
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
  const scope = `${sizes} operations with ${CODES} codes (value at ${SIZES.at(-1)}; ratio to linear growth, at most 1 is linear)`;
  return [
    tableOf(`CPU time for ${scope}`, costs, ({ cpuS }) => cpuS, 's', 2),
    tableOf(`Memory for ${scope}`, costs, ({ memoryMb }) => memoryMb, 'MB', 0),
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
  const empty = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  await once(empty, 'listening');
  const { port } = empty.address() as AddressInfo;
  const failing = [...verify, `http://127.0.0.1:${port}`, ...reports];
  costs.push(['verify, every case fails', await measure(failing, folder, [NOT_CONFORMANT])]);
  empty.close();
  empty.closeAllConnections();
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

/** A total growth below this factor is noise. */
const FLAT = 1.1;

/**
 * Returns the cost of an additional operation between the last two sizes, divided by the cost of an additional
 * operation between the smaller sizes. The constant cost of starting a program cancels out. Quadratic growth gives 3.6.
 */
function growth(values: readonly number[]): number {
  const [least = 0] = values;
  const [before = 0, last = 0] = values.slice(-2);
  // The growth is too small to distinguish from noise.
  if (last < least * FLAT) return 0;
  const [first = 0] = SIZES;
  const [sizeBefore = 0, sizeLast = 0] = SIZES.slice(-2);
  const early = (before - least) / (sizeBefore - first);
  const late = (last - before) / (sizeLast - sizeBefore);
  return early > 0 ? late / early : 0;
}
