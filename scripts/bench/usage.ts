/** What a command costs: the processor time and the memory of all Node processes that it is made of. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The cost of a command. */
export interface Usage {
  /** User and system time of all its processes, in seconds: what else the machine does counts less than in wall time. */
  cpuS: number;
  /** The most memory that any one of its processes held (maximum resident set), in MiB. */
  memoryMb: number;
  /** Standard output and error. */
  output: string;
}

/** Runs in every process of the command, and tells at its end what it used. */
const TELL = `
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  appendFileSync(process.env.BENCH_USAGE, JSON.stringify([(user + system) / 1e6, process.resourceUsage().maxRSS / 1024]) + '\\n');
});`;

/** A command that runs, and what it has cost when it has ended. */
export interface Measured {
  child: ChildProcess;
  /** Waits until its output matches. */
  waitFor(pattern: RegExp): Promise<string>;
  /** @throws {Error} where its exit status is not among the expected ones: a failed run is no measurement */
  ended: Promise<Usage>;
}

/**
 * Starts a Node program whose cost is counted.
 *
 * @param expected the exit statuses of a run that counts
 */
export function startMeasured(
  args: readonly string[],
  cwd: string,
  expected: readonly number[] = [0],
): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'social-data-usage-'));
  const file = join(folder, 'usage');
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      BENCH_USAGE: file,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL)}`,
    },
  });
  let output = '';
  const waitFor = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const [found] = pattern.exec(output) ?? [];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', look);
      child.on('close', () =>
        reject(new Error(`node ${args.join(' ')} ended without ${pattern}: ${output}`)),
      );
      look();
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const ended = new Promise<Usage>((resolve, reject) => {
    child.on('error', reject).on('close', (status) => {
      if (status === null || !expected.includes(status)) {
        reject(new Error(`node ${args.join(' ')} ended with ${status}: ${output.trim().slice(-2000)}`));
        return;
      }
      const used = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as [number, number]);
      rmSync(folder, { recursive: true });
      resolve({
        cpuS: used.reduce((sum, [seconds]) => sum + seconds, 0),
        memoryMb: Math.max(...used.map(([, memory]) => memory)),
        output,
      });
    });
  });
  return { child, waitFor, ended };
}

/** Runs a Node program to its end. */
export function measure(args: readonly string[], cwd: string, expected?: readonly number[]): Promise<Usage> {
  return startMeasured(args, cwd, expected).ended;
}
