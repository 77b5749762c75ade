/** Builds the findings of the checks. */
import type { Finding } from '../types.ts';
import type { CheckId } from './check-id.ts';

/**
 * Returns a finding that fails its case.
 *
 * @param detail distinguishes the cause from other causes that the same check finds
 */
export function must(check: CheckId, expected: string, actual: string, source: string, detail = ''): Finding {
  return { check, level: 'MUST', expected, actual, source, cause: `${check} ${detail}`.trim() };
}
