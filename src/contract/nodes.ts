/** Reads single nodes of a document. Errors name the place. */
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';
import { pointerPart, resolveRef } from './json-pointer.ts';
import type { PropertyRole } from './vocabulary.ts';

/**
 * Returns the text at a dotted path below a node.
 *
 * @param pointer the JSON pointer of the node
 * @throws {ContractError} if the value is missing or not a text
 */
export function textAt(node: JsonObject, path: string, pointer: string): string {
  const value = path
    .split('.')
    .reduce<Json | undefined>((parent, key) => (isObject(parent) ? parent[key] : undefined), node);
  if (typeof value !== 'string') {
    throw new ContractError(`The spec needs a text at ${pointer}/${path.replaceAll('.', '/')}.`);
  }
  return value;
}

/**
 * Returns a value as one of the allowed words, or undefined if the value is missing.
 *
 * @throws {ContractError} if the value is not one of the words
 */
export function wordOf<Word extends string>(
  value: Json | undefined,
  words: readonly Word[],
  pointer: string,
): Word | undefined {
  if (value === undefined) return undefined;
  const word = words.find((known) => known === value);
  if (word === undefined)
    throw new ContractError(`The value at ${pointer} must be one of ${words.join(', ')}.`);
  return word;
}

/** Returns whether a text is an HTTP token, as the names of header fields and schemes are (RFC 9110 5.6.2). */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(text);
}

/** Returns whether an API token can be sent in a header without encoding: visible ASCII only (RFC 9110 5.5). */
export function isSendable(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** Returns the trimmed description of a node, or an empty text. */
export function descriptionOf(node: JsonObject): string {
  return typeof node.description === 'string' ? node.description.trim() : '';
}

/** Returns the entries of an object, or an empty list for any other value. */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

/**
 * Returns the examples of a media type by name, with their references followed.
 *
 * @param pointer the JSON pointer of the media type
 */
export function examplesOf(document: JsonObject, { examples }: JsonObject, pointer: string): JsonObject {
  const resolved = entriesOf(examples).map(([name, value]) => [
    name,
    resolveRef(document, value, `${pointer}/examples/${pointerPart(name)}`).node,
  ]);
  return Object.fromEntries(resolved);
}

/** Returns an array unchanged, or an empty list for any other value. */
export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** Returns the names of the properties of an object schema that have a role. */
export function propertiesWithRole(schema: JsonObject, role: PropertyRole): string[] {
  return entriesOf(schema.properties)
    .filter(([, property]) => isObject(property) && property['x-role'] === role)
    .map(([name]) => name);
}

/** Returns whether a schema accepts no value: `{ not: {} }`, or `false`, which fewer tools support. */
export function isNever(schema: unknown): boolean {
  if (!isObject(schema)) return schema === false;
  const { not, ...rest } = schema;
  return isObject(not) && [not, rest].every((part) => Object.keys(part).length === 0);
}
