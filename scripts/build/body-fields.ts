/** The fields of a request body, for llms-full.txt. */
import { isObject, type Json, type JsonObject } from '../../src/contract/document.ts';
import { resolveRef } from '../../src/contract/json-pointer.ts';
import type { RequestBody } from '../../src/contract/model.ts';
import { listOf } from '../../src/contract/nodes.ts';
import { type Block, code, type Inline, paragraph, parseInline, table } from '../../src/text/blocks.ts';
import { counted, listed } from '../../src/text/english.ts';
import { inline } from '../../src/text/markdown.ts';

/** A field, with the parts of its schema. */
interface Field {
  /** The names from the body to the field; `[]` is an item of a list, and `*` any field of a map. */
  path: string;
  isRequired: boolean;
  schema: JsonObject;
}

/** A schema can contain itself. */
const MAX_DEPTH = 4;

/** The maximum number of fields in a table. */
const MAX_FIELDS = 100;

/** Returns a table of the fields; nothing for a body without described fields. */
export function bodyFieldBlocks(document: JsonObject, { schemaPointer }: RequestBody): Block[] {
  const fields = fieldsOf(document, { $ref: schemaPointer }, '', 0);
  const more = fields.length - MAX_FIELDS;
  const rows = fields
    .slice(0, MAX_FIELDS)
    .map(({ path, isRequired, schema }) => [
      code(path),
      typesOf(schema),
      isRequired ? 'yes' : 'no',
      limitsOf(schema),
      [
        schema.deprecated === true ? 'Deprecated. ' : '',
        parseInline(inline(typeof schema.description === 'string' ? schema.description : '')),
      ],
    ]);
  if (rows.length === 0) return [];
  return [
    table(['Field', 'Type', 'Required', 'Range', 'Description'], rows),
    ...(more > 0
      ? [paragraph(`The schema of the body in openapi.yaml describes ${counted(more, 'more field')}.`)]
      : []),
  ];
}

/** Returns the fields below a place, with those of references, of `allOf` and of alternatives. */
function fieldsOf(document: JsonObject, schema: Json, parent: string, depth: number): Field[] {
  if (depth > MAX_DEPTH) return [];
  const found = new Map<string, Field>();
  const required = requiredOf(document, schema);
  for (const part of partsOf(document, schema)) {
    const named = Object.entries(isObject(part.properties) ? part.properties : {}).map(
      ([name, inner]) =>
        [parent === '' ? name : `${parent}.${name}`, inner, required.includes(name)] as const,
    );
    const others = [
      [parent === '' ? '*' : `${parent}.*`, part.additionalProperties, false],
      [`${parent}[]`, part.items, false],
    ] as const;
    for (const [path, inner, isRequired] of [...named, ...others]) {
      if (!isObject(inner)) continue;
      // A list is described by its own row if its items have no fields.
      const isField = !path.endsWith('[]') || !hasFields(document, inner);
      const merged = Object.assign({}, ...partsOf(document, inner).reverse());
      if (isField && !found.has(path)) found.set(path, { path, isRequired, schema: merged });
      for (const field of fieldsOf(document, inner, path, depth + 1))
        if (!found.has(field.path)) found.set(field.path, field);
    }
  }
  return [...found.values()];
}

/** Returns the fields that every valid object has: of alternatives, those that each alternative for an object requires. */
function requiredOf(document: JsonObject, schema: Json, depth = 0): string[] {
  if (!isObject(schema) || depth > MAX_DEPTH) return [];
  const { node } = resolveRef(document, schema, '#');
  const namesOf = (part: Json) => requiredOf(document, part, depth + 1);
  const inEach = [node.oneOf, node.anyOf].flatMap((alternatives) => {
    const objects = listOf(alternatives).filter((part) => isForObjects(document, part));
    const [first = [], ...others] = objects.map(namesOf);
    return first.filter((name) => others.every((names) => names.includes(name)));
  });
  return [...listOf(node.required).map(String), ...listOf(node.allOf).flatMap(namesOf), ...inEach];
}

function isForObjects(document: JsonObject, schema: Json): boolean {
  if (!isObject(schema)) return false;
  const { type = 'object' } = resolveRef(document, schema, '#').node;
  return [type].flat().includes('object');
}

function hasFields(document: JsonObject, schema: Json): boolean {
  return partsOf(document, schema).some(({ properties }) => isObject(properties));
}

/** Returns a schema and the schemas that it combines, with references followed. */
function partsOf(document: JsonObject, schema: Json, depth = 0): JsonObject[] {
  if (!isObject(schema)) return [];
  const { node } = resolveRef(document, schema, '#');
  const combined = [node.allOf, node.oneOf, node.anyOf].flatMap(listOf);
  if (depth >= MAX_DEPTH) return [node];
  return [node, ...combined.flatMap((part) => partsOf(document, part, depth + 1))];
}

function typesOf({ type, properties, items }: JsonObject): Inline {
  const names = [type ?? []].flat().map(String);
  const implied = properties ? 'object' : items ? 'array' : 'any';
  return names.length > 0 ? listed(names, 'or') : implied;
}

/** The keywords that limit a value, with their words. */
const LIMITS: readonly [keyword: string, words: (value: Json) => Inline][] = [
  ['enum', (values) => ['one of ', listed(listOf(values).map((value) => code(JSON.stringify(value))))]],
  ['const', (value) => code(JSON.stringify(value))],
  ['minimum', (value) => `${value} or more`],
  ['exclusiveMinimum', (value) => `more than ${value}`],
  ['maximum', (value) => `${value} or less`],
  ['exclusiveMaximum', (value) => `less than ${value}`],
  ['minLength', (value) => `${counted(Number(value), 'character')} or more`],
  ['maxLength', (value) => `${counted(Number(value), 'character')} or less`],
  ['minItems', (value) => `${counted(Number(value), 'item')} or more`],
  ['maxItems', (value) => `${counted(Number(value), 'item')} or less`],
  ['uniqueItems', (value) => (value === true ? 'no item twice' : '')],
  ['minProperties', (value) => `${counted(Number(value), 'field')} or more`],
  ['maxProperties', (value) => `${counted(Number(value), 'field')} or less`],
  ['format', (value) => ['format ', code(String(value))]],
  ['pattern', (value) => ['pattern ', code(String(value))]],
];

function limitsOf(schema: JsonObject): Inline {
  const limits = LIMITS.flatMap(([keyword, words]) => {
    const value = schema[keyword];
    const limit = value === undefined ? '' : words(value);
    return limit === '' ? [] : [', ', limit];
  });
  return limits.length === 0 ? 'any' : limits.slice(1);
}
