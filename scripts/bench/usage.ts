/** Measures the CPU time and memory of a command, including all of its Node processes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOf, type Running, startProcess } from '../lib/spawn.ts';

/** The resources that a command used. */
export interface Usage {
  /** User and system time of all processes in seconds. A busy machine affects it less than wall time. */
  cpuS: number;
  /** The largest maximum resident set size of any process in MiB. */
  memoryMb: number;
}

/** Runs in every process of the command, and appends the usage to a file when the process exits. */
const REPORT_USAGE = `
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  appendFileSync(process.env.BENCH_USAGE, JSON.stringify([(user + system) / 1e6, process.resourceUsage().maxRSS / 1024]) + '\\n');
});`;

/** A running command. `ended` resolves to its usage when it exits. */
export interface Measured extends Pick<Running, 'child' | 'waitFor'> {
  /** @throws {Error} if the exit status is not expected, because a failed run is not a measurement */
  ended: Promise<Usage>;
}

/**
 * Starts a Node program and measures its usage.
 *
 * @param expected the exit statuses of a valid run
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
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(REPORT_USAGE)}`,
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

/** Runs a Node program until it exits, and returns its usage. */
export function measure(args: readonly string[], cwd: string, expected?: readonly number[]): Promise<Usage> {
  return startMeasured(args, cwd, expected).ended;
}
