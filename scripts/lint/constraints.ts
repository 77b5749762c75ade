/** The constraints of a schema: the keywords that the text of a parameter or a header can violate. */
import type { Place } from './place.ts';

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
