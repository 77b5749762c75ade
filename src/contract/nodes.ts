/** Small readers of a document's nodes, with errors that name the place. */
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';
import type { PropertyRole } from './vocabulary.ts';

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

/**
 * One of the words that a text may be; undefined where there is none, and none need be.
 *
 * @throws {ContractError} where it is another
 */
export function wordOf<Word extends string>(
  value: Json | undefined,
  words: readonly Word[],
  pointer: string,
): Word | undefined {
  if (value === undefined) return undefined;
  const word = words.find((known) => known === value);
  if (word === undefined) throw new ContractError(`The spec needs one of ${words.join(', ')} at ${pointer}.`);
  return word;
}

/** Whether a text is a token of HTTP: the name of a header field, of a scheme (RFC 9110 5.6.2). */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(text);
}

/** Whether a token can stand in a header as it is, in any scheme: visible ASCII (RFC 9110 5.5). */
export function isSendable(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
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
export function propertiesWithRole(schema: JsonObject, role: PropertyRole): string[] {
  return entriesOf(schema.properties)
    .filter(([, property]) => isObject(property) && property['x-role'] === role)
    .map(([name]) => name);
}
