/** Compares two schemas: the changes of their own keywords, and the pairs of schemas below them. */
import { type JsonNode, objectOf, resolved } from '../contract/json-node.ts';
import { alternativesOf, type Shape } from '../contract/normal-form/schema-shape.ts';
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
  facts: readonly Fact[];
  edges: readonly Edge[];
  /** The places of the compared schemas; empty if only schemas below them changed. */
  places: readonly string[];
}

export function compareSchemas(pair: SchemaPair): Compared {
  const [before, after] = [
    alternativesOf(pair.old, pair.places[0]),
    alternativesOf(pair.next, pair.places[1]),
  ];
  const places = { old: pair.places[0], next: pair.places[1] };
  const { pairs, removed, added } = matched(before.shapes, after.shapes);
  const overlap = before.overlap || after.overlap;
  const facts: Fact[] = [];
  const edges: Edge[] = [];
  for (const [old, next] of pairs) {
    const isOnly = pairs.length + removed.length + added.length === 1;
    const label = isOnly || old.code !== undefined ? '' : ` (as ${next.name})`;
    const own = { ...(old.code !== undefined && { code: old.code }) };
    // A value that satisfies a wider member may now satisfy two members, and a `oneOf` permits only one.
    for (const fact of shapeFacts(old, next))
      facts.push(inCondition({ ...fact, ...own, suffix: label + (fact.suffix ?? '') }, overlap ? 0 : 1));
    for (const edge of edgesOf(old, next))
      edges.push({ ...edge, ...own, suffix: label + edge.suffix, variance: overlap ? 0 : edge.variance });
  }
  const isWithoutCode = ({ code }: Shape) => code === undefined;
  // The comparison of the catalogues reports the codes.
  const [less, more] = [removed.filter(isWithoutCode), added.filter(isWithoutCode)];
  const nothing = { ...places, args: {} };
  if (before.shapes.length === 0 && more.length > 0)
    facts.push({ kind: 'permitted', shift: 'widened', ...nothing });
  else if (after.shapes.length === 0 && less.length > 0)
    facts.push({ kind: 'forbidden', shift: 'narrowed', ...nothing });
  else {
    const only = (shift: 'narrowed' | 'widened') =>
      inCondition(
        { kind: `alternative-${shift === 'narrowed' ? 'removed' : 'added'}`, shift, args: {} },
        overlap ? 0 : 1,
      );
    facts.push(
      ...less.map(({ name, pointer }) => ({ ...only('narrowed'), old: pointer, args: { name } })),
      ...more.map(({ name, pointer }) => ({ ...only('widened'), next: pointer, args: { name } })),
    );
  }
  if (before.overlap !== after.overlap) {
    const shift = after.overlap ? 'narrowed' : 'widened';
    facts.push({ kind: `overlap-${shift}`, shift, ...nothing });
  }
  const isChanged = facts.length + removed.length + added.length > 0;
  const parts = [...before.shapes, ...after.shapes].flatMap((shape) => shape.parts);
  return { facts, edges, places: isChanged ? [...pair.places, ...parts.map(({ pointer }) => pointer)] : [] };
}

/** Returns a change below a condition: only the effect on the permitted values counts. */
export function inCondition(fact: Fact, variance: Variance): Fact {
  if (variance === 1 || !fact.shift) return fact;
  const shift = effectOf(fact.shift, variance);
  return { ...fact, kind: `condition-${shift}`, shift };
}

/** Identifies schemas that all apply to the same value. A reference without siblings has the key of its target. */
export function keyOf(schemas: readonly JsonNode[]): string {
  const targets = schemas.map((schema) =>
    Object.keys(objectOf(schema)).length === 1 ? resolved(schema) : schema,
  );
  return [...new Set(targets.map(({ pointer }) => pointer))].sort().join(' ');
}
