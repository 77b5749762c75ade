/** The 3.0 edition accepts and rejects the same values as the bundle, also if the contract grows. */
import { describe, expect, test } from 'vitest';
import { toOpenApi30 } from '../../../scripts/build/openapi-3.0.ts';
import { isObject, type Json, type JsonObject } from '../../../src/contract/document.ts';
import { pointerPart, resolveRef } from '../../../src/contract/json-pointer.ts';
import { entriesOf } from '../../../src/contract/nodes.ts';
import { verdictsOf30, verdictsOf31 } from '../../helpers/editions.ts';
import { contract } from '../../helpers/project.ts';

const { document } = contract;
const edition = toOpenApi30(document);

/** The JSON pointers of the schemas of all responses, and their examples. */
const responses = contract.operations.flatMap((operation) => {
  const { node } = resolveRef(document, { $ref: operation.pointer }, '');
  return entriesOf(node.responses).flatMap(([status, value]) => {
    const { node: response, pointer } = resolveRef(
      document,
      value,
      `${operation.pointer}/responses/${status}`,
    );
    return entriesOf(response.content).map(([type, media]) => ({
      pointer: `${pointer}/content/${pointerPart(type)}/schema`,
      examples: entriesOf(isObject(media) ? media.examples : {}).map(([, example]) =>
        isObject(example) ? (example.value ?? null) : null,
      ),
    }));
  });
});

const OTHERS: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e9,
  '',
  'x',
  '2026-01-15T08:30:00Z',
  [],
  [null],
  {},
];

/** Returns wrong and unusual variants of a value: each part is removed, replaced, or has an additional part. */
function variantsOf(value: Json): Json[] {
  const replaced = OTHERS.filter((other) => JSON.stringify(other) !== JSON.stringify(value));
  if (Array.isArray(value)) {
    const inner = value.flatMap((item, index) =>
      variantsOf(item).map((variant) => value.with(index, variant)),
    );
    return [...replaced, [], [...value, ...value], ...inner];
  }
  if (!isObject(value)) return replaced;
  const inner = Object.entries(value).flatMap(([key, item]) => {
    const { [key]: _, ...without } = value;
    return [without, ...variantsOf(item).map((variant) => ({ ...value, [key]: variant }))];
  });
  const both = { ...value, data: {}, error: {} };
  return [
    ...replaced,
    { ...value, additional: 1 },
    { ...value, data: {} },
    { ...value, error: {} },
    both,
    ...inner,
  ];
}

describe('the contract', () => {
  const [accepts31, accepts30] = [verdictsOf31(document), verdictsOf30(edition)];
  const examples = responses.flatMap((response) => response.examples);

  test('has an example for each code and operation', () => {
    const codes = contract.operations.flatMap((operation) => operation.codes);
    expect(examples).toHaveLength(codes.length + contract.operations.length);
  });

  // Operations share most responses.
  test.for([...new Map(responses.map((response) => [response.pointer, response]))])(
    'at %s accepts and rejects the same responses',
    ([pointer, response]) => {
      for (const example of response.examples) expect(accepts30(pointer, example)).toBe(true);
      const values = [...response.examples.flatMap(variantsOf), ...examples];
      const accepted = values.filter((value) => accepts31(pointer, value));
      expect(values.filter((value) => accepts30(pointer, value))).toEqual(accepted);
      expect(accepted.length).toBeGreaterThan(response.examples.length);
      expect(values.length - accepted.length).toBeGreaterThan(50);
    },
  );

  test('accepts and rejects the same values of parameters', () => {
    for (const { pointer, example } of contract.operations.flatMap(({ parameters }) => parameters)) {
      const values = [example, 0, 1, 100, 101, ...OTHERS];
      const accepted = values.filter((value) => accepts31(`${pointer}/schema`, value));
      expect(values.filter((value) => accepts30(`${pointer}/schema`, value))).toEqual(accepted);
    }
  });

  test('keeps all paths, codes, examples and extensions', () => {
    const { openapi: _, info: __, components, ...others } = edition;
    expect(document).toMatchObject(others);
    const kept = (part: Json | undefined, section: string) =>
      Object.keys((part as JsonObject)[section] as JsonObject);
    for (const section of Object.keys(document.components as JsonObject))
      expect(kept(components, section)).toEqual(kept(document.components, section));
    expect((components as JsonObject).responses).toMatchObject(
      JSON.parse(JSON.stringify((document.components as JsonObject).responses), (key, value) =>
        key === 'properties' ? undefined : value,
      ),
    );
  });
});

function documentWith(schema: Json): JsonObject {
  return {
    openapi: '3.1.1',
    info: { title: 'Grown', version: '1.0.0', summary: 'Short', license: { name: 'MIT', identifier: 'MIT' } },
    paths: {},
    components: {
      schemas: { Grown: schema, Text: { type: ['string', 'null'] }, Other: { type: 'integer' } },
    },
  };
}

const GROWN = '#/components/schemas/Grown';

/** A schema of 3.1, its form in 3.0, and values that it accepts and rejects. */
const SCHEMAS: Record<string, [schema: Json, form: Json, accepted: Json[], rejected: Json[]]> = {
  'a constant': [{ const: 'a' }, { enum: ['a'] }, ['a'], ['b', null]],
  'a constant with an enum': [{ const: 1, enum: [1, 2] }, { enum: [1] }, [1], [2]],
  'a constant null': [
    { type: ['string', 'null'], const: null },
    { type: 'string', nullable: true, enum: [null] },
    [null],
    ['a'],
  ],
  'an optional type': [
    { type: ['string', 'null'] },
    { type: 'string', nullable: true },
    ['a', null],
    [1, {}],
  ],
  'an enum with null': [
    { type: ['string', 'null'], enum: ['a', null] },
    { type: 'string', nullable: true, enum: ['a', null] },
    ['a', null],
    ['b', 1],
  ],
  'an enum without null': [
    { type: ['string', 'null'], enum: ['a'] },
    { type: 'string', nullable: true, enum: ['a'] },
    ['a'],
    [null, 'b'],
  ],
  'only null': [
    { type: 'null' },
    { allOf: [{ type: 'string', nullable: true, enum: [null] }] },
    [null],
    ['', 0, {}],
  ],
  'null or a reference': [
    { oneOf: [{ $ref: '#/components/schemas/Other' }, { type: 'null' }] },
    {
      oneOf: [
        { $ref: '#/components/schemas/Other' },
        { allOf: [{ type: 'string', nullable: true, enum: [null] }] },
      ],
    },
    [1, null],
    ['a', 1.5],
  ],
  'two types': [
    { type: ['string', 'integer'], maxLength: 2, allOf: [{ minimum: 3 }] },
    { maxLength: 2, allOf: [{ minimum: 3 }, { anyOf: [{ type: 'string' }, { type: 'integer' }] }] },
    ['ab', 3],
    ['abc', 2, null, true],
  ],
  'two types and null': [
    { type: ['string', 'array', 'null'] },
    {
      allOf: [
        {
          anyOf: [
            { type: 'string', nullable: true },
            { type: 'array', nullable: true, items: {} },
          ],
        },
      ],
    },
    ['a', [1, null], null],
    [1, {}],
  ],
  'no type': [{ description: 'Any' }, { description: 'Any' }, [null, 1, 'a', [], {}], []],
  'a list without items': [{ type: 'array' }, { type: 'array', items: {} }, [[], [null]], [{}, null]],
  'boolean schemas': [
    {
      type: 'object',
      properties: { a: true, b: false, additionalProperties: false },
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: { a: {}, b: { not: {} }, additionalProperties: { not: {} } },
      additionalProperties: false,
    },
    [{}, { a: null }],
    [{ b: 1 }, { additionalProperties: 1 }, { c: 1 }],
  ],
  'exclusive bounds': [
    { type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 3 },
    { type: 'number', minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: true },
    [2, 1.1],
    [1, 3, 0],
  ],
  'exclusive bounds that are stricter than the others': [
    { minimum: 1, exclusiveMinimum: 1, maximum: 5, exclusiveMaximum: 4 },
    { minimum: 1, exclusiveMinimum: true, maximum: 4, exclusiveMaximum: true },
    [2],
    [1, 4, 5],
  ],
  'exclusive bounds that are looser than the others': [
    { minimum: 2, exclusiveMinimum: 1, maximum: 3, exclusiveMaximum: 4 },
    { minimum: 2, maximum: 3 },
    [2, 3],
    [1.5, 3.5],
  ],
  'a reference with other keywords': [
    { $ref: '#/components/schemas/Text', description: 'A text', maxLength: 1, allOf: [{ pattern: 'a' }] },
    {
      description: 'A text',
      maxLength: 1,
      allOf: [{ $ref: '#/components/schemas/Text' }, { pattern: 'a' }],
    },
    ['a', null],
    ['aa', 'b', 1],
  ],
  'examples and a comment': [
    { examples: ['a', 'b'], $comment: 'for authors', required: [] },
    { example: 'a' },
    ['a', 1],
    [],
  ],
  'names of keywords as properties and data': [
    {
      type: 'object',
      properties: { const: { type: 'string', default: { const: 1 } }, $ref: { enum: [{ type: ['null'] }] } },
    },
    {
      type: 'object',
      properties: { const: { type: 'string', default: { const: 1 } }, $ref: { enum: [{ type: ['null'] }] } },
    },
    [{ const: 'a' }, { $ref: { type: ['null'] } }],
    [{ const: 1 }, { $ref: null }],
  ],
  'binary content': [
    { type: 'string', contentEncoding: 'base64' },
    { type: 'string', format: 'byte' },
    ['YQ=='],
    [1],
  ],
};

describe('a grown contract', () => {
  test.for(Object.entries(SCHEMAS))('with %s', ([, [schema, form, accepted, rejected]]) => {
    const grown = documentWith(schema);
    const converted = toOpenApi30(grown);
    const { schemas } = converted.components as JsonObject;
    expect((schemas as JsonObject).Grown).toEqual(form);
    for (const accepts of [verdictsOf31(grown), verdictsOf30(converted)]) {
      expect(accepted.filter((value) => !accepts(GROWN, value))).toEqual([]);
      expect(rejected.filter((value) => accepts(GROWN, value))).toEqual([]);
    }
  });

  test('loses only the summary and the identifier of the licence', () => {
    expect(toOpenApi30(documentWith({})).info).toEqual({
      title: 'Grown',
      version: '1.0.0',
      license: { name: 'MIT' },
    });
  });

  test('with a reference to a response that has its own description', () => {
    const response = { description: 'Own', $ref: '#/components/responses/A' };
    const grown = {
      ...documentWith({}),
      paths: { '/a': { get: { responses: { 200: response } } } },
      components: { responses: { A: { description: 'A', headers: { B: { schema: { const: 1 } } } } } },
    };
    expect(toOpenApi30(grown).paths).toEqual({
      '/a': {
        get: { responses: { 200: { description: 'Own', headers: { B: { schema: { enum: [1] } } } } } },
      },
    });
  });

  test.for(
    Object.entries<JsonObject>({
      prefixItems: { prefixItems: [{}] },
      if: { if: {} },
      patternProperties: { patternProperties: {} },
      unevaluatedProperties: { unevaluatedProperties: false },
      dependentRequired: { dependentRequired: {} },
      $defs: { $defs: {} },
      nullable: { nullable: true },
      contentEncoding: { contentEncoding: 'base32' },
      contentMediaType: { contentMediaType: 'image/png' },
      const: { const: 1, enum: [2] },
      nonsense: { nonsense: 1 },
    }),
  )('with %s is an error that names the place', ([keyword, schema]) => {
    const properties = { 'a/b': schema };
    expect(() => toOpenApi30(documentWith({ properties }))).toThrow(
      `The keyword ${keyword} at ${GROWN}/properties/a~1b has no form in OpenAPI 3.0.`,
    );
  });

  test.for([
    ['webhooks', '#', { webhooks: {} }],
    ['jsonSchemaDialect', '#', { jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema' }],
    ['pathItems', '#/components', { components: { pathItems: {} } }],
  ] as const)('with %s is an error', ([key, pointer, changes]) => {
    expect(() => toOpenApi30({ ...documentWith({}), ...changes })).toThrow(
      `${key} at ${pointer} has no form in OpenAPI 3.0.`,
    );
  });
});
