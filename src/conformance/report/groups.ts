/** Groups results by operation and group. */
import type { CaseResult, Group, Outcome, Report } from '../types.ts';
import { countOutcomes } from './report.ts';

export interface CaseGroup {
  operation: string;
  group: Group;
  results: readonly CaseResult[];
  counts: Readonly<Record<Outcome, number>>;
}

/** Returns the groups of a report, in the order of their first cases. */
export function groupsOf({ results }: Report): CaseGroup[] {
  const groups = new Map<string, CaseResult[]>();
  for (const result of results) {
    const key = `${result.operation} ${result.group}`;
    const known = groups.get(key);
    if (known) known.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first
      ? [
          {
            operation: first.operation,
            group: first.group,
            results: members,
            counts: countOutcomes(members),
          },
        ]
      : [];
  });
}
