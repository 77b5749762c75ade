/** Reads the responses of an operation: the success, and the errors with their codes. */
import { ContractError, isObject, type Json, type JsonObject } from './document.ts';
import { pointerPart, resolveRef } from './json-pointer.ts';
import type { CodeChange, ErrorEntry, ErrorField, ResponseHeader, Success } from './model.ts';
import {
  descriptionOf,
  entriesOf,
  examplesOf,
  isSendable,
  isToken,
  listOf,
  propertiesWithRole,
  textAt,
  wordOf,
} from './nodes.ts';
import { relationsOf } from './read-relations.ts';
import { LEVELS, RETRY_POLICIES, TRIGGERS } from './vocabulary.ts';

/** An error response of an operation. */
export interface ErrorResponse {
  status: number;
  headers: ResponseHeader[];
  /** The examples, by name. */
  examples: JsonObject;
  /** The schemas of the codes. */
  members: { code: string; schema: JsonObject; pointer: string }[];
}

const ERROR_STATUS = /^[45]\d\d$/;

/** A type and a subtype, without parameters (RFC 9110 8.3.1). */
const MEDIA_TYPE = /^[!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+$/;

/**
 * Returns the error responses of an operation.
 *
 * @param pointer the JSON pointer of the operation
 */
export function errorResponsesOf(
  document: JsonObject,
  operation: JsonObject,
  pointer: string,
): ErrorResponse[] {
  return entriesOf(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, value]) => {
      if (!ERROR_STATUS.test(status)) {
        throw new ContractError(
          `The status ${status} at ${pointer}/responses is invalid. Write an exact 4xx or 5xx status (RFC 9110 15).`,
        );
      }
      const { node, pointer: at } = resolveRef(document, value, `${pointer}/responses/${status}`);
      const { schema, schemaPointer, examples } = contentOf(document, node, at);
      const error = isObject(schema.properties) ? schema.properties.error : undefined;
      const place = `${schemaPointer}/properties/error`;
      if (!isObject(error) || !Array.isArray(error.oneOf)) {
        throw new ContractError(`The response at ${at} is not the error envelope: ${place} has no oneOf.`);
      }
      const members = error.oneOf.map((member, index) => {
        const target = resolveRef(document, member, `${place}/oneOf/${index}`);
        const code = textAt(target.node, 'properties.code.const', target.pointer);
        return { code, schema: target.node, pointer: target.pointer };
      });
      return { status: Number(status), headers: headersOf(document, node, at), examples, members };
    });
}

/** Returns the catalogue entry of one code of a response. */
export function entryOfMember(
  document: JsonObject,
  { status, headers, examples }: ErrorResponse,
  { code, schema, pointer }: ErrorResponse['members'][number],
): ErrorEntry {
  const text = (key: string) => textAt(schema, `x-error.${key}`, pointer);
  const word = <Word extends string>(key: string, words: readonly Word[]): Word =>
    wordOf(text(key), words, `${pointer}/x-error/${key}`) as Word;
  const testToken = textAt(document, 'x-sandbox.tokens.error', '#').replace('{code}', () =>
    code.toLowerCase(),
  );
  if (!isSendable(testToken)) {
    throw new ContractError(
      `The test token of ${code} cannot be sent in a header. Change #/x-sandbox/tokens/error.`,
    );
  }
  const example = Object.hasOwn(examples, code) ? examples[code] : undefined;
  if (!isObject(example) || !isObject(example.value)) {
    throw new ContractError(`The response ${status} has no example named ${code}. Add one.`);
  }
  return {
    code,
    status,
    category: text('category'),
    since: text('since'),
    meaning: text('meaning'),
    solution: text('solution'),
    occurs: text('occurs'),
    causes: causesOf(schema),
    ...historyOf(schema),
    retry: word('retry', RETRY_POLICIES),
    trigger: word('trigger', TRIGGERS),
    fields: fieldsOf(document, schema, pointer),
    relations: relationsOf(schema),
    headers,
    example: example.value,
    testToken,
    pointer,
  };
}

/** Returns `x-error.causes`, which is optional. */
function causesOf(schema: JsonObject): string[] {
  const error = schema['x-error'];
  return isObject(error) && Array.isArray(error.causes) ? error.causes.map(String) : [];
}

/** Returns what later versions of the contract changed about a code. */
function historyOf(
  schema: JsonObject,
): Pick<ErrorEntry, 'deprecated' | 'retired' | 'replacedBy' | 'changes'> {
  const error = isObject(schema['x-error']) ? schema['x-error'] : {};
  const { retired, 'replaced-by': replacedBy } = error;
  const changes = listOf(error.changes).filter(isObject);
  return {
    deprecated: schema.deprecated === true || retired !== undefined,
    ...(typeof retired === 'string' && { retired }),
    ...(typeof replacedBy === 'string' && { replacedBy }),
    changes: changes.map(
      ({ version, change }): CodeChange => ({ version: String(version), change: String(change) }),
    ),
  };
}

/**
 * Returns the successes of an operation.
 *
 * @param pointer the JSON pointer of the operation
 */
export function successesOf(
  document: JsonObject,
  operation: JsonObject,
  pointer: string,
): [Success, ...Success[]] {
  const [first, ...others] = entriesOf(operation.responses)
    .filter(([status]) => /^2\d\d$/.test(status))
    .map(([status, value]) => successOf(document, value, Number(status), `${pointer}/responses/${status}`));
  if (!first) throw new ContractError(`The operation at ${pointer} has no success. Add a 2xx response.`);
  return [first, ...others];
}

function successOf(document: JsonObject, value: Json, status: number, pointer: string): Success {
  const { node, pointer: at } = resolveRef(document, value, pointer);
  const head = {
    status,
    description: descriptionOf(node),
    headers: headersOf(document, node, at),
    pointer: at,
  };
  if (node.content === undefined)
    return { ...head, fields: [], itemRelations: [], itemFields: [], itemKeys: [] };
  const { mediaType, schema, schemaPointer, examples } = contentOf(document, node, at);
  const place = `${schemaPointer}/properties/data`;
  const data = resolveRef(
    document,
    isObject(schema.properties) ? schema.properties.data : undefined,
    place,
  ).node;
  const [exampleName, example] = Object.entries(examples)[0] ?? [];
  if (exampleName === undefined || !isObject(example) || !isObject(example.value)) {
    throw new ContractError(`The success at ${at} has no example. Add one.`);
  }
  const [itemsField] = propertiesWithRole(data, 'items');
  const [cursorField] = propertiesWithRole(data, 'cursor');
  const [balanceField] = propertiesWithRole(data, 'balance');
  const item = itemsField === undefined ? {} : itemOf(document, data, itemsField, place);
  return {
    ...head,
    content: { mediaType, schemaPointer, exampleName, example: example.value },
    fields: entriesOf(data.properties).map(([name]) => name),
    ...(itemsField !== undefined && { itemsField }),
    ...(cursorField !== undefined && { cursorField }),
    ...(balanceField !== undefined && { balanceField }),
    itemRelations: relationsOf(item),
    itemFields: entriesOf(item.properties).map(([name]) => name),
    itemKeys: propertiesWithRole(item, 'key'),
  };
}

/** Returns the schema of the items of a page. */
function itemOf(document: JsonObject, data: JsonObject, field: string, pointer: string): JsonObject {
  const list = isObject(data.properties) ? data.properties[field] : undefined;
  return resolveRef(document, isObject(list) ? list.items : undefined, `${pointer}/properties/${field}/items`)
    .node;
}

function contentOf(document: JsonObject, response: JsonObject, pointer: string) {
  const [mediaType, media] = entriesOf(response.content)[0] ?? [];
  if (mediaType === undefined || !isObject(media)) {
    throw new ContractError(`The response at ${pointer} has no content. Add a media type.`);
  }
  if (!MEDIA_TYPE.test(mediaType)) {
    throw new ContractError(`The media type at ${pointer}/content is invalid. Write it as type/subtype.`);
  }
  const at = `${pointer}/content/${pointerPart(mediaType)}`;
  const { node: schema, pointer: schemaPointer } = resolveRef(document, media.schema, `${at}/schema`);
  return { mediaType, schema, schemaPointer, examples: examplesOf(document, media, at) };
}

function headersOf(document: JsonObject, response: JsonObject, pointer: string): ResponseHeader[] {
  return entriesOf(response.headers).map(([name, value]) => {
    const at = `${pointer}/headers/${pointerPart(name)}`;
    if (!isToken(name)) throw new ContractError(`The header name at ${at} is invalid (RFC 9110 5.1).`);
    const { node } = resolveRef(document, value, at);
    return {
      name,
      level: node.required === true ? 'MUST' : (wordOf(node['x-level'], LEVELS, `${at}/x-level`) ?? 'MAY'),
      ...(typeof node['x-equals'] === 'string' && { equals: node['x-equals'] }),
      description: descriptionOf(node),
      ...(node.example !== undefined && { example: node.example }),
    };
  });
}

function fieldsOf(document: JsonObject, schema: JsonObject, pointer: string): ErrorField[] {
  return entriesOf(schema.properties)
    .filter(([name]) => name !== 'code' && name !== 'message')
    .map(([name, value]: [string, Json]) => {
      const { node, pointer: at } = resolveRef(document, value, `${pointer}/properties/${pointerPart(name)}`);
      const types = listOf(Array.isArray(node.type) ? node.type : [node.type ?? null]);
      return {
        name,
        type: types.map(String).join(' | '),
        description: descriptionOf(node) || textAt(node, 'description', at),
        ...(typeof node.minimum === 'number' && { minimum: node.minimum }),
        ...(typeof node.maximum === 'number' && { maximum: node.maximum }),
        ...(typeof node.format === 'string' && { format: node.format }),
        ...(Array.isArray(node.enum) && { enum: node.enum }),
        ...(typeof node['x-role'] === 'string' && { role: node['x-role'] }),
        ...(node.deprecated === true && { deprecated: true }),
        ...(node.example !== undefined && { example: node.example }),
      };
    });
}
