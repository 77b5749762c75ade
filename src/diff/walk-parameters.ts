/** Compares the parameters of an operation and the headers of a response. A header is a parameter of the other direction. */
import type { JsonObject } from '../contract/document.ts';
import { child, itemsOf, type JsonNode, objectOf } from '../contract/json-node.ts';
import { alternativesOf } from '../contract/normal-form/schema-shape.ts';
import { nodesOf } from './keys.ts';
import { type Part, parted, present } from './part.ts';
import { contentChanges } from './walk-content.ts';
import type { Operation } from './walk-operations.ts';

export function parameterChanges(operation: Part, was: Operation, is: Operation): void {
  const subject = (_: string, node: JsonNode) => `${objectOf(node).in} parameter ${objectOf(node).name}`;
  for (const parameter of operation.pairs(parametersOf(was), parametersOf(is), subject)) {
    const isRequired = objectOf(parameter.next).required === true;
    if (parameter.isRemoved) parameter.report('parameter-removed');
    else if (parameter.isAdded) parameter.report(isRequired ? 'required-parameter-added' : 'parameter-added');
    else fieldChanges(parameter, 'parameter');
  }
}

export function headerChanges(response: Part): void {
  const headers = response.at('headers');
  const [old, next] = [headersOf(headers.old), headersOf(headers.next)];
  const written = Object.keys({ ...objectOf(headers.old), ...objectOf(headers.next) });
  const names = new Map(written.map((name) => [name.toLowerCase(), name]));
  for (const header of headers.pairs(
    old,
    next,
    (key) => `the header ${names.get(key)} of ${response.subject}`,
  )) {
    const level = levelOf(objectOf(header.present));
    if (header.isAdded) header.report('header-added', { level });
    else if (header.isRemoved)
      header.report(level === 'MAY' ? 'optional-header-removed' : 'header-removed', { level });
    else fieldChanges(header, 'header');
  }
}

function fieldChanges(field: Part, kind: 'parameter' | 'header'): void {
  // A single value is serialized the same way with and without `explode`.
  const areLists = [field.old, field.next].every((node) =>
    alternativesIn(node).some(({ types }) => types.has('array') || types.has('object')),
  );
  const normal = (node: JsonNode) => {
    const object = objectOf(node);
    const level = levelOf(object);
    const levels = kind === 'header' && { required: level === 'MUST', recommended: level !== 'MAY' };
    return nodesOf(node, { ...serializationOf(object, areLists), ...levels });
  };
  const flow = kind === 'parameter' ? 'request' : 'response';
  field.reportKeys(kind, normal(field.old), normal(field.next));
  contentChanges(field, flow, field.subject);
  field.reportSchema(flow);
}

/** Returns how a parameter or a header is serialized, with the defaults (OpenAPI 3.1.1, 4.8.12.2). */
function serializationOf(node: JsonObject, isList: boolean): JsonObject {
  const style = String(node.style ?? (node.in === 'query' || node.in === 'cookie' ? 'form' : 'simple'));
  const explode = isList && (node.explode === undefined ? style === 'form' : node.explode === true);
  return { style, explode, allowReserved: node.allowReserved === true, content: node.content !== undefined };
}

function levelOf({ required, 'x-level': level }: JsonObject): string {
  if (required === true) return 'MUST';
  return level === 'MUST' || level === 'SHOULD' ? level : 'MAY';
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

/** Returns the headers by name in lower case (RFC 9110 5.1). `Content-Type` is ignored (OpenAPI 3.1.1, 4.8.17.1). */
function headersOf(headers: JsonNode): Map<string, JsonNode> {
  const names = Object.keys(objectOf(headers)).filter((name) => name.toLowerCase() !== 'content-type');
  return new Map(names.map((name) => [name.toLowerCase(), child(headers, name)]));
}

/** Returns the values that each parameter gained or lost, as canonical JSON: fields that repeat it change with it. */
export function changedValues(was: Operation, is: Operation): Map<string, Set<string>> {
  const before = parametersOf(was);
  return new Map(
    [...parametersOf(is)].map(([key, next]) => {
      const [a, b] = [before.get(key) ?? next, next].map(valuesOf) as [string[], string[]];
      const { removed, added } = parted(a, b);
      return [String(objectOf(next).name), new Set([...removed, ...added])];
    }),
  );
}

function valuesOf(parameter: JsonNode): string[] {
  return alternativesIn(parameter).flatMap(({ values }) => [...(values?.keys() ?? [])]);
}

function alternativesIn(parameter: JsonNode) {
  return alternativesOf(present(child(parameter, 'schema')), '').shapes;
}
