/** The keywords of JSON Schema with schemas below a schema, other than `properties` and the compositions. */
import { at, type JsonNode, objectOf } from '../json-node.ts';
import type { Shape } from './schema-shape.ts';

/** A keyword, and the effect of its schemas. */
export interface Applicator {
  /** The type of the values that the keyword applies to; omitted if it applies to values of every type. */
  type?: string;
  /** Whether the keyword has a schema for each of several keys. */
  many?: true;
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

const all = (type: string, suffix: Applicator['suffix'], many?: true): Applicator => ({
  type,
  variance: 1,
  absent: true,
  suffix,
  ...(many && { many }),
});

/** The keywords, by name. */
export const APPLICATORS: Readonly<Record<string, Applicator>> = {
  additionalProperties: all('object', () => '.*'),
  unevaluatedProperties: all('object', () => '.*'),
  propertyNames: all('object', () => ' (the names of its fields)'),
  patternProperties: all('object', (key) => `.${key}`, true),
  dependentSchemas: all('object', (key) => ` (with the field ${key})`, true),
  items: all('array', () => '[]'),
  unevaluatedItems: all('array', () => '[]'),
  prefixItems: all('array', (key) => `[${key}]`, true),
  contentSchema: all('string', () => ' (its content)'),
  contains: { type: 'array', variance: 0, suffix: () => '[] (contains)' },
  not: { variance: -1, absent: false, suffix: () => ' (not)' },
  if: { variance: 0, suffix: () => ' (if)' },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: { variance: 1, absent: true, suffix: () => ' (then)' },
  else: { variance: 1, absent: true, suffix: () => ' (else)' },
};

/** Returns the schemas at a keyword that have an effect, for each key. A keyword with one schema has itself as the key. */
export function schemasAt({ parts, types }: Shape, keyword: string): Map<string, JsonNode[]> {
  const { type, many } = APPLICATORS[keyword] as Applicator;
  const found = new Map<string, JsonNode[]>();
  if (type !== undefined && !types.has(type)) return found;
  for (const part of parts.filter((schema) => isEffective(keyword, schema))) {
    const value = at(part, keyword);
    for (const key of many ? Object.keys(Object(value.value)) : [keyword]) {
      const schema = many ? at(value, key) : value;
      if (schema.value !== undefined) found.set(key, [...(found.get(key) ?? []), schema]);
    }
  }
  return found;
}

/**
 * Returns whether a keyword of a schema has an effect. `if` has one only with `then` or `else`, and both only with `if` (JSON
 * Schema 2020-12, 10.2.2). `contains` has none if no item must match, and its bounds have none without it (10.3.1.3).
 */
export function isEffective(keyword: string, schema: JsonNode): boolean {
  const { if: condition, then, else: otherwise, contains, minContains, maxContains } = objectOf(schema);
  if (keyword === 'then' || keyword === 'else') return condition !== undefined;
  if (keyword === 'if') return then !== undefined || otherwise !== undefined;
  if (!keyword.toLowerCase().endsWith('contains')) return true;
  return contains !== undefined && (minContains !== 0 || maxContains !== undefined);
}
