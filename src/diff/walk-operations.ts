/** Compares the operations: which exist, how a request reaches each, and everything in them. */
import { ContractError } from '../contract/document.ts';
import { at, child, type JsonNode, MISSING, objectOf } from '../contract/json-node.ts';
import { METHODS } from '../contract/vocabulary.ts';
import { Part, type Walk } from './part.ts';
import { codeChanges } from './walk-codes.ts';
import { contentChanges } from './walk-content.ts';
import { parameterChanges } from './walk-parameters.ts';
import { responseChanges } from './walk-responses.ts';
import { securityChanges } from './walk-security.ts';
import { serverChanges } from './walk-servers.ts';

export interface Operation {
  /** The `operationId`, or the method and path without one. */
  id: string;
  /** In upper case. */
  method: string;
  path: string;
  node: JsonNode;
  /** The path item that contains the operation. */
  item: JsonNode;
  root: JsonNode;
}

export type OperationPair = readonly [old: Operation, next: Operation];

/** @throws {ContractError} if a document has no operation, or a reference that leads to nothing */
export function operationChanges(walk: Walk, old: JsonNode, next: JsonNode): void {
  const [before, after] = [operationsOf(old), operationsOf(next)];
  const pairs = pairsOf(before, after);
  const paired = new Set(pairs.flat());
  const single = [...before, ...after].filter((operation) => !paired.has(operation));
  for (const operation of single) {
    const { id, method, path, node } = operation;
    const isAdded = operation.root === next;
    const [was, is] = isAdded ? [MISSING, node] : [node, MISSING];
    const rule = isAdded ? 'operation-added' : 'operation-removed';
    new Part(walk, was, is, id, [id]).report(rule, { line: `${method} ${path}` });
  }
  codeChanges(walk, before, after, pairs);
  for (const [was, is] of pairs) {
    const operation = new Part(walk, was.node, is.node, was.id, [was.id]);
    requestLineChanges(operation, was, is);
    parameterChanges(operation, was, is);
    requestBodyChanges(operation);
    responseChanges(operation, was, is);
    securityChanges(operation, was, is);
    serverChanges(operation, was, is);
    operation.reportKeys('operation');
    operation.with(was.item, is.item, is.path).reportKeys('pathItem');
  }
}

/** @throws {ContractError} if there is no operation, or if two have the same operationId */
function operationsOf(root: JsonNode): Operation[] {
  const paths = child(root, 'paths');
  const found = Object.keys(objectOf(paths)).flatMap((path) => {
    const item = child(paths, path);
    return METHODS.filter((method) => at(item, method).value !== undefined).map((method): Operation => {
      const node = child(item, method);
      const { operationId } = objectOf(node);
      const id = typeof operationId === 'string' ? operationId : `${method.toUpperCase()} ${path}`;
      return { id, method: method.toUpperCase(), path, node, item, root };
    });
  });
  if (found.length === 0) throw new ContractError('The spec has no operation under #/paths. Add one.');
  const ids = new Set<string>();
  for (const { id } of found) {
    if (ids.has(id)) throw new ContractError(`The spec has two operations named ${id}. Rename one.`);
    ids.add(id);
  }
  return found;
}

/** Matches the operations by id, or by method and path if the id changed. */
function pairsOf(old: readonly Operation[], next: readonly Operation[]): OperationPair[] {
  const pairs: OperationPair[] = [];
  const used = new Set<Operation>();
  for (const keyOf of [
    ({ id }: Operation) => id,
    ({ method, path }: Operation) => `${method} ${wireOf(path)}`,
  ]) {
    const waiting = new Map(next.filter((is) => !used.has(is)).map((is) => [keyOf(is), is]));
    for (const was of old.filter((one) => !used.has(one))) {
      const is = waiting.get(keyOf(was));
      if (!is || used.has(is)) continue;
      pairs.push([was, is]);
      used.add(was).add(is);
    }
  }
  return pairs;
}

/** Returns a path as a server sees it: the names of its variables are not sent. */
function wireOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}

function requestLineChanges(operation: Part, was: Operation, is: Operation): void {
  const { id: old, method, path } = was;
  if (old !== is.id) operation.report('operation-renamed', { old, new: is.id }, 'operationId');
  if (method !== is.method) operation.report('method-changed', { old: method, new: is.method });
  if (wireOf(path) !== wireOf(is.path)) operation.report('path-changed', { old: path, new: is.path });
}

function requestBodyChanges(operation: Part): void {
  const body = operation.at('requestBody');
  const isRequired = objectOf(body.next).required === true;
  if (body.isAdded && body.isRemoved) return;
  if (body.isRemoved) body.report('request-body-removed');
  else if (body.isAdded) body.report(isRequired ? 'required-request-body-added' : 'request-body-added');
  else {
    body.reportKeys('requestBody');
    contentChanges(body, 'request', `request body of ${operation.subject}`);
  }
}
