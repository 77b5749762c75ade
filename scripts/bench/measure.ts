/** The result of a bench, and the measurement of contenders in turn. */
import type { Project } from '../lib/project.ts';
import { endOf, runProcess } from '../lib/spawn.ts';

/** A benchmark. Returns one or more tables. Throws if a contender fails, because a failed run is not a measurement. */
export type Bench = (project: Project) => Promise<BenchResult[]>;

/** A table of results. */
export interface BenchResult {
  title: string;
  rows: Row[];
}

export interface Row {
  name: string;
  /** The measured value, with its unit. */
  value: string;
  /** The ratio to the row that the title names. */
  ratio: number;
  note: string;
}

/**
 * Measures the contenders in turn, so that other work on the machine slows all of them alike.
 *
 * @param rounds the number of measurements. One more round comes first and is not counted, because it fills caches.
 * @param contenders each returns one measurement
 * @returns the measurements of each contender, round by round
 */
export async function inTurn(
  rounds: number,
  contenders: readonly (() => Promise<number>)[],
): Promise<number[][]> {
  const measured = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const value = await contender();
      if (round > 0) measured[index]?.push(value);
    }
  }
  return measured;
}

/**
 * Returns a row for each contender: the median, the ratio to the median of the first contender, and a note.
 *
 * @param show formats a value with its unit
 * @param notes a note for each contender; the default is the range of the values
 */
export function rowsOf(
  names: readonly string[],
  measured: readonly (readonly number[])[],
  show: (value: number) => string,
  notes?: readonly string[],
): Row[] {
  const [baseline = Number.NaN] = measured.map(median);
  return names.map((name, index) => {
    const values = measured[index] ?? [];
    return {
      name,
      value: show(median(values)),
      ratio: median(values) / baseline,
      note:
        notes?.[index] ??
        `${show(Math.min(...values))} to ${show(Math.max(...values))} in ${values.length} rounds`,
    };
  });
}

/** A command. Without `program`, Node runs the file in the first argument. */
export interface TimedCommand {
  program?: string;
  args: readonly string[];
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command until it exits.
 *
 * @returns the wall time in milliseconds
 * @throws {Error} if the exit status is not 0
 */
export async function timeOf({ program = process.execPath, args, cwd, env }: TimedCommand): Promise<number> {
  const started = performance.now();
  const end = await runProcess(program, args, { cwd, env });
  if (end.status !== 0) throw new Error(endOf(program, args, end));
  return performance.now() - started;
}

/** Returns the processor time in milliseconds, which does not depend on other work on the machine. */
export function processorTime(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Returns the median of values in any order. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
