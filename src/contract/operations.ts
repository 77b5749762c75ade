/** Reading the operations of a document, and what their requests carry. */
import { ContractError, isObject, type Json, type JsonObject, pointerPart, resolveRef } from './document.ts';
import { descriptionOf, entriesOf, listOf, textAt } from './nodes.ts';
import { typeOf } from './parameter.ts';
import { type ErrorResponse, errorResponsesOf, successOf } from './responses.ts';
import type { Operation, Parameter, TokenCarrier } from './types.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** An operation with the error responses that its codes come from. */
export interface ReadOperation {
  operation: Operation;
  responses: ErrorResponse[];
}

/** @throws {ContractError} where an operation lacks what the contract is made of */
export function operationsOf(document: JsonObject): ReadOperation[] {
  if (!isObject(document.paths)) throw new ContractError('The spec lacks #/paths.');
  return Object.entries(document.paths).flatMap(([path, value]) => {
    const at = `#/paths/${pointerPart(path)}`;
    const { node: item } = resolveRef(document, value, at);
    return METHODS.filter((method) => isObject(item[method])).map((method) =>
      readOperation(document, path, method, item, `${at}/${method}`),
    );
  });
}

function readOperation(
  document: JsonObject,
  path: string,
  method: string,
  item: JsonObject,
  pointer: string,
): ReadOperation {
  const { node } = resolveRef(document, item[method], pointer);
  const responses = errorResponsesOf(document, node, pointer);
  const parameters = [...listOf(item.parameters), ...listOf(node.parameters)].map((parameter, index) =>
    parameterOf(document, parameter, `${pointer}/parameters/${index}`),
  );
  const operation = {
    id: textAt(node, 'operationId', pointer),
    method: method.toUpperCase(),
    path,
    summary: typeof node.summary === 'string' ? node.summary : '',
    description: descriptionOf(node),
    parameters,
    success: successOf(document, node, pointer),
    codes: responses.flatMap(({ members }) => members.map(({ code }) => code)),
    pointer,
  };
  return { operation, responses };
}

function parameterOf(document: JsonObject, value: Json, at: string): Parameter {
  const { node, pointer } = resolveRef(document, value, at);
  const { node: schema } = resolveRef(document, node.schema, `${pointer}/schema`);
  const type = typeOf(schema);
  if (type === undefined || type === 'array' || type === 'object') {
    throw new ContractError(
      `The parameter at ${pointer} is not of one simple type; string, integer, number and boolean are supported.`,
    );
  }
  const where = textAt(node, 'in', pointer);
  if (where !== 'path' && where !== 'query') {
    throw new ContractError(`The parameter at ${pointer} stands in ${where}; path and query are supported.`);
  }
  return {
    name: textAt(node, 'name', pointer),
    in: where,
    required: node.required === true,
    description: descriptionOf(node),
    // A schema with references of its own carries what they lead to.
    schema: JSON.stringify(schema).includes('"$ref"')
      ? { ...schema, components: document.components ?? {} }
      : schema,
    example: node.example ?? schema.example ?? '',
    ...(typeof node['x-invalid'] === 'string' && { invalid: node['x-invalid'] }),
    ...(typeof node['x-wire-pattern'] === 'string' && { wirePattern: node['x-wire-pattern'] }),
    ...(typeof node['x-role'] === 'string' && { role: node['x-role'] }),
    same: listOf(schema['x-same']).map((group) => listOf(group).map(String)),
    pointer,
  };
}

/** Where requests carry their token, in order of precedence. */
export function carriersOf(document: JsonObject): TokenCarrier[] {
  if (!Array.isArray(document.security)) throw new ContractError('The spec lacks #/security.');
  const names = document.security.flatMap((requirement) => entriesOf(requirement).map(([name]) => name));
  return names.map((name) => {
    const at = `#/components/securitySchemes/${pointerPart(name)}`;
    const { node } = resolveRef(document, { $ref: at }, '#/security');
    if (node.type === 'http') {
      const scheme = textAt(node, 'scheme', at);
      return { header: 'Authorization', scheme: scheme.charAt(0).toUpperCase() + scheme.slice(1) };
    }
    if (node.type === 'apiKey' && node.in === 'header') return { header: textAt(node, 'name', at) };
    throw new ContractError(`The security scheme at ${at} is neither http nor an apiKey in a header.`);
  });
}
