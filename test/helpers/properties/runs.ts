/**
 * How many runs, and from which seed. In the tests the seed is fixed: a change that breaks nothing passes every time.
 * To explore: `PROPERTY_RUNS=200000 PROPERTY_SEED=random npx vitest run test/helpers/properties` (a failure prints its seed).
 */
import type fc from 'fast-check';

/** Any number: what it is has no meaning. */
const SEED = 20_261_122;

/** @param numRuns unless the environment says another number */
export function runs<Values>(numRuns: number): fc.Parameters<Values> {
  const { PROPERTY_RUNS, PROPERTY_SEED = String(SEED) } = process.env;
  const seed = PROPERTY_SEED === 'random' ? undefined : Number(PROPERTY_SEED);
  return { numRuns: Number(PROPERTY_RUNS ?? numRuns), ...(seed !== undefined && { seed }) };
}

/** The time that a test may take: as long as it needs, where somebody explores. */
export const TIMEOUT = process.env.PROPERTY_RUNS ? 3_600_000 : 60_000;
