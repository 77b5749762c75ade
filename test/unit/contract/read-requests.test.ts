/** The readers of requests: what they return, what they refuse, and whether texts of values are read as the same values. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ContractError, type JsonObject } from '../../../src/contract/document.ts';
import { resolveRef } from '../../../src/contract/json-pointer.ts';
import type { Contract, Parameter } from '../../../src/contract/model.ts';
import { headerTexts, queryText } from '../../../src/contract/parameter-text.ts';
import { readParameter } from '../../../src/contract/parameter-value.ts';
import { operationOf, readContract } from '../../../src/contract/read.ts';
import { textOf } from '../../../src/sandbox/request-values.ts';
import { grownContract } from '../../helpers/grown.ts';
import { runs } from '../../helpers/properties/runs.ts';

let contract: Contract;
beforeAll(async () => {
  contract = await grownContract();
});

function parameterOf(operation: string, name: string): Parameter {
  const found = operationOf(contract, operation).parameters.find((one) => one.name === name);
  if (!found) throw new Error(`no parameter ${name}`);
  return found;
}

test('a body has its schema, its example and its code', () => {
  expect(operationOf(contract, 'cancelReport').body).toEqual({
    required: false,
    mediaType: 'application/json',
    description: 'The reason for the cancellation.',
    schema: expect.objectContaining({ required: ['reason'] }),
    schemaPointer: '#/components/schemas/CancelReportInput',
    invalid: 'INVALID_BODY',
    exampleName: 'period',
    example: { reason: 'Wrong period.' },
    pointer: '#/paths/~1reports~1{report_id}~1cancel/post/requestBody',
  });
  expect(operationOf(contract, 'getReport').body).toBeUndefined();
});

test('the example of a body can be a reference', () => {
  const document = structuredClone(contract.document);
  const { node } = resolveRef(document, { $ref: '#/paths/~1reports/post/requestBody' }, '');
  const media = (node.content as { [type: string]: JsonObject })['application/json'] as JsonObject;
  Object.assign(document.components as JsonObject, { examples: media.examples });
  const [name = ''] = Object.keys(Object(media.examples));
  media.examples = { [name]: { $ref: `#/components/examples/${name}` } };
  const { body } = operationOf(readContract(document), 'createReport');
  expect(body?.example).toEqual(operationOf(contract, 'createReport').body?.example);
});

test('parameters have their place, their form and their role', () => {
  expect(parameterOf('searchPosts', 'platforms')).toMatchObject({ in: 'query', list: { explode: true } });
  expect(parameterOf('searchPosts', 'hashtags')).toMatchObject({ in: 'query', list: { explode: false } });
  expect(parameterOf('searchPosts', 'X-Post-Fields')).toMatchObject({
    in: 'header',
    list: { explode: false },
  });
  expect(parameterOf('searchPosts', 'language').deprecated).toBe(true);
  expect(parameterOf('searchPosts', 'query').list).toBeUndefined();
  expect(parameterOf('createSavedSearch', 'Idempotency-Key').role).toBe('idempotency-key');
});

test('a parameter of an operation replaces that of the path, and names of headers ignore case', () => {
  const document = structuredClone(contract.document);
  const item = (document.paths as { [path: string]: JsonObject })['/saved-searches'] as JsonObject;
  const header = { name: 'idempotency-key', in: 'header', schema: { type: 'string' }, example: 'a' };
  Object.assign(item, { parameters: [header] });
  const operation = operationOf(readContract(document), 'createSavedSearch');
  expect(operation.parameters.map(({ name }) => name)).toEqual(['Idempotency-Key']);
});

describe('refuses', () => {
  /** Changes the part of the document at a path of keys. */
  const changed = (keys: string, change: object): JsonObject => {
    const document = structuredClone(contract.document);
    const part = keys.split(' ').reduce((node, key) => node[key] as JsonObject, document);
    return Object.assign(part, change) && document;
  };
  const body = 'paths /reports post requestBody';
  const media = { schema: { type: 'object' }, examples: { a: { value: {} } } };
  const parameter = (name: string) => `components parameters ${name}`;

  test.for<[string, string, object, string]>([
    ['another media type', body, { content: { 'text/plain': media } }, 'must have exactly one media type'],
    [
      'two media types',
      body,
      { content: { 'application/json': media, 'text/plain': media } },
      'must have exactly one media type, application/json.',
    ],
    ['a body without content', body, { content: {} }, 'must have exactly one media type'],
    [
      'a body without an example',
      body,
      { content: { 'application/json': { schema: media.schema } } },
      'has no named example. Add one at #/paths/~1reports/post/requestBody/content/application~1json/examples.',
    ],
    [
      'an unknown code',
      body,
      { 'x-invalid': 'NONE' },
      'The spec names the code NONE, but no response has it.',
    ],
    ['a cookie', parameter('WordsParameter'), { in: 'cookie' }, 'only path, query, header are supported'],
    [
      'a list in the path',
      parameter('PostIdParameter'),
      { schema: { type: 'array', items: { type: 'string' } } },
      'must have one of the types',
    ],
    [
      'a list of lists',
      parameter('WordsParameter'),
      { schema: { type: 'array', items: { type: 'array' } } },
      'must have one of the types',
    ],
    ['an object', parameter('WordsParameter'), { schema: { type: 'object' } }, 'must have one of the types'],
    ['another style', parameter('WordsParameter'), { style: 'pipeDelimited' }, 'has another style than form'],
    [
      'a style that is not a text',
      parameter('PostFieldsParameter'),
      { style: {} },
      'has another style than simple',
    ],
    [
      'a header name with a space',
      parameter('PostFieldsParameter'),
      { name: 'a b' },
      'is not a valid header name',
    ],
    [
      'an unknown role',
      parameter('WordsParameter'),
      { 'x-role': 'key' },
      'must be one of limit, cursor, idempotency-key',
    ],
    [
      'a wire pattern that is not valid',
      parameter('LimitParameter'),
      { 'x-wire-pattern': '(' },
      'must be a regular expression',
    ],
    [
      'a parameter inside of a segment',
      'paths',
      { '/posts/{id}.csv': {} },
      'has a parameter that is only a part of a segment',
    ],
  ])('%s', ([, keys, change, message]) => {
    expect(() => readContract(changed(keys, change))).toThrow(ContractError);
    expect(() => readContract(changed(keys, change))).toThrow(message);
  });
});

describe('the text of a value is read as the same value', () => {
  const read = (parameter: Parameter, query: string, headers: Record<string, string> = {}) => {
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const source = { path: () => undefined, query: query.slice(1), headers: Object.fromEntries(lower) };
    const found = textOf(parameter, source);
    return found === 'too many' ? found : readParameter(contract, parameter, found.text);
  };
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { minLength: 1, maxLength: 5 });

  test.for(['words', 'cursor'])('%s in the query', (name) => {
    const parameter = parameterOf('searchPosts', name);
    const separate = { ...parameter, list: { explode: false } };
    const operation = operationOf(contract, 'searchPosts');
    fc.assert(
      fc.property(texts, (items) => {
        const value = parameter.list ? items : items.join();
        const query = queryText(operation, { query: 'ab', [name]: value });
        expect(read(parameter, query)).toEqual({ value });
        if (!parameter.list) return;
        const joined = queryText({ ...operation, parameters: [separate] }, { [name]: value });
        expect(read(separate, joined)).toEqual({ value });
      }),
      runs(500),
    );
  });

  test('lists of numbers, and of words in a header', () => {
    const operation = operationOf(contract, 'searchPosts');
    const values = { author_ids: ['4', '8'], 'X-Post-Fields': ['media', 'author'] };
    const [query, headers] = [queryText(operation, values), headerTexts(operation, values)];
    expect(read(parameterOf('searchPosts', 'author_ids'), query)).toEqual({ value: [4, 8] });
    expect(read(parameterOf('searchPosts', 'X-Post-Fields'), query, headers)).toEqual({
      value: ['media', 'author'],
    });
  });

  test.for<[string, string | undefined, unknown]>([
    ['with_media', 'true', true],
    ['with_media', 'false', false],
    ['min_score', '5e-1', 0.5],
    ['min_score', undefined, undefined],
    ['sort', undefined, 'newest'],
    ['limit', '7', 7],
  ])('%s=%s', ([name, text, value]) => {
    expect(readParameter(contract, parameterOf('searchPosts', name), text)).toEqual({ value });
  });

  test.for<[string, string | undefined]>([
    ['with_media', 'True'],
    ['min_score', '.5'],
    ['min_score', '1e999'],
    ['query', undefined],
    ['limit', '7.0'],
  ])('%s=%s is invalid', ([name, text]) => {
    expect(readParameter(contract, parameterOf('searchPosts', name), text)).toEqual({ invalid: true });
  });
});
