/** Makes the table of outcomes for every code at every operation. */
import type { CaseResult, Outcome, Report } from '../types.ts';
import { worstOf } from './labels.ts';
import { countOutcomes } from './report.ts';

export interface Cell {
  /** The worst outcome of the cases; skipped only if no case ran. */
  outcome: Outcome;
  cases: readonly CaseResult[];
}

export interface Matrix {
  operations: readonly string[];
  rows: readonly {
    code: string;
    /** One cell for each operation, in their order; undefined if the operation has no case for the code. */
    cells: readonly (Cell | undefined)[];
  }[];
}

/** Returns the matrix of a report; without rows if no case of the run provokes a code. */
export function matrixOf({ results }: Report): Matrix {
  const provoking = results.filter(({ code }) => code !== undefined);
  const operations = [...new Set(provoking.map(({ operation }) => operation))];
  const codes = [...new Set(provoking.map(({ code = '' }) => code))];
  const byCell = new Map<string, CaseResult[]>();
  for (const result of provoking) {
    const key = keyOf(result.code, result.operation);
    const cases = byCell.get(key);
    if (cases) cases.push(result);
    else byCell.set(key, [result]);
  }
  const rows = codes.map((code) => ({
    code,
    cells: operations.map((operation) => cellOf(byCell.get(keyOf(code, operation)) ?? [])),
  }));
  return { operations, rows };
}

/** Joins the names by a space, which neither a code nor an operation contains. */
function keyOf(code: string | undefined, operation: string): string {
  return `${code} ${operation}`;
}

function cellOf(cases: readonly CaseResult[]): Cell | undefined {
  return cases.length === 0 ? undefined : { outcome: worstOf(countOutcomes(cases)), cases };
}
