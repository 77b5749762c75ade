/** Makes the report of a run; the other files of this folder render it. */
import type { Contract } from '../../contract/model.ts';
import type { Trigger } from '../../contract/vocabulary.ts';
import type { CaseResult, Fault, NotExercised, Outcome, Report } from '../types.ts';

/** What of the report is known beside the results. */
export interface ReportFacts
  extends Pick<Report, 'target' | 'profile' | 'startedAt' | 'durationMs' | 'requests'> {
  contract: Contract;
  /** Whether a SHOULD counts like a MUST. */
  strict: boolean;
  /** Whether a code that was not exercised counts like a failure. */
  requireAll: boolean;
  /** The ids of cases that are known to fail. */
  knownFailures?: readonly string[];
}

export function makeReport(results: CaseResult[], facts: ReportFacts): Report {
  const { contract, strict, requireAll, knownFailures, ...rest } = facts;
  const counts: Record<Outcome, number> = { passed: 0, failed: 0, warning: 0, skipped: 0, error: 0 };
  for (const { outcome } of results) counts[outcome]++;
  const known = knownFailures && compareKnown(results, knownFailures, strict);
  const notExercised = notExercisedOf(results);
  const excused = new Set(known?.failed);
  const bad = results.filter(({ id, outcome }) => isFailure(outcome, strict) && !excused.has(id));
  return {
    contract: { title: contract.title, version: contract.version },
    ...rest,
    counts,
    conformant:
      bad.length === 0 && (known?.stale ?? []).length === 0 && !(requireAll && notExercised.length > 0),
    ...(known && { known }),
    hints: hintsOf(results, contract),
    faults: faultsOf(results),
    notExercised,
    results,
  };
}

/** Returns whether a case with this outcome makes the target not conformant. */
export function isFailure(outcome: Outcome, strict: boolean): boolean {
  return outcome === 'failed' || outcome === 'error' || (strict && outcome === 'warning');
}

/** What of the known failures failed, and what is stale: passed, or no case at all. A case that was not run is neither. */
function compareKnown(results: readonly CaseResult[], known: readonly string[], strict: boolean) {
  const outcomes = new Map(results.map(({ id, outcome }) => [id, outcome]));
  const fails = (id: string) => isFailure(outcomes.get(id) ?? 'passed', strict);
  const failed = known.filter(fails);
  const stale = known.filter((id) => !fails(id) && outcomes.get(id) !== 'skipped');
  return { failed, stale };
}

/** The findings of all cases, one fault for each cause; a cause that shows as a MUST and as a SHOULD is a MUST. */
function faultsOf(results: readonly CaseResult[]): Fault[] {
  const faults = new Map<string, Fault>();
  for (const { id, findings, evidence } of results) {
    for (const finding of findings) {
      const known = faults.get(finding.cause);
      // One list, added to: a fault may show in every case of a large contract.
      const cases = known?.cases ?? [];
      cases.push(id);
      if (known && (known.level === 'MUST' || finding.level === 'SHOULD')) continue;
      faults.set(finding.cause, { ...finding, ...(evidence && { evidence }), cases });
    }
  }
  return [...faults.values()].sort((a, b) => a.level.localeCompare(b.level));
}

/** A code counts as exercised where one of its cases was carried out. */
function notExercisedOf(results: readonly CaseResult[]): NotExercised[] {
  const provoking = results.filter(({ code }) => code !== undefined);
  const done = new Set(
    provoking
      .filter(({ outcome }) => outcome !== 'skipped')
      .map((result) => `${result.operation}/${result.code}`),
  );
  const missed = new Map<string, NotExercised>();
  for (const { operation, code = '', reason = '' } of provoking) {
    const key = `${operation}/${code}`;
    if (!done.has(key) && !missed.has(key)) missed.set(key, { operation, code, reason });
  }
  return [...missed.values()];
}

/** What the pattern of the failures says about how the tester was called. */
function hintsOf(results: readonly CaseResult[], contract: Contract): string[] {
  const successes = results.filter(({ group, outcome }) => group === 'successes' && outcome !== 'skipped');
  if (successes.length === 0 || successes.some(({ outcome }) => outcome !== 'failed')) return [];
  const statuses = new Set(successes.map(({ evidence }) => evidence?.response?.status));
  const statusesOf = (...triggers: Trigger[]) =>
    contract.errors.filter(({ trigger }) => triggers.includes(trigger)).map(({ status }) => status);
  const all = (expected: number[]) =>
    [...statuses].every((status) => status !== undefined && expected.includes(status));
  if (all(statusesOf('token-missing', 'token-unknown', 'account'))) {
    return [
      'No valid request succeeded: the token was refused. Does the profile have one that works (tokens.success)?',
    ];
  }
  if (all(statusesOf('path-unknown'))) {
    const prefix = contract.basePath;
    return [
      `No valid request succeeded: nothing is at these paths. Does the URL have the right prefix (like ${prefix})?`,
    ];
  }
  if (successes.every(({ findings }) => findings.some(({ check }) => check === 'media-type'))) {
    return [
      `No answer was JSON. Is it the API that listens there, and does the URL have the right prefix (like ${contract.basePath})?`,
    ];
  }
  return [];
}
