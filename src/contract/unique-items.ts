/** Finds equal items of a JSON array in linear time: ajv compares each item with each other, which takes minutes. */

/**
 * Returns the indexes of the first two items that are equal (JSON Schema validation 2020-12, 6.4.3); undefined if all
 * items are different. The compiled validators call it.
 *
 * @param items JSON values of a bounded depth
 */
export function equalItems(items: readonly unknown[]): [first: number, second: number] | undefined {
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const text = JSON.stringify(item, withSortedKeys);
    const first = seen.get(text);
    if (first !== undefined) return [first, index];
    seen.set(text, index);
  }
  return undefined;
}

/** The order of the keys of an object has no meaning. */
function withSortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
