/**
 * Compares the size that the client and other clients add to a bundle, measured by size-limit with .size-limit.json.
 */
import { spawnSync } from 'node:child_process';
import type { Project } from '../lib/project.ts';
import { binOf } from '../lib/run-tool.ts';
import type { BenchResult } from './measure.ts';

/** A check in the JSON output of size-limit. */
export interface Size {
  name: string;
  /** In bytes, compressed with gzip. */
  size: number;
  /** The budget in bytes, if .size-limit.json sets one. */
  sizeLimit?: number;
  /** Whether the size is within the budget. */
  passed?: boolean;
}

/**
 * Bundles, minifies and measures the entries of .size-limit.json. The client is the first entry.
 *
 * @param args additional arguments for size-limit
 * @throws {Error} if an entry cannot be measured. An exceeded budget is not an error.
 */
export function measureSizes({ root }: Project, ...args: string[]): [Size, ...Size[]] {
  const command = [binOf('size-limit', 'size-limit'), '--json', ...args];
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  // The exit status does not distinguish an exceeded budget from a failed measurement.
  const sizes: unknown = stdout.startsWith('[') ? JSON.parse(stdout) : undefined;
  if (!Array.isArray(sizes) || sizes.some(({ size }) => typeof size !== 'number')) {
    throw new Error(`size-limit failed: ${stdout}${stderr}`.trim());
  }
  return sizes as [Size, ...Size[]];
}

export async function benchClientSize(project: Project): Promise<BenchResult[]> {
  const [client, ...others] = measureSizes(project);
  const rows = [client, ...others].map(({ name, size, sizeLimit }) => ({
    name,
    value: `${size} B`,
    ratio: size / client.size,
    note: sizeLimit === undefined ? '' : `the budget is ${sizeLimit} B`,
  }));
  const title = 'Bundled and minified with all dependencies, gzip (ratio to this client; fetch is built in)';
  return [{ title, rows }];
}
