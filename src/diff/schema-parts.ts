/** The schemas below a schema, other than those of its properties. */
import { at, type JsonNode } from '../contract/json-node.ts';
import { type Applicator, keysAt, MANY, ONE, schemasAt } from '../contract/normal-form/schema-applicators.ts';
import type { Shape } from '../contract/normal-form/schema-shape.ts';
import type { Shift } from './direction.ts';
import type { Edge } from './schema-compare.ts';

/** Returns how the number of `contains` changed: each requires an item, so that a missing keyword is no schema. */
export function containsShift(old: Shape, next: Shape): Shift | undefined {
  const [was, is] = [old, next].map((shape) => schemasAt(shape, 'contains', { type: 'array' }).length);
  return was === is ? undefined : Number(is) > Number(was) ? 'narrowed' : 'widened';
}

/** Returns the pairs of schemas below two alternatives, except those of the properties. */
export function subschemasOf(old: Shape, next: Shape): Edge[] {
  return [
    ...Object.entries(ONE).flatMap(([keyword, applicator]) => {
      const [a, b] = [schemasAt(old, keyword, applicator), schemasAt(next, keyword, applicator)];
      // Several schemas of a condition do not combine to one: they are compared in their order.
      if (applicator.variance === 1)
        return a.length + b.length > 0 ? [edge(old, next, keyword, applicator, a, b)] : [];
      const count =
        applicator.absent === undefined ? Math.min(a.length, b.length) : Math.max(a.length, b.length);
      return Array.from({ length: count }, (_, index) =>
        edge(old, next, keyword, applicator, a.slice(index, index + 1), b.slice(index, index + 1)),
      );
    }),
    ...Object.entries(MANY).flatMap(([keyword, applicator]) => {
      const keys = new Set([old, next].flatMap((shape) => keysAt(shape, keyword)));
      return [...keys].map((key) => {
        const inner = (shape: Shape) =>
          schemasAt(shape, keyword, applicator)
            .map((map) => at(map, key))
            .filter(({ value }) => value !== undefined);
        return edge(old, next, keyword, applicator, inner(old), inner(next), key);
      });
    }),
  ];
}

function edge(
  old: Shape,
  next: Shape,
  keyword: string,
  { variance, absent, suffix }: Applicator,
  was: readonly JsonNode[],
  is: readonly JsonNode[],
  key = keyword,
): Edge {
  const missing = ({ pointer }: Shape): JsonNode[] =>
    absent !== false ? [] : [{ document: {}, value: false, pointer: `${pointer} without ${keyword}` }];
  return {
    suffix: suffix(key),
    variance,
    old: was.length > 0 ? was : missing(old),
    next: is.length > 0 ? is : missing(next),
    places: [was[0]?.pointer ?? old.pointer, is[0]?.pointer ?? next.pointer],
  };
}
