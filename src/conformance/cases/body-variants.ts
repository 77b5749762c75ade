/** Derives valid and invalid bodies from the example and the schema of a body. The validator of the schema has checked each. */
import { ContractError, isObject, type Json, type JsonObject } from '../../contract/document.ts';
import { resolveRef } from '../../contract/json-pointer.ts';
import type { Contract, RequestBody } from '../../contract/model.ts';
import { listOf } from '../../contract/nodes.ts';
import { validatorOf } from '../../contract/validator.ts';
import { counted } from '../../text/english.ts';
import { truncate } from '../../text/truncate.ts';
import {
  completed,
  objectOf,
  propertySchema,
  reduced,
  resolvedSchema,
  sampleOf,
  withoutPlaceholders,
} from './schema-samples.ts';
import { type Variant, variantsOf } from './schema-variants.ts';

/** A body that differs from the example at one place. */
export interface BodyVariant {
  /** A stable name for the case id: the place and the difference. */
  name: string;
  /** Describes the difference, as a clause: `the field is null`. */
  what: string;
  body: Json;
  isValid: boolean;
}

type Key = string | number;

/** A place in a body, with its value in the complete body. */
interface Place {
  path: readonly Key[];
  /** With references followed, and with the first alternative merged. */
  schema: JsonObject;
  /** As it is in the document. */
  source: Json | undefined;
  value: Json;
}

/** The maximum number of alternatives of one place that the tests try. */
const MAX_ALTERNATIVES = 20;

/** The longest value that a title shows, in characters. */
const MAX_SHOWN = 40;

const known = new WeakMap<RequestBody, readonly BodyVariant[]>();

/**
 * Returns the variants of a body. Each body occurs once.
 *
 * @throws {ContractError} if the example violates the schema, or if the body has `x-invalid` and no variant is invalid
 */
export function bodyVariants(contract: Contract, body: RequestBody): readonly BodyVariant[] {
  const variants = known.get(body) ?? makeVariants(contract, body);
  known.set(body, variants);
  return variants;
}

function makeVariants({ document }: Contract, body: RequestBody): BodyVariant[] {
  const { example, invalid, schemaPointer, pointer } = body;
  const schema = { $ref: schemaPointer };
  const validate = validatorOf(document, schemaPointer);
  const isValid = (value: Json) => validate(withoutPlaceholders(document, schema, value));
  if (!isValid(example))
    throw new ContractError(`The example of the request body at ${pointer} violates its schema. Correct it.`);
  const full = completeBody(document, schema, example, isValid);
  const seen = new Set([JSON.stringify(example)]);
  const variants: BodyVariant[] = [];
  const add = (name: string, what: string, value: Json, only?: 'valid' | 'invalid') => {
    const text = JSON.stringify(value);
    if (seen.has(text)) return;
    const valid = isValid(value);
    if (only !== undefined && valid !== (only === 'valid')) return;
    seen.add(text);
    variants.push({ name, what, body: value, isValid: valid });
  };
  add('complete', 'it has all fields', full, 'valid');
  for (const minimal of minimalBodies(document, schema, example))
    if (!variants.some(({ name }) => name === 'minimal'))
      add('minimal', 'it has only the required fields', minimal, 'valid');
  for (const { path, schema: inner, value } of placesIn(document, schema, full, [])) {
    for (const variant of variantsOf(document, inner, value)) {
      const whole = withValue(example, full, path, variant.value);
      add(nameOf(path, variant), clauseOf(path, variant), whole, variant.only);
    }
  }
  for (const { name: option, path, schema: inner, value } of alternativesIn(document, schema, full)) {
    const base = withValue(example, full, path, value);
    if (!isValid(base)) continue;
    add(nameOf(path, { name: option, value }), clauseOf(path, { name: option, value }), base, 'valid');
    for (const place of placesIn(document, inner, value, path))
      for (const variant of variantsOf(document, place.schema, place.value)) {
        const name = `${option}-${variant.name}`;
        const whole = withValue(base, base, place.path, variant.value);
        add(nameOf(place.path, { ...variant, name }), clauseOf(place.path, variant), whole, variant.only);
      }
  }
  if (invalid !== undefined && variants.every((variant) => variant.isValid)) {
    throw new ContractError(
      `The request body at ${pointer} has x-invalid, but no test value violates its schema. Add a constraint to the schema, or remove x-invalid.`,
    );
  }
  return variants;
}

/** Returns the example with as many further fields as the schema allows together. */
function completeBody(
  document: JsonObject,
  schema: JsonObject,
  example: Json,
  isValid: (value: Json) => boolean,
): Json {
  const full = completed(document, schema, example);
  if (isValid(full) || !isObject(full) || !isObject(example)) return isValid(full) ? full : example;
  let body: JsonObject = example;
  for (const [name, value] of Object.entries(full)) {
    const more = { ...body, [name]: value };
    if (isValid(more)) body = more;
  }
  return body;
}

/** Returns the body without optional fields, then with one of them, because a schema can require any field. */
function minimalBodies(document: JsonObject, schema: JsonObject, example: Json): Json[] {
  const least = reduced(document, schema, example);
  if (!isObject(example) || !isObject(least)) return [least];
  return [least, ...Object.entries(example).map(([name, value]) => ({ ...least, [name]: value }))];
}

/** Returns the places of a value: the value itself, its fields, the first field of a map, and the first item of a list. */
function placesIn(
  document: JsonObject,
  schema: Json | undefined,
  value: Json,
  path: readonly Key[],
): Place[] {
  const node = resolvedSchema(document, schema);
  const own = { path, schema: node, source: schema, value };
  if (Array.isArray(value)) {
    const [first] = value;
    return first === undefined ? [own] : [own, ...placesIn(document, node.items, first, [...path, 0])];
  }
  if (!isObject(value)) return [own];
  const described = objectOf(node.properties);
  const names = Object.keys(value);
  const [firstOfMap] = names.filter((name) => !Object.hasOwn(described, name));
  const inside = names.flatMap((name) => {
    const inner = value[name] ?? null;
    const isShown = Object.hasOwn(described, name) || name === firstOfMap;
    const property = isShown && propertySchema(node, name);
    return property ? placesIn(document, property, inner, [...path, name]) : [];
  });
  return [own, ...inside];
}

/** Returns a sample of each alternative of the places of a value that have several, with the schema of only this alternative. */
function alternativesIn(document: JsonObject, schema: JsonObject, full: Json) {
  return placesIn(document, schema, full, []).flatMap(({ path, source }) => {
    const { node } = resolveRef(document, source, '#');
    return ['oneOf', 'anyOf'].flatMap((keyword) => {
      const all = listOf(node[keyword]).slice(0, MAX_ALTERNATIVES);
      if (all.length < 2) return [];
      return all.map((alternative, index) => {
        const only = { ...node, [keyword]: [alternative] };
        return { name: `option-${index + 1}`, path, schema: only, value: sampleOf(document, only) };
      });
    });
  });
}

/** Returns the example with another value at a place. Fields that lead to the place come from the complete body. */
function withValue(example: Json | undefined, full: Json, path: readonly Key[], value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(full)) {
    const items = Array.isArray(example) && example.length > 0 ? example : full;
    return items.map((item, index) =>
      index === key ? withValue(item, full[index] ?? null, rest, value) : item,
    );
  }
  const object = isObject(example) ? example : isObject(full) ? full : {};
  const inner = isObject(full) ? (full[key] ?? null) : null;
  return { ...object, [key]: withValue(isObject(example) ? example[key] : undefined, inner, rest, value) };
}

/** A case id has no other characters. */
function nameOf(path: readonly Key[], { name }: Variant): string {
  const place = path.map((key) => String(key).replace(/[^\w-]/g, '_')).join('.');
  return `${place === '' ? '' : `${place}/`}${name.replace(/[^\w-]/g, '_')}`;
}

function clauseOf(path: readonly Key[], variant: Variant): string {
  const { name, missing } = variant;
  const subject = path.length === 0 ? 'it' : `\`${path.join('.')}\``;
  if (missing !== undefined) return `${subject} has no field \`${missing}\``;
  if (name === 'unknown-field') return `${subject} has a field that the contract does not describe`;
  return `${subject} ${phraseOf(variant)}`;
}

function phraseOf({ name, value }: Variant): string {
  const text = JSON.stringify(value);
  if (text.length <= MAX_SHOWN) return `is ${text}`;
  if (name === 'list') return 'is a list';
  if (name === 'item') return 'is not a list';
  if (typeof value === 'string') {
    const { length } = [...value];
    return `has ${length} characters${length < value.length ? ` (${value.length} UTF-16 units)` : ''}`;
  }
  if (Array.isArray(value)) return `has ${counted(value.length, 'item')}`;
  return isObject(value)
    ? `has ${counted(Object.keys(value).length, 'field')}`
    : `is ${truncate(text, MAX_SHOWN)}`;
}
