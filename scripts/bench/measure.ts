/** What a bench gives, and measuring whole processes side by side. */
import { spawn } from 'node:child_process';
import type { Project } from '../lib/project.ts';

/** A bench: what it measured, in one table or more. It throws where a contender fails: that is no measurement. */
export type Bench = (project: Project) => Promise<BenchResult[]>;

/** One table. */
export interface BenchResult {
  title: string;
  rows: Row[];
}

export interface Row {
  name: string;
  /** What was measured, with its unit. */
  value: string;
  /** To the row that the title names. */
  ratio: number;
  note: string;
}

/** One side of a comparison. */
export interface Contender {
  name: string;
  /** What it did, for a fair reading. */
  note: string;
  command: readonly string[];
  cwd: string;
}

/**
 * Runs the contenders in turn, so that what else the machine does hits all alike.
 *
 * @param rounds of each; the first is not counted, it fills the disk's cache
 * @returns the median of each, as a ratio to the first contender's
 * @throws {Error} where one of them fails: a failed run is no measurement
 */
export async function compare(contenders: readonly Contender[], rounds: number): Promise<Row[]> {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const took = await time(contender);
      if (round > 0) times[index]?.push(took);
    }
  }
  const medians = times.map(median);
  return contenders.map(({ name, note }, index) => {
    const medianMs = medians[index] ?? 0;
    return {
      name,
      value: `${medianMs.toFixed(0)} ms`,
      ratio: medianMs / (medians[0] ?? medianMs),
      note,
    };
  });
}

function time({ name, command, cwd }: Contender): Promise<number> {
  const [program = '', ...args] = command;
  const started = performance.now();
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => {
      if (status === 0) resolve(performance.now() - started);
      else reject(new Error(`${name} ended with ${status}: ${said.trim()}`));
    });
  });
}

/** The middle one of the values, in whatever order they are. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
