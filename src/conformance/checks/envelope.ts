/** Checks that a JSON value is an envelope: a success with `data`, or an error with `error`. */
import { isObject } from '../../contract/document.ts';
import type { Finding } from '../types.ts';
import { excerpt } from './body.ts';
import { must } from './finding.ts';
import { REQUIREMENTS } from './requirements.ts';

const ERROR = 'an error envelope {"success": false, "error": {…}}';

/** The expected envelopes, as phrases. */
export const ENVELOPES = {
  any: `a success envelope {"success": true, "data": {…}} or ${ERROR}`,
  error: ERROR,
} as const;

/** Returns a finding if a JSON value is not an envelope. */
export function envelopeFinding(value: unknown, expected: string): Finding | undefined {
  const fault = envelopeFault(value);
  return fault && must({ check: 'envelope', expected, ...fault, ...REQUIREMENTS.envelope });
}

/**
 * Returns why a JSON value is not an envelope; undefined if it is one. `detail` names the cause: it has the type of the
 * wrong value instead of the value.
 */
function envelopeFault(value: unknown): { title: string; actual: string; detail: string } | undefined {
  const fault = (title: string, problem: string, content?: unknown) => ({
    title,
    actual: content === undefined ? problem : `${problem}: ${excerpt(JSON.stringify(content))}`,
    detail: content === undefined ? problem : `${problem}: ${kindOf(content)}`,
  });
  if (!isObject(value)) return fault('The body is not a JSON object', 'JSON that is not an object', value);
  const { success } = value;
  if (typeof success !== 'boolean') {
    return 'success' in value
      ? fault('`success` is not a boolean', 'success', success)
      : fault('`success` is missing', 'an object without success');
  }
  const [own, other] = success ? ['data', 'error'] : ['error', 'data'];
  const kind = success ? 'A success' : 'An error';
  if (other in value) return fault(`${kind} has the field \`${other}\``, `success: ${success} with ${other}`);
  if (isObject(value[own])) return undefined;
  return own in value
    ? fault(`\`${own}\` is not an object`, own, value[own])
    : fault(`${kind} has no field \`${own}\``, `success: ${success} without ${own}`);
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
