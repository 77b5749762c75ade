/** The keywords and the properties of an alternative, with their places. */
import { at, type JsonNode } from '../json-node.ts';
import { alternativesOf, type Shape } from './schema-shape.ts';

/** Returns the place of the first of the keywords that a schema has, else the schema itself. */
export function placeOf({ parts, pointer }: Shape, ...keywords: readonly string[]): string {
  const found = keywords.flatMap((keyword) => parts.map((part) => at(part, keyword)));
  return found.find(({ value }) => value !== undefined)?.pointer ?? parts.at(-1)?.pointer ?? pointer;
}

/** Returns the schemas of a property: its own, else those for additional properties. */
export function propertySchemas({ parts }: Shape, name: string): JsonNode[] {
  return parts.flatMap((part) => {
    const own = at(at(part, 'properties'), name);
    const schema = own.value === undefined ? at(part, 'additionalProperties') : own;
    return schema.value === undefined || schema.value === true ? [] : [schema];
  });
}

/** Returns the names of the properties. */
export function namesIn({ parts, types }: Shape): string[] {
  if (!types.has('object')) return [];
  return parts.flatMap((part) => Object.keys((at(part, 'properties').value as object | undefined) ?? {}));
}

/** Returns the place of a property, or of the schema if it has none. */
export function propertyPlace({ parts, pointer }: Shape, name: string): string {
  const own = parts.map((part) => at(at(part, 'properties'), name)).find(({ value }) => value !== undefined);
  return own?.pointer ?? pointer;
}

/** Returns whether no value satisfies the schemas. */
export const isForbidden = (schemas: readonly JsonNode[]) => alternativesOf(schemas, '').shapes.length === 0;
