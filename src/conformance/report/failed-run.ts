/** Makes the report of a run without results, so that no report of an earlier run looks like the result of this one. */
import type { Contract } from '../../contract/model.ts';
import { UserError } from '../../contract/user-error.ts';
import type { Report } from '../types.ts';
import { countOutcomes } from './report.ts';

export interface FailedRun {
  /** Missing if it could not be loaded. */
  contract: Contract | undefined;
  /** Missing if the profile has it. */
  target: string | undefined;
  /** The name or file of the profile. */
  profile: string;
  /** When the run began, in milliseconds since the epoch. */
  started: number;
  /** What ended the run. */
  error: unknown;
}

export function failedRun({ contract, target, profile, started, error }: FailedRun): Report {
  const reason = error instanceof UserError ? error.message : `The tester failed: ${error}`;
  return {
    contract: { title: contract?.title ?? 'unknown contract', version: contract?.version ?? '' },
    target: target ?? 'the target',
    profile,
    startedAt: new Date(started).toISOString(),
    durationMs: Date.now() - started,
    requests: 0,
    successes: 0,
    counts: countOutcomes([]),
    conformant: false,
    runFailures: [reason],
    stopped: { reason, notReached: [] },
    hints: [],
    faults: [],
    notExercised: [],
    observed: [],
    notObserved: [],
    notSelected: 0,
    results: [],
  };
}
