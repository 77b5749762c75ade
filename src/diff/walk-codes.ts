/** Compares the error catalogues: which codes exist, and which operation returns each. */
import { ContractError, isObject, type JsonObject } from '../contract/document.ts';
import { at, child, type JsonNode, MISSING, objectOf } from '../contract/json-node.ts';
import { textAt } from '../contract/nodes.ts';
import { propertySchemas } from '../contract/normal-form/schema-properties.ts';
import { alternativesOf } from '../contract/normal-form/schema-shape.ts';
import { inline } from '../text/markdown.ts';
import { Part, parted, present, type Walk } from './part.ts';
import type { Operation, OperationPair } from './walk-operations.ts';
import { isError, responsesOf } from './walk-responses.ts';

/** A code of the catalogue. */
interface Entry {
  status: string;
  /** The schema with `x-error`. */
  node: JsonNode;
  operations: Set<string>;
}

/** Returns the codes of a response, with the schema of each. */
export function codesAt(response: JsonNode): [code: string, node: JsonNode][] {
  const content = child(response, 'content');
  const schemas = Object.keys(objectOf(content)).map((type) => at(child(content, type), 'schema'));
  const envelopes = schemas.flatMap((schema) => alternativesOf(present(schema), schema.pointer).shapes);
  const errors = envelopes.flatMap(
    (one) => alternativesOf(propertySchemas(one, 'error'), one.pointer).shapes,
  );
  return errors.flatMap(({ code, parts }): [string, JsonNode][] => {
    const node = parts.find(({ value }) => isObject(value) && isObject(value['x-error']));
    return code !== undefined && node ? [[code, node]] : [];
  });
}

/** @throws {ContractError} if a code has two statuses, or lacks a text that rules need */
function catalogueOf(operations: readonly Operation[]): Map<string, Entry> {
  const found = new Map<string, Entry>();
  // Many operations share a response.
  const known = new Map<string, [string, JsonNode][]>();
  for (const { id, node: operation } of operations) {
    for (const [status, response] of responsesOf(child(operation, 'responses'))) {
      if (!isError(status)) continue;
      const codes = known.get(response.pointer) ?? codesAt(response);
      known.set(response.pointer, codes);
      for (const [code, node] of codes) {
        const entry = found.get(code) ?? { status, node, operations: new Set() };
        if (entry.status !== status)
          throw new ContractError(
            `${code} has the statuses ${entry.status} and ${status}, but a code must have one status.`,
          );
        for (const key of ['retry', 'trigger', 'meaning', 'solution']) textOf(node, key);
        found.set(code, entry);
        entry.operations.add(id);
      }
    }
  }
  return found;
}

function textOf({ value, pointer }: JsonNode, key: string): string {
  return textAt(value as JsonObject, `x-error.${key}`, pointer);
}

export function codeChanges(
  walk: Walk,
  before: readonly Operation[],
  after: readonly Operation[],
  pairs: readonly OperationPair[],
): void {
  const [old, next] = [catalogueOf(before), catalogueOf(after)];
  for (const code of new Set([...old.keys(), ...next.keys()])) {
    const [was, is] = [old.get(code), next.get(code)];
    const operations = parted((was ?? is)?.operations ?? [], (is ?? was)?.operations ?? []).kept;
    const entry = new Part(walk, was?.node ?? MISSING, is?.node ?? MISSING, code, operations);
    if (was && is) entryChanges(entry, was, is, pairs);
    else if (was) entry.report('code-removed', { status: was.status });
    else {
      const [meaning, solution] = ['meaning', 'solution'].map((key) => inline(textOf(entry.next, key)));
      entry.report('code-added', { status: is?.status, meaning, solution });
    }
  }
}

function entryChanges(entry: Part, was: Entry, is: Entry, pairs: readonly OperationPair[]): void {
  const { walk, subject, operations, old, next } = entry;
  if (was.status !== is.status) entry.report('status-changed', { old: was.status, new: is.status });
  const schemas = { old: [old], next: [next], places: [old.pointer, next.pointer] as const };
  walk.schemas.report(schemas, { flow: 'response', subject, operations }, walk.findings);
  for (const [before, after] of pairs) {
    const [had, has] = [was.operations.has(before.id), is.operations.has(after.id)];
    if (had === has) continue;
    const operation = new Part(walk, before.node, after.node, subject, [before.id]);
    operation.report(has ? 'code-newly-returned' : 'code-no-longer-returned', {
      code: subject,
      status: is.status,
    });
  }
}
