/** Checks values of the spec, such as defaults and examples, against its schemas and patterns. */
import { LinearPattern } from '../../src/contract/linear-pattern.ts';
import { ajvOf } from '../../src/contract/validator.ts';
import type { Place } from './place.ts';

/** A schema can contain itself. */
const MAX_DEPTH = 20;

/** Returns whether a schema accepts a value. An invalid schema accepts nothing. */
export function accepts(schema: Place, value: unknown): boolean {
  const whole: object = Object(withoutReferences(schema));
  try {
    return ajv.validate(whole, value);
  } catch {
    return false;
  } finally {
    // Another schema can have the same `$id`.
    ajv.removeSchema(whole);
  }
}

/** One instance, because each compiles the schema of JSON Schema again. */
const ajv = ajvOf({});

/** Returns the value of a place with the targets of its references. */
export function withoutReferences(place: Place, depth = 0): unknown {
  if (depth > MAX_DEPTH) return {};
  const entries = place.entries().map(([key, inner]) => [key, withoutReferences(inner, depth + 1)] as const);
  if (Array.isArray(place.node)) return entries.map(([, inner]) => inner);
  return typeof place.node === 'object' && place.node !== null ? Object.fromEntries(entries) : place.node;
}

/**
 * Returns whether a text matches a pattern. Every text matches a pattern that is missing or invalid: the rule
 * `pattern-supported` reports an invalid pattern.
 */
export function matches(pattern: Place, text: string): boolean {
  if (!pattern.present) return true;
  try {
    return new LinearPattern(String(pattern.node)).test(text);
  } catch {
    return true;
  }
}
