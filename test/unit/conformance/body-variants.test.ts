/** Each constraint of a body has a case that finds a server without it, also in each alternative. */
import { beforeAll, expect, test } from 'vitest';
import { bodyVariants } from '../../../src/conformance/cases/body-variants.ts';
import type { Json, JsonObject } from '../../../src/contract/document.ts';
import type { Contract, RequestBody } from '../../../src/contract/model.ts';
import { ajvOf } from '../../../src/contract/validator.ts';
import { grownContract } from '../../helpers/grown.ts';

let contract: Contract;

beforeAll(async () => {
  contract = await grownContract();
});

const objectOf = (field: string, schema: JsonObject): JsonObject => ({
  type: 'object',
  required: [field],
  properties: { [field]: schema },
});

/** Returns a contract that has only the schema of a body, and the body. */
function bodyWith(field: JsonObject, example: Json): [contract: Contract, body: RequestBody] {
  const schema = objectOf('field', field);
  const [known] = contract.operations.flatMap(({ body }) => body ?? []);
  const body = { ...(known as RequestBody), schema, schemaPointer: '#/body', example: { field: example } };
  return [{ ...contract, document: { body: schema } }, body];
}

const TEXT = { type: 'string' };

test.each<[constraint: string, schema: JsonObject, weaker: JsonObject, example: Json]>([
  [
    'multipleOf of an integer',
    { type: 'integer', minimum: 10, multipleOf: 5 },
    { type: 'integer', minimum: 10 },
    15,
  ],
  ['not', { type: 'string', not: { enum: ['root'] } }, TEXT, 'a'],
  [
    'the upper bound of int32',
    { type: 'integer', format: 'int32' },
    { type: 'integer', minimum: -(2 ** 31) },
    1,
  ],
  [
    'the lower bound of int32',
    { type: 'integer', format: 'int32' },
    { type: 'integer', maximum: 2 ** 31 - 1 },
    1,
  ],
  ...Object.entries({ byte: 'YQ==', regex: 'a+', 'uri-template': '/a' }).map(
    ([format, example]): [string, JsonObject, JsonObject, Json] => [
      `the format ${format}`,
      { type: 'string', format },
      TEXT,
      example,
    ],
  ),
  ...['oneOf', 'anyOf'].map((keyword): [string, JsonObject, JsonObject, Json] => [
    `a constraint in the second alternative of ${keyword}`,
    { type: 'object', [keyword]: [objectOf('a', TEXT), objectOf('b', { ...TEXT, maxLength: 9 })] },
    { type: 'object', [keyword]: [objectOf('a', TEXT), objectOf('b', TEXT)] },
    { a: 'text' },
  ]),
])('%s', (_constraint, schema, weaker, example) => {
  const variants = bodyVariants(...bodyWith(schema, example));
  const names = variants.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const accepts = ajvOf({}).compile(objectOf('field', weaker));
  const found = variants.filter(({ isValid, body }) => !isValid && accepts(body));
  expect(found).not.toEqual([]);
});
