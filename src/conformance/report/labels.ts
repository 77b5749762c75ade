/** The words and marks that all reports share. */
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

/** The outcomes in the order in which they are counted. */
export const OUTCOMES = Object.keys(MARKS) as Outcome[];

export function verdict({ conformant }: Report): string {
  return conformant ? 'conformant' : 'not conformant';
}

/** `50 failed, 4 warning`: the outcomes that occurred; passed and failed always. */
export function countsLabel({ counts }: Report): string {
  return OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome === 'passed' || outcome === 'failed')
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ');
}

/** What a fault is called: one of a MUST fails, one of a SHOULD warns. */
export function severity(level: Strictness): 'failed' | 'warning' {
  return level === 'MUST' ? 'failed' : 'warning';
}

/** `2 faults and 1 warning`; empty where there are none. */
export function faultsLabel({ faults }: Report): string {
  const hard = faults.filter(({ level }) => level === 'MUST').length;
  const soft = faults.length - hard;
  return [hard > 0 && counted(hard, 'fault'), soft > 0 && counted(soft, 'warning')]
    .filter((part) => part !== false)
    .join(' and ');
}

/** The numbers, from 1, of the faults that a case shows. */
export function faultNumbers({ faults }: Report): Map<string, number[]> {
  const numbers = new Map<string, number[]>();
  faults.forEach(({ cases }, index) => {
    for (const id of cases) numbers.set(id, [...(numbers.get(id) ?? []), index + 1]);
  });
  return numbers;
}

/** Whether all cases of a fault are known to fail: then it is no news. */
export function isKnown({ cases }: Fault, { known }: Report): boolean {
  if (known === undefined) return false;
  const failed = failedOf.get(known) ?? new Set(known.failed);
  failedOf.set(known, failed);
  return cases.every((id) => failed.has(id));
}

/** The known failures of a report, made once for all of its faults. */
const failedOf = new WeakMap<NonNullable<Report['known']>, ReadonlySet<string>>();

/** What a case that is listed as a known failure and no longer fails is called, with what to do. */
export function staleLabel(id: string): string {
  return `${id} is listed as a known failure and no longer fails: take it off the list`;
}

/** How long something took, in seconds with two places. */
export function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(2);
}
