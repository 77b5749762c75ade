/** Reading the operations of a document, and what their requests carry. */
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';
import { pointerPart, resolveRef } from './json-pointer.ts';
import type { CredentialLocation, Operation, Parameter } from './model.ts';
import { descriptionOf, entriesOf, isToken, listOf, textAt } from './nodes.ts';
import { typeOf } from './parameter-value.ts';
import { type ErrorResponse, errorResponsesOf, successOf } from './read-responses.ts';
import { METHODS } from './vocabulary.ts';

/** An operation with the error responses that its codes come from. */
export interface ReadOperation {
  operation: Operation;
  responses: ErrorResponse[];
}

/** @throws {ContractError} where an operation lacks what the contract is made of */
export function operationsOf(document: JsonObject): ReadOperation[] {
  if (!isObject(document.paths)) throw new ContractError('The spec lacks #/paths.');
  const read = Object.entries(document.paths).flatMap(([path, value]) => {
    const at = `#/paths/${pointerPart(path)}`;
    if (!isTemplate(path)) {
      throw new ContractError(`The path at ${at} is none: write it with a slash before it, percent-encoded.`);
    }
    const { node: item } = resolveRef(document, value, at);
    return METHODS.filter((method) => isObject(item[method])).map((method) =>
      readOperation(document, path, method, item, `${at}/${method}`),
    );
  });
  const ids = new Set<string>();
  for (const { operation } of read) {
    if (ids.has(operation.id)) throw new ContractError(`The spec has two operations named ${operation.id}.`);
    ids.add(operation.id);
  }
  return read;
}

/** Whether the fixed parts of a template can stand in a URL's path as they are. */
function isTemplate(path: string): boolean {
  try {
    return path.startsWith('/') && !/[\s?#\\]/.test(path) && decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
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
  const wirePattern = node['x-wire-pattern'];
  if (typeof wirePattern === 'string' && !isPattern(wirePattern)) {
    throw new ContractError(`The x-wire-pattern at ${pointer} is no regular expression (ECMA-262, u).`);
  }
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
    ...(typeof wirePattern === 'string' && { wirePattern }),
    ...(typeof node['x-role'] === 'string' && { role: node['x-role'] }),
    same: listOf(schema['x-same']).map((group) => listOf(group).map(String)),
    pointer,
  };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Where requests carry their token, in order of precedence. */
export function credentialLocationsOf(document: JsonObject): CredentialLocation[] {
  if (!Array.isArray(document.security)) throw new ContractError('The spec lacks #/security.');
  const names = document.security.flatMap((requirement) => entriesOf(requirement).map(([name]) => name));
  if (names.length === 0)
    throw new ContractError('The spec has no security scheme in #/security: no request could carry a token.');
  return names.map((name) => {
    const at = `#/components/securitySchemes/${pointerPart(name)}`;
    const { node } = resolveRef(document, { $ref: at }, '#/security');
    if (node.type === 'http') {
      const scheme = textAt(node, 'scheme', at);
      if (!isToken(scheme)) throw new ContractError(`The scheme at ${at} is no name of one (RFC 9110 11.1).`);
      return { header: 'Authorization', scheme: scheme.charAt(0).toUpperCase() + scheme.slice(1) };
    }
    if (node.type === 'apiKey' && node.in === 'header') {
      const header = textAt(node, 'name', at);
      if (!isToken(header)) throw new ContractError(`The name at ${at} is no header's (RFC 9110 5.1).`);
      return { header };
    }
    throw new ContractError(`The security scheme at ${at} is neither http nor an apiKey in a header.`);
  });
}
