/** Runs in every runtime: makes a report of each situation, one after the other. */
import { type Observation, observeFake, observeReal } from '../../helpers/client/observe.ts';
import type { Door, Tasks } from '../../helpers/client/situation-server.ts';
import { situations } from '../../helpers/client/situations.ts';

/** The report of a situation. JSON. */
export interface Report {
  door: 'fake' | Door;
  /** The index in the list of this mode. */
  index: number;
  seen: Observation;
}

/** A situation that takes longer is stuck. The remaining situations are still reported. */
const LIMIT_MS = 20_000;

/** @param origin the server that has the tasks and also is the API */
export async function runAll(origin: string, report: (report: Report) => void): Promise<void> {
  const { real, wire } = (await (await fetch(`${origin}/tasks`)).json()) as Tasks;
  for (const [index, situation] of situations.entries()) {
    report({ door: 'fake', index, seen: await bounded(observeFake(situation)) });
    const task = real[index];
    const { options } = situation;
    if (task) {
      const seen = await bounded(observeReal({ ...task, ...(options && { options }) }));
      report({ door: 'real', index, seen });
    }
  }
  for (const [index, task] of wire.entries()) {
    report({ door: 'wire', index, seen: await bounded(observeReal(task)) });
  }
}

function bounded(work: Promise<Observation>): Promise<Observation> {
  return new Promise((resolve) => {
    const fail = (threw: unknown) => resolve({ threw, waits: [] });
    const timer = setTimeout(() => fail(`no result within ${LIMIT_MS} ms`), LIMIT_MS);
    work.then(resolve, (cause) => fail(String(cause))).finally(() => clearTimeout(timer));
  });
}
