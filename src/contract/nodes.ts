/** Small readers of a document's nodes, with errors that name the place. */
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';
import type { Level, Relation } from './types.ts';

/**
 * A text at a dotted path below a node.
 *
 * @param pointer where the node stands
 * @throws {ContractError} where there is none
 */
export function textAt(node: JsonObject, path: string, pointer: string): string {
  const value = path
    .split('.')
    .reduce<Json | undefined>((parent, key) => (isObject(parent) ? parent[key] : undefined), node);
  if (typeof value !== 'string') {
    throw new ContractError(`The spec lacks a text at ${pointer}/${path.replaceAll('.', '/')}.`);
  }
  return value;
}

/** The text of a description, trimmed; empty where there is none. */
export function descriptionOf(node: JsonObject): string {
  return typeof node.description === 'string' ? node.description.trim() : '';
}

/** The entries of an object; none where the value is no object. */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The members of an array; none where the value is no array. */
export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The names of an object schema's properties that have a role. */
export function propertiesWithRole(schema: JsonObject, role: string): string[] {
  return entriesOf(schema.properties)
    .filter(([, property]) => isObject(property) && property['x-role'] === role)
    .map(([name]) => name);
}

/** The relations that an object schema states. */
export function relationsOf(schema: JsonObject): Relation[] {
  return listOf(schema['x-relations'])
    .filter(isObject)
    .map((relation) => ({
      field: String(relation.field),
      level: (relation.level as Level | undefined) ?? 'MUST',
      ...(typeof relation['less-than'] === 'string' && { lessThan: relation['less-than'] }),
      ...(Array.isArray(relation.sum) && { sum: relation.sum.map(String) }),
      ...(typeof relation.echoes === 'string' && { echoes: relation.echoes }),
    }));
}
