/** The fields of two objects, and the pairs of schemas below two alternatives. */
import { isObject } from '../contract/document.ts';
import { at, type JsonNode } from '../contract/json-node.ts';
import { APPLICATORS, type Applicator, schemasAt } from '../contract/normal-form/schema-applicators.ts';
import {
  isForbidden,
  namesIn,
  propertyPlace,
  propertySchemas,
} from '../contract/normal-form/schema-properties.ts';
import type { Shape } from '../contract/normal-form/schema-shape.ts';
import type { Edge } from './schema-compare.ts';

/** A property of two objects. */
interface Field {
  name: string;
  old: readonly JsonNode[];
  next: readonly JsonNode[];
  /** Set if only one of the objects has the property. */
  state?: 'added' | 'removed';
}

/** Returns the properties of two objects. A property that must not be present is a constraint, and both objects have it. */
export function fieldsOf(old: Shape, next: Shape): Field[] {
  const [before, after] = [new Set(namesIn(old)), new Set(namesIn(next))];
  return [...new Set([...before, ...after])].map((name) => {
    const field = { name, old: propertySchemas(old, name), next: propertySchemas(next, name) };
    if (before.has(name) && after.has(name)) return field;
    const state = after.has(name) ? 'added' : 'removed';
    return isForbidden(state === 'added' ? field.next : field.old) ? field : { ...field, state };
  });
}

/** Returns the pairs of schemas below two alternatives. */
export function edgesOf(old: Shape, next: Shape): Edge[] {
  const echoed = new Map([...echoesOf(old), ...echoesOf(next)]);
  const properties = fieldsOf(old, next)
    .filter(({ state }) => state === undefined)
    .map(({ name, ...schemas }): Edge => {
      const echoes = echoed.get(name);
      const places = [propertyPlace(old, name), propertyPlace(next, name)] as const;
      return { suffix: `.${name}`, ...schemas, places, variance: 1, ...(echoes !== undefined && { echoes }) };
    });
  const edges = [...properties, ...subschemasOf(old, next)];
  return edges.filter((edge) => edge.old.length + edge.next.length > 0);
}

/** Returns the fields that repeat a parameter of the request, with the parameter. */
function echoesOf({ parts }: Shape): [field: string, parameter: string][] {
  const relations = parts.map((part) => at(part, 'x-relations').value);
  return relations
    .flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []))
    .flatMap(({ field, echoes }) => (typeof echoes === 'string' ? [[String(field), echoes]] : []));
}

function subschemasOf(old: Shape, next: Shape): Edge[] {
  return Object.entries(APPLICATORS).flatMap(([keyword, applicator]) => {
    const [before, after] = [schemasAt(old, keyword), schemasAt(next, keyword)];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): Edge[] =>
      combined(before.get(key) ?? [], after.get(key) ?? [], applicator).map(([was, is]) => ({
        suffix: applicator.suffix(key),
        variance: applicator.variance,
        old: was,
        next: is,
        places: [was[0]?.pointer ?? old.pointer, is[0]?.pointer ?? next.pointer],
      })),
    );
  });
}

type Schemas = readonly JsonNode[];

/** Returns the lists of schemas to compare. Several schemas of a condition do not combine to one: each has a pair of its own. */
function combined(old: Schemas, next: Schemas, { variance, absent }: Applicator): [Schemas, Schemas][] {
  if (variance === 1) return [[old, next]];
  const count = absent === undefined ? Math.min(old.length, next.length) : Math.max(old.length, next.length);
  const never: JsonNode = { document: {}, value: false, pointer: '' };
  return Array.from({ length: count }, (_, index) => [[old[index] ?? never], [next[index] ?? never]]);
}
