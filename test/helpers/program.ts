/** Runs command lines of `social-data-contract` in this process, from `src/`. */
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { runProgram } from '../../src/cli/program.ts';
import type { Output, World } from '../../src/cli/world.ts';
import type { Finished } from './command.ts';

export interface Surroundings {
  /** The content of standard input. */
  input?: string | Buffer;
  env?: NodeJS.ProcessEnv;
  /** The width of the terminal that standard output and error are; without it they are pipes. */
  columns?: number;
}

/** Runs a command line to its end. */
export async function runInProcess(
  args: readonly string[],
  { input = '', env = {}, columns }: Surroundings = {},
): Promise<Finished> {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written): Output => ({
    write: (text) => {
      written[name] += text;
    },
    ...(columns !== undefined && { isTTY: true, columns }),
  });
  const signals = new EventEmitter();
  const world: World = {
    stdin: Readable.from([Buffer.from(input)]),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    once: (signal, listener) => signals.once(signal, listener),
  };
  await runProgram(args, world);
  return { status: Number(world.exitCode ?? 0), ...written };
}

/** Runs a command line to its end, its output piped, its input empty. */
export function cli(...args: string[]): Promise<Finished> {
  return runInProcess(args);
}
