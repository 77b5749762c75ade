/** Measures in separate processes. They run bundled code in plain Node, so that no loader affects the times. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Project } from '../lib/project.ts';

/**
 * Starts a program of `workers/`, sends it a task, calls `use` with the result, then stops the program.
 *
 * @param use receives the result while the program still runs
 * @throws {Error} if the program exits without a result. It prints the reason to standard error.
 */
export async function withWorker<Result, Value>(
  { root }: Project,
  program: string,
  task: object,
  use: (result: Result) => Value | Promise<Value>,
): Promise<Value> {
  // Inside the repository, so that Node finds its packages.
  const file = join(root, '.cache/bench', `${program}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'workers', `${program}.ts`)],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'warning',
  });
  const child = fork(file, { execArgv: [] });
  try {
    child.send(task);
    return await use(await resultOf<Result>(child, program));
  } finally {
    child.kill();
  }
}

function resultOf<Result>(child: ChildProcess, program: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    child
      .once('message', (result) => resolve(result as Result))
      .once('error', reject)
      .once('exit', (status) => reject(new Error(`The worker ${program} exited with status ${status}.`)));
  });
}
