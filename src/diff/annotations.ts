/** The annotations that a schema, a parameter, a header, a response and an operation can have. */
import type { Json, JsonObject } from '../contract/document.ts';
import { canonical } from '../contract/json-node.ts';
import type { Args, RuleId } from './rules.ts';

/** The keys that {@link annotationChanges} reads. */
export const ANNOTATIONS: readonly string[] = ['deprecated', 'x-sunset', 'x-role'];

/** A change of one key. */
export interface KeyChange<Id extends string = RuleId> {
  id: Id;
  key: string;
  args: Args;
}

/** Returns the changed roles, and the changed announcements that a part will be removed. */
export function annotationChanges(old: JsonObject, next: JsonObject): KeyChange[] {
  return [
    ...flagChange('deprecated', old, next, 'deprecation-added', 'deprecation-removed'),
    ...stateChange('x-role', old, next, 'role-added', 'role-removed', 'role-changed'),
    ...stateChange('x-sunset', old, next, 'sunset-added', 'sunset-removed', (was, is) =>
      // A removal date that is not a date counts as earlier.
      Date.parse(String(is)) > Date.parse(String(was)) ? 'sunset-later' : 'sunset-earlier',
    ),
  ];
}

/** Compares a key that is `false` by default. */
export function flagChange<Id extends string>(
  key: string,
  old: JsonObject,
  next: JsonObject,
  on: Id,
  off: Id,
): KeyChange<Id>[] {
  const [was, is] = [old[key] === true, next[key] === true];
  return was === is ? [] : [{ id: is ? on : off, key, args: {} }];
}

/** Compares a key that was added, removed or changed. */
export function stateChange<Id extends string>(
  key: string,
  old: JsonObject,
  next: JsonObject,
  added: Id,
  removed: Id,
  changed: Id | ((was: Json, is: Json) => Id),
): KeyChange<Id>[] {
  const [was, is] = [old[key], next[key]];
  if (canonical(was) === canonical(is)) return [];
  const args = { keyword: key, old: was, new: is };
  if (was === undefined || is === undefined) return [{ id: was === undefined ? added : removed, key, args }];
  return [{ id: typeof changed === 'string' ? changed : changed(was, is), key, args }];
}
