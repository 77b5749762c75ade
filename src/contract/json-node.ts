/** Nodes of a document with their places, and the comparison of values that no rule reads in detail. */
import { isObject, type Json, type JsonObject } from './document.ts';
import { pointerPart, resolveRef, valueAt } from './json-pointer.ts';
import { isOpaque, isProse, type Kind, kindOfPart } from './node-kinds.ts';

/** A value of one of the two documents. */
export interface JsonNode {
  readonly document: JsonObject;
  /** Undefined if the document has no value there. */
  readonly value: Json | undefined;
  /** The JSON pointer of the value, as a fragment (`#/...`). */
  readonly pointer: string;
}

/** A part of the old document and the part of the new document that it is compared with. */
export interface Pair {
  readonly old: JsonNode;
  readonly next: JsonNode;
}

/** A value that a document does not have. */
export const MISSING: JsonNode = { document: {}, value: undefined, pointer: '' };

export function rootOf(document: JsonObject): JsonNode {
  return { document, value: document, pointer: '#' };
}

/** Returns the value at a key, without following references. */
export function at({ document, value, pointer }: JsonNode, key: string | number): JsonNode {
  const inner = Array.isArray(value)
    ? value[Number(key)]
    : isObject(value) && Object.hasOwn(value, key)
      ? value[key]
      : undefined;
  return { document, value: inner, pointer: `${pointer}/${pointerPart(String(key))}` };
}

/**
 * Follows the references of a node.
 *
 * @throws {ContractError} if a reference leads to nothing
 */
export function resolved(node: JsonNode): JsonNode {
  if (!isObject(node.value) || typeof node.value.$ref !== 'string') return node;
  const target = resolveRef(node.document, node.value, node.pointer);
  return { document: node.document, value: target.node, pointer: target.pointer };
}

/** Returns the value below a path of keys; follows the references at each key. */
export function child(node: JsonNode, ...keys: readonly (string | number)[]): JsonNode {
  return keys.reduce<JsonNode>((parent, key) => resolved(at(parent, key)), node);
}

/** Returns the object of a node, or an empty object for any other value. */
export function objectOf(node: JsonNode | undefined): JsonObject {
  return isObject(node?.value) ? node.value : {};
}

/** Returns the items of a list, with their references followed. */
export function itemsOf(node: JsonNode): JsonNode[] {
  return Array.isArray(node.value) ? node.value.map((_, index) => child(node, index)) : [];
}

/** Returns the pointer, or that of the nearest enclosing value if the document has no value there. */
export function existing(document: JsonObject, pointer: string): string {
  let place = pointer;
  while (place !== '#' && valueAt(document, place.slice(1)) === undefined)
    place = place.slice(0, place.lastIndexOf('/'));
  return place;
}

/** Returns a value as JSON with sorted keys: equal values have equal texts. */
export function canonical(value: Json | undefined): string {
  const sorted = (inner: unknown): unknown =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner;
  if (typeof value !== 'object') return JSON.stringify(value) ?? '';
  return JSON.stringify(value, (_, inner) => sorted(inner));
}

/**
 * Returns whether two parts of the documents are equal, with references followed and without their prose.
 *
 * @param kind the kind of the parts, which decides which of their keys are prose
 * @param seen the pairs that the caller compares already: in a cycle, they are equal unless another part differs
 */
export function isSame({ old, next }: Pair, kind: Kind, seen = new Set<string>()): boolean {
  const [a, b] = isOpaque(kind) ? [old, next] : [resolved(old), resolved(next)];
  const pair = `${a.pointer} ${b.pointer}`;
  if (seen.has(pair)) return true;
  const areLists = Array.isArray(a.value) && Array.isArray(b.value);
  if (!areLists && !(isObject(a.value) && isObject(b.value))) return a.value === b.value;
  if (areLists && (a.value as Json[]).length !== (b.value as Json[]).length) return false;
  seen.add(pair);
  return Object.keys({ ...(a.value as JsonObject), ...(b.value as JsonObject) })
    .filter((key) => !isProse(kind, key))
    .every((key) => isSame({ old: at(a, key), next: at(b, key) }, kindOfPart(kind, key), seen));
}
