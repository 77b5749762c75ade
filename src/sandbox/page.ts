/** A success that honours the request: the spec's example, its items repeated and varied over two pages. */
import { isObject, type Json, type JsonObject } from '../contract/document.ts';
import type { Operation, Parameter } from '../contract/model.ts';

/** A limit may be as high as the spec likes; a page of the sandbox is not. */
const MAX_ITEMS = 1000;

/**
 * Makes the envelope of one page.
 *
 * @param example the envelope of the spec's example
 * @param values the request's values by parameter, defaults filled in
 * @returns the first page holds `limit` items and leads to the second; the second, half as many, is the last; behind
 *   any other cursor there is nothing
 */
export function makePage(
  operation: Operation,
  example: JsonObject,
  values: ReadonlyMap<Parameter, unknown>,
): JsonObject {
  const { itemsField, cursorField, itemKeys } = operation.success;
  const data = example.data;
  if (!isObject(data) || itemsField === undefined) return example;
  const templates = (Array.isArray(data[itemsField]) ? data[itemsField] : []).filter(isObject);
  const ofRole = (role: string) => [...values].find(([parameter]) => parameter.role === role)?.[1];
  const next = cursorField === undefined ? null : (data[cursorField] ?? null);
  const limit = Math.min(Number(ofRole('limit') ?? templates.length), MAX_ITEMS);
  const cursor = ofRole('cursor') || undefined;
  const second = Math.ceil(limit / 2);
  const [start, count] = cursor === undefined ? [0, limit] : cursor === next ? [limit, second] : [0, 0];

  const items = Array.from({ length: templates.length === 0 ? 0 : count }, (_, index) => {
    const item = vary(
      templates[(start + index) % templates.length] ?? {},
      itemKeys,
      Math.floor((start + index) / templates.length) * templates.length,
    );
    for (const { field, echoes } of operation.success.itemRelations) {
      const asked = [...values].find(([parameter]) => parameter.name === echoes);
      if (asked) item[field] = asked[1] as Json;
    }
    return item;
  });
  return {
    ...example,
    data: {
      ...data,
      [itemsField]: items,
      ...(cursorField !== undefined && { [cursorField]: cursor === undefined ? next : null }),
    },
  };
}

/** A copy with other keys, `offset` further on; where a key stands in another text (an address), it changes there too. */
function vary(item: JsonObject, keys: readonly string[], offset: number): JsonObject {
  const copy = structuredClone(item);
  if (offset === 0) return copy;
  for (const key of keys) {
    const old = copy[key];
    if (typeof old === 'number') copy[key] = old + offset;
    if (typeof old === 'string') {
      const fresh = /^\d+$/.test(old) ? String(BigInt(old) + BigInt(offset)) : `${old}-${offset}`;
      replaceTexts(copy, old, fresh);
    }
  }
  return copy;
}

function replaceTexts(node: JsonObject | Json[], old: string, fresh: string): void {
  for (const [key, value] of Object.entries(node)) {
    const holder = node as JsonObject;
    if (typeof value === 'string') holder[key] = value.replaceAll(old, fresh);
    else if (typeof value === 'object' && value !== null) replaceTexts(value, old, fresh);
  }
}
