import type { Place } from '../place.ts';
import { rule } from '../rule.ts';

/** The keywords that contain a schema, a list of schemas or a map of schemas. `additionalProperties` can be a boolean in OpenAPI 3.0 too. */
const ONE = ['items', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'];
const MANY = [
  'properties',
  'patternProperties',
  'dependentSchemas',
  'allOf',
  'anyOf',
  'oneOf',
  'prefixItems',
];

/** A schema is an object. Code generators, docs and tools for OpenAPI 3.0 do not support boolean schemas. */
export const schemaObject = rule({
  Schema(schema, report) {
    const children = [
      ...ONE.map((keyword) => schema.at(keyword)),
      ...MANY.flatMap((keyword) => schema.at(keyword).values()),
    ];
    for (const child of children)
      if (typeof child.node === 'boolean')
        report(
          child,
          `Many tools do not support the schema \`${child.node}\`. Write \`${objectFor(child)}\`.`,
        );
  },
});

function objectFor({ node }: Place): string {
  return node === true ? '{}' : '{ not: {} }';
}
