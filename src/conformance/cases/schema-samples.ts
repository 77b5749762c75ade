/** Makes values of a schema: samples, complete and minimal values. A validator checks them before they are used. */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import { resolveRef } from '../../contract/json-pointer.ts';
import { listOf } from '../../contract/nodes.ts';
import { sampleText } from './texts.ts';

/** A schema can contain itself, so samples are nested at most this deep. */
const MAX_DEPTH = 6;

/** A text that is one placeholder of a profile. A run replaces it by a value of any type. */
const PLACEHOLDER = /^\{[A-Za-z][\w-]*\}$/;

/** Returns a schema with its references followed, and with the parts of `allOf` and its first alternative merged. */
export function resolvedSchema(document: JsonObject, schema: Json | undefined, depth = 0): JsonObject {
  if (!isObject(schema)) return {};
  const { node } = resolveRef(document, schema, '#');
  const alternatives = [...listOf(node.oneOf), ...listOf(node.anyOf)];
  const parts = [...listOf(node.allOf), ...alternatives.filter((one) => !isNullSchema(one)).slice(0, 1)];
  if (depth >= MAX_DEPTH) return node;
  if (parts.length === 0) return node;
  const all = [node, ...parts.map((part) => resolvedSchema(document, part, depth + 1))];
  return {
    ...Object.assign({}, ...all),
    properties: Object.assign({}, ...all.map(({ properties }) => objectOf(properties))),
    required: all.flatMap(({ required }) => listOf(required)),
  };
}

function isNullSchema(schema: Json): boolean {
  return isObject(schema) && schema.type === 'null';
}

/** Returns an object; an empty one instead of any other value. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** Returns the types of a schema without `null`. */
export function typesOf({ type, properties, items }: JsonObject): string[] {
  const types = [type ?? null].flat().filter((one) => typeof one === 'string' && one !== 'null') as string[];
  if (types.length > 0) return types;
  return properties ? ['object'] : items ? ['array'] : [];
}

/** Returns the schema of a property, also of a map; undefined if the schema does not allow the property. */
export function propertySchema(node: JsonObject, name: string): JsonObject | undefined {
  const properties = objectOf(node.properties);
  const schema = Object.hasOwn(properties, name) ? properties[name] : node.additionalProperties;
  if (!isObject(schema)) return undefined;
  return isObject(schema.not) && Object.keys(schema.not).length === 0 ? undefined : schema;
}

/** Returns the names of the required properties. */
export function requiredOf({ required }: JsonObject): string[] {
  return listOf(required).map(String);
}

/** Returns a value of a schema, with all properties of an object. */
export function sampleOf(document: JsonObject, schema: Json | undefined, depth = 0): Json {
  const node = resolvedSchema(document, schema);
  const { example, default: usual } = node;
  const [first] = listOf(node.examples);
  const [listed] = listOf(node.enum);
  const given = [node.const, listed, example, first, usual].find((value) => value !== undefined);
  if (given !== undefined) return given;
  switch (typesOf(node)[0]) {
    case 'object': {
      if (depth >= MAX_DEPTH) return {};
      const names = Object.keys(objectOf(node.properties));
      const entries = names.flatMap((name) => {
        const inner = propertySchema(node, name);
        return inner ? [[name, sampleOf(document, inner, depth + 1)] as const] : [];
      });
      const isMap = isObject(node.additionalProperties) && names.length === 0;
      return isMap
        ? { key: sampleOf(document, node.additionalProperties, depth + 1) }
        : Object.fromEntries(entries);
    }
    case 'array':
      return depth >= MAX_DEPTH
        ? []
        : distinctItems(document, node, Math.max(1, Number(node.minItems ?? 1)), [], depth);
    case 'integer':
    case 'number':
      return sampleNumber(node);
    case 'boolean':
      return true;
    case 'string':
      return sampleText(node);
    default:
      return isNullSchema(node) ? null : 'text';
  }
}

function sampleNumber({
  minimum,
  exclusiveMinimum,
  maximum,
  exclusiveMaximum,
  multipleOf,
}: JsonObject): number {
  const least = Math.max(
    Number(minimum ?? Number.NEGATIVE_INFINITY),
    Number(exclusiveMinimum ?? Number.NEGATIVE_INFINITY),
  );
  const most = Math.min(
    Number(maximum ?? Number.POSITIVE_INFINITY),
    Number(exclusiveMaximum ?? Number.POSITIVE_INFINITY),
  );
  const step = Number(multipleOf ?? 1);
  if (Number.isFinite(least) && Number.isFinite(most) && most - least <= step) return (least + most) / 2;
  if (Number.isFinite(least)) return (Math.floor(least / step) + 1) * step;
  return Number.isFinite(most) ? (Math.ceil(most / step) - 1) * step : step;
}

/**
 * Returns this many different items of an array schema, or fewer if there are not enough.
 *
 * @param given items to begin with
 */
export function distinctItems(
  document: JsonObject,
  node: JsonObject,
  count: number,
  given: readonly Json[] = [],
  depth = 0,
): Json[] {
  const items = resolvedSchema(document, node.items);
  const sample = sampleOf(document, node.items, depth + 1);
  const values = listOf(items.enum);
  const others = Array.from({ length: count }, (_, index): Json => {
    if (typeof sample === 'number') return sample + (index + 1) * Number(items.multipleOf ?? 1);
    if (typeof sample === 'string') return `${sample}${index}`;
    return isObject(sample) ? numbered(sample, index) : sample;
  });
  const unique = new Map(
    [...given, sample, ...(values.length > 0 ? values : others)].map((one) => [JSON.stringify(one), one]),
  );
  return [...unique.values()].slice(0, count);
}

/** Returns an object with another text or number. */
function numbered(object: JsonObject, index: number): JsonObject {
  const found = Object.entries(object).find(([, value]) => ['string', 'number'].includes(typeof value));
  if (!found) return object;
  const [name, value] = found;
  return { ...object, [name]: typeof value === 'number' ? value + index + 1 : `${value}${index}` };
}

/** Returns a value with all properties that its schema describes. A null becomes an object if the schema allows both. */
export function completed(document: JsonObject, schema: Json | undefined, value: Json, depth = 0): Json {
  const node = resolvedSchema(document, schema);
  if (depth >= MAX_DEPTH) return value;
  if (value === null) {
    const [type] = typesOf(node);
    return type === 'object' || type === 'array' ? sampleOf(document, node, depth) : null;
  }
  if (Array.isArray(value)) return value.map((item) => completed(document, node.items, item, depth + 1));
  if (!isObject(value)) return value;
  const names = new Set([...Object.keys(value), ...Object.keys(objectOf(node.properties))]);
  const entries = [...names].flatMap((name): [string, Json][] => {
    const inner = propertySchema(node, name);
    const own = Object.hasOwn(value, name) ? value[name] : undefined;
    if (!inner) return own === undefined ? [] : [[name, own]];
    return [
      [
        name,
        own === undefined ? sampleOf(document, inner, depth + 1) : completed(document, inner, own, depth + 1),
      ],
    ];
  });
  return Object.fromEntries(entries);
}

/** Returns a value with only the required properties. */
export function reduced(document: JsonObject, schema: Json | undefined, value: Json): Json {
  const node = resolvedSchema(document, schema);
  if (Array.isArray(value)) return value.map((item) => reduced(document, node.items, item));
  if (!isObject(value)) return value;
  const names = requiredOf(node).filter((name) => Object.hasOwn(value, name));
  return Object.fromEntries(
    names.map((name) => [name, reduced(document, propertySchema(node, name), value[name] ?? null)]),
  );
}

/** Returns a value with samples instead of the placeholders of a profile, so that a validator can check it. */
export function withoutPlaceholders(document: JsonObject, schema: Json | undefined, value: Json): Json {
  if (typeof value === 'string') {
    if (PLACEHOLDER.test(value)) return sampleOf(document, schema);
    return value.replaceAll('{unique}', '3f2504e0-4f89-41d3-9a0c-0305e82c3301');
  }
  const node = resolvedSchema(document, schema);
  if (Array.isArray(value)) return value.map((item) => withoutPlaceholders(document, node.items, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      withoutPlaceholders(document, propertySchema(node, name), inner),
    ]),
  );
}
