/** Every code at every operation: how provoking it went. */
import type { CaseResult, Outcome, Report } from '../types.ts';

export interface Cell {
  /** The worst of its cases; skipped only where none was carried out. */
  outcome: Outcome;
  cases: readonly CaseResult[];
}

export interface Matrix {
  operations: readonly string[];
  rows: readonly {
    code: string;
    /** One for each operation, in their order; none where the operation has no case for the code. */
    cells: readonly (Cell | undefined)[];
  }[];
}

/** From the worst. */
const WORST: readonly Outcome[] = ['failed', 'error', 'warning', 'passed', 'skipped'];

/** The matrix of a report; without rows where no case of the run provokes a code. */
export function matrixOf({ results }: Report): Matrix {
  const provoking = results.filter(({ code }) => code !== undefined);
  const operations = [...new Set(provoking.map(({ operation }) => operation))];
  const codes = [...new Set(provoking.map(({ code = '' }) => code))];
  const rows = codes.map((code) => ({
    code,
    cells: operations.map((operation) =>
      cellOf(provoking.filter((result) => result.code === code && result.operation === operation)),
    ),
  }));
  return { operations, rows };
}

function cellOf(cases: readonly CaseResult[]): Cell | undefined {
  const outcome = WORST.find((candidate) => cases.some((result) => result.outcome === candidate));
  return outcome && { outcome, cases };
}
