/** Makes the report of a run; the other files of this folder render it. */
import type { Contract } from '../../contract/model.ts';
import type { Trigger } from '../../contract/vocabulary.ts';
import { counted } from '../../text/english.ts';
import {
  type CaseResult,
  type Fault,
  type NotExercised,
  OUTCOMES,
  type Outcome,
  type Report,
} from '../types.ts';
import { notExercisedCount, notObservedLabel, notObservedOf } from './coverage.ts';

/** The data of a report that is not in the results. */
export interface ReportFacts
  extends Pick<
    Report,
    'target' | 'profile' | 'startedAt' | 'durationMs' | 'requests' | 'successes' | 'observed' | 'notSelected'
  > {
  contract: Contract;
  /** Whether a warning counts as a failure. */
  strict: boolean;
  /** Whether a code that was not exercised counts as a failure. */
  requireAll: boolean;
  /** What must be observed at every operation. */
  requireObserved: readonly string[];
  /** The ids of cases that are known to fail. */
  knownFailures?: readonly string[];
  stopped?: Report['stopped'];
  /** Why the profile does not allow any request of an operation, by id. */
  notAllowed: ReadonlyMap<string, string>;
  /** What failed when cases were cleaned up, apart from cases with the outcome `error`, whose reason says it. */
  cleanupFailures: readonly string[];
}

/** @param given the results of the cases, without regard to known failures */
export function makeReport(given: readonly CaseResult[], facts: ReportFacts): Report {
  const {
    contract,
    strict,
    requireAll,
    requireObserved,
    knownFailures,
    stopped,
    cleanupFailures,
    notAllowed,
    ...rest
  } = facts;
  const known = knownFailures && compareKnown(given, knownFailures, strict);
  const isKnown = new Set(known?.failed);
  const results = given.map((result) =>
    isKnown.has(result.id) ? { ...result, outcome: 'known' as const } : result,
  );
  const counts = countOutcomes(results);
  const notExercised = notExercisedOf(results, notAllowed);
  const notObserved = notObservedOf(rest.observed, requireObserved);
  const runFailures = [
    ...(stopped
      ? [
          `The run did not reach ${stopped.notReached.length} of ${counted(results.length, 'case')}: ${stopped.reason}`,
        ]
      : []),
    ...cleanupFailures,
    ...(known?.stale ?? []).map(
      (id) => `${id} is listed as a known failure and no longer fails: remove it from the list`,
    ),
    ...(strict && counts.warning > 0 ? [`--strict: ${counted(counts.warning, 'case')} with a warning`] : []),
    ...(requireAll && notExercised.length > 0
      ? [`--require-all: ${notExercisedCount(notExercised)} not exercised`]
      : []),
    ...notObserved.map(notObservedLabel),
  ];
  return {
    contract: { title: contract.title, version: contract.version },
    ...rest,
    counts,
    conformant: counts.failed === 0 && counts.error === 0 && runFailures.length === 0,
    runFailures,
    ...(known && { known }),
    ...(stopped && { stopped }),
    hints: hintsOf(given, contract),
    faults: faultsOf(results),
    notExercised,
    notObserved,
    results,
  };
}

/** Counts the outcomes of cases; all reports use these counts. */
export function countOutcomes(results: readonly CaseResult[]): Record<Outcome, number> {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of results) counts[outcome]++;
  return counts;
}

/** Returns whether a case with this outcome makes the target not conformant. */
export function isFailure(outcome: Outcome, strict: boolean): boolean {
  return outcome === 'failed' || outcome === 'error' || (strict && outcome === 'warning');
}

/** Divides the known failures into failed and stale (passed). A case that was skipped or not selected is neither. */
function compareKnown(results: readonly CaseResult[], known: readonly string[], strict: boolean) {
  const outcomes = new Map(results.map(({ id, outcome }) => [id, outcome]));
  const ended = known.flatMap((id) => {
    const outcome = outcomes.get(id) ?? 'skipped';
    return outcome === 'skipped' ? [] : [{ id, fails: isFailure(outcome, strict) }];
  });
  const idsOf = (fails: boolean) => ended.filter((item) => item.fails === fails).map(({ id }) => id);
  return { failed: idsOf(true), stale: idsOf(false) };
}

/** Groups the findings of all cases by cause. A fault with findings of both levels is a MUST. */
function faultsOf(results: readonly CaseResult[]): Fault[] {
  const faults = new Map<string, Fault>();
  for (const { id, findings, evidence } of results) {
    for (const finding of findings) {
      const known = faults.get(finding.cause);
      // Append to one list, because a fault may occur in every case of a large contract.
      const cases = known?.cases ?? [];
      cases.push(id);
      if (known && (known.level === 'MUST' || finding.level === 'SHOULD')) continue;
      faults.set(finding.cause, { ...finding, ...(evidence && { evidence }), cases });
    }
  }
  return [...faults.values()].sort((a, b) => a.level.localeCompare(b.level));
}

/**
 * Returns the operations that were not requested, and the codes of the others that were not exercised. A code counts as
 * exercised if one of its cases got a response.
 */
function notExercisedOf(
  results: readonly CaseResult[],
  notAllowed: ReadonlyMap<string, string>,
): NotExercised[] {
  const requested = results.filter(({ operation }) => !notAllowed.has(operation));
  const provoking = requested.filter(({ code }) => code !== undefined);
  const exercised = new Set(
    provoking
      .filter(({ outcome }) => outcome !== 'skipped' && outcome !== 'error')
      .filter(({ findings }) => !findings.some(({ check }) => check === 'answer'))
      .map((result) => `${result.operation}/${result.code}`),
  );
  const missed = new Map<string, NotExercised>();
  for (const { operation, code = '', reason = 'no complete response' } of provoking) {
    const key = `${operation}/${code}`;
    if (!exercised.has(key) && !missed.has(key)) missed.set(key, { operation, code, reason });
  }
  return [...[...notAllowed].map(([operation, reason]) => ({ operation, reason })), ...missed.values()];
}

/** Returns a likely explanation if no valid request succeeded: a wrong token or a wrong URL. */
function hintsOf(results: readonly CaseResult[], contract: Contract): string[] {
  const successes = results.filter(({ group, outcome }) => group === 'successes' && outcome !== 'skipped');
  if (successes.length === 0 || successes.some(({ outcome }) => outcome !== 'failed')) return [];
  const statuses = new Set(
    successes.flatMap(({ evidence }) => (evidence ? [evidence.response?.status] : [])),
  );
  const statusesOf = (...triggers: Trigger[]) =>
    contract.errors.filter(({ trigger }) => triggers.includes(trigger)).map(({ status }) => status);
  const all = (expected: number[]) =>
    [...statuses].every((status) => status !== undefined && expected.includes(status));
  if (statuses.size === 1 && statuses.has(undefined)) {
    return ['No valid request got a response. Check the URL: http or https, the host and the port.'];
  }
  if (all(statusesOf('token-missing', 'token-unknown', 'account'))) {
    return [
      'No valid request succeeded: the server rejected the token. Check tokens.success in the profile.',
    ];
  }
  if (all(statusesOf('path-unknown'))) {
    return [
      `No valid request succeeded: the server does not know the paths. Check the path prefix of the URL (like ${contract.basePath}).`,
    ];
  }
  if (successes.every(({ findings }) => findings.some(({ check }) => check === 'media-type'))) {
    return [
      `No response was JSON. Check that the API listens at this URL, and check the path prefix (like ${contract.basePath}).`,
    ];
  }
  return [];
}
