/** Compares the error catalogues: which codes exist, and which operation returns each. */
import { ContractError, isObject, type JsonObject } from '../contract/document.ts';
import { at, child, type JsonNode, objectOf } from '../contract/json-node.ts';
import { textAt } from '../contract/nodes.ts';
import { propertySchemas } from '../contract/normal-form/schema-properties.ts';
import { alternativesOf } from '../contract/normal-form/schema-shape.ts';
import { inline } from '../text/markdown.ts';
import { Part, parted, present, type Walk } from './part.ts';
import type { Operation, OperationPair } from './walk-operations.ts';
import { isError, statusesOf } from './walk-responses.ts';

/** A code of the catalogue. */
interface Entry {
  code: string;
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
    const responses = child(operation, 'responses');
    for (const status of statusesOf(responses).filter(isError)) {
      const response = child(responses, status);
      const codes = known.get(response.pointer) ?? codesAt(response);
      known.set(response.pointer, codes);
      for (const [code, node] of codes) {
        const entry = found.get(code) ?? { code, status, node, operations: new Set() };
        if (entry.status !== status)
          throw new ContractError(
            `${code} has the statuses ${entry.status} and ${status}, but a code must have one status.`,
          );
        for (const key of ['retry', 'trigger', 'meaning', 'solution']) textOf(entry, key);
        found.set(code, entry);
        entry.operations.add(id);
      }
    }
  }
  return found;
}

function textOf({ node }: Entry, key: string): string {
  return textAt(node.value as JsonObject, `x-error.${key}`, node.pointer);
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
    if (was && is) changesOf(walk, was, is, pairs);
    else if (was) partOf(walk, was, undefined).report('code-removed', { status: was.status });
    else if (is) {
      const [meaning, solution] = ['meaning', 'solution'].map((key) => inline(textOf(is, key)));
      partOf(walk, undefined, is).report('code-added', { status: is.status, meaning, solution });
    }
  }
}

const MISSING: JsonNode = { document: {}, value: undefined, pointer: '' };

function partOf(walk: Walk, was: Entry | undefined, is: Entry | undefined): Part {
  const operations =
    was && is ? parted(was.operations, is.operations).kept : [...((was ?? is)?.operations ?? [])];
  return new Part(walk, was?.node ?? MISSING, is?.node ?? MISSING, (was ?? is)?.code ?? '', operations);
}

function changesOf(walk: Walk, was: Entry, is: Entry, pairs: readonly OperationPair[]): void {
  const part = partOf(walk, was, is);
  const { subject, operations, old, next } = part;
  if (was.status !== is.status) part.report('status-changed', { old: was.status, new: is.status });
  const schemas = { old: [old], next: [next], places: [old.pointer, next.pointer] as const };
  walk.schemas.report(schemas, { flow: 'response', subject, operations }, walk.findings);
  for (const [before, after] of pairs) {
    const [had, has] = [was.operations.has(before.id), is.operations.has(after.id)];
    if (had !== has)
      new Part(walk, before.node, after.node, subject, [before.id]).report(
        has ? 'code-newly-returned' : 'code-no-longer-returned',
        { code: subject, status: is.status },
      );
  }
}
