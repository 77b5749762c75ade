/** The schemas below a schema, other than those of its properties. */
import { isObject } from '../contract/document.ts';
import { at, type JsonNode } from '../contract/json-node.ts';
import type { Shape } from '../contract/normal-form/schema-shape.ts';
import type { Shift, Variance } from './direction.ts';
import type { Edge } from './schema-compare.ts';

interface Applicator {
  /** The type of the values that the keyword applies to; omitted if it applies to values of every type. */
  type?: string;
  variance: Variance;
  /** The schema with the same effect as a missing keyword; omitted if no schema has this effect. */
  absent?: boolean;
  /** Appended to the subject. */
  suffix: (key: string) => string;
}

const ONE: Readonly<Record<string, Applicator>> = {
  additionalProperties: { type: 'object', variance: 1, absent: true, suffix: () => '.*' },
  unevaluatedProperties: { type: 'object', variance: 1, absent: true, suffix: () => '.*' },
  propertyNames: { type: 'object', variance: 1, absent: true, suffix: () => ' (the names of its fields)' },
  items: { type: 'array', variance: 1, absent: true, suffix: () => '[]' },
  unevaluatedItems: { type: 'array', variance: 1, absent: true, suffix: () => '[]' },
  contentSchema: { type: 'string', variance: 1, absent: true, suffix: () => ' (its content)' },
  contains: { type: 'array', variance: 0, suffix: () => '[] (contains)' },
  not: { variance: -1, absent: false, suffix: () => ' (not)' },
  if: { variance: 0, absent: false, suffix: () => ' (if)' },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: { variance: 1, absent: true, suffix: () => ' (then)' },
  else: { variance: 1, absent: true, suffix: () => ' (else)' },
};

/** Keywords with a schema for each key. */
const MANY: Readonly<Record<string, Applicator>> = {
  patternProperties: { type: 'object', variance: 1, absent: true, suffix: (key) => `.${key}` },
  dependentSchemas: {
    type: 'object',
    variance: 1,
    absent: true,
    suffix: (key) => ` (with the field ${key})`,
  },
  prefixItems: { type: 'array', variance: 1, absent: true, suffix: (key) => `[${key}]` },
};

/** The keywords that {@link subschemasOf} reads. */
export const APPLICATORS: ReadonlySet<string> = new Set([...Object.keys(ONE), ...Object.keys(MANY)]);

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

function schemasAt({ parts, types }: Shape, keyword: string, { type }: Pick<Applicator, 'type'>): JsonNode[] {
  if (type !== undefined && !types.has(type)) return [];
  return parts.filter(isEffective(keyword)).flatMap((part) => {
    const schema = at(part, keyword);
    return schema.value === undefined ? [] : [schema];
  });
}

/** `if` has an effect only with `then` or `else`, and both have an effect only with `if` (JSON Schema 2020-12, 10.2.2). */
function isEffective(keyword: string) {
  return ({ value }: JsonNode): boolean => {
    if (!isObject(value)) return false;
    if (keyword === 'then' || keyword === 'else') return value.if !== undefined;
    return keyword !== 'if' || value.then !== undefined || value.else !== undefined;
  };
}

function keysAt({ parts }: Shape, keyword: string): string[] {
  return parts.flatMap((part) => Object.keys((at(part, keyword).value as object | undefined) ?? {}));
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
