/** Measuring whole processes side by side. */
import { spawn } from 'node:child_process';

/** One side of a comparison. */
export interface Contender {
  name: string;
  /** What it did, for a fair reading. */
  note: string;
  command: readonly string[];
  cwd: string;
}

export interface Row {
  name: string;
  note: string;
  medianMs: number;
  /** Its median by that of the first contender. */
  ratio: number;
}

export interface BenchResult {
  title: string;
  rows: Row[];
}

/**
 * Runs the contenders in turn, so that what else the machine does hits all alike.
 *
 * @param rounds of each; the first is not counted, it fills the disk's cache
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
    return { name, note, medianMs, ratio: medianMs / (medians[0] ?? medianMs) };
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

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
