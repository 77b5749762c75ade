/** Values of documents: whether two are the same, and how a sentence says them. */
import { isObject, type Json, type JsonObject, pointerPart, resolveRef } from '../contract/document.ts';

/** Whether two values are the same JSON; the order of keys does not count. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
  );
}

const MAX_SAID = 80;

/** A value as a sentence says it: JSON, and the beginning of what is long. */
export function said(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_SAID ? `${text.slice(0, MAX_SAID - 1)}…` : text;
}

/** A node of one of the two documents. */
export interface Side {
  document: JsonObject;
  node: Json | undefined;
  pointer: string;
}

/** The same with its references followed; a node that is no object stays what it is. */
export function resolved(side: Side): Side {
  if (!isObject(side.node)) return side;
  return { document: side.document, ...resolveRef(side.document, side.node, side.pointer) };
}

/** What stands at a key of an object, its references followed. */
export function child(side: Side, ...keys: readonly string[]): Side {
  return keys.reduce<Side>(
    ({ document, node, pointer }, key) =>
      resolved({
        document,
        node: isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined,
        pointer: `${pointer}/${pointerPart(key)}`,
      }),
    side,
  );
}

/** The object of a node; an empty one where it is none. */
export function objectOf({ node }: Side): JsonObject {
  return isObject(node) ? node : {};
}

/** Two lists of names: what is only in the first, what only in the second, what in both. */
export function parted(old: Iterable<string>, next: Iterable<string>) {
  const [a, b] = [new Set(old), new Set(next)];
  return {
    gone: [...a].filter((name) => !b.has(name)),
    come: [...b].filter((name) => !a.has(name)),
    both: [...a].filter((name) => b.has(name)),
  };
}

const WORDS = new Set(['title', 'description', 'example', 'examples', '$comment']);

/**
 * What a part of a schema allows, its references followed and its words left out.
 *
 * @param above where the references led that this part stands in: one that leads there again stays
 */
export function meaningOf(side: Side, above: readonly string[] = []): Json {
  const { node, pointer } = resolved(side);
  if (pointer !== side.pointer && above.includes(pointer)) return { $ref: pointer };
  const within = [...above, pointer];
  const part = (value: Json | undefined, key: string) =>
    meaningOf({ document: side.document, node: value, pointer: `${pointer}/${pointerPart(key)}` }, within);
  if (Array.isArray(node)) return node.map((item, index) => part(item, String(index)));
  if (!isObject(node)) return node ?? null;
  // A property may have the name of a keyword.
  const named = pointer.endsWith('/properties');
  const keys = Object.keys(node).filter((key) => named || !WORDS.has(key));
  return Object.fromEntries(keys.map((key) => [key, part(node[key], key)]));
}
