/** Rejects documents whose references leave the document or never end. */
import { truncate } from '../text/truncate.ts';
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';
import { isLocal, pointerPart, targetOf } from './json-pointer.ts';
import { isOpaque, type Kind, kindOfPart } from './node-kinds.ts';

/** A value of the document, and how it is used. */
interface Place {
  value: Json;
  kind: Kind;
  pointer: string;
}

/** The keys of a schema whose schemas apply to the same value as the schema: a cycle of them never ends. */
const IN_PLACE = new Set(
  '$ref $dynamicRef $recursiveRef allOf anyOf oneOf not if then else dependentSchemas'.split(' '),
);

/** The maximum length of a chain of references and schemas that apply to the same value. `resolveRef` follows as many. */
const MAX_CHAIN = 100;

/** The maximum length of a quoted reference, in characters. */
const MAX_QUOTED = 200;

/**
 * Checks that no reference leaves a document, and that a reader who follows the references always reaches an end.
 *
 * @param name name of the document in errors, usually the path
 * @throws {ContractError} at the first fault; the message names the place
 */
export function checkReferences(document: JsonObject, name: string): void {
  const fault = faultOf(document);
  if (fault !== undefined) throw new ContractError(`The spec ${name} has ${fault}.`);
}

function faultOf(document: JsonObject): string | undefined {
  // A value can have several kinds: a reference can use an example as a schema.
  const seen = new Map<object, Set<Kind>>();
  const edges = new Map<object, Place[]>();
  // A list instead of recursion, because chains of references can be long.
  const waiting: Place[] = [{ value: document, kind: 'document', pointer: '#' }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { value, kind } = place;
    const fault = typeof value === 'string' ? faultOfText(value, place, document) : undefined;
    if (fault !== undefined) return fault;
    if (typeof value !== 'object' || value === null || isOpaque(kind)) continue;
    const kinds = seen.get(value) ?? new Set();
    if (kinds.has(kind)) continue;
    seen.set(value, kinds.add(kind));
    const parts = partsOf(place);
    const targets = targetsOf(place, document);
    const inPlace = parts.filter(({ key }) => kind === 'schema*' || (kind === 'schema' && IN_PLACE.has(key)));
    edges.set(value, [...(edges.get(value) ?? []), ...inPlace, ...targets]);
    waiting.push(...targets, ...parts);
  }
  return faultOfChains(edges);
}

function partsOf({ value, kind, pointer }: Place): (Place & { key: string })[] {
  return Object.entries(value as JsonObject).map(([key, inner]) => ({
    key,
    value: inner,
    kind: kindOfPart(kind, key),
    pointer: `${pointer}/${pointerPart(key)}`,
  }));
}

/** Returns the targets of the references in a node. They are used like the node. */
function targetsOf({ value, kind }: Place, document: JsonObject): Place[] {
  // Nothing follows the references in an extension.
  if (!isObject(value) || kind === 'other' || kind.endsWith('*')) return [];
  return Object.entries(value).flatMap(([key, pointer]) => {
    if (typeof pointer !== 'string' || kindOfPart(kind, key) !== 'reference') return [];
    const target = targetOf(document, pointer);
    return target === undefined ? [] : [{ value: target, kind, pointer }];
  });
}

/** Returns what is wrong with a text, as a clause. */
function faultOfText(text: string, { kind, pointer }: Place, document: JsonObject): string | undefined {
  const shown = JSON.stringify(truncate(text, MAX_QUOTED));
  if (kind === 'reference' && !text.startsWith('#'))
    return `the reference ${shown} at ${pointer}, which leaves the document: bundle the spec, for example with \`redocly bundle\``;
  if (kind === 'reference' && !(isLocal(text) && targetOf(document, text) !== undefined))
    return `the reference ${shown} at ${pointer}, which leads to nothing: write the JSON pointer of a value in the document, for example #/components/schemas/NAME`;
  const schema = isLocal(text) ? text : `#/components/schemas/${pointerPart(text)}`;
  if (kind === 'schemaName' && targetOf(document, schema) === undefined)
    return `the mapping ${shown} at ${pointer}, which leads to no schema of the document: write it as #/components/schemas/NAME`;
  if (kind === 'externalValue')
    return `the address of an example at ${pointer}, which leaves the document: write the example under "value"`;
  if (kind === 'schemaId')
    return `the identifier ${shown} at ${pointer}, to which references are relative, so that they leave the document: remove it`;
  return undefined;
}

/** Returns what is wrong with chains of references, as a clause: a cycle, or a chain that is too long. */
function faultOfChains(edges: ReadonlyMap<object, readonly Place[]>): string | undefined {
  /** The length of the longest chain that starts at a node. */
  const lengths = new Map<object, number>();
  for (const start of edges.keys()) {
    const open = new Set<object>();
    const path = [{ node: start, pointer: '', left: [...(edges.get(start) ?? [])], length: 0 }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      open.add(top.node);
      const next = top.left.pop();
      if (next) {
        const { value: node, pointer } = next;
        if (typeof node !== 'object' || node === null) continue;
        if (open.has(node))
          return `a cycle of references through ${pointer}, which never ends: remove one of the references`;
        const known = lengths.get(node);
        if (known === undefined) path.push({ node, pointer, left: [...(edges.get(node) ?? [])], length: 0 });
        else top.length = Math.max(top.length, known + 1);
      } else {
        lengths.set(top.node, top.length);
        open.delete(top.node);
        path.pop();
        const parent = path.at(-1);
        if (parent) parent.length = Math.max(parent.length, top.length + 1);
        if (top.length > MAX_CHAIN)
          return `a chain of more than ${MAX_CHAIN} references and nested schemas at ${top.pointer}: refer to the last schema directly`;
      }
    }
  }
  return undefined;
}
