/** Measuring in processes of their own: plain Node with the code bundled, for nothing to be in the way of what is timed. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Project } from '../lib/project.ts';

/**
 * Starts a program of `workers/`, sends it a question, and stops it when its answer has been used.
 *
 * @param use gets the answer, while the program still runs
 * @throws {Error} where the program ends without an answer; it has said why on standard error
 */
export async function withWorker<Answer, Value>(
  { root }: Project,
  program: string,
  question: object,
  use: (answer: Answer) => Value | Promise<Value>,
): Promise<Value> {
  // Below the repository, for its packages to be found.
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
    child.send(question);
    return await use(await answerOf<Answer>(child, program));
  } finally {
    child.kill();
  }
}

function answerOf<Answer>(child: ChildProcess, program: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    child
      .once('message', (answer) => resolve(answer as Answer))
      .once('error', reject)
      .once('exit', (status) => reject(new Error(`The bench's ${program} ended with ${status}.`)));
  });
}
