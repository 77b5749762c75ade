/** Random schemas, edited copies of them, and values. */
import fc from 'fast-check';
import type { Bundle } from './bundle.ts';

const NAMES = ['a', 'b', 'c'];
const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];
const TEXTS = ['', 'a', 'ab', 'abc'];

const name = fc.constantFrom(...NAMES);
const count = fc.nat(3);

/** Values that satisfy or violate the schemas. */
export const values: fc.Arbitrary<Bundle> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, 2, 3, 4, -1, 0.5, 1.5, ...TEXTS),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** The keywords with random values, by name. */
const keywords = (schema: fc.Arbitrary<unknown>): Record<string, fc.Arbitrary<unknown>> => ({
  type: fc.oneof(
    fc.constantFrom(...TYPES),
    fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }),
  ),
  enum: fc.uniqueArray(fc.constantFrom<unknown>(null, true, 0, 1, 2, ...TEXTS), {
    minLength: 1,
    maxLength: 4,
  }),
  const: fc.constantFrom<unknown>(null, true, 1, 'a'),
  minimum: fc.constantFrom(-1, 0, 0.5, 1, 2),
  maximum: fc.constantFrom(0, 1, 1.5, 3),
  exclusiveMinimum: fc.constantFrom(-1, 0, 0.5, 1),
  exclusiveMaximum: fc.constantFrom(1, 1.5, 2, 3),
  multipleOf: fc.constantFrom(0.5, 1, 2, 4),
  minLength: count,
  maxLength: count,
  pattern: fc.constantFrom('', '^a', 'b$'),
  minItems: count,
  maxItems: count,
  uniqueItems: fc.boolean(),
  minProperties: count,
  maxProperties: count,
  required: fc.uniqueArray(name, { maxLength: 2 }),
  properties: fc.dictionary(name, schema, { maxKeys: 3, noNullPrototype: true }),
  additionalProperties: fc.oneof(fc.boolean(), schema),
  propertyNames: fc.constantFrom({ pattern: '^a' }, { maxLength: 1 }),
  patternProperties: fc.dictionary(fc.constantFrom('^a', 'b'), schema, { maxKeys: 1, noNullPrototype: true }),
  dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), {
    maxKeys: 2,
    noNullPrototype: true,
  }),
  items: fc.oneof(fc.boolean(), schema),
  prefixItems: fc.array(schema, { minLength: 1, maxLength: 2 }),
  contains: schema,
  allOf: fc.array(schema, { minLength: 1, maxLength: 2 }),
  anyOf: fc.array(schema, { minLength: 1, maxLength: 3 }),
  oneOf: fc.array(schema, { minLength: 1, maxLength: 3 }),
  not: schema,
  if: schema,
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: schema,
  else: schema,
});

const KEYWORDS = Object.keys(keywords(fc.constant({})));

/** Schemas with up to four keywords at each level. */
export const schemas: fc.Arbitrary<Bundle> = fc.letrec((tie) => {
  const inner = fc.oneof({ maxDepth: 2 }, fc.constant({ type: 'string' }), fc.constant({}), tie('schema'));
  const all = keywords(inner);
  return {
    schema: fc.uniqueArray(fc.constantFrom(...KEYWORDS), { minLength: 1, maxLength: 4 }).chain((names) =>
      fc.record(Object.fromEntries(names.map((key) => [key, all[key] as fc.Arbitrary<unknown>])), {
        noNullPrototype: true,
      }),
    ),
  };
}).schema;

/** Copies of a schema with one keyword added, removed or replaced, at any level. */
export function edits(schema: Bundle): fc.Arbitrary<Bundle> {
  const all = keywords(schemas);
  const nodes = nodesIn(schema);
  return fc
    .tuple(fc.nat(nodes.length - 1), fc.constantFrom(...KEYWORDS), fc.boolean())
    .chain(([index, key, isRemoved]) =>
      (all[key] as fc.Arbitrary<unknown>).map((value) => {
        const copy = structuredClone(schema);
        const node = nodesIn(copy)[index];
        const known = Object.keys(node);
        if (isRemoved && known.length > 0) delete node[known[index % known.length] as string];
        else node[key] = value;
        return copy;
      }),
    );
}

/** Returns the schemas in a schema. */
function nodesIn(schema: Bundle): Bundle[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, patternProperties = {}, ...rest } = schema;
  const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'].flatMap((key) => rest[key] ?? []);
  const single = ['additionalProperties', 'items', 'contains', 'not', 'if', 'then', 'else'].map(
    (key) => rest[key],
  );
  const inner = [...Object.values(properties), ...Object.values(patternProperties), ...lists, ...single];
  return [schema, ...inner.flatMap(nodesIn)];
}
