/** Values of documents: whether two are the same, or mean the same, and how a sentence says them. */
import { createHash } from 'node:crypto';
import { ContractError, isObject, type Json, type JsonObject } from '../contract/document.ts';
import { pointerPart, resolveRef } from '../contract/json-pointer.ts';
import { kindOfPart } from '../contract/node-kinds.ts';
import { isNever } from '../contract/nodes.ts';

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
  /** What stands beside the reference that led here, and holds as well (OpenAPI 3.1.1, 4.8.23.1), as JSON. */
  beside?: string;
}

/** The same with its references followed; a node that is no object stays what it is. */
export function resolved(side: Side): Side {
  if (!isObject(side.node)) return side;
  const target: Side = {
    document: side.document,
    ...resolveRef(side.document, side.node, side.pointer),
    ...(side.beside !== undefined && { beside: side.beside }),
  };
  const { $ref, ...beside } = side.node;
  const says = Object.keys(beside).some((key) => !WORDS.has(key));
  if ($ref === undefined || !says || !isObject(target.node)) return target;
  return { ...target, node: { ...target.node, ...beside }, beside: JSON.stringify(beside) };
}

/** Tells a node from others of its document. */
export function keyOf({ pointer, beside = '' }: Side): string {
  return pointer + beside;
}

/** The maximum depth of nested schemas, with references followed. Recursive functions compare them. */
const MAX_LEVELS = 256;

/**
 * Returns the path to a schema, with the schema added.
 *
 * @throws {ContractError} if the schema is nested too deeply
 */
export function pathTo(above: readonly string[], key: string, pointer: string): readonly string[] {
  if (above.length < MAX_LEVELS) return [...above, key];
  throw new ContractError(
    `The schema at ${pointer} is nested more than ${MAX_LEVELS} levels deep, with references followed. Nest schemas less deeply.`,
  );
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

const WORDS = new Set(['title', 'description', 'summary', 'example', 'examples', 'externalDocs', '$comment']);

/** Lists whose order says nothing. */
const UNORDERED = new Set(['allOf', 'anyOf', 'oneOf', 'required', 'type', 'enum']);

/**
 * Returns the one form of schemas that mean the same: `const` for a single permitted value, with or without a one-value
 * `enum`, and `false` for the schema that nothing satisfies.
 */
export function plainSchema(node: Json | undefined): Json | undefined {
  if (isNever(node)) return false;
  if (!isObject(node)) return node;
  const { enum: values, ...rest } = node;
  const [value] = Array.isArray(values) && values.length === 1 ? values : [];
  if (value === undefined || (rest.const !== undefined && !same(rest.const, value))) return node;
  return { ...rest, const: value };
}

/** What a keyword says where it is left out (JSON Schema 2020-12). */
const UNSAID: Readonly<Record<string, Json>> = {
  minLength: 0,
  minItems: 0,
  minProperties: 0,
  uniqueItems: false,
  additionalProperties: true,
  unevaluatedProperties: true,
  unevaluatedItems: true,
  readOnly: false,
  writeOnly: false,
};

/** A keyword's value in one of the forms that mean the same; nothing where it says what it says when left out. */
export function plain(keyword: string, value: Json | undefined): Json | undefined {
  if (keyword === 'type' && (typeof value === 'string' || Array.isArray(value)))
    return [value].flat().map(String).sort();
  return value !== undefined && same(value, UNSAID[keyword]) ? undefined : value;
}

/** What was digested once: many places may share a schema, and each would be followed from each of them. */
const digests = new WeakMap<JsonObject, Map<string, string>>();

/**
 * A digest of what a part of a document allows, its references followed and its words left out: the same for what means
 * the same.
 */
export function meaningOf(side: Side): string {
  return digestOf(side, [], false).text;
}

/**
 * @param isData whether the part is data, for example below `enum`: its `$ref` is not a reference
 * @param above where the references led that this part stands in: one that leads there again ends there
 * @returns `whole` where nothing in it ended so; what it says does not depend on the way to it then
 */
function digestOf(side: Side, above: readonly string[], isData: boolean): { text: string; whole: boolean } {
  const here = isData ? side : resolved(side);
  const { document, pointer } = here;
  const node = isData ? here.node : plainSchema(here.node);
  const key = keyOf(here);
  if (pointer !== side.pointer && above.includes(key)) return { text: key, whole: false };
  const memo = digests.get(document) ?? new Map<string, string>();
  digests.set(document, memo);
  const known = memo.get(key);
  if (known !== undefined) return { text: known, whole: true };
  if (!Array.isArray(node) && !isObject(node)) return { text: JSON.stringify(node ?? null), whole: true };
  const within = pathTo(above, key, pointer);
  // A property may have the name of a keyword.
  const isNames = isData || pointer.endsWith('/properties');
  const part = (value: Json | undefined, name: string) =>
    digestOf(
      { document, node: value, pointer: `${pointer}/${pointerPart(name)}` },
      within,
      isData || (!isNames && kindOfPart('schema', name) === 'data'),
    );
  const [lines, whole] = Array.isArray(node)
    ? linesOf(node.map((item, index) => part(item, String(index))))
    : linesOfObject(node, isNames, part);
  const isList = Array.isArray(node) && UNORDERED.has(pointer.slice(pointer.lastIndexOf('/') + 1));
  const told = JSON.stringify([Array.isArray(node), isList ? lines.toSorted() : lines]);
  const text = createHash('sha256').update(told).digest('base64');
  if (whole) memo.set(key, text);
  return { text, whole };
}

type Digest = ReturnType<typeof digestOf>;

function linesOf(digested: readonly Digest[]): [lines: string[], whole: boolean] {
  return [digested.map(({ text }) => text), digested.every(({ whole }) => whole)];
}

function linesOfObject(
  node: JsonObject,
  isNames: boolean,
  part: (value: Json | undefined, name: string) => Digest,
): [lines: string[], whole: boolean] {
  const said = Object.keys(node)
    .sort()
    .filter((name) => isNames || !WORDS.has(name))
    .map((name) => [name, isNames ? node[name] : plain(name, node[name])] as const)
    .filter(([, value]) => value !== undefined);
  const digested = said.map(([name, value]) => part(value, name));
  return [said.map(([name], index) => `${name}: ${digested[index]?.text}`), linesOf(digested)[1]];
}
