/** Labels and marks that all reporters share. */
import { counted } from '../../text/english.ts';
import type { Fault, Group, Outcome, Report, Strictness } from '../types.ts';

export const HEADINGS: Record<Group, string> = {
  codes: 'every code',
  successes: 'successes',
  parameters: 'parameters',
  authentication: 'authentication',
  routing: 'routing',
  charging: 'charging',
};

export const MARKS: Record<Outcome, string> = {
  passed: '✔',
  failed: '✗',
  warning: '!',
  skipped: '-',
  error: '✗',
};

/** The outcomes in the order of the reports. */
export const OUTCOMES = Object.keys(MARKS) as Outcome[];

export function verdict({ conformant }: Report): string {
  return conformant ? 'conformant' : 'not conformant';
}

/**
 * Returns the counts, like `0 passed, 50 failed, 4 warning`: passed and failed always, other outcomes only if they
 * occurred.
 */
export function countsLabel({ counts }: Report): string {
  return OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome === 'passed' || outcome === 'failed')
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ');
}

/** Returns the outcome that a fault of this level causes. */
export function severity(level: Strictness): 'failed' | 'warning' {
  return level === 'MUST' ? 'failed' : 'warning';
}

/** Returns the number of faults, like `2 faults and 1 warning`; an empty text if there are none. */
export function faultsLabel({ faults }: Report): string {
  const hard = faults.filter(({ level }) => level === 'MUST').length;
  const soft = faults.length - hard;
  return [hard > 0 && counted(hard, 'fault'), soft > 0 && counted(soft, 'warning')]
    .filter((part) => part !== false)
    .join(' and ');
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

/** Returns the message about a known failure that no longer fails. */
export function staleLabel(id: string): string {
  return `${id} is listed as a known failure and no longer fails: remove it from the list`;
}

/** Returns why a run stopped early, and how much it did not reach. */
export function stoppedLabel({ reason, notReached }: NonNullable<Report['stopped']>, total: number): string {
  return `The run did not reach ${notReached.length} of ${counted(total, 'case')}: ${reason}.`;
}

/** Returns the number of requests, and of those that the target may charge for. */
export function requestsLabel({ requests, successes }: Report): string {
  return `${counted(requests, 'request')} (${successes} successful)`;
}

/** Returns a duration in seconds with two decimal places. */
export function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(2);
}
