/** The short form of the result of a comparison. */
import { compareDocuments } from '../../../src/diff/compare.ts';
import type { Change } from '../../../src/diff/types.ts';
import type { Bundle } from './bundle.ts';

/** `breaking callers+servers`, `feature`, `patch` or `none`: the most severe impact, and everyone whom it breaks. */
export type Verdict = string;

export function verdictOf(changes: readonly Change[]): Verdict {
  const impact = ['breaking', 'feature', 'patch'].find((one) =>
    changes.some((change) => change.impact === one),
  );
  const breaks = new Set(changes.flatMap((change) => change.breaks));
  return [impact ?? 'none', [...breaks].sort().join('+')].filter((part) => part !== '').join(' ');
}

export function judged(old: Bundle, next: Bundle): { verdict: Verdict; changes: readonly Change[] } {
  const { changes } = compareDocuments(old, next);
  return { verdict: verdictOf(changes), changes };
}
