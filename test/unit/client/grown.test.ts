/** The client of the larger API, as a method and with openapi-fetch, against the sandbox. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractData } from '../../../scripts/build/contract-data.ts';
import type { AnyResult } from '../../../src/client/call.ts';
import { buildClient } from '../../../src/client/client.ts';
import type { ContractData } from '../../../src/client/contract-data.ts';
import { buildFetchClient } from '../../../src/client/fetch-client.ts';
import type { Contract, Operation, Parameter } from '../../../src/contract/model.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { grownContract } from '../../helpers/grown.ts';

type Method = {
  (parameters?: object, options?: object): Promise<AnyResult>;
  items(parameters?: object, options?: object): AsyncIterable<unknown>;
};
type Http = { request(method: string, path: string, init: object): Promise<FetchResult> };
interface FetchResult {
  data?: { data: unknown };
  error?: { error: { code?: string } };
  response: Response;
}

let contract: Contract;
let data: ContractData;
let sandbox: Sandbox;
beforeAll(async () => {
  contract = await grownContract();
  data = contractData(contract);
  sandbox = await startSandbox({ contract });
});
afterAll(() => sandbox.close());

const optionsOf = (token: string) => ({ baseUrl: sandbox.url, token, retry: 0 });
const methodOf = (id: string, token: string) =>
  buildClient<Record<string, Method>>(data, optionsOf(token))[id] as Method;

/** Returns the examples of some parameters. */
const examplesOf = (parameters: readonly Parameter[]) =>
  Object.fromEntries(parameters.map(({ name, example }) => [name, example]));

/** Calls an operation with all parameters and the body of the examples. Returns the data or the code. */
async function outcomesOf({ id, method, path, parameters, body }: Operation, token: string, change = {}) {
  const withBody = body && { body: { ...(body.example as object), ...change } };
  const result = await methodOf(id, token)({ ...examplesOf(parameters), ...withBody });
  const placed = (place: string) => examplesOf(parameters.filter((parameter) => parameter.in === place));
  const params = { path: placed('path'), query: placed('query'), header: placed('header') };
  const http = buildFetchClient<Http>(data, optionsOf(token));
  const { data: envelope, error, response } = await http.request(method, path, { params, ...withBody });
  return [
    { status: result.response?.status, code: result.error?.code, hasData: result.data !== undefined },
    { status: response.status, code: error?.error.code, hasData: envelope?.data !== undefined },
  ];
}

describe('each operation', () => {
  test('with the examples of all parameters and of the body is a success', async () => {
    for (const operation of contract.operations) {
      const { status, content } = operation.success;
      const expected = { status, code: undefined, hasData: content !== undefined };
      expect(await outcomesOf(operation, contract.sandbox.successToken), operation.id).toEqual([
        expected,
        expected,
      ]);
    }
  });

  test('with the test token of a code is a failure with the code, unless the operation needs no token', async () => {
    const entry = contract.errors.find(({ trigger }) => trigger === 'account');
    for (const operation of contract.operations) {
      const outcomes = await outcomesOf(operation, entry?.testToken ?? '');
      const codes = operation.credentials.length > 0 ? [entry?.code, entry?.code] : [undefined, undefined];
      expect(
        outcomes.map(({ code }) => code),
        operation.id,
      ).toEqual(codes);
    }
  });

  test('with a body that violates the schema is a failure with the code of x-invalid', async () => {
    const withBody = contract.operations.filter(({ body }) => body);
    expect(withBody.length).toBeGreaterThan(3);
    for (const operation of withBody) {
      const [name = ''] = Object.keys(operation.body?.example as object);
      const outcomes = await outcomesOf(operation, contract.sandbox.successToken, { [name]: [{}] });
      const { invalid } = operation.body ?? {};
      expect(
        outcomes.map(({ code }) => code),
        operation.id,
      ).toEqual([invalid, invalid]);
    }
  });

  test('that returns pages iterates over the items, with the same parameters for each page', async () => {
    const paged = contract.operations.filter(({ parameters }) =>
      parameters.some(({ role }) => role === 'cursor'),
    );
    expect(paged.length).toBeGreaterThan(1);
    for (const { id, parameters } of paged) {
      const given = examplesOf(parameters.filter(({ role }) => role !== 'cursor'));
      let items = 0;
      for await (const _ of methodOf(id, contract.sandbox.successToken).items(given)) items++;
      const limit = parameters.find(({ role }) => role === 'limit')?.example as number;
      expect(items, id).toBeGreaterThan(limit);
    }
  });
});
