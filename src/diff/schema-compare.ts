/** Compares two schemas: the changes of their own keywords, and the pairs of schemas below them. */
import { isObject, type Json } from '../contract/document.ts';
import { at, canonical, type JsonNode, resolved } from '../contract/json-node.ts';
import { KEYWORDS, shown } from '../contract/normal-form/schema-keywords.ts';
import { placeOf } from '../contract/normal-form/schema-properties.ts';
import { alternativesOf, type Shape, splitByType } from '../contract/normal-form/schema-shape.ts';
import {
  effectOf,
  opposite,
  type Shift,
  shiftOfConstraints,
  shiftOfSets,
  type Variance,
} from './direction.ts';
import type { Args } from './rules.ts';
import { annotationFacts } from './schema-annotations.ts';
import { edgesOf, fieldFacts } from './schema-fields.ts';
import { matched } from './schema-match.ts';
import { containsShift } from './schema-parts.ts';

/** A change of a schema, before it is known where the values travel. */
export interface Fact {
  /** The end of the rule's id, after the flow. */
  kind: string;
  /** How the permitted values changed; omitted if the change does not affect which values are permitted. */
  shift?: Shift;
  /** The part of the schema, to be appended to the subject. */
  suffix: string;
  /** The error code that the change belongs to. */
  code?: string;
  old?: string;
  next?: string;
  args: Args;
}

/** Schemas that all apply to one value, in each document. */
export interface SchemaPair {
  old: readonly JsonNode[];
  next: readonly JsonNode[];
  /** The places to report if a document has no schema. */
  places: readonly [old: string, next: string];
}

/** A pair of schemas below another pair. */
export interface Edge extends SchemaPair {
  suffix: string;
  code?: string;
  variance: Variance;
  /** The parameter that the values repeat (`x-relations`, `echoes`). */
  echoes?: string;
}

interface Compared {
  facts: Fact[];
  edges: Edge[];
  /** The places of the compared schemas. */
  places: string[];
  /** Whether the schemas have different error codes. */
  hasOtherCodes: boolean;
}

export function compareSchemas(pair: SchemaPair): Compared {
  const [old, next] = [alternativesOf(pair.old, pair.places[0]), alternativesOf(pair.next, pair.places[1])];
  const overlap = old.overlap || next.overlap;
  const compared: Compared = { facts: [], edges: [], places: [], hasOtherCodes: false };
  const shapes = [...old.shapes, ...next.shapes];
  compared.places.push(...new Set(shapes.flatMap(({ parts }) => parts.map(({ pointer }) => pointer))));
  if (old.shapes.length === 0 || next.shapes.length === 0) {
    // The comparison of the catalogues reports the codes.
    compared.hasOtherCodes = shapes.some(({ code }) => code !== undefined);
    if (shapes.some(({ code }) => code === undefined)) {
      const shift = old.shapes.length === 0 ? 'widened' : 'narrowed';
      const kind = shift === 'widened' ? 'permitted' : 'forbidden';
      compared.facts.push({ kind, shift, suffix: '', ...placesOf(pair.places), args: {} });
    }
    return compared;
  }
  const isSingle = old.shapes.length === 1 && next.shapes.length === 1;
  const split = ({ shapes }: { shapes: readonly Shape[] }) =>
    isSingle ? shapes : shapes.flatMap(splitByType);
  const { pairs, removed, added } = matched(split(old), split(next));
  for (const [shape, shift] of [
    ...removed.map((shape) => [shape, 'narrowed'] as const),
    ...added.map((shape) => [shape, 'widened'] as const),
  ]) {
    // The comparison of the catalogues reports the codes.
    if (shape.code !== undefined) {
      compared.hasOtherCodes = true;
      continue;
    }
    const place = shift === 'narrowed' ? { old: shape.pointer } : { next: shape.pointer };
    const kind = shift === 'narrowed' ? 'alternative-removed' : 'alternative-added';
    compared.facts.push({ kind, shift, suffix: '', ...place, args: { name: shape.name } });
  }
  for (const [a, b] of pairs) {
    const label =
      pairs.length + removed.length + added.length > 1 && a.code === undefined ? ` (as ${b.name})` : '';
    const own = { suffix: label, ...(a.code !== undefined && { code: a.code }) };
    for (const fact of shapeFacts(a, b))
      compared.facts.push({ ...fact, ...own, suffix: label + fact.suffix });
    for (const edge of edgesOf(a, b))
      compared.edges.push({
        ...edge,
        ...own,
        suffix: label + edge.suffix,
        variance: overlap ? 0 : edge.variance,
      });
  }
  // A value that satisfies a wider member may now satisfy two members, and a `oneOf` permits only one.
  if (overlap) compared.facts = compared.facts.map((fact) => inCondition(fact, 0));
  if (old.overlap !== next.overlap) {
    const shift = next.overlap ? 'narrowed' : 'widened';
    compared.facts.push({ kind: `overlap-${shift}`, shift, suffix: '', ...placesOf(pair.places), args: {} });
  }
  return compared;
}

/** Returns a change below a condition: only the effect on the permitted values counts. */
export function inCondition(fact: Fact, variance: Variance): Fact {
  if (variance === 1 || !fact.shift) return fact;
  const shift = effectOf(fact.shift, variance);
  return { ...fact, kind: `condition-${shift}`, shift };
}

function placesOf([old, next]: readonly [string, string]) {
  return { old, next };
}

function shapeFacts(old: Shape, next: Shape): Fact[] {
  return [
    ...typeFacts(old, next),
    ...valueFacts(old, next),
    ...constraintFacts(old, next),
    ...fieldFacts(old, next),
    ...containsFacts(old, next),
    ...dependentFacts(old, next),
    ...annotationFacts(old, next),
  ];
}

function typeFacts(old: Shape, next: Shape): Fact[] {
  // The types follow from the values.
  if (old.values && next.values) return [];
  const withInteger = ({ types }: Shape) => new Set([...types, ...(types.has('number') ? ['integer'] : [])]);
  const shift = opposite(shiftOfSets(withInteger(old), withInteger(next)));
  if (!shift) return [];
  const text = ({ types }: Shape): Json => (types.size === 6 ? 'any' : [...types].sort().join(' or '));
  const places = { old: placeOf(old, 'type'), next: placeOf(next, 'type') };
  return [{ kind: `type-${shift}`, shift, suffix: '', ...places, args: { old: text(old), new: text(next) } }];
}

function valueFacts(old: Shape, next: Shape): Fact[] {
  const places = {
    old: placeOf(old, old.parts.some((part) => at(part, 'enum').value !== undefined) ? 'enum' : 'const'),
    next: placeOf(next, next.parts.some((part) => at(part, 'enum').value !== undefined) ? 'enum' : 'const'),
  };
  const [a, b] = [old.values, next.values];
  if (!a || !b) {
    if (!a && !b) return [];
    const list = [...(a ?? b ?? new Map<string, string>()).keys()].map((text) => JSON.parse(text) as Json);
    const [kind, shift] = a
      ? (['values-unrestricted', 'widened'] as const)
      : (['values-restricted', 'narrowed'] as const);
    return [{ kind, shift, suffix: '', ...places, args: { values: list } }];
  }
  const fact = (text: string, shift: Shift): Fact => ({
    kind: shift === 'narrowed' ? 'value-removed' : 'value-added',
    shift,
    suffix: '',
    old: a.get(text) ?? places.old,
    next: b.get(text) ?? places.next,
    args: { value: text },
  });
  return [
    ...[...a.keys()].filter((text) => !b.has(text)).map((text) => fact(text, 'narrowed')),
    ...[...b.keys()].filter((text) => !a.has(text)).map((text) => fact(text, 'widened')),
  ];
}

function constraintFacts(old: Shape, next: Shape): Fact[] {
  const names = new Set([...old.constraints.keys(), ...next.constraints.keys()]);
  return [...names].flatMap((keyword): Fact[] => {
    const [was, is] = [old.constraints.get(keyword), next.constraints.get(keyword)];
    const shift = shiftOfConstraints(keyword, was, is);
    if (!shift) return [];
    const places = { old: was?.pointer ?? old.pointer, next: is?.pointer ?? next.pointer };
    const args = { keyword, old: was && shown(was), new: is && shown(is) };
    return [{ kind: `${KEYWORDS[keyword]?.group ?? 'bound'}-${shift}`, shift, suffix: '', ...places, args }];
  });
}

function containsFacts(old: Shape, next: Shape): Fact[] {
  const keyword = 'contains';
  const shift = containsShift(old, next);
  if (!shift) return [];
  const places = { old: placeOf(old, keyword), next: placeOf(next, keyword) };
  const [was, is] = shift === 'narrowed' ? [undefined, 'a schema'] : ['a schema', undefined];
  return [{ kind: `bound-${shift}`, shift, suffix: '', ...places, args: { keyword, old: was, new: is } }];
}

/** Compares `dependentRequired`: if a property is present, others must be present too. */
function dependentFacts(old: Shape, next: Shape): Fact[] {
  const keyword = 'dependentRequired';
  const rules = ({ parts, types }: Shape) => {
    const lists = types.has('object') ? parts.map((part) => at(part, keyword).value).filter(isObject) : [];
    const pairs = lists.flatMap((list) =>
      Object.entries(list).flatMap(([name, others]) =>
        Array.isArray(others) ? others.map((other) => `${name}: ${canonical(other)}`) : [],
      ),
    );
    return new Set(pairs);
  };
  const [was, is] = [rules(old), rules(next)];
  const shift = shiftOfSets(was, is);
  if (!shift) return [];
  const places = { old: placeOf(old, keyword), next: placeOf(next, keyword) };
  return [
    { kind: `bound-${shift}`, shift, suffix: '', ...places, args: { keyword, old: [...was], new: [...is] } },
  ];
}

/** Identifies schemas that all apply to the same value. */
export function keyOf(schemas: readonly JsonNode[]): string {
  return [...new Set(schemas.map((schema) => resolvedIfBare(schema).pointer))].sort().join(' ');
}

/** Follows a reference without siblings, so that the places that share a schema have the same key. */
function resolvedIfBare(schema: JsonNode): JsonNode {
  return isObject(schema.value) && Object.keys(schema.value).length === 1 ? resolved(schema) : schema;
}
