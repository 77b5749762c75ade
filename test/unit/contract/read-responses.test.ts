/** The readers of successes, of credentials per operation, and of the history of codes. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ContractError, type JsonObject } from '../../../src/contract/document.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { entryOf, operationOf, readContract } from '../../../src/contract/read.ts';
import { grownContract } from '../../helpers/grown.ts';

let contract: Contract;
beforeAll(async () => {
  contract = await grownContract();
});

test('an operation has all its successes, and the lowest status is the main one', () => {
  const { success, successes } = operationOf(contract, 'getReport');
  expect(successes.map(({ status }) => status)).toEqual([200, 202]);
  expect(success).toBe(successes[0]);
  expect(successes[1]?.headers).toMatchObject([{ name: 'Retry-After', level: 'MAY', example: '1' }]);
  expect(successes.map(({ balanceField }) => balanceField)).toEqual(['remaining_balance', undefined]);
});

test('a success without content has no fields', () => {
  const { success, successes } = operationOf(contract, 'deleteSavedSearch');
  expect(successes).toHaveLength(1);
  expect(success).toMatchObject({ status: 204, fields: [], itemFields: [], itemKeys: [] });
  expect(success.content).toBeUndefined();
});

test('an operation has its own credentials, or those of the contract', () => {
  const headersOf = (id: string) => operationOf(contract, id).credentials.map(({ header }) => header);
  expect(headersOf('getStatus')).toEqual([]);
  expect(headersOf('getAccount')).toEqual(['X-Account-Key']);
  expect(operationOf(contract, 'getPost').credentials).toEqual(contract.credentials);
  expect(contract.credentials.map(({ header }) => header)).toEqual(['Authorization', 'X-API-Token']);
});

test('an operation without a token has no codes that a token causes, also if its responses list them', () => {
  const document = structuredClone(contract.document);
  const { paths } = document as { paths: Record<string, Record<string, { responses: JsonObject }>> };
  const [status, other] = ['getStatus', 'getPost'].map((id) => {
    const { path, method } = operationOf(contract, id);
    return paths[path]?.[method.toLowerCase()];
  });
  Object.assign(status?.responses ?? {}, other?.responses, { '200': status?.responses['200'] });
  const { codes } = operationOf(readContract(document), 'getStatus');
  expect(codes).toEqual(operationOf(contract, 'getStatus').codes);
  const triggers = new Set(codes.map((code) => entryOf(contract, code).trigger));
  expect([...triggers].sort()).toEqual([
    'body-invalid',
    'parameter-invalid',
    'path-unknown',
    'rate',
    'server',
    'state',
  ]);
});

test('only methods without an effect are safe', () => {
  for (const { method, safe } of contract.operations) expect(safe).toBe(method === 'GET');
  expect(new Set(contract.operations.map(({ method }) => method)).size).toBe(5);
});

test('a code has its history', () => {
  expect(entryOf(contract, 'DAILY_LIMIT_REACHED')).toMatchObject({
    deprecated: true,
    replacedBy: 'INSUFFICIENT_BALANCE',
    changes: [{ version: '1.2.0', change: expect.stringMatching(/\.$/) }],
  });
  expect(entryOf(contract, 'DAILY_LIMIT_REACHED').retired).toBeUndefined();
  expect(entryOf(contract, 'INVALID_CURSOR')).toMatchObject({ deprecated: true, retired: '1.2.0' });
  expect(entryOf(contract, 'NOT_FOUND')).toMatchObject({ deprecated: false, changes: [] });
  const fields = entryOf(contract, 'DAILY_LIMIT_REACHED').fields;
  expect(fields.filter(({ deprecated }) => deprecated).map(({ name }) => name)).toEqual(['resets_on']);
});

describe('refuses', () => {
  const changed = (keys: string, change: object): JsonObject => {
    const document = structuredClone(contract.document);
    const part = keys.split(' ').reduce((node, key) => node[key] as JsonObject, document);
    return Object.assign(part, change) && document;
  };
  test.for<[string, string, object, string]>([
    [
      'an operation without a success',
      'paths /status get',
      { responses: {} },
      'has no success. Add a 2xx response.',
    ],
    [
      'a success without an example',
      'components responses PostResponse content application/json',
      { examples: {} },
      'has no example. Add one.',
    ],
    [
      'credentials that are not a list',
      'paths /status get',
      { security: {} },
      'The spec has no list at #/paths/~1status/get/security.',
    ],
    ['an unknown scheme', 'paths /status get', { security: [{ none: [] }] }, 'none'],
    [
      'a key in the query',
      'components securitySchemes accountKeyHeader',
      { in: 'query' },
      'is not supported. Use http, or apiKey in a header.',
    ],
    [
      'a replacement that is not a code',
      'components schemas DAILY_LIMIT_REACHED x-error',
      { 'replaced-by': 'NONE' },
      'The spec names the code NONE, but no response has it.',
    ],
  ])('%s', ([, keys, change, message]) => {
    expect(() => readContract(changed(keys, change))).toThrow(ContractError);
    expect(() => readContract(changed(keys, change))).toThrow(message);
  });
});
