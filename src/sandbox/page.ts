/** Builds a success that matches the request: the items of the spec's example, repeated and varied on two pages. */
import { isObject, type Json, type JsonObject } from '../contract/document.ts';
import type { Parameter, Success } from '../contract/model.ts';

/** The maximum number of items on a page, even if the spec allows a higher limit. */
const MAX_ITEMS = 1000;

/** With this number of digits, the keys of two pages differ. */
const ENOUGH_DIGITS = String(2 * MAX_ITEMS).length;

/** Everything in a request that changes a page. */
export interface PageRequest {
  /** The number of items on a full page. */
  limit: number;
  /** `none`: the cursor is unknown, so the page is empty. */
  part: 'first' | 'second' | 'none';
  /** The fields of each item that repeat a parameter of the request. */
  echoes: Readonly<Record<string, Json>>;
}

/** @param values the values of the request by parameter, including defaults */
export function pageRequestOf(success: Success, values: ReadonlyMap<Parameter, unknown>): PageRequest {
  const { itemsField, cursorField, itemRelations, content } = success;
  const data = isObject(content?.example.data) ? content.example.data : {};
  let limit = templatesOf(data, itemsField).length;
  let part: PageRequest['part'] = 'first';
  const echoes: Record<string, Json> = {};
  for (const [{ name, role, list }, value] of values) {
    if (role === 'limit' && value !== undefined) limit = Math.min(Number(value), MAX_ITEMS);
    if (role === 'cursor' && value)
      part = cursorField !== undefined && value === data[cursorField] ? 'second' : 'none';
    for (const relation of itemRelations)
      if (relation.echoes === name && value !== undefined && !list) echoes[relation.field] = value as Json;
  }
  return { limit, part, echoes };
}

/**
 * Builds the envelope of one page.
 *
 * @returns the first page has `limit` items and a cursor for the second. The second page has half as many items and is
 *   the last. A page for any other cursor is empty. A success without items is the example; undefined if the success
 *   has no content.
 */
export function makePage(success: Success, { limit, part, echoes }: PageRequest): JsonObject | undefined {
  const { itemsField, cursorField, itemKeys, content } = success;
  if (!content) return undefined;
  const { example } = content;
  const { data } = example;
  if (!isObject(data) || itemsField === undefined) return example;
  const templates = templatesOf(data, itemsField);
  const [start, count] = { first: [0, limit], second: [limit, Math.ceil(limit / 2)], none: [0, 0] }[part] as [
    number,
    number,
  ];
  const items = Array.from({ length: templates.length === 0 ? 0 : count }, (_, index) => ({
    ...vary(
      templates[(start + index) % templates.length] ?? {},
      itemKeys,
      Math.floor((start + index) / templates.length) * templates.length,
    ),
    ...echoes,
  }));
  const next = cursorField !== undefined && part === 'first' ? (data[cursorField] ?? null) : null;
  return {
    ...example,
    data: { ...data, [itemsField]: items, ...(cursorField !== undefined && { [cursorField]: next }) },
  };
}

function templatesOf(data: JsonObject, itemsField: string | undefined): JsonObject[] {
  const items = itemsField === undefined ? [] : data[itemsField];
  return Array.isArray(items) ? items.filter(isObject) : [];
}

/** Copies an item with other keys. If a text contains a key (an address), the text changes too. */
function vary(item: JsonObject, keys: readonly string[], offset: number): JsonObject {
  if (offset === 0) return item;
  const copy = structuredClone(item);
  for (const key of keys) {
    const old = copy[key];
    if (typeof old === 'number') copy[key] = old + offset;
    if (typeof old === 'string' && old !== '') replaceTexts(copy, old, increased(old, offset));
  }
  return copy;
}

/**
 * Increases the number that the digits of a text form together. Other characters stay, and the length too, so that a UUID
 * stays a UUID. A text with few digits, but not only digits, gets a suffix instead.
 */
function increased(text: string, offset: number): string {
  const digits = text.replace(/\D/g, '');
  if (digits !== text && digits.length < ENOUGH_DIGITS) return `${text}-${offset}`;
  const fresh = String(BigInt(digits) + BigInt(offset)).padStart(digits.length, '0');
  if (digits === text) return fresh;
  let next = fresh.length - digits.length;
  return text.replace(/\d/g, () => fresh.charAt(next++));
}

function replaceTexts(node: JsonObject | Json[], old: string, fresh: string): void {
  for (const [key, value] of Object.entries(node)) {
    const holder = node as JsonObject;
    if (typeof value === 'string') holder[key] = value.replaceAll(old, fresh);
    else if (typeof value === 'object' && value !== null) replaceTexts(value, old, fresh);
  }
}
