/** Compares two schemas: the changes of their own keywords, and the pairs of schemas below them. */
import { isObject } from '../contract/document.ts';
import { type JsonNode, resolved } from '../contract/json-node.ts';
import { alternativesOf, type Shape, splitByType } from '../contract/normal-form/schema-shape.ts';
import { effectOf, type Variance } from './direction.ts';
import { edgesOf } from './schema-edges.ts';
import { type Fact, shapeFacts } from './schema-facts.ts';
import { matched } from './schema-match.ts';

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
      compared.facts.push({ kind, shift, ...placesOf(pair.places), args: {} });
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
    compared.facts.push({ kind, shift, ...place, args: { name: shape.name } });
  }
  for (const [a, b] of pairs) {
    const label =
      pairs.length + removed.length + added.length > 1 && a.code === undefined ? ` (as ${b.name})` : '';
    const own = { suffix: label, ...(a.code !== undefined && { code: a.code }) };
    for (const fact of shapeFacts(a, b))
      compared.facts.push({ ...fact, ...own, suffix: label + (fact.suffix ?? '') });
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
    compared.facts.push({ kind: `overlap-${shift}`, shift, ...placesOf(pair.places), args: {} });
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

/** Identifies schemas that all apply to the same value. */
export function keyOf(schemas: readonly JsonNode[]): string {
  return [...new Set(schemas.map((schema) => resolvedIfBare(schema).pointer))].sort().join(' ');
}

/** Follows a reference without siblings, so that the places that share a schema have the same key. */
function resolvedIfBare(schema: JsonNode): JsonNode {
  return isObject(schema.value) && Object.keys(schema.value).length === 1 ? resolved(schema) : schema;
}
