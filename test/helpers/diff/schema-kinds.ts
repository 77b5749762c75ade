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
];
