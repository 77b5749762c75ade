/** The runtime with other contracts than the current one, and contracts that the generator rejects. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { client as generate } from '../../../scripts/build/client.ts';
import { StepError } from '../../../scripts/lib/project.ts';
import type { AnyResult } from '../../../src/client/call.ts';
import { buildClient } from '../../../src/client/client.ts';
import type { ContractData } from '../../../src/client/contract-data.ts';
import { inPath, inQuery } from '../../../src/client/parameters.ts';
import type { JsonObject } from '../../../src/contract/document.ts';
import { BASE_URL, failure, inTurn, TOKEN } from '../../helpers/client/harness.ts';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';

describe('a contract of another shape', () => {
  const data: ContractData = {
    codes: {
      ODD: {
        meaning: 'Odd',
        solution: 'Even it out',
        fields: {
          text: { type: 'string' },
          flag: { type: 'boolean' },
          ratio: { minimum: 0, maximum: 1, type: 'number' },
          count: { maximum: 9 },
        },
      },
      LATER: { meaning: 'Later', solution: 'Wait', retry: 'wait', fields: { seconds: { role: 'wait' } } },
    },
    docs: 'docs/',
    credentials: [{ header: 'X-Key', prefix: 'Key ' }],
    balance: '',
    operations: {
      ping: { method: 'GET', path: '/ping' },
      remove: {
        method: 'DELETE',
        path: '/things/{id}',
        parameters: { id: inPath, force: inQuery, 'a b&c': inQuery },
      },
    },
  };

  function world(error: object) {
    const requests: Request[] = [];
    const responses = inTurn(failure(400, { code: 'ODD', ...error }));
    const client = buildClient<Record<string, (parameters?: object) => Promise<AnyResult>>>(data, {
      baseUrl: BASE_URL,
      token: TOKEN,
      sleep: async () => {},
      fetch: async (request) => {
        requests.push(request);
        return responses(request, 1);
      },
    });
    return { client, requests };
  }

  test.each([
    [
      { text: `Bearer ${TOKEN}`, flag: false, ratio: 0.5, count: -3 },
      { text: 'Bearer ***', flag: false, ratio: 0.5, count: -3 },
    ],
    [{ text: 7, flag: 'no', ratio: '0.5', count: 1.5 }, {}],
    [{ text: null, flag: null, ratio: 1.01, count: 10 }, {}],
    [
      { text: '', ratio: -0.1, count: 9 },
      { text: '', count: 9 },
    ],
  ])('keeps the valid fields of %j', async (sent, kept) => {
    const { error } = (await world(sent).client.ping?.()) ?? {};
    const { text, flag, ratio, count } = error as unknown as Record<string, unknown>;
    const found = Object.entries({ text, flag, ratio, count }).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(found)).toEqual(kept);
  });

  test('sends any method, with the token header of the contract', async () => {
    const { client, requests } = world({});
    await client.remove?.({ id: 'a b', force: true, 'a b&c': 'd=e' });
    expect(requests.map(({ method, url, headers }) => [method, url, headers.get('x-key')])).toEqual([
      ['DELETE', `${BASE_URL}/things/a%20b?force=true&a%20b%26c=d%3De`, `Key ${TOKEN}`],
    ]);
    expect(client.ping).not.toHaveProperty('pages');
  });

  test('retries only safe methods', async () => {
    const { client, requests } = world({ code: 'LATER', seconds: 1 });
    expect((await client.remove?.({ id: 'a' }))?.error).toMatchObject({ code: 'LATER', attempts: 1 });
    expect((await client.ping?.())?.error).toMatchObject({ code: 'LATER', attempts: 4 });
    expect(requests).toHaveLength(5);
  });
});

describe('the generator', () => {
  /** Runs the build step on a bundle with one change, and returns one of its files. */
  async function generated(
    mutate: (document: JsonObject) => void = () => {},
    file = 'client.ts',
  ): Promise<string> {
    const folder = temporaryFolder('client');
    const document = JSON.parse(readFileSync(join(ROOT, 'generated/openapi.json'), 'utf8')) as JsonObject;
    mutate(document);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
    await generate({ root: ROOT, generated: folder });
    return readFileSync(join(folder, file), 'utf8');
  }

  // The schema of the first code, and the first operation, so that the test does not depend on names.
  const [entry] = contract.errors;
  const [operation] = contract.operations;
  const at = (document: JsonObject, pointer = ''): JsonObject =>
    pointer
      .slice(2)
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce((node, key) => node[key] as JsonObject, document);
  const field = (name: string, type: string) => (document: JsonObject) => {
    (at(document, entry?.pointer).properties as JsonObject)[name] = { type, description: 'x', example: 1 };
  };

  /** Adds an operation with everything that the committed spec does not have. */
  const addOperation =
    (more: object = {}) =>
    (document: JsonObject) => {
      const path = at(document, operation?.pointer);
      const responses = path.responses as JsonObject;
      const { 200: page, ...errors } = responses;
      const parameter = (name: string, place: string, rest: object) => ({
        name,
        in: place,
        description: 'x',
        schema: { type: 'string' },
        example: 'x',
        ...rest,
      });
      const list = { type: 'array', items: { type: 'string' } };
      (document.paths as JsonObject)['/made/{id}'] = {
        post: {
          operationId: 'make',
          tags: path.tags,
          summary: 'Make',
          description: 'x',
          security: [],
          parameters: [
            parameter('id', 'path', { required: true }),
            parameter('tags', 'query', { schema: list, example: ['x'] }),
            parameter('ids', 'query', { schema: list, example: ['x'], explode: false }),
            parameter('Key', 'header', { required: true, 'x-role': 'idempotency-key' }),
          ],
          requestBody: {
            description: 'The thing.',
            required: true,
            content: {
              'application/json': {
                schema: { type: 'object', properties: { name: { type: 'string' } } },
                examples: { one: { value: { name: 'x' } } },
              },
            },
          },
          responses: { 201: page, 204: { description: 'Made before.' }, ...errors },
          ...more,
        },
      } as unknown as JsonObject;
    };

  test.each([
    [
      'a field with the name of a property of every failure',
      field('attempts', 'integer'),
      'The field attempts of',
    ],
    ['a field of a type that the client cannot check', field('list', 'array'), 'has the type array'],
    [
      'two parameters with one name',
      (document: JsonObject) => {
        const { parameters } = at(document, operation?.pointer) as { parameters: JsonObject[] };
        parameters.push({
          name: operation?.parameters[0]?.name ?? '',
          in: 'query',
          schema: { type: 'string' },
        });
      },
      'has two parameters with the name',
    ],
    [
      'a parameter with the name of the request body',
      (document: JsonObject) => {
        const parameters = [{ name: 'body', in: 'query', description: 'x', schema: { type: 'string' } }];
        addOperation({ parameters })(document);
      },
      'has a request body and a parameter with the name body',
    ],
  ])('rejects %s', async (_, mutate, message) => {
    await expect(generated(mutate)).rejects.toThrow(StepError);
    await expect(generated(mutate)).rejects.toThrow(message);
  });

  test('an operation with a body, arrays, a key and an empty success, without a token', async () => {
    const data = await generated(addOperation(), 'contract.ts');
    expect(data).toContain(
      '"parameters":{"id":inPath,"tags":listInQuery,"ids":commaListInQuery,"Key":inHeader,"body":inBody}',
    );
    expect(data).toContain(
      'import { commaListInQuery, inBody, inHeader, inPath, inQuery, listInQuery } from',
    );
    expect(data).toContain(
      '"make": {"method":"POST","path":"/made/{id}","idempotencyKey":"Key","credentials":[],"empty":[204],',
    );
    const source = await generated(addOperation());
    // The caller may leave out the key even if the server requires one.
    expect(source).toMatch(/"Key"\?: NonNullable<operations\["make"\]\['parameters'\]\['header'\]>\["Key"\]/);
    expect(source).toContain(
      `"body": NonNullable<operations["make"]['requestBody']>['content']["application/json"];`,
    );
    expect(source).toMatch(
      /export type MakeData = operations\["make"\]\['responses'\]\[201\].* \| undefined;/,
    );
    expect(source).toContain('readonly make: Operation<MakeParameters, MakeData, MakeCode>;');
  });

  test('an operation without parameters takes no argument', async () => {
    const source = await generated(addOperation({ parameters: [], requestBody: undefined }));
    expect(source).toContain('export type MakeParameters = Record<string, never>;');
    expect(source).toContain('readonly make: Operation<MakeParameters | void, ');
  });

  test('a text of the spec cannot end the comment that contains it', async () => {
    const source = await generated((document) => {
      at(document, operation?.pointer).summary = 'Ends */ here';
    });
    expect(source).toContain('Ends *\\/ here');
  });

  test('a deprecated operation and a deprecated parameter are marked for editors', async () => {
    const mark = '@deprecated';
    expect(await generated()).not.toContain(mark);
    const one = await generated((document) => {
      at(document, operation?.pointer).deprecated = true;
    });
    expect(one.split(mark)).toHaveLength(2);
    expect(one).toMatch(new RegExp(`${mark} .*\\n.*\\*/\\n  readonly ${operation?.id}: `));
    const both = await generated((document) => {
      at(document, operation?.parameters[0]?.pointer).deprecated = true;
    });
    // Each operation has its own type of the parameters.
    expect(both.split(mark)).toHaveLength(1 + contract.operations.length);
  });
});
