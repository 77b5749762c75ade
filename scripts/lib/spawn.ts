/**
 * Runs other programs until they exit, or starts them as servers. It bounds their output and reports a missing program.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The end of a process. */
export interface Finished {
  /** The exit status; null if a signal ended the process. */
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** Standard output and standard error, in the order of arrival. */
  output: string;
}

export interface SpawnOptions {
  cwd?: string | undefined;
  /** Added to the environment of this process. */
  env?: NodeJS.ProcessEnv | undefined;
  /** Written to standard input, which is empty by default. */
  input?: string | Buffer | undefined;
  /** Kills the process after this time. The `signal` of its end is then SIGKILL. @default no limit */
  timeoutMs?: number | undefined;
  /** Opens a channel for messages. @default false */
  ipc?: boolean | undefined;
}

/** A running process. */
export interface Running {
  child: ChildProcess;
  /** @throws {Error} if the program cannot be started, or if it writes more than {@link MAX_OUTPUT} */
  finished: Promise<Finished>;
  /**
   * Waits until whole lines of standard output match a pattern.
   *
   * @returns the first group, or the match if the pattern has no group
   * @throws {Error} with the output, if the process ends first
   */
  waitFor(pattern: RegExp): Promise<string>;
  /** Sends a signal (SIGTERM by default) and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

/** The URL that a server prints when it listens. */
export const ADDRESS = /https?:\S+/;

/** The maximum output in characters. It is more than any tool writes, but protects memory from a program in a loop. */
const MAX_OUTPUT = 2 ** 27;

/** The number of characters of output in an error message. They are the last ones, which contain the reason. */
const SHOWN = 2000;

/** Starts a program. */
export function startProcess(program: string, args: readonly string[], options: SpawnOptions = {}): Running {
  const { cwd, env, input = '', timeoutMs, ipc = false } = options;
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    ...(timeoutMs !== undefined && { timeout: timeoutMs, killSignal: 'SIGKILL' as const }),
  });
  // A program may close its standard input before it has read everything. The write error is expected.
  child.stdin?.on('error', () => {}).end(input);

  const texts = { stdout: '', stderr: '', output: '' };
  const finished = new Promise<Finished>((resolve, reject) => {
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
        texts[name] += chunk;
        texts.output += chunk;
        if (texts.output.length <= MAX_OUTPUT) return;
        child.kill('SIGKILL');
        reject(new Error(`${program} wrote more than ${MAX_OUTPUT} characters and was stopped.`));
      });
    }
    child.on('error', (cause: NodeJS.ErrnoException) => reject(startError(program, cwd, cause)));
    child.on('close', (status, signal) => resolve({ status, signal, ...texts }));
  });
  // A caller may wait for the pattern only.
  finished.catch(() => {});

  const waitFor = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(texts.stdout.slice(0, texts.stdout.lastIndexOf('\n') + 1));
        if (!match) return;
        child.stdout?.off('data', look);
        resolve(match[1] ?? match[0]);
      };
      child.stdout?.on('data', look);
      finished.then(
        (end) => reject(new Error(`No output matched ${pattern}: ${endOf(program, args, end)}`)),
        reject,
      );
      look();
    });
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return finished;
  };
  return { child, finished, waitFor, stop };
}

/** Runs a program until it exits, with any exit status. */
export function runProcess(
  program: string,
  args: readonly string[],
  options?: SpawnOptions,
): Promise<Finished> {
  return startProcess(program, args, options).finished;
}

/** Describes how a process ended, with the end of its output. */
export function endOf(
  program: string,
  args: readonly string[],
  { status, signal, output }: Finished,
): string {
  const end = signal === null ? `status ${status}` : signal;
  return `${[program, ...args].join(' ')} ended with ${end}: ${output.trim().slice(-SHOWN)}`;
}

function startError(program: string, cwd: string | undefined, cause: NodeJS.ErrnoException): Error {
  if (cwd !== undefined && !existsSync(cwd)) {
    return new Error(`${program} cannot start: the folder ${cwd} does not exist.`, { cause });
  }
  if (cause.code !== 'ENOENT') return cause;
  return new Error(`The program ${program} was not found. Install it, or add its folder to PATH.`, { cause });
}
