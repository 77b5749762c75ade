/** Keeps the exchanges that a report shows: the memory of a run must not grow with each failed case. */
import type { CaseResult, Evidence } from '../types.ts';

/** The most cases of one fault in one group whose exchanges are kept. Further cases fail in the same way. */
export const MAX_CASES_WITH_EVIDENCE = 50;

/**
 * Keeps the exchanges of the first cases of each fault, in each group. The order is that of the suite, so that reports do
 * not depend on the order of the run.
 */
export class KeptEvidence {
  /** The positions of the first cases, in ascending order, by group, level and cause. */
  readonly #positionsOf = new Map<string, number[]>();
  /** The evidence of a case, and the positions of each of its faults. */
  readonly #kept = new Map<number, { evidence: Evidence; faults: readonly number[][] }>();

  /**
   * Moves the evidence out of a result.
   *
   * @param position the position of the case in the suite
   * @returns the result without evidence
   */
  take(position: number, { evidence, ...result }: CaseResult): CaseResult {
    if (!evidence) return result;
    const keys = new Set(result.findings.map(({ level, cause }) => `${result.group} ${level} ${cause}`));
    const faults = [...keys].map((key) => this.#add(key, position));
    this.#kept.set(position, { evidence, faults });
    for (const positions of faults) {
      const last = positions.length > MAX_CASES_WITH_EVIDENCE ? positions.pop() : undefined;
      if (last !== undefined && !this.#kept.get(last)?.faults.some((other) => other.includes(last)))
        this.#kept.delete(last);
    }
    return result;
  }

  /** Returns a result with the evidence that was kept of it. */
  restore(position: number, result: CaseResult): CaseResult {
    const kept = this.#kept.get(position);
    return kept ? { ...result, evidence: kept.evidence } : result;
  }

  #add(key: string, position: number): number[] {
    const positions = this.#positionsOf.get(key) ?? [];
    this.#positionsOf.set(key, positions);
    positions.splice(positions.findLastIndex((other) => other < position) + 1, 0, position);
    return positions;
  }
}
