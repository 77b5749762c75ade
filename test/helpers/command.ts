/** Runs commands as processes, and returns their output and exit status. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { runProcess, startProcess } from '../../scripts/lib/spawn.ts';
import { ROOT } from './project.ts';

export interface Finished {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The path of the built command. */
export const CLI = join(ROOT, 'dist/cli.js');

/**
 * Runs a program until it exits.
 *
 * @param input the standard input of the program. @default ''
 */
export async function run(
  program: string,
  args: readonly string[],
  cwd = ROOT,
  env: NodeJS.ProcessEnv = {},
  input: string | Buffer = '',
): Promise<Finished> {
  return finishedOf(await runProcess(program, args, { cwd, env, input }));
}

function finishedOf({ status, stdout, stderr }: Finished): Finished {
  return { status, stdout, stderr };
}

/** Runs `social-data-contract` until it exits. */
export function cli(...args: string[]): Promise<Finished> {
  return run(process.execPath, [CLI, ...args]);
}

/** A running server program. */
export interface Serving {
  /** The match of the pattern in the output. */
  found: string;
  child: ChildProcess;
  /** Sends the signal and waits until the program exits. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

/** Starts a Node program and waits until its standard output matches. */
export async function serve(args: readonly string[], pattern: RegExp, cwd = ROOT): Promise<Serving> {
  const { child, waitFor, stop } = startProcess(process.execPath, args, { cwd });
  const found = await waitFor(pattern);
  return { found, child, stop: async (signal) => finishedOf(await stop(signal)) };
}
