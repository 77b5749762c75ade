/** Edits of a document by JSON pointers. */
import { isObject, type Json, type JsonObject } from '../../../src/contract/document.ts';
import { valueAt } from '../../../src/contract/json-pointer.ts';
import { StepError } from '../../lib/project.ts';

/** Sets the value at a JSON pointer, or removes it if the value is undefined. */
export type Edit = readonly [pointer: string, value?: Json];

/** @throws {StepError} if the parent of a value does not exist */
export function edited(document: JsonObject, edits: readonly Edit[]): JsonObject {
  const copy = structuredClone(document);
  for (const [pointer, value] of edits) {
    const end = pointer.lastIndexOf('/');
    const key = pointer
      .slice(end + 1)
      .replaceAll('~1', '/')
      .replaceAll('~0', '~');
    const parent = valueAt(copy, pointer.slice(0, end));
    if (Array.isArray(parent)) parent[Number(key)] = value as Json;
    else if (isObject(parent) && value === undefined) delete parent[key];
    else if (isObject(parent)) parent[key] = value as Json;
    else throw new StepError(`The example document has no value at ${pointer.slice(0, end)}.`);
  }
  return copy;
}
