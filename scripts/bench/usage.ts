/** What a command costs: the processor time and the memory of all Node processes that it is made of. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOf, type Running, startProcess } from '../lib/spawn.ts';

/** The cost of a command. */
export interface Usage {
  /** User and system time of all its processes, in seconds: what else the machine does counts less than in wall time. */
  cpuS: number;
  /** The most memory that any one of its processes held (maximum resident set), in MiB. */
  memoryMb: number;
}

/** Runs in every process of the command, and tells at its end what it used. */
const TELL = `
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  appendFileSync(process.env.BENCH_USAGE, JSON.stringify([(user + system) / 1e6, process.resourceUsage().maxRSS / 1024]) + '\\n');
});`;

/** A command that runs, and its cost when it has ended. */
export interface Measured extends Pick<Running, 'child' | 'waitFor'> {
  /** @throws {Error} if its exit status is not expected: a failed run is not a measurement */
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
  const { child, waitFor, finished } = startProcess(process.execPath, args, {
    cwd,
    env: {
      BENCH_USAGE: file,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL)}`,
    },
  });
  const usageAtEnd = async (): Promise<Usage> => {
    const end = await finished;
    if (end.status === null || !expected.includes(end.status)) throw new Error(endOf('node', args, end));
    const used = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [number, number]);
    rmSync(folder, { recursive: true });
    return {
      cpuS: used.reduce((sum, [seconds]) => sum + seconds, 0),
      memoryMb: Math.max(...used.map(([, memory]) => memory)),
    };
  };
  return { child, waitFor, ended: usageAtEnd() };
}

/** Runs a Node program to its end. */
export function measure(args: readonly string[], cwd: string, expected?: readonly number[]): Promise<Usage> {
  return startMeasured(args, cwd, expected).ended;
}
