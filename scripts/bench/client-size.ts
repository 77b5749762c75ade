/** What the client adds to a bundle, beside other clients: size-limit's figures, by .size-limit.json. */
import { spawnSync } from 'node:child_process';
import type { Project } from '../lib/project.ts';
import { binOf } from '../lib/run-tool.ts';
import type { BenchResult } from './measure.ts';

/** One check of size-limit, as its `--json` has it. */
export interface Size {
  name: string;
  /** In bytes, compressed by gzip. */
  size: number;
  /** The budget, in bytes, where .size-limit.json gives it one. */
  sizeLimit?: number;
  /** Whether the size is within the budget. */
  passed?: boolean;
}

/**
 * Bundles, minifies and measures what .size-limit.json lists, the client first.
 *
 * @param args further arguments of size-limit
 * @throws {Error} where something cannot be measured; a budget that is exceeded is no such thing
 */
export function measureSizes({ root }: Project, ...args: string[]): [Size, ...Size[]] {
  const command = [binOf('size-limit', 'size-limit'), '--json', ...args];
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  // Its exit status is the same for a budget that is exceeded and for what cannot be measured.
  const sizes: unknown = stdout.startsWith('[') ? JSON.parse(stdout) : undefined;
  if (!Array.isArray(sizes) || sizes.some(({ size }) => typeof size !== 'number')) {
    throw new Error(`size-limit did not measure: ${stdout}${stderr}`.trim());
  }
  return sizes as [Size, ...Size[]];
}

export async function benchClientSize(project: Project): Promise<BenchResult[]> {
  const [client, ...others] = measureSizes(project);
  const rows = [client, ...others].map(({ name, size, sizeLimit }) => ({
    name,
    value: `${size} B`,
    ratio: size / client.size,
    note: sizeLimit === undefined ? '' : `openapi-fetch included; the budget is ${sizeLimit} B`,
  }));
  const title = 'Bundled and minified with all dependencies, gzip (ratio to this client; fetch is built in)';
  return [{ title, rows }];
}
