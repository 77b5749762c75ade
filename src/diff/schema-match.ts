/** Matches the alternatives of two schemas, so that a change of one alternative is not reported as two. */
import { canonical } from '../contract/json-node.ts';
import { distinctiveValue, type Shape, splitByType } from '../contract/normal-form/schema-shape.ts';

export interface Matched {
  pairs: [Shape, Shape][];
  removed: Shape[];
  added: Shape[];
}

/** The properties that two alternatives must have in common, the most reliable first. */
const KEYS: readonly ((shape: Shape) => string | undefined)[] = [
  distinctiveValue,
  (shape) => `${shape.name} ${outlineOf(shape)}`,
  outlineOf,
  (shape) => `${shape.name} ${typesIn(shape)}`,
  typesIn,
];

export function matched(old: readonly Shape[], next: readonly Shape[]): Matched {
  const [[one], [other]] = [old, next];
  // One alternative on each side: they are compared even if they have nothing in common.
  if (one && other && old.length + next.length === 2 && one.code === other.code)
    return { pairs: [[one, other]], removed: [], added: [] };
  const pairs: [Shape, Shape][] = [];
  let [removed, added] = [old, next].map((shapes) => shapes.flatMap(splitByType)) as [Shape[], Shape[]];
  for (const keyOf of KEYS) {
    const waiting = new Map<string | undefined, Shape[]>();
    for (const shape of added) {
      const key = shape.code ?? keyOf(shape);
      const list = waiting.get(key) ?? [];
      list.push(shape);
      waiting.set(key, list);
    }
    const found = removed.flatMap((shape): [Shape, Shape][] => {
      const key = shape.code ?? keyOf(shape);
      const partner = key === undefined ? undefined : waiting.get(key)?.shift();
      return partner ? [[shape, partner]] : [];
    });
    const used = new Set(found.flat());
    pairs.push(...found);
    [removed, added] = [removed.filter((one) => !used.has(one)), added.filter((one) => !used.has(one))];
  }
  return { pairs, removed, added };
}

function typesIn({ types }: Shape): string {
  return [...types].sort().join(' ');
}

/** Returns the parts of an alternative that are compared without its inner schemas. */
function outlineOf(shape: Shape): string {
  const { values, constraints, required, parts } = shape;
  const names = parts.flatMap(({ value }) =>
    Object.keys((value as { properties?: object }).properties ?? {}),
  );
  const bounds = [...constraints].map(([keyword, { value }]) => `${keyword}: ${canonical(value)}`);
  const lists = [[...(values?.keys() ?? [])], bounds, [...required.keys()], [...new Set(names)]];
  return JSON.stringify([typesIn(shape), ...lists.map((list) => list.sort())]);
}
