/** What runs in every runtime: all situations, one after the other, each with a report. */
import { type Observation, observeMadeUp, observeReal } from '../../helpers/client/observe.ts';
import type { Door, Tasks } from '../../helpers/client/situation-server.ts';
import { situations } from '../../helpers/client/situations.ts';

/** What came of a situation. JSON. */
export interface Report {
  door: 'made-up' | Door;
  /** In the list of that door. */
  index: number;
  seen: Observation;
}

/** A situation that takes longer hangs: the others are to be reported all the same. */
const LIMIT_MS = 20_000;

/** @param origin of the server that knows the tasks, and plays the API */
export async function runAll(origin: string, report: (report: Report) => void): Promise<void> {
  const { real, wire } = (await (await fetch(`${origin}/tasks`)).json()) as Tasks;
  for (const [index, situation] of situations.entries()) {
    report({ door: 'made-up', index, seen: await bounded(observeMadeUp(situation)) });
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
