/** Labels, marks and counts that all reporters share. */
import { counted } from '../../text/english.ts';
import { type Fault, type Group, OUTCOMES, type Outcome, type Report, type Strictness } from '../types.ts';
import { coverageLabel } from './coverage.ts';

export const HEADINGS: Record<Group, string> = {
  codes: 'every code',
  successes: 'successes',
  parameters: 'parameters',
  bodies: 'bodies',
  authentication: 'authentication',
  routing: 'routing',
  charging: 'charging',
};

export const MARKS: Record<Outcome, string> = {
  passed: '✔',
  failed: '✗',
  error: '✗',
  warning: '!',
  known: '~',
  skipped: '-',
};

/** The outcomes after a number of cases: `2 failed`, `1 with a warning`. */
const AFTER_NUMBER: Record<Outcome, string> = {
  passed: 'passed',
  failed: 'failed',
  error: 'not carried out',
  warning: 'with a warning',
  known: 'known to fail',
  skipped: 'skipped',
};

/** The outcomes from worst to best. */
const WORST: readonly Outcome[] = ['failed', 'error', 'warning', 'known', 'passed', 'skipped'];

/** Returns the worst outcome of some cases; skipped only if no case ran. */
export function worstOf(counts: Readonly<Record<Outcome, number>>): Outcome {
  return WORST.find((outcome) => counts[outcome] > 0) ?? 'skipped';
}

/** Returns the verdict after "is"; a run without results says nothing about the target. */
export function verdict({ conformant, notSelected, results }: Report): string {
  if (results.length === 0) return 'not tested';
  if (!conformant) return 'not conformant';
  return notSelected === 0 ? 'conformant' : `conformant in ${counted(results.length, 'selected case')}`;
}

/** Returns the counts of the outcomes that occurred, like `50 failed, 4 with a warning`. */
export function countsLabel(
  counts: Readonly<Record<Outcome, number>>,
  outcomes: readonly Outcome[] = OUTCOMES,
): string {
  return outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${AFTER_NUMBER[outcome]}`)
    .join(', ');
}

/** Returns the outcome that a fault of this level causes. */
export function severity(level: Strictness): 'failed' | 'warning' {
  return level === 'MUST' ? 'failed' : 'warning';
}

/** Returns the number of faults, like `3 faults (2 MUST, 1 SHOULD; 1 known)`, or `no faults`. */
function faultsLabel(report: Report): string {
  const { faults } = report;
  if (faults.length === 0) return 'no faults';
  const count = (isCounted: (fault: Fault) => boolean) => faults.filter(isCounted).length;
  const levels = (['MUST', 'SHOULD'] as const)
    .map((level) => ({ level, number: count((fault) => fault.level === level) }))
    .filter(({ number }) => number > 0)
    .map(({ level, number }) => `${number} ${level}`);
  const known = count((fault) => isKnown(fault, report));
  return `${counted(faults.length, 'fault')} (${levels.join(', ')}${known > 0 ? `; ${known} known` : ''})`;
}

/** Returns all counts and the coverage of a run in one line. Every report has this line. */
export function summaryLabel(report: Report): string {
  const { results, counts, durationMs } = report;
  if (results.length === 0) return `no case ran in ${seconds(durationMs)} s`;
  const cases = `${counted(results.length, 'case')}: ${countsLabel(counts)}`;
  const duration = `${requestsLabel(report)} in ${seconds(durationMs)} s`;
  return [faultsLabel(report), cases, coverageLabel(report), duration].join('; ');
}

/** Returns the numbers, from 1, of the faults that each case found, by case id. */
export function faultNumbers({ faults }: Report): Map<string, number[]> {
  const numbers = new Map<string, number[]>();
  faults.forEach(({ cases }, index) => {
    for (const id of cases) numbers.set(id, [...(numbers.get(id) ?? []), index + 1]);
  });
  return numbers;
}

/** Returns whether all cases of a fault are known failures. */
export function isKnown({ cases }: Fault, { known }: Report): boolean {
  if (known === undefined) return false;
  const failed = failedOf.get(known) ?? new Set(known.failed);
  failedOf.set(known, failed);
  return cases.every((id) => failed.has(id));
}

/** The known failures of each report as a set, because they are looked up for every fault. */
const failedOf = new WeakMap<NonNullable<Report['known']>, ReadonlySet<string>>();

/** Returns the number of requests, and of those that the target may charge for. */
function requestsLabel({ requests, successes }: Report): string {
  return `${counted(requests, 'request')} (${successes} successful)`;
}

/** Returns a duration in seconds with two decimal places. */
function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(2);
}
