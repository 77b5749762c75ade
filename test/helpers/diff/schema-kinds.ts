// biome-ignore-all lint/suspicious/noThenProperty: the keyword of JSON Schema
/** Kinds of changes of a schema. Each is tested in a request and in a response, in both directions. */
import type { Bundle } from './bundle.ts';

/** How the permitted values change from the first schema to the second. */
type Effect =
  | 'narrowed'
  | 'widened'
  | 'changed'
  /** The same values by another notation. */
  | 'same'
  /** The same JSON value. */
  | 'equal'
  /** A change that no rule covers. */
  | 'unreviewed';

export type SchemaKind = readonly [name: string, old: Bundle, next: Bundle, effect: Effect];

const object = (properties: Bundle, more: Bundle = {}) => ({ type: 'object', properties, ...more });
const A = object({ kind: { const: 'a' }, size: { type: 'integer' } }, { required: ['kind'] });
const A2 = object({ kind: { const: 'a' }, size: { type: 'integer', maximum: 9 } }, { required: ['kind'] });
const B = object({ kind: { const: 'b' } }, { required: ['kind'] });
const C = object({ kind: { const: 'c' } }, { required: ['kind'] });
const text = { type: 'string' };
const number = { type: 'number' };
const integer = { type: 'integer' };
const list = { type: 'array', items: text };

export const SCHEMA_KINDS: readonly SchemaKind[] = [
  // Types
  ['another type', text, integer, 'changed'],
  ['number to integer', number, integer, 'narrowed'],
  ['nullable', text, { type: ['string', 'null'] }, 'widened'],
  ['nullable with anyOf', text, { anyOf: [text, { type: 'null' }] }, 'widened'],
  [
    'a union gets a type',
    { type: ['string', 'integer'] },
    { type: ['string', 'integer', 'boolean'] },
    'widened',
  ],
  ['a union has other types', { type: ['string', 'integer'] }, { type: ['string', 'boolean'] }, 'changed'],
  ['no type', text, {}, 'widened'],
  ['object to array', { type: 'object' }, { type: 'array' }, 'changed'],
  ['one type as a list', text, { type: ['string'] }, 'same'],
  ['types in another order', { type: ['string', 'null'] }, { type: ['null', 'string'] }, 'same'],
  ['number and integer', number, { type: ['integer', 'number'] }, 'same'],
  ['all types', {}, { type: ['null', 'boolean', 'object', 'array', 'number', 'string'] }, 'same'],
  ['a union as anyOf', { type: ['string', 'null'] }, { anyOf: [text, { type: 'null' }] }, 'same'],
  ['a union as oneOf', { type: ['string', 'integer'] }, { oneOf: [text, integer] }, 'same'],
  ['multiples of 1', { type: 'number', multipleOf: 1 }, integer, 'same'],
  // Values
  ['a value is added', { enum: ['a', 'b'] }, { enum: ['a', 'b', 'c'] }, 'widened'],
  ['a value is replaced', { enum: ['a', 'b'] }, { enum: ['a', 'c'] }, 'changed'],
  ['values are listed', text, { type: 'string', enum: ['a', 'b'] }, 'narrowed'],
  ['another constant', { const: 'a' }, { const: 'b' }, 'changed'],
  ['a constant gets a second value', { const: 'a' }, { enum: ['a', 'b'] }, 'widened'],
  [
    'null is a value',
    { type: ['string', 'null'], enum: ['a'] },
    { type: ['string', 'null'], enum: ['a', null] },
    'widened',
  ],
  ['long values', { enum: [`${'a'.repeat(90)}b`] }, { enum: [`${'a'.repeat(90)}c`] }, 'changed'],
  ['a value is an object', { enum: [{ a: 1, b: 2 }] }, { enum: [{ a: 1, b: 3 }] }, 'changed'],
  [
    'a value is an object with its keys in another order',
    { enum: [{ a: 1, b: 2 }] },
    { enum: [{ b: 2, a: 1 }] },
    'equal',
  ],
  ['values in another order', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }, 'same'],
  ['const as a list of one value', { const: 'a' }, { enum: ['a'] }, 'same'],
  ['const together with a list of one value', { const: 'a' }, { const: 'a', enum: ['a'] }, 'same'],
  ['a type that follows from the values', { enum: ['a', 'b'] }, { type: 'string', enum: ['a', 'b'] }, 'same'],
  [
    'a value of another type than the schema',
    { type: 'string', enum: ['a'] },
    { type: 'string', enum: ['a', 1] },
    'same',
  ],
  ['both booleans', { type: 'boolean' }, { type: 'boolean', enum: [true, false] }, 'same'],
  ['null as a constant', { type: 'null' }, { const: null }, 'same'],
  // Bounds
  ...[
    ['minimum', integer, 1, 2],
    ['minLength', text, 1, 2],
    ['minItems', list, 1, 2],
    ['minProperties', { type: 'object' }, 1, 2],
    ['exclusiveMinimum', number, 1, 2],
  ].flatMap(([keyword, base, low, high]: Bundle): SchemaKind[] => [
    [`${keyword} is higher`, { ...base, [keyword]: low }, { ...base, [keyword]: high }, 'narrowed'],
    [`${keyword} is added`, base, { ...base, [keyword]: high }, 'narrowed'],
  ]),
  ...[
    ['maximum', integer, 1, 2],
    ['maxLength', text, 1, 2],
    ['maxItems', list, 1, 2],
    ['maxProperties', { type: 'object' }, 1, 2],
    ['exclusiveMaximum', number, 1, 2],
  ].flatMap(([keyword, base, low, high]: Bundle): SchemaKind[] => [
    [`${keyword} is higher`, { ...base, [keyword]: low }, { ...base, [keyword]: high }, 'widened'],
    [`${keyword} is added`, base, { ...base, [keyword]: high }, 'narrowed'],
  ]),
  ['an exclusive minimum', { ...number, minimum: 1 }, { ...number, exclusiveMinimum: 1 }, 'narrowed'],
  ['multipleOf is added', integer, { ...integer, multipleOf: 5 }, 'narrowed'],
  ['multipleOf is a multiple', { ...integer, multipleOf: 5 }, { ...integer, multipleOf: 10 }, 'narrowed'],
  ['multipleOf is not a multiple', { ...integer, multipleOf: 5 }, { ...integer, multipleOf: 7 }, 'changed'],
  ['unique items', list, { ...list, uniqueItems: true }, 'narrowed'],
  ['integers: exclusiveMinimum 0', { ...integer, minimum: 1 }, { ...integer, exclusiveMinimum: 0 }, 'same'],
  ['integers: exclusiveMaximum', { ...integer, maximum: 9 }, { ...integer, exclusiveMaximum: 10 }, 'same'],
  ['integers: a minimum between integers', { ...integer, minimum: 1 }, { ...integer, minimum: 0.5 }, 'same'],
  ['integers: multipleOf 1', integer, { ...integer, multipleOf: 1 }, 'same'],
  [
    'a looser second bound',
    { ...number, minimum: 5 },
    { ...number, minimum: 5, exclusiveMinimum: 1 },
    'same',
  ],
  ['bounds with their default', list, { ...list, minItems: 0, uniqueItems: false }, 'same'],
  ['a bound of another type', text, { ...text, minimum: 5 }, 'same'],
  // Patterns and formats
  ['a pattern is added', text, { ...text, pattern: '^a' }, 'narrowed'],
  ['another pattern', { ...text, pattern: '^a' }, { ...text, pattern: '^b' }, 'changed'],
  [
    'a second pattern',
    { ...text, pattern: '^a' },
    { ...text, pattern: '^a', allOf: [{ pattern: 'b$' }] },
    'narrowed',
  ],
  ['a format is added', text, { ...text, format: 'uri' }, 'narrowed'],
  ['another format', { ...text, format: 'date' }, { ...text, format: 'date-time' }, 'changed'],
  ['an encoding is added', text, { ...text, contentEncoding: 'base64' }, 'narrowed'],
  [
    'another media type of the content',
    { ...text, contentMediaType: 'text/a' },
    { ...text, contentMediaType: 'text/b' },
    'changed',
  ],
  // Objects
  ['a field becomes required', object({ a: text }), object({ a: text }, { required: ['a'] }), 'narrowed'],
  ['a name without a property becomes required', object({}), object({}, { required: ['a'] }), 'narrowed'],
  ['a field must not be present', object({ a: text }), object({ a: { not: {} } }), 'narrowed'],
  ['a new field must not be present', object({}), object({ a: { not: {} } }), 'narrowed'],
  ['no other fields', object({ a: text }), object({ a: text }, { additionalProperties: false }), 'narrowed'],
  ['other fields have a type', object({}), object({}, { additionalProperties: text }), 'narrowed'],
  [
    'other fields have another type',
    object({}, { additionalProperties: integer }),
    object({}, { additionalProperties: text }),
    'changed',
  ],
  [
    'a nested field has a bound',
    object({ a: object({ b: text }) }),
    object({ a: object({ b: { ...text, maxLength: 5 } }) }),
    'narrowed',
  ],
  ['names have a pattern', object({}), object({}, { propertyNames: { pattern: '^a' } }), 'narrowed'],
  [
    'fields of a pattern have a type',
    object({}),
    object({}, { patternProperties: { '^a': text } }),
    'narrowed',
  ],
  [
    'a field requires another',
    object({ a: text }),
    object({ a: text }, { dependentRequired: { a: ['b'] } }),
    'narrowed',
  ],
  [
    'a field requires a schema',
    object({ a: text }),
    object({ a: text }, { dependentSchemas: { a: { required: ['b'] } } }),
    'narrowed',
  ],
  [
    'no unevaluated fields',
    object({ a: text }),
    object({ a: text }, { unevaluatedProperties: false }),
    'narrowed',
  ],
  [
    'additionalProperties: {}',
    object({ a: text }),
    object({ a: text }, { additionalProperties: {} }),
    'same',
  ],
  [
    'additionalProperties: true',
    object({ a: text }),
    object({ a: text }, { additionalProperties: true }),
    'same',
  ],
  ['a field that must not be present as false', object({ a: { not: {} } }), object({ a: false }), 'same'],
  [
    'a field that must not be present, with a text',
    object({ a: { not: {} } }),
    object({ a: { not: {}, description: 'A.' } }),
    'same',
  ],
  ['any value as true', object({ a: {} }), object({ a: true }), 'same'],
  [
    'required names in another order',
    object({}, { required: ['a', 'b'] }),
    object({}, { required: ['b', 'a'] }),
    'same',
  ],
  ['properties in another order', object({ a: text, b: text }), object({ b: text, a: text }), 'equal'],
  [
    'a property named like a text',
    object({ description: text }),
    object({ description: integer }),
    'changed',
  ],
  ['a property named like a keyword', object({ enum: text }), object({ enum: integer }), 'changed'],
  // Arrays
  ['items have another type', list, { type: 'array', items: integer }, 'changed'],
  ['items get a type', { type: 'array' }, list, 'narrowed'],
  ['the first item has a type', list, { ...list, prefixItems: [{ pattern: 'a' }] }, 'narrowed'],
  [
    'no more items',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [text], items: false },
    'narrowed',
  ],
  ['an item must match', list, { ...list, contains: { const: 'a' } }, 'narrowed'],
  [
    'an item must match another value',
    { ...list, contains: { const: 'a' } },
    { ...list, contains: { const: 'b' } },
    'changed',
  ],
  ['an item must match nothing', list, { ...list, contains: { not: {} } }, 'narrowed'],
  ['items: true', { type: 'array' }, { type: 'array', items: true }, 'same'],
  // Compositions
  ['a member of anyOf is added', { anyOf: [A, B] }, { anyOf: [A, B, C] }, 'widened'],
  ['a member of oneOf is added', { oneOf: [A, B] }, { oneOf: [A, B, C] }, 'widened'],
  ['a member of oneOf is narrower', { oneOf: [A, B] }, { oneOf: [A2, B] }, 'narrowed'],
  [
    'an overlapping member of oneOf is added',
    {
      oneOf: [
        { ...text, maxLength: 5 },
        { ...text, minLength: 9 },
      ],
    },
    {
      oneOf: [
        { ...text, maxLength: 5 },
        { ...text, minLength: 9 },
        { ...text, pattern: 'a' },
      ],
    },
    'changed',
  ],
  [
    'anyOf becomes oneOf, with overlap',
    {
      anyOf: [
        { ...text, minLength: 1 },
        { ...text, maxLength: 9 },
      ],
    },
    {
      oneOf: [
        { ...text, minLength: 1 },
        { ...text, maxLength: 9 },
      ],
    },
    'narrowed',
  ],
  [
    'a member of allOf is added',
    object({ a: text }),
    object({ a: text }, { allOf: [{ required: ['a'] }] }),
    'narrowed',
  ],
  [
    'a member of allOf is narrower',
    { allOf: [object({ a: text })] },
    { allOf: [object({ a: { ...text, maxLength: 5 } })] },
    'narrowed',
  ],
  ['not is added', text, { ...text, not: { const: 'a' } }, 'narrowed'],
  [
    'not excludes more',
    { ...text, not: { enum: ['a'] } },
    { ...text, not: { enum: ['a', 'b'] } },
    'narrowed',
  ],
  [
    'then is narrower',
    { ...text, if: { minLength: 2 }, then: { pattern: 'a' } },
    { ...text, if: { minLength: 2 }, then: { pattern: 'a', maxLength: 5 } },
    'narrowed',
  ],
  [
    'another condition',
    { ...text, if: { minLength: 2 }, then: { pattern: 'a' } },
    { ...text, if: { minLength: 3 }, then: { pattern: 'a' } },
    'changed',
  ],
  ['allOf with one member', object({ a: text }), { allOf: [object({ a: text })] }, 'same'],
  ['anyOf with one member', text, { anyOf: [text] }, 'same'],
  ['oneOf with one member', text, { oneOf: [text] }, 'same'],
  [
    'an object as allOf of two',
    object({ a: text, b: integer }, { required: ['a'] }),
    { allOf: [object({ a: text }, { required: ['a'] }), object({ b: integer })] },
    'same',
  ],
  ['members in another order', { oneOf: [A, B] }, { oneOf: [B, A] }, 'same'],
  ['oneOf of distinct members as anyOf', { oneOf: [A, B] }, { anyOf: [A, B] }, 'same'],
  ['not that excludes nothing', text, { ...text, not: { not: {} } }, 'same'],
  ['if without then and else', text, { ...text, if: { minLength: 2 } }, 'same'],
  // Unknown keywords
  ['an unknown extension', text, { ...text, 'x-unknown': 1 }, 'unreviewed'],
  [
    'an unknown extension changes',
    { ...text, 'x-unknown': [1] },
    { ...text, 'x-unknown': [2] },
    'unreviewed',
  ],
  ['an unknown keyword', text, { ...text, minimumLength: 1 }, 'unreviewed'],
  ['xml', text, { ...text, xml: { name: 'a' } }, 'unreviewed'],
  // Annotations without an effect
  [
    'texts',
    text,
    { ...text, title: 'A', description: 'A text.', example: 'a', examples: ['b'], $comment: 'c' },
    'same',
  ],
  ['links to documentation', text, { ...text, externalDocs: { url: 'https://docs.example' } }, 'same'],
  ['a discriminator', { oneOf: [A, B] }, { oneOf: [A, B], discriminator: { propertyName: 'kind' } }, 'same'],
  ['false flags', text, { ...text, readOnly: false, writeOnly: false, deprecated: false }, 'same'],
  // Less common keywords and notations
  [
    'oneOf of constants as a list of values',
    { oneOf: [{ const: 'a' }, { const: 'b' }] },
    { enum: ['a', 'b'] },
    'same',
  ],
  [
    'anyOf of constants with texts as a list of values',
    { type: 'string', anyOf: [{ const: 'a', title: 'A' }, { const: 'b' }] },
    { type: 'string', enum: ['a', 'b'] },
    'same',
  ],
  [
    'oneOf of constants gets a member',
    { oneOf: [{ const: 'a' }, { const: 'b' }] },
    { oneOf: [{ const: 'a' }, { const: 'b' }, { const: 'c' }] },
    'widened',
  ],
  [
    'a nullable list of values as anyOf',
    { type: ['string', 'null'], enum: ['a', null] },
    { anyOf: [{ enum: ['a'] }, { type: 'null' }] },
    'same',
  ],
  [
    'a nullable object as oneOf',
    { type: ['object', 'null'], properties: { a: text } },
    { oneOf: [object({ a: text }), { type: 'null' }] },
    'same',
  ],
  [
    'a minimum as a lower exclusive minimum',
    { ...number, minimum: 0 },
    { ...number, exclusiveMinimum: -1 },
    'widened',
  ],
  ['an exclusive maximum', { ...number, maximum: 10 }, { ...number, exclusiveMaximum: 10 }, 'narrowed'],
  [
    'the second item has a type',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [text, integer] },
    'narrowed',
  ],
  [
    'the other items have another type',
    { type: 'array', prefixItems: [text], items: text },
    { type: 'array', prefixItems: [text], items: integer },
    'changed',
  ],
  [
    'two items must match',
    { ...list, contains: { const: 'a' } },
    { ...list, contains: { const: 'a' }, minContains: 2 },
    'narrowed',
  ],
  [
    'at most two items may match',
    { ...list, contains: { const: 'a' } },
    { ...list, contains: { const: 'a' }, maxContains: 2 },
    'narrowed',
  ],
  ['contains with minContains 0', list, { ...list, contains: { const: 'a' }, minContains: 0 }, 'same'],
  ['minContains without contains', list, { ...list, minContains: 2 }, 'same'],
  ['maxContains without contains', list, { ...list, maxContains: 2 }, 'same'],
  [
    'the default of minContains',
    { ...list, contains: { const: 'a' } },
    { ...list, contains: { const: 'a' }, minContains: 1 },
    'same',
  ],
  [
    'no unevaluated items',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [text], unevaluatedItems: false },
    'narrowed',
  ],
  [
    'unevaluatedProperties: true',
    object({ a: text }),
    object({ a: text }, { unevaluatedProperties: true }),
    'same',
  ],
  [
    'unevaluatedProperties: {}',
    object({ a: text }),
    object({ a: text }, { unevaluatedProperties: {} }),
    'same',
  ],
  ['propertyNames: {}', object({ a: text }), object({ a: text }, { propertyNames: {} }), 'same'],
  [
    'names can be longer',
    object({ a: text }, { propertyNames: { maxLength: 5 } }),
    object({ a: text }, { propertyNames: { maxLength: 6 } }),
    'widened',
  ],
  [
    'fields of another pattern have a type',
    object({}, { patternProperties: { '^a': text } }),
    object({}, { patternProperties: { '^b': text } }),
    'changed',
  ],
  ['patternProperties with any value', object({}), object({}, { patternProperties: { '^a': {} } }), 'same'],
  [
    'fields of a pattern are narrower',
    object({}, { patternProperties: { '^a': text } }),
    object({}, { patternProperties: { '^a': { ...text, maxLength: 5 } } }),
    'narrowed',
  ],
  [
    'a field requires no other',
    object({ a: text }),
    object({ a: text }, { dependentRequired: { a: [] } }),
    'same',
  ],
  [
    'required fields of a field in another order',
    object({ a: text }, { dependentRequired: { a: ['b', 'c'] } }),
    object({ a: text }, { dependentRequired: { a: ['c', 'b'] } }),
    'same',
  ],
  [
    'a field requires another field than before',
    object({ a: text }, { dependentRequired: { a: ['b'] } }),
    object({ a: text }, { dependentRequired: { a: ['c'] } }),
    'changed',
  ],
  [
    'a field requires any schema',
    object({ a: text }),
    object({ a: text }, { dependentSchemas: { a: true } }),
    'same',
  ],
  [
    'a field requires a narrower schema',
    object({ a: text }, { dependentSchemas: { a: { minProperties: 1 } } }),
    object({ a: text }, { dependentSchemas: { a: { minProperties: 2 } } }),
    'narrowed',
  ],
  [
    'not with a list of one value',
    { ...text, not: { const: 'a' } },
    { ...text, not: { enum: ['a'] } },
    'same',
  ],
  ['a type is excluded', {}, { not: { type: 'string' } }, 'narrowed'],
  [
    'not excludes another value',
    { ...text, not: { const: 'a' } },
    { ...text, not: { const: 'b' } },
    'changed',
  ],
  [
    'else is added',
    { ...text, if: { minLength: 2 }, then: { pattern: 'a' } },
    { ...text, if: { minLength: 2 }, then: { pattern: 'a' }, else: { pattern: 'b' } },
    'narrowed',
  ],
  ['a condition is removed', { ...text, if: { minLength: 2 }, then: { pattern: 'a' } }, text, 'widened'],
  ['then: true', text, { ...text, if: { minLength: 2 }, then: true }, 'same'],
  [
    'members of allOf in another order',
    { allOf: [object({ a: text }), object({ b: text })] },
    { allOf: [object({ b: text }), object({ a: text })] },
    'same',
  ],
  ['int32 to int64', { ...integer, format: 'int32' }, { ...integer, format: 'int64' }, 'widened'],
  ['float to double', { ...number, format: 'float' }, { ...number, format: 'double' }, 'widened'],
  ['uri to uri-reference', { ...text, format: 'uri' }, { ...text, format: 'uri-reference' }, 'widened'],
  ['the format uuid', text, { ...text, format: 'uuid' }, 'narrowed'],
  ['multipleOf 0.3 to 0.1', { ...number, multipleOf: 0.3 }, { ...number, multipleOf: 0.1 }, 'widened'],
  ['multipleOf 0.5 to 0.25', { ...number, multipleOf: 0.5 }, { ...number, multipleOf: 0.25 }, 'widened'],
  ['an empty list of required names', object({ a: text }), object({ a: text }, { required: [] }), 'same'],
  ['empty properties', { type: 'object' }, { type: 'object', properties: {} }, 'same'],
  [
    'the content has a schema',
    { ...text, contentMediaType: 'application/json' },
    { ...text, contentMediaType: 'application/json', contentSchema: { type: 'object' } },
    'narrowed',
  ],
  ['a pattern for any text', text, { ...text, pattern: '.*' }, 'same'],
  ['a pattern for any start', text, { ...text, pattern: '^' }, 'same'],
  ['only true', { type: 'boolean' }, { const: true }, 'narrowed'],
  [
    'other fields are narrower',
    object({}, { additionalProperties: text }),
    object({}, { additionalProperties: { ...text, maxLength: 3 } }),
    'narrowed',
  ],
  [
    'other fields are permitted',
    object({ a: text }, { additionalProperties: false }),
    object({ a: text }),
    'widened',
  ],
  ['not: true', object({ a: { not: {} } }), object({ a: { not: true } }), 'same'],
  [
    'integers as values of numbers',
    { type: 'number', enum: [1, 2] },
    { type: 'integer', enum: [1, 2] },
    'same',
  ],
  ['a value of another type is added', { enum: [1, 'a'] }, { enum: [1, 'a', null] }, 'widened'],
  ['another constant object', { const: { a: 1 } }, { const: { a: 2 } }, 'changed'],
  [
    'another value that the type excludes',
    { type: 'string', enum: ['a', 1] },
    { type: 'string', enum: ['a', 2] },
    'same',
  ],
  ['a maximum below a value', { enum: [1, 5] }, { enum: [1, 5], maximum: 3 }, 'narrowed'],
  [
    'maxItems of a nullable array',
    { type: ['array', 'null'], items: text },
    { type: ['array', 'null'], items: text, maxItems: 3 },
    'narrowed',
  ],
  [
    'minLength of a nullable text',
    { type: ['string', 'null'] },
    { type: ['string', 'null'], minLength: 2 },
    'narrowed',
  ],
  [
    'nested items have another type',
    { type: 'array', items: list },
    { type: 'array', items: { type: 'array', items: integer } },
    'changed',
  ],
  [
    'the values of a nested map are wider',
    object({}, { additionalProperties: object({}, { additionalProperties: integer }) }),
    object({}, { additionalProperties: object({}, { additionalProperties: number }) }),
    'widened',
  ],
  ['the format date-time', text, { ...text, format: 'date-time' }, 'narrowed'],
  ['a nullable array', list, { ...list, type: ['array', 'null'] }, 'widened'],
  [
    'a member of allOf requires a field',
    { allOf: [object({ a: text })] },
    { allOf: [object({ a: text }, { required: ['a'] })] },
    'narrowed',
  ],
  ['a member of allOf lists values', { allOf: [text] }, { allOf: [text, { enum: ['a'] }] }, 'narrowed'],
  ['only objects', {}, { type: 'object' }, 'narrowed'],
  ['a forbidden field as false', object({ a: text, b: false }), object({ a: text, b: { not: {} } }), 'same'],
  ['integers: multipleOf 0.5', integer, { ...integer, multipleOf: 0.5 }, 'same'],
  ['minItems 0 to 1', { ...list, minItems: 0 }, { ...list, minItems: 1 }, 'narrowed'],
  ['a bound twice', { ...text, maxLength: 5 }, { ...text, maxLength: 5, allOf: [{ maxLength: 5 }] }, 'same'],
  [
    'an unknown extension of a second member of allOf',
    {
      allOf: [
        { ...text, 'x-a': 1 },
        { maxLength: 5, 'x-a': 2 },
      ],
    },
    {
      allOf: [
        { ...text, 'x-a': 1 },
        { maxLength: 5, 'x-a': 3 },
      ],
    },
    'unreviewed',
  ],
  [
    'an unknown extension of a second constant',
    {
      anyOf: [
        { const: 'a', 'x-a': 1 },
        { const: 'b', 'x-a': 1 },
      ],
    },
    {
      anyOf: [
        { const: 'a', 'x-a': 1 },
        { const: 'b', 'x-a': 2 },
      ],
    },
    'unreviewed',
  ],
  [
    'the text of a constant',
    { oneOf: [{ const: 'a' }, { const: 'b' }] },
    { oneOf: [{ const: 'a', description: 'X' }, { const: 'b' }] },
    'same',
  ],
];
