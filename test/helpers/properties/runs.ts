/**
 * The number of runs and the seed. The seed is fixed in the tests, so that they are reproducible.
 * To explore: `PROPERTY_RUNS=200000 PROPERTY_SEED=random npx vitest run test/unit/client/properties` (a failure prints
 * its seed).
 */
import type fc from 'fast-check';

/** An arbitrary number. */
const SEED = 20_261_122;

/** @param numRuns the number of runs, unless PROPERTY_RUNS is set */
export function runs<Values>(numRuns: number): fc.Parameters<Values> {
  const { PROPERTY_RUNS, PROPERTY_SEED = String(SEED) } = process.env;
  const seed = PROPERTY_SEED === 'random' ? undefined : Number(PROPERTY_SEED);
  return { numRuns: Number(PROPERTY_RUNS ?? numRuns), ...(seed !== undefined && { seed }) };
}

/** The timeout of a test in milliseconds. It is long for exploration. */
export const TIMEOUT = process.env.PROPERTY_RUNS ? 3_600_000 : 60_000;
