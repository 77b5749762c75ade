/** Reads the requests of an operation: the parameters and the body. */
import { clauseOf } from '../text/sanitize.ts';
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';
import { pointerPart, resolveRef } from './json-pointer.ts';
import { LinearPattern } from './linear-pattern.ts';
import type { Parameter, RequestBody } from './model.ts';
import { descriptionOf, entriesOf, examplesOf, isToken, listOf, textAt, wordOf } from './nodes.ts';
import { typeOf } from './parameter-value.ts';
import { PARAMETER_ROLES, type ParameterRole } from './vocabulary.ts';

const LOCATIONS = ['path', 'query', 'header'] as const;

/** The types of a value that a URL or a header can express. */
const SIMPLE_TYPES: readonly (string | undefined)[] = ['string', 'integer', 'number', 'boolean'];

/**
 * Returns the parameters of an operation. A parameter of the operation replaces that of the path with the same name and
 * place (OpenAPI 3.1.1, 4.8.10).
 *
 * @param owners the path and the operation, each with its JSON pointer
 */
export function parametersOf(
  document: JsonObject,
  owners: readonly (readonly [owner: JsonObject, pointer: string])[],
): Parameter[] {
  const read = owners.flatMap(([owner, pointer]) =>
    listOf(owner.parameters).map((parameter, index) =>
      parameterOf(document, parameter, `${pointer}/parameters/${index}`),
    ),
  );
  // Header names are case-insensitive (RFC 9110 5.1).
  const keyOf = (one: Parameter) => `${one.in} ${one.in === 'header' ? one.name.toLowerCase() : one.name}`;
  return [...new Map(read.map((parameter) => [keyOf(parameter), parameter])).values()];
}

function parameterOf(document: JsonObject, value: Json, at: string): Parameter {
  const { node, pointer } = resolveRef(document, value, at);
  const { node: schema } = resolveRef(document, node.schema, `${pointer}/schema`);
  const location = textAt(node, 'in', pointer);
  const where = LOCATIONS.find((one) => one === location);
  if (!where) {
    throw new ContractError(
      `The parameter at ${pointer} has "in: ${location}"; only ${LOCATIONS.join(', ')} are supported.`,
    );
  }
  const name = textAt(node, 'name', pointer);
  if (where === 'header' && !isToken(name))
    throw new ContractError(`The name at ${pointer} is not a valid header name (RFC 9110 5.1).`);
  const isList = typeOf(schema) === 'array' && where !== 'path';
  const { node: simple } = isList
    ? resolveRef(document, schema.items, `${pointer}/schema/items`)
    : { node: schema };
  if (!SIMPLE_TYPES.includes(typeOf(simple))) {
    throw new ContractError(
      `The parameter at ${pointer} must have one of the types string, integer, number and boolean, or outside of the path be an array of one of them.`,
    );
  }
  // The default styles (OpenAPI 3.1.1, 4.8.12.2.1): `form`, with a parameter for each item, and `simple`.
  const style = where === 'query' ? 'form' : 'simple';
  if (node.style !== undefined && node.style !== style) {
    throw new ContractError(
      `The parameter at ${pointer} has another style than ${style}. Only this style is supported in the ${where}.`,
    );
  }
  const explode = where === 'query' && node.explode !== false;
  const wirePattern = node['x-wire-pattern'];
  if (typeof wirePattern === 'string') checkPattern(wirePattern, pointer);
  const role = wordOf(node['x-role'], Object.keys(PARAMETER_ROLES) as ParameterRole[], `${pointer}/x-role`);
  return {
    name,
    in: where,
    required: node.required === true,
    deprecated: node.deprecated === true,
    description: descriptionOf(node),
    schema: withComponents(document, schema),
    ...(isList && { list: { explode } }),
    example: node.example ?? schema.example ?? '',
    ...(typeof node['x-invalid'] === 'string' && { invalid: node['x-invalid'] }),
    ...(typeof wirePattern === 'string' && { wirePattern }),
    ...(role !== undefined && { role }),
    same: listOf(simple['x-same']).map((group) => listOf(group).map(String)),
    pointer,
  };
}

/** Returns a schema that can be read without the document: one with references needs their targets. */
function withComponents(document: JsonObject, schema: JsonObject): JsonObject {
  return JSON.stringify(schema).includes('"$ref"')
    ? { ...schema, components: document.components ?? {} }
    : schema;
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

/**
 * Returns the request body of an operation, if it has one.
 *
 * @param pointer the JSON pointer of the operation
 */
export function bodyOf(
  document: JsonObject,
  operation: JsonObject,
  pointer: string,
): RequestBody | undefined {
  if (operation.requestBody === undefined) return undefined;
  const { node, pointer: at } = resolveRef(document, operation.requestBody, `${pointer}/requestBody`);
  const [[mediaType, media] = [], ...others] = entriesOf(node.content);
  if (mediaType !== 'application/json' || !isObject(media) || others.length > 0) {
    throw new ContractError(`The request body at ${at} must have exactly one media type, application/json.`);
  }
  const place = `${at}/content/${pointerPart(mediaType)}`;
  const { node: schema, pointer: schemaPointer } = resolveRef(document, media.schema, `${place}/schema`);
  const [[exampleName, example] = []] = Object.entries(examplesOf(document, media, place));
  if (exampleName === undefined || !isObject(example) || example.value === undefined) {
    throw new ContractError(`The request body at ${at} has no named example. Add one at ${place}/examples.`);
  }
  return {
    required: node.required === true,
    mediaType,
    description: descriptionOf(node),
    schema: withComponents(document, schema),
    schemaPointer,
    ...(typeof node['x-invalid'] === 'string' && { invalid: node['x-invalid'] }),
    exampleName,
    example: example.value,
    pointer: at,
  };
}
