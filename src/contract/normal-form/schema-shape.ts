/**
 * The normal form of schemas. Schemas that accept the same values by different notations get the same form: references,
 * `allOf` and one-member compositions disappear, and `anyOf`, `oneOf` and lists of types become alternatives.
 */
import { isObject, type Json } from '../document.ts';
import { at, canonical, type JsonNode, objectOf, resolved } from '../json-node.ts';
import { isProse } from '../node-kinds.ts';
import { type Constraint, constraintsOf } from './schema-keywords.ts';

/** One alternative of a schema: a value is valid if it satisfies all parts of at least one alternative. */
export interface Shape {
  /** The name of the alternative in sentences: of its component, else of its types. */
  readonly name: string;
  /** The error code, if the alternative is an entry of the error catalogue (`x-error`). */
  readonly code?: string;
  /** The place of the alternative. */
  readonly pointer: string;
  /** The schemas that all apply to a value, without their compositions. Each is an object. */
  readonly parts: readonly JsonNode[];
  readonly types: ReadonlySet<string>;
  /** The only permitted values, as canonical JSON, with the place of each. */
  readonly values?: ReadonlyMap<string, string>;
  readonly constraints: ReadonlyMap<string, Constraint>;
  /** The required properties, with the place of each list. */
  readonly required: ReadonlyMap<string, string>;
}

/** The alternatives of a schema. */
export interface Alternatives {
  readonly shapes: readonly Shape[];
  /** Whether one value may satisfy several members of a `oneOf`, so that a wider member can exclude values. */
  readonly overlap: boolean;
}

const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'string'];

/** The maximum number of combinations of several `anyOf` and `oneOf` lists that apply to one value. */
const MAX_COMBINATIONS = 1000;

/** A list of schemas that all apply, and the place of the member that adds them. */
interface Draft {
  parts: JsonNode[];
  pointer: string;
}

/** Returns the alternatives of schemas that all apply to the same value. */
export function alternativesOf(schemas: readonly JsonNode[], pointer: string): Alternatives {
  const exclusive: Draft[][][] = [];
  const drafts = schemas
    .map((schema) => expanded(schema, exclusive))
    .reduce(product, [{ parts: [], pointer }]);
  const shapes = joined(drafts.map(shapeOf).filter((shape) => shape !== undefined));
  const overlap = exclusive.some((members) => !areDisjoint(members.map((drafted) => drafted.map(shapeOf))));
  return { shapes, overlap };
}

/** @param exclusive receives the members of each `oneOf` */
function expanded(node: JsonNode, exclusive: Draft[][][]): Draft[] {
  const { value, pointer } = node;
  if (value === undefined || value === true) return [{ parts: [], pointer }];
  if (!isObject(value)) return value === false ? [] : [{ parts: [], pointer }];
  if (isAny(value.not)) return [];
  let drafts: Draft[] = [{ parts: [node], pointer }];
  if (typeof value.$ref === 'string') drafts = product(drafts, expanded(resolved(node), exclusive));
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const list = at(node, keyword);
    if (!Array.isArray(list.value)) continue;
    const members = list.value.map((_, index) => expanded(at(list, index), exclusive));
    if (keyword === 'oneOf' && members.length > 1) exclusive.push(members);
    if (keyword === 'allOf') for (const member of members) drafts = product(drafts, member);
    else drafts = product(drafts, members.flat());
  }
  return drafts;
}

/** Returns whether a schema accepts every value. */
function isAny(schema: Json | undefined): boolean {
  return schema === true || (isObject(schema) && Object.keys(schema).every((key) => isProse('schema', key)));
}

/** Returns all combinations of two lists of alternatives, up to a bound. */
function product(one: readonly Draft[], other: readonly Draft[]): Draft[] {
  if (one.length > 1 && other.length > 1 && one.length * other.length > MAX_COMBINATIONS)
    return [...one, ...other];
  return one.flatMap((draft) =>
    other.map(({ parts, pointer }) => ({
      parts: [
        ...draft.parts,
        ...parts.filter((part) => !draft.parts.some((own) => own.pointer === part.pointer)),
      ],
      pointer: other.length > 1 ? pointer : draft.pointer,
    })),
  );
}

/** Returns the normal form of an alternative, or undefined if no value satisfies it. */
function shapeOf({ parts, pointer }: Draft): Shape | undefined {
  const stated = parts.map(({ value }) => typesOf((value as { type?: Json }).type));
  const listed = valuesOf(parts);
  let types = stated.reduce(intersection, new Set(TYPES));
  const values = listed && ofTypes(listed, types);
  if (values) types = new Set([...values.keys()].map((text) => typeOf(JSON.parse(text))));
  if (types.has('number') && parts.some(({ value }) => (value as { multipleOf?: Json }).multipleOf === 1)) {
    types = new Set([...types].map((type) => (type === 'number' ? 'integer' : type)));
  }
  if (types.size === 0) return undefined;
  const required = new Map(
    (types.has('object') ? parts : []).flatMap((part) => {
      const list = at(part, 'required');
      return Array.isArray(list.value)
        ? list.value.map((name, index) => [String(name), `${list.pointer}/${index}`] as const)
        : [];
    }),
  );
  const code = codeOf(parts);
  return {
    name: nameOf(parts, types),
    pointer,
    parts,
    types,
    ...(code !== undefined && { code }),
    ...(values && !isEvery(types, values) && { values }),
    constraints: constraintsOf(parts, types),
    required,
  };
}

/** Returns alternatives with all lists of values joined to one: `enum` and several `const` accept the same values. */
function joined(shapes: readonly Shape[]): Shape[] {
  const isList = ({ values, constraints, types, parts, code }: Shape) =>
    values && constraints.size === 0 && code === undefined && !types.has('object') && !types.has('array')
      ? parts.every(({ value }) => !['not', 'if'].some((key) => Object.hasOwn(value as object, key)))
      : false;
  const lists = shapes.filter(isList);
  const [first] = lists;
  if (!first || lists.length === 1) return [...shapes];
  const types = new Set(lists.flatMap((list) => [...list.types]));
  const parts = new Map(lists.flatMap((list) => list.parts.map((part) => [part.pointer, part])));
  const values = new Map(lists.flatMap((list) => [...(list.values ?? [])]));
  const list = { ...first, name: [...types].sort().join(' or '), types, parts: [...parts.values()], values };
  return [list, ...shapes.filter((shape) => !isList(shape))];
}

/** Returns an alternative for each type of an alternative. */
export function splitByType(shape: Shape): Shape[] {
  if (shape.types.size === 1) return [shape];
  return [...shape.types].map((type): Shape => {
    const types = new Set([type]);
    const values = shape.values && ofTypes(shape.values, types);
    const { values: _, ...rest } = shape;
    return {
      ...rest,
      name: nameOf(shape.parts, types),
      types,
      ...(values && !isEvery(types, values) && { values }),
      constraints: constraintsOf(shape.parts, types),
      required: type === 'object' ? shape.required : new Map(),
    };
  });
}

/** Returns the values that have one of the types. */
function ofTypes(values: ReadonlyMap<string, string>, types: ReadonlySet<string>): Map<string, string> {
  return new Map([...values].filter(([text]) => isOfType(JSON.parse(text), types)));
}

/** Returns whether values are all values of their types: null, and both booleans. */
function isEvery(types: ReadonlySet<string>, values: ReadonlyMap<string, string>): boolean {
  return types.size === 1 && (types.has('null') || (types.has('boolean') && values.size === 2));
}

/** Returns the types that a schema permits. A number may be an integer (JSON Schema 2020-12 Validation 6.1.1). */
function typesOf(type: Json | undefined): Set<string> {
  if (type === undefined) return new Set(TYPES);
  const names = (Array.isArray(type) ? type : [type]).map(String);
  return new Set(names.includes('number') ? names.filter((name) => name !== 'integer') : names);
}

function intersection(one: ReadonlySet<string>, other: ReadonlySet<string>): Set<string> {
  const both = [...one].filter((type) => other.has(type));
  const has = (type: string) => one.has(type) || other.has(type);
  const integers = has('integer') && has('number') && !both.includes('integer') ? ['integer'] : [];
  return new Set([...both, ...integers]);
}

/** Returns the permitted values, if `enum` or `const` list them. */
function valuesOf(parts: readonly JsonNode[]): Map<string, string> | undefined {
  let found: Map<string, string> | undefined;
  for (const part of parts) {
    for (const keyword of ['enum', 'const']) {
      const { value, pointer } = at(part, keyword);
      if (value === undefined) continue;
      const list = keyword === 'const' ? [value] : Array.isArray(value) ? value : [];
      const own = list.map((item, index) => {
        return [canonical(item), keyword === 'const' ? pointer : `${pointer}/${index}`] as const;
      });
      const before = found;
      found = new Map(own.filter(([text]) => !before || before.has(text)));
    }
  }
  return found;
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function isOfType(value: Json, types: ReadonlySet<string>): boolean {
  const type = typeOf(value);
  return types.has(type) || (type === 'integer' && types.has('number'));
}

/** Returns the code of an entry of the error catalogue. */
function codeOf(parts: readonly JsonNode[]): string | undefined {
  const entry = parts.find(({ value }) => isObject(value) && isObject(value['x-error']));
  if (!entry) return undefined;
  const { const: only, enum: list } = objectOf(resolved(at(at(entry, 'properties'), 'code')));
  const value = only ?? (Array.isArray(list) && list.length === 1 ? list[0] : undefined);
  return typeof value === 'string' ? value : undefined;
}

function nameOf(parts: readonly JsonNode[], types: ReadonlySet<string>): string {
  const [, name] =
    parts.map(({ pointer }) => /^#\/components\/schemas\/([^/]+)$/.exec(pointer)).find(Boolean) ?? [];
  return name ?? [...types].sort().join(' or ');
}

/** Returns whether no value satisfies two members: the types differ, or the values of a required property. */
function areDisjoint(members: readonly (Shape | undefined)[][]): boolean {
  const shapes = members.map((member) => member.filter((shape) => shape !== undefined));
  const types = (shape: Shape) =>
    [...shape.types].flatMap((type) => (type === 'number' ? [type, 'integer'] : [type]));
  if (areDistinct(shapes.map((member) => member.flatMap(types)))) return true;
  if (areDistinct(shapes.map((member) => member.flatMap(({ values }) => [...(values?.keys() ?? [''])]))))
    return true;
  const names = [...(shapes[0]?.[0]?.required.keys() ?? [])];
  return names.some((name) =>
    areDistinct(shapes.map((member) => member.flatMap((shape) => distinctive(shape, name)))),
  );
}

/** Returns the first required property that has only one permitted value, with the value. */
export function distinctiveValue(shape: Shape): string | undefined {
  const found = [...shape.required.keys()]
    .map((name) => [name, ...distinctive(shape, name)])
    .find((list) => list.length === 2 && list[1] !== '');
  return found?.join('=');
}

/** Returns the values that a required property can have. The empty text stands for any value. */
function distinctive({ required, parts, types, code }: Shape, name: string): string[] {
  if (code !== undefined && name === 'code') return [canonical(code)];
  if (!required.has(name) || types.size > 1) return [''];
  const schemas = parts
    .map((part) => resolved(at(at(part, 'properties'), name)))
    .filter(({ value }) => isObject(value));
  return [...(valuesOf(schemas)?.keys() ?? [''])];
}

/** Returns whether no two lists have an item in common, and each list is complete. */
function areDistinct(lists: readonly string[][]): boolean {
  const seen = new Set<string>();
  return lists.every((list) => {
    const own = new Set(list);
    const isNew = [...own].every((item) => item !== '' && !seen.has(item));
    for (const item of own) seen.add(item);
    return isNew;
  });
}
