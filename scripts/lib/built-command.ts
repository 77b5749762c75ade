/** Runs the built commands as a user does: the sandbox as a process, and `verify` against it. */
import { join } from 'node:path';
import type { Project } from './project.ts';
import { ADDRESS, runProcess, startProcess } from './spawn.ts';

/** Returns the path of the built command. */
export function commandOf({ root }: Project): string {
  return join(root, 'dist/cli.js');
}

/**
 * Starts the sandbox, calls `use`, then stops the sandbox.
 *
 * @param use receives the base URL of the sandbox
 */
export async function withSandbox<Value>(
  project: Project,
  use: (url: string) => Promise<Value>,
): Promise<Value> {
  const sandbox = startProcess(process.execPath, [commandOf(project), 'mock', '--port', '0']);
  try {
    return await use(await sandbox.waitFor(ADDRESS));
  } finally {
    await sandbox.stop();
  }
}

/** The output of a run of `verify`, and the counts in the last line of the output. */
export interface VerifyRun {
  status: number | null;
  output: string;
  passed: number;
  failed: number;
  requests: number;
  seconds: number;
}

/** Runs `verify` so that a failed SHOULD or a code that was not exercised also fails the run. */
export async function runVerify(project: Project, url: string): Promise<VerifyRun> {
  const args = [commandOf(project), 'verify', url, '--strict', '--require-all'];
  const { status, output } = await runProcess(process.execPath, args);
  const counts = /(\d+) passed, (\d+) failed.*; (\d+) requests in ([\d.]+) s/
    .exec(output)
    ?.slice(1)
    .map(Number);
  const [passed = 0, failed = 0, requests = 0, seconds = 0] = counts ?? [];
  return { status, output, passed, failed, requests, seconds };
}
