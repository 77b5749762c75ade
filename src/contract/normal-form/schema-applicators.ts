/** The keywords of JSON Schema with schemas below a schema, other than `properties` and the compositions. */
import { isObject } from '../document.ts';
import { at, type JsonNode } from '../json-node.ts';
import type { Shape } from './schema-shape.ts';

/** A keyword, and the effect of its schemas. */
export interface Applicator {
  /** The type of the values that the keyword applies to; omitted if it applies to values of every type. */
  type?: string;
  /**
   * 1 if more values of the inner schemas mean more values of the outer schema, -1 if they mean fewer (below `not`), and 0
   * if neither is certain (below `if`).
   */
  variance: 1 | -1 | 0;
  /** The schema with the same effect as a missing keyword; omitted if no schema has this effect. */
  absent?: boolean;
  /** Appended to the subject. */
  suffix: (key: string) => string;
}

/** Keywords with one schema. */
export const ONE: Readonly<Record<string, Applicator>> = {
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
export const MANY: Readonly<Record<string, Applicator>> = {
  patternProperties: { type: 'object', variance: 1, absent: true, suffix: (key) => `.${key}` },
  dependentSchemas: {
    type: 'object',
    variance: 1,
    absent: true,
    suffix: (key) => ` (with the field ${key})`,
  },
  prefixItems: { type: 'array', variance: 1, absent: true, suffix: (key) => `[${key}]` },
};

/** The keywords that have schemas below a schema. */
export const APPLICATORS: ReadonlySet<string> = new Set([...Object.keys(ONE), ...Object.keys(MANY)]);

/** Returns the schemas at a keyword that have an effect. */
export function schemasAt(
  { parts, types }: Shape,
  keyword: string,
  { type }: Pick<Applicator, 'type'>,
): JsonNode[] {
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

/** Returns the keys of the schemas at a keyword. */
export function keysAt({ parts }: Shape, keyword: string): string[] {
  return parts.flatMap((part) => Object.keys((at(part, keyword).value as object | undefined) ?? {}));
}
