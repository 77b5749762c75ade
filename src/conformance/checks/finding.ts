/** Builds the findings of the checks. */
import type { Finding } from '../types.ts';
import type { CheckId } from './check-id.ts';
import type { Requirement } from './requirements.ts';

/** The parts of a finding; the properties are those of {@link Finding}. */
export interface Violation extends Requirement {
  check: CheckId;
  title: string;
  expected: string;
  actual: string;
  /** Distinguishes the cause from other causes that the same check finds. @default '' */
  detail?: string;
}

/** Returns a finding that fails its case. */
export function must({
  check,
  title,
  expected,
  actual,
  requirement,
  source,
  detail = '',
}: Violation): Finding {
  const cause = `${check} ${detail}`.trim();
  return { check, level: 'MUST', title, expected, actual, requirement, source, cause };
}

/** Returns a name or value from a response for a title: in backquotes, without backquotes inside. */
export function named(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
