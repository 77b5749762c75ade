/** Running commands as a user does: a process, its output, its exit status. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './project.ts';

export interface Finished {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The built command of the package. */
export const CLI = join(ROOT, 'dist/cli.js');

/**
 * Runs a program to its end.
 *
 * @param input what it finds on standard input, which is empty by default
 */
export function run(
  program: string,
  args: readonly string[],
  cwd = ROOT,
  env: NodeJS.ProcessEnv = {},
  input: string | Buffer = '',
): Promise<Finished> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
  // Whoever has enough of its input closes it: what is left is not to be written.
  child.stdin.on('error', () => {}).end(input);
  const finished: Finished = { status: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    finished.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    finished.stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ ...finished, status }));
  });
}

/** Runs `social-data-contract` to its end. */
export function cli(...args: string[]): Promise<Finished> {
  return run(process.execPath, [CLI, ...args]);
}

/** A program that serves until it is stopped. */
export interface Serving {
  /** What the pattern matched in its output. */
  found: string;
  child: ChildProcess;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

/** Starts a program and waits until its output matches. */
export function serve(args: readonly string[], pattern: RegExp, cwd = ROOT): Promise<Serving> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const finished: Finished = { status: null, stdout: '', stderr: '' };
  const closed = new Promise<Finished>((resolve) => {
    child.on('close', (status) => resolve({ ...finished, status }));
  });
  return new Promise((resolve, reject) => {
    const look = () => {
      const match = pattern.exec(finished.stdout);
      if (!match) return;
      const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
        child.kill(signal);
        return closed;
      };
      resolve({ found: match[1] ?? match[0], child, stop });
    };
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      finished.stdout += chunk;
      look();
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      finished.stderr += chunk;
    });
    closed.then(({ stdout, stderr, status }) =>
      reject(new Error(`ended with ${status} before it served:\n${stdout}${stderr}`)),
    );
  });
}
