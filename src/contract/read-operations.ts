/** Reads the operations of a document, with their parameters and credential locations. */
import { clauseOf } from '../text/sanitize.ts';
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';
import { pointerPart, resolveRef } from './json-pointer.ts';
import { LinearPattern } from './linear-pattern.ts';
import type { CredentialLocation, Operation, Parameter } from './model.ts';
import { descriptionOf, entriesOf, isToken, listOf, textAt } from './nodes.ts';
import { typeOf } from './parameter-value.ts';
import { type ErrorResponse, errorResponsesOf, successOf } from './read-responses.ts';
import { METHODS } from './vocabulary.ts';

/** An operation with the error responses that define the codes of the operation. */
export interface ReadOperation {
  operation: Operation;
  responses: ErrorResponse[];
}

/**
 * Returns the operations of a document, with their error responses.
 *
 * @throws {ContractError} if an operation lacks a part that the contract needs
 */
export function operationsOf(document: JsonObject): ReadOperation[] {
  if (!isObject(document.paths))
    throw new ContractError('The spec has no object at #/paths. Add the operations there.');
  const read = Object.entries(document.paths).flatMap(([path, value]) => {
    const at = `#/paths/${pointerPart(path)}`;
    if (!isTemplate(path)) {
      throw new ContractError(
        `The path at ${at} is invalid. It must start with a slash and be percent-encoded.`,
      );
    }
    const { node: item } = resolveRef(document, value, at);
    return METHODS.filter((method) => isObject(item[method])).map((method) =>
      readOperation(document, path, method, item, `${at}/${method}`),
    );
  });
  const ids = new Set<string>();
  for (const { operation } of read) {
    if (ids.has(operation.id))
      throw new ContractError(`The spec has two operations named ${operation.id}. Rename one.`);
    ids.add(operation.id);
  }
  return read;
}

/** Returns whether the fixed parts of a path template can be used in a URL without encoding. */
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
    deprecated: node.deprecated === true,
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
      `The parameter at ${pointer} must have one of the types string, integer, number and boolean.`,
    );
  }
  const location = textAt(node, 'in', pointer);
  const wirePattern = node['x-wire-pattern'];
  if (typeof wirePattern === 'string') checkPattern(wirePattern, pointer);
  if (location !== 'path' && location !== 'query') {
    throw new ContractError(
      `The parameter at ${pointer} has "in: ${location}"; only path and query are supported.`,
    );
  }
  return {
    name: textAt(node, 'name', pointer),
    in: location,
    required: node.required === true,
    deprecated: node.deprecated === true,
    description: descriptionOf(node),
    // A schema with references needs their targets.
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

function checkPattern(text: string, pointer: string): void {
  try {
    new LinearPattern(text);
  } catch (cause) {
    throw new ContractError(
      `The x-wire-pattern at ${pointer} must be a regular expression (ECMA-262, flag u): ${clauseOf(cause)}.`,
      { cause },
    );
  }
}

/** Returns the places where a request can send the token, in order of precedence. */
export function credentialLocationsOf(document: JsonObject): CredentialLocation[] {
  if (!Array.isArray(document.security))
    throw new ContractError('The spec has no list at #/security. Add the security schemes there.');
  const names = document.security.flatMap((requirement) => entriesOf(requirement).map(([name]) => name));
  if (names.length === 0)
    throw new ContractError(
      'The spec has no security scheme in #/security, so that no request could send a token. Add one.',
    );
  return names.map((name) => {
    const at = `#/components/securitySchemes/${pointerPart(name)}`;
    const { node } = resolveRef(document, { $ref: at }, '#/security');
    if (node.type === 'http') {
      const scheme = textAt(node, 'scheme', at);
      if (!isToken(scheme))
        throw new ContractError(`The scheme at ${at} is not a valid scheme name (RFC 9110 11.1).`);
      return { header: 'Authorization', scheme: scheme.charAt(0).toUpperCase() + scheme.slice(1) };
    }
    if (node.type === 'apiKey' && node.in === 'header') {
      const header = textAt(node, 'name', at);
      if (!isToken(header))
        throw new ContractError(`The name at ${at} is not a valid header name (RFC 9110 5.1).`);
      return { header };
    }
    throw new ContractError(
      `The security scheme at ${at} is not supported. Use http, or apiKey in a header.`,
    );
  });
}
