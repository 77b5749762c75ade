/** Finds the schemas that need no comparison. */
import { isObject, type Json, type JsonObject } from '../contract/document.ts';
import { pointerPart } from '../contract/json-pointer.ts';
import { keyOf, type SchemaPair } from './schema-compare.ts';

/**
 * The schemas that are equal in both documents, with everything that they refer to. Most versions change few schemas, so
 * this saves most of a comparison.
 */
export class Unchanged {
  /** The pointers of the schemas in `components`. */
  readonly #components: ReadonlySet<string>;

  constructor(old: JsonObject, next: JsonObject) {
    this.#components = unchangedComponents(schemasOf(old), schemasOf(next));
  }

  /** Returns whether both documents have the same schema of `components`. */
  isComponent(key: string): boolean {
    return this.#components.has(key);
  }

  /** Returns whether both documents have the same schema at the same place. Its time is linear in the schema. */
  isSame({ old, next }: SchemaPair): boolean {
    if (old.length !== 1 || next.length !== 1 || keyOf(old) !== keyOf(next)) return false;
    const references = referencesIfSame(old[0]?.value, next[0]?.value);
    return references?.every((target) => this.#components.has(target)) ?? false;
  }
}

function unchangedComponents(before: JsonObject, after: JsonObject): Set<string> {
  const unchanged = new Set<string>();
  const usersOf = new Map<string, string[]>();
  for (const name of Object.keys(before)) {
    const references = Object.hasOwn(after, name) ? referencesIfSame(before[name], after[name]) : undefined;
    if (!references) continue;
    const pointer = `#/components/schemas/${pointerPart(name)}`;
    unchanged.add(pointer);
    for (const target of references) {
      const users = usersOf.get(target);
      if (users) users.push(pointer);
      else usersOf.set(target, [pointer]);
    }
  }
  // A schema that refers to a changed schema, or to a place that is not a schema of `components`, can differ.
  const waiting = [...usersOf.keys()].filter((target) => !unchanged.has(target));
  for (let target = waiting.pop(); target !== undefined; target = waiting.pop())
    for (const user of usersOf.get(target) ?? []) if (unchanged.delete(user)) waiting.push(user);
  return unchanged;
}

/** Returns the texts in a schema that may be local references; undefined if the schemas differ. */
function referencesIfSame(old: Json | undefined, next: Json | undefined): string[] | undefined {
  const references: string[] = [];
  const text = JSON.stringify(old, (_key, value) => {
    if (typeof value === 'string' && value.startsWith('#')) references.push(value);
    return value;
  });
  return text === JSON.stringify(next) ? references : undefined;
}

function schemasOf({ components }: JsonObject): JsonObject {
  return isObject(components) && isObject(components.schemas) ? components.schemas : {};
}
