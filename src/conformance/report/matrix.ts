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

/** Neither a code nor an operation has a blank in its name. */
function keyOf(code: string | undefined, operation: string): string {
  return `${code} ${operation}`;
}

function cellOf(cases: readonly CaseResult[]): Cell | undefined {
  const outcome = WORST.find((candidate) => cases.some((result) => result.outcome === candidate));
  return outcome && { outcome, cases };
}
