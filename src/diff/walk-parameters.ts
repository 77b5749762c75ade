/** Compares the parameters of an operation. */
import type { JsonObject } from '../contract/document.ts';
import { child, itemsOf, type JsonNode, objectOf } from '../contract/json-node.ts';
import { alternativesOf } from '../contract/normal-form/schema-shape.ts';
import { flagChange, stateChange } from './annotations.ts';
import { type Part, pairsIn, parted, present } from './part.ts';
import { contentChanges } from './walk-content.ts';
import type { Operation } from './walk-operations.ts';

const READ = [
  ...'name in required schema content style explode allowReserved allowEmptyValue'.split(' '),
  ...'x-invalid x-wire-pattern x-opaque'.split(' '),
];

export function parameterChanges(operation: Part, was: Operation, is: Operation): void {
  const subject = (_: string, node: JsonNode) => `${objectOf(node).in} parameter ${objectOf(node).name}`;
  for (const parameter of pairsIn(operation, parametersOf(was), parametersOf(is), subject)) {
    const [, next] = parameter.objects;
    if (parameter.isRemoved) parameter.report('parameter-removed');
    else if (parameter.isAdded)
      parameter.report(next.required === true ? 'required-parameter-added' : 'parameter-added');
    else changesOf(parameter);
  }
}

function changesOf(parameter: Part): void {
  const { objects } = parameter;
  const [before, after] = serializationsOf(parameter);
  parameter.reportAll([
    ...flagChange('required', ...objects, 'parameter-required', 'parameter-optional'),
    ...flagChange('allowEmptyValue', ...objects, 'empty-value-allowed', 'empty-value-forbidden'),
    ...Object.keys(before).flatMap((key) =>
      stateChange(
        key,
        before,
        after,
        'serialization-changed',
        'serialization-changed',
        'serialization-changed',
      ),
    ),
    ...stateChange(
      'x-wire-pattern',
      ...objects,
      'wire-pattern-narrowed',
      'wire-pattern-widened',
      'wire-pattern-changed',
    ),
    ...stateChange(
      'x-invalid',
      ...objects,
      'invalid-code-added',
      'invalid-code-removed',
      'invalid-code-changed',
    ),
  ]);
  parameter.reportRest('parameter', READ);
  contentChanges(parameter, 'request', parameter.subject);
  parameter.reportSchema('request');
}

/** Returns how a parameter or a header is serialized, with the defaults (OpenAPI 3.1.1, 4.8.12.2). */
export function serializationsOf({ old, next }: Part): [JsonObject, JsonObject] {
  // A single value is serialized the same way with and without `explode`.
  const areLists = [old, next].every((parameter) => {
    const { shapes } = alternativesOf(present(child(parameter, 'schema')), '');
    return shapes.some(({ types }) => types.has('array') || types.has('object'));
  });
  const serialization = (parameter: JsonNode) => {
    const node = objectOf(parameter);
    const style = String(node.style ?? (node.in === 'query' || node.in === 'cookie' ? 'form' : 'simple'));
    const explode = areLists && (node.explode === undefined ? style === 'form' : node.explode === true);
    const content = node.content !== undefined;
    return { style, explode, allowReserved: node.allowReserved === true, content };
  };
  return [serialization(old), serialization(next)];
}

/** The headers that are never parameters (OpenAPI 3.1.1, 4.8.12.1). */
const IGNORED = ['header accept', 'header content-type', 'header authorization'];

/** Returns the parameters of an operation and of its path. Those of the operation take precedence. */
function parametersOf({ item, node }: Operation): Map<string, JsonNode> {
  const found = [item, node]
    .flatMap((owner) => itemsOf(child(owner, 'parameters')))
    .map((parameter): [string, JsonNode] => {
      const { name, in: location } = objectOf(parameter);
      // The names of headers have no case (RFC 9110 5.1).
      return [`${location} ${location === 'header' ? String(name).toLowerCase() : name}`, parameter];
    });
  return new Map(found.filter(([key]) => !IGNORED.includes(key)));
}

/** Returns the values that each parameter gained or lost, as canonical JSON: fields that repeat it change with it. */
export function changedValues(was: Operation, is: Operation): Map<string, Set<string>> {
  const [before, after] = [parametersOf(was), parametersOf(is)];
  const kept = [...after].flatMap(([key, next]): [string, Set<string>][] => {
    const old = before.get(key);
    if (!old) return [];
    const { removed, added } = parted(valuesOf(old), valuesOf(next));
    return [[String(objectOf(next).name), new Set([...removed, ...added])]];
  });
  return new Map(kept);
}

function valuesOf(parameter: JsonNode): string[] {
  const { shapes } = alternativesOf(present(child(parameter, 'schema')), '');
  return shapes.flatMap(({ values }) => [...(values?.keys() ?? [])]);
}
