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

/** The keywords of JSON Schema 2020-12, except `type`, that a value or a list can violate. */
const CONSTRAINTS = [
  ...['enum', 'const', 'format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'contains', 'prefixItems'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if'],
];

/** Returns the keywords of a schema that a text can violate. Every text is a string, and every list is a list. */
export function constraintsOf(schema: Place): string[] {
  return [
    ...CONSTRAINTS.filter((keyword) => keyword in schema.object),
    ...(['string', 'array'].includes(schema.types.join()) ? [] : ['type']),
    ...(schema.types.join() === 'array' ? constraintsOf(schema.at('items')) : []),
  ];
}

/** Returns a regular expression; undefined if it is invalid. */
export function formOf(pattern: string): LinearPattern | undefined {
  try {
    return new LinearPattern(pattern);
  } catch {
    return undefined;
  }
}
