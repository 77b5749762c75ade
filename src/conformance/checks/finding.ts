import type { Finding } from '../types.ts';

/**
 * A finding that fails its case.
 *
 * @param detail what sets its cause apart from others of the same check
 */
export function must(check: string, required: string, came: string, source: string, detail = ''): Finding {
  return { check, level: 'MUST', required, came, source, cause: `${check} ${detail}`.trim() };
}
