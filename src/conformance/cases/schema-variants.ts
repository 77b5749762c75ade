/** Lists values around the constraints of a schema. The validator of the whole body decides which of them are valid. */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import { listOf } from '../../contract/nodes.ts';
import { distinctItems, objectOf, requiredOf, resolvedSchema, sampleOf, typesOf } from './schema-samples.ts';
import { otherFormats, otherPatterns, textOfLength } from './texts.ts';

/** Another value at one place of a body. */
export interface Variant {
  /** A stable name for the case id. */
  name: string;
  value: Json;
  /** The value is of interest only if the schema allows it, or only if it does not. */
  only?: 'valid' | 'invalid';
  /** The required field that the value does not have. */
  missing?: string;
}

/** The name of a field that no schema describes. */
export const UNKNOWN_FIELD = 'x_unknown_2f8b1c';

/** Longer texts and lists would make the cases too large. */
const MAX_LENGTH = 10_000;
const MAX_ITEMS = 1000;

/** A character outside of the Basic Multilingual Plane: one code point, two UTF-16 units, four bytes of UTF-8. */
const WIDE = '\u{1f305}';

/** The step between a bound and the next number, if the numbers are not integers. */
const FRACTION = 0.001;

/** Returns values on both sides of each constraint of a schema, and of other types. */
export function variantsOf(document: JsonObject, node: JsonObject, value: Json): Variant[] {
  const types = typesOf(node);
  return [
    ...listOf(node.enum).map((one, index) => ({ name: `enum-${index + 1}`, value: one })),
    ...otherEnumValues(node),
    ...(types.includes('boolean')
      ? [
          { name: 'true', value: true },
          { name: 'false', value: false },
        ]
      : []),
    ...(types.includes('integer') || types.includes('number') ? numbers(node, value, types) : []),
    ...(types.includes('string') ? texts(node, value) : []),
    ...(types.includes('array') ? lists(document, node, value) : []),
    ...(types.includes('object') ? objects(document, node, value) : []),
    ...otherTypes(value, types),
    ...(isObject(node.not) ? [excluded(document, node.not)] : []),
  ];
}

/** Returns a value that the schema excludes. */
function excluded(document: JsonObject, not: JsonObject): Variant {
  return { name: 'excluded', value: sampleOf(document, not), only: 'invalid' };
}

/** Returns values of other JSON types. */
function otherTypes(value: Json, types: readonly string[]): Variant[] {
  const other = (name: string, one: Json): Variant => ({ name, value: one, only: 'invalid' });
  const [item = 'text'] = Array.isArray(value) ? value : [];
  const all: Variant[] = [
    { name: 'null', value: null },
    ...(typeof value === 'number' || typeof value === 'boolean' ? [other('quoted', String(value))] : []),
    other('text', 'text'),
    other('number', 1),
    ...(types.includes('integer') ? [other('fraction', 1.5)] : []),
    other('boolean', true),
    Array.isArray(value) ? other('item', item) : other('list', [value]),
    ...(isObject(value) ? [] : [other('object', {})]),
  ];
  return all;
}

function otherEnumValues({ enum: values, const: only }: JsonObject): Variant[] {
  const [first] = only === undefined ? listOf(values) : [only];
  if (typeof first === 'number') return [{ name: 'unlisted', value: first + 7919, only: 'invalid' }];
  if (typeof first !== 'string') return [];
  return Object.entries({
    unlisted: `${first}_`,
    'upper-case': first.toUpperCase(),
    spaced: ` ${first}`,
  }).map(([name, value]) => ({ name, value, only: 'invalid' }));
}

function numbers(node: JsonObject, value: Json, types: readonly string[]): Variant[] {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below, multipleOf } = node;
  const step = Number(multipleOf ?? (types.includes('number') ? FRACTION : 1));
  const at = (name: string, number: number): Variant => ({ name, value: Number(number.toFixed(6)) });
  return [
    ...(typeof minimum === 'number' ? [at('minimum', minimum), at('below-minimum', minimum - step)] : []),
    ...(typeof maximum === 'number' ? [at('maximum', maximum), at('above-maximum', maximum + step)] : []),
    ...(typeof above === 'number'
      ? [at('exclusive-minimum', above), at('above-exclusive-minimum', above + step)]
      : []),
    ...(typeof below === 'number'
      ? [at('exclusive-maximum', below), at('below-exclusive-maximum', below - step)]
      : []),
    ...(typeof multipleOf === 'number' && typeof value === 'number'
      ? [at('next-multiple', value + multipleOf), at('between-multiples', value + multipleOf / 2)]
      : []),
    ...(typeof multipleOf === 'number' && typeof value === 'number' && types.includes('integer')
      ? [at('next-integer', value + 1)]
      : []),
    ...(node.format === 'int32' ? [at('above-int32', 2 ** 31), at('below-int32', -(2 ** 31) - 1)] : []),
  ];
}

function texts(node: JsonObject, value: Json): Variant[] {
  const { minLength, maxLength, format } = node;
  const text = typeof value === 'string' ? value : 'text';
  // The validator accepts every text of a format that it does not know.
  const unlessFormat: Pick<Variant, 'only'> = format === undefined ? {} : { only: 'invalid' };
  const ofLength = (name: string, length: number, start = text): Variant[] =>
    length >= 0 && length <= MAX_LENGTH ? [{ name, value: textOfLength(start, length) }] : [];
  /** A server may count other units than code points. */
  const ofCodePoints = (name: string, length: number, only: 'valid' | 'invalid'): Variant[] =>
    format === undefined ? ofLength(name, length, WIDE).map((variant) => ({ ...variant, only })) : [];
  const others = { ...otherFormats(format), ...otherPatterns(node, text) };
  return [
    ...(typeof minLength === 'number'
      ? [
          ...ofLength('min-length', minLength),
          ...ofLength('too-short', minLength - 1),
          ...ofCodePoints('too-short-code-points', minLength - 1, 'invalid'),
        ]
      : []),
    ...(typeof maxLength === 'number'
      ? [
          ...ofLength('max-length', maxLength),
          ...ofLength('too-long', maxLength + 1),
          ...ofCodePoints('max-length-code-points', maxLength, 'valid'),
        ]
      : []),
    ...Object.entries(others).map(([name, other]): Variant => ({ name, value: other, only: 'invalid' })),
    { name: 'empty', value: '', ...unlessFormat },
  ];
}

function lists(document: JsonObject, node: JsonObject, value: Json): Variant[] {
  const { minItems, maxItems } = node;
  const items = Array.isArray(value) ? value : [];
  const [first = sampleOf(document, node.items)] = items;
  const repeated = Math.min(Math.max(2, Number(minItems ?? 0)), MAX_ITEMS);
  const ofCount = (name: string, count: number): Variant[] =>
    count >= 0 && count <= MAX_ITEMS ? [{ name, value: distinctItems(document, node, count, items) }] : [];
  const wrong: Json = typesOf(resolvedSchema(document, node.items)).includes('object') ? 'text' : {};
  return [
    { name: 'empty', value: [] },
    ...(typeof minItems === 'number'
      ? [...ofCount('fewest', minItems), ...ofCount('too-few', minItems - 1)]
      : []),
    ...(typeof maxItems === 'number'
      ? [...ofCount('most', maxItems), ...ofCount('too-many', maxItems + 1)]
      : []),
    { name: 'repeated', value: Array.from({ length: repeated }, () => first) },
    // A server may check only the first item.
    { name: 'second-item', value: [first, wrong], only: 'invalid' },
  ];
}

function objects(document: JsonObject, node: JsonObject, value: Json): Variant[] {
  const { minProperties, maxProperties, additionalProperties } = node;
  const object = objectOf(isObject(value) ? value : undefined);
  const required = requiredOf(node);
  const without = (name: string) =>
    Object.fromEntries(Object.entries(object).filter(([own]) => own !== name));
  const field = isObject(additionalProperties) ? sampleOf(document, additionalProperties) : 'text';
  const ofCount = (name: string, count: number): Variant[] => {
    const names = Array.from({ length: Math.max(0, count) }, (_, index) => `${UNKNOWN_FIELD}${index}`);
    const all = [...Object.entries(object), ...names.map((one) => [one, field] as const)];
    return count >= 0 && count <= MAX_ITEMS ? [{ name, value: Object.fromEntries(all.slice(0, count)) }] : [];
  };
  return [
    ...required.map(
      (name): Variant => ({
        name: `missing-${name}`,
        value: without(name),
        only: 'invalid',
        missing: name,
      }),
    ),
    { name: 'unknown-field', value: { ...object, [UNKNOWN_FIELD]: field } },
    { name: 'no-fields', value: {} },
    ...(typeof minProperties === 'number'
      ? [...ofCount('fewest', minProperties), ...ofCount('too-few', minProperties - 1)]
      : []),
    ...(typeof maxProperties === 'number'
      ? [...ofCount('most', maxProperties), ...ofCount('too-many', maxProperties + 1)]
      : []),
  ];
}
