/** Builds a success that matches the request: the items of the spec's example, repeated and varied on two pages. */
import { isObject, type Json, type JsonObject } from '../contract/document.ts';
import type { Operation, Parameter } from '../contract/model.ts';

/** The maximum number of items on a page, even if the spec allows a higher limit. */
const MAX_ITEMS = 1000;

/**
 * Builds the envelope of one page.
 *
 * @param example the envelope of the spec's example
 * @param values the values of the request by parameter, including defaults
 * @returns the first page has `limit` items and a cursor for the second. The second page has half as many items and is
 *   the last. A page for any other cursor is empty.
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
      const requested = [...values].find(([parameter]) => parameter.name === echoes);
      if (requested) item[field] = requested[1] as Json;
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

/** Copies an item with its keys increased by `offset`. If a text contains a key (an address), the text changes too. */
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
