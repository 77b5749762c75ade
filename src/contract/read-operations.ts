/** Reads the operations of a document, with their credential locations. */
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';
import { pointerPart, resolveRef } from './json-pointer.ts';
import type { CredentialLocation, Operation } from './model.ts';
import { descriptionOf, entriesOf, isToken, listOf, textAt } from './nodes.ts';
import { bodyOf, parametersOf } from './read-requests.ts';
import { type ErrorResponse, errorResponsesOf, successesOf } from './read-responses.ts';
import { METHODS, SAFE_METHODS, TOKEN_TRIGGERS } from './vocabulary.ts';

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
    if (!path.split('/').every((segment) => /^([^{}]*|\{[^{}]+\})$/.test(segment))) {
      throw new ContractError(
        `The path at ${at} has a parameter that is only a part of a segment. Make it the whole segment, /{name}/.`,
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
  const successes = successesOf(document, node, pointer);
  const body = bodyOf(document, node, pointer);
  const credentials = credentialsOf(
    document,
    node.security ?? document.security,
    node.security === undefined ? '#/security' : `${pointer}/security`,
  );
  const name = method.toUpperCase();
  const operation: Operation = {
    id: textAt(node, 'operationId', pointer),
    method: name,
    path,
    summary: typeof node.summary === 'string' ? node.summary : '',
    description: descriptionOf(node),
    deprecated: node.deprecated === true,
    tags: listOf(node.tags).map(String),
    safe: SAFE_METHODS.includes(name),
    parameters: parametersOf(document, [
      [item, pointer.slice(0, pointer.lastIndexOf('/'))],
      [node, pointer],
    ]),
    ...(body && { body }),
    success: successes[0],
    successes,
    credentials,
    codes: responses.flatMap(({ members }) =>
      members.filter((member) => credentials.length > 0 || !isOfToken(member)).map(({ code }) => code),
    ),
    pointer,
  };
  return { operation, responses };
}

/** Returns whether the token of a request causes an error, so that an operation without a token cannot return it. */
function isOfToken({ schema }: ErrorResponse['members'][number]): boolean {
  const error = isObject(schema['x-error']) ? schema['x-error'] : {};
  return TOKEN_TRIGGERS.some((trigger) => trigger === error.trigger);
}

/**
 * Returns the places where a request of most operations can send the token, in order of precedence.
 *
 * @throws {ContractError} if the document has none
 */
export function credentialLocationsOf(document: JsonObject): CredentialLocation[] {
  const found = credentialsOf(document, document.security, '#/security');
  if (found.length === 0)
    throw new ContractError(
      'The spec has no security scheme in #/security, so that no request could send a token. Add one.',
    );
  return found;
}

/** Returns the places of the schemes in a list of requirements. */
function credentialsOf(
  document: JsonObject,
  security: Json | undefined,
  pointer: string,
): CredentialLocation[] {
  if (!Array.isArray(security))
    throw new ContractError(`The spec has no list at ${pointer}. Add the security schemes there.`);
  const names = security.flatMap((requirement) => entriesOf(requirement).map(([name]) => name));
  return names.map((name) => {
    const at = `#/components/securitySchemes/${pointerPart(name)}`;
    const { node } = resolveRef(document, { $ref: at }, pointer);
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
