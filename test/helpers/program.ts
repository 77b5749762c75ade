/** Runs command lines of `social-data-contract` in this process, from `src/`. */
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { runProgram } from '../../src/cli/program.ts';
import type { Output, World } from '../../src/cli/world.ts';
import type { Finished } from './command.ts';

export interface InProcessOptions {
  /** The content of standard input. @default empty */
  input?: string | Buffer;
  /** The environment variables. @default none */
  env?: NodeJS.ProcessEnv;
  /** The width of the terminal in characters. Without it, standard output and standard error are pipes. */
  columns?: number;
  /** Replaces the timer of the command. @default a timer that never fires */
  every?: World['every'];
}

/** Runs a command line and returns its exit status and its output. */
export async function runInProcess(
  args: readonly string[],
  { input = '', env = {}, columns, every = () => () => {} }: InProcessOptions = {},
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
    every,
  };
  await runProgram(args, world);
  return { status: Number(world.exitCode ?? 0), ...written };
}

/** Runs a command line with empty input and piped output. */
export function cli(...args: string[]): Promise<Finished> {
  return runInProcess(args);
}
