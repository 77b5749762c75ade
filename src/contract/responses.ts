/** Reading the responses of an operation: its success, and its errors with their codes. */
import { ContractError, isObject, type Json, type JsonObject, pointerPart, resolveRef } from './document.ts';
import { descriptionOf, entriesOf, listOf, propertiesWithRole, relationsOf, textAt } from './nodes.ts';
import type {
  ErrorEntry,
  ErrorField,
  Level,
  ResponseHeader,
  RetryPolicy,
  Success,
  Trigger,
} from './types.ts';

/** An error response of an operation. */
export interface ErrorResponse {
  status: number;
  headers: ResponseHeader[];
  /** The examples, by name. */
  examples: JsonObject;
  /** The schemas of its codes. */
  members: { code: string; schema: JsonObject; pointer: string }[];
}

/** @param pointer where the operation stands */
export function errorResponsesOf(
  document: JsonObject,
  operation: JsonObject,
  pointer: string,
): ErrorResponse[] {
  return entriesOf(operation.responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, value]) => {
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

/** One code of a response, as the catalogue has it. */
export function entryOfMember(
  document: JsonObject,
  { status, headers, examples }: ErrorResponse,
  { code, schema, pointer }: ErrorResponse['members'][number],
): ErrorEntry {
  const say = (key: string) => textAt(schema, `x-error.${key}`, pointer);
  const example = examples[code];
  if (!isObject(example) || !isObject(example.value)) {
    throw new ContractError(`The response ${status} has no example named ${code}.`);
  }
  return {
    code,
    status,
    category: say('category'),
    since: say('since'),
    meaning: say('meaning'),
    solution: say('solution'),
    occurs: say('occurs'),
    retry: say('retry') as RetryPolicy,
    trigger: say('trigger') as Trigger,
    fields: fieldsOf(document, schema, pointer),
    relations: relationsOf(schema),
    headers,
    example: example.value,
    testToken: textAt(document, 'x-sandbox.tokens.error', '#').replace('{code}', code.toLowerCase()),
    pointer,
  };
}

/** @param pointer where the operation stands */
export function successOf(document: JsonObject, operation: JsonObject, pointer: string): Success {
  const responses = isObject(operation.responses) ? operation.responses : {};
  const status = Object.keys(responses).find((key) => /^2\d\d$/.test(key));
  if (status === undefined) throw new ContractError(`The operation at ${pointer} declares no success (2xx).`);
  const { node, pointer: at } = resolveRef(document, responses[status], `${pointer}/responses/${status}`);
  const { mediaType, schema, schemaPointer, examples } = contentOf(document, node, at);
  const place = `${schemaPointer}/properties/data`;
  const { data: value } = isObject(schema.properties) ? schema.properties : {};
  const data = resolveRef(document, value, place).node;
  const [exampleName, example] = Object.entries(examples)[0] ?? [];
  if (exampleName === undefined || !isObject(example) || !isObject(example.value)) {
    throw new ContractError(`The success at ${at} has no example.`);
  }
  const [itemsField] = propertiesWithRole(data, 'items');
  const [cursorField] = propertiesWithRole(data, 'cursor');
  const [balanceField] = propertiesWithRole(data, 'balance');
  const item = itemsField === undefined ? {} : itemOf(document, data, itemsField, place);
  return {
    status: Number(status),
    mediaType,
    schemaPointer,
    ...(itemsField !== undefined && { itemsField }),
    ...(cursorField !== undefined && { cursorField }),
    ...(balanceField !== undefined && { balanceField }),
    fields: entriesOf(data.properties).map(([name]) => name),
    itemRelations: relationsOf(item),
    itemFields: entriesOf(item.properties).map(([name]) => name),
    itemKeys: propertiesWithRole(item, 'key'),
    exampleName,
    example: example.value,
  };
}

/** The schema of the items of a page. */
function itemOf(document: JsonObject, data: JsonObject, field: string, pointer: string): JsonObject {
  const list = isObject(data.properties) ? data.properties[field] : undefined;
  return resolveRef(document, isObject(list) ? list.items : undefined, `${pointer}/properties/${field}/items`)
    .node;
}

function contentOf(document: JsonObject, response: JsonObject, pointer: string) {
  const [mediaType, media] = entriesOf(response.content)[0] ?? [];
  if (mediaType === undefined || !isObject(media)) {
    throw new ContractError(`The response at ${pointer} has no content.`);
  }
  const at = `${pointer}/content/${pointerPart(mediaType)}/schema`;
  const { node: schema, pointer: schemaPointer } = resolveRef(document, media.schema, at);
  return { mediaType, schema, schemaPointer, examples: isObject(media.examples) ? media.examples : {} };
}

function headersOf(document: JsonObject, response: JsonObject, pointer: string): ResponseHeader[] {
  return entriesOf(response.headers).map(([name, value]) => {
    const { node } = resolveRef(document, value, `${pointer}/headers/${pointerPart(name)}`);
    return {
      name,
      level: node.required === true ? 'MUST' : ((node['x-level'] as Level | undefined) ?? 'MAY'),
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
        ...(Array.isArray(node.enum) && { enum: node.enum }),
        ...(typeof node['x-role'] === 'string' && { role: node['x-role'] }),
        ...(node.example !== undefined && { example: node.example }),
      };
    });
}
