/** The common causes of a code: the sandbox returns the code for each example request. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueOf } from '../../../src/contract/catalogue.ts';
import type { ExampleRequest } from '../../../src/contract/example-request.ts';
import { causesOf } from '../../../src/reference/causes.ts';
import { invalidBodies } from '../../../src/reference/invalid-bodies.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { list } from '../../../src/text/blocks.ts';
import { toMarkdown } from '../../../src/text/markdown.ts';
import { grownContract } from '../../helpers/grown.ts';
import { contract as current } from '../../helpers/project.ts';

describe.each([
  ['the contract', current],
  ['a larger contract', await grownContract()],
])('in %s', (_, contract) => {
  const { errors } = catalogueOf(contract);
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ contract });
  });
  afterAll(() => sandbox?.close());

  async function codeOf({ method, target, headers, body }: ExampleRequest): Promise<unknown> {
    const response = await fetch(sandbox.url + target, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    return ((await response.json()) as { error?: { code?: unknown } }).error?.code;
  }

  test.each(errors)('each cause of $code returns the code', async (entry) => {
    const causes = causesOf(entry, contract);
    expect(causes.length).toBeGreaterThan(0);
    expect(causesOf({ ...entry, causes: [] }, contract).length).toBeGreaterThan(0);
    for (const { text, request } of causes)
      if (request) expect.soft(await codeOf(request), JSON.stringify(text)).toBe(entry.code);
  });

  test('each code that a request can cause has a request', () => {
    const triggers = ['token-missing', 'token-unknown', 'path-unknown', 'parameter-invalid', 'body-invalid'];
    const caused = errors.filter((entry) => triggers.includes(entry.trigger) && entry.retired === undefined);
    expect(caused.length).toBeGreaterThan(3);
    for (const entry of caused)
      expect
        .soft(
          causesOf(entry, contract).some(({ request }) => request),
          entry.code,
        )
        .toBe(true);
  });
});

describe('the causes of an invalid body', async () => {
  const contract = await grownContract();
  const sentencesOf = (id: string) => {
    const operation = contract.operations.find((one) => one.id === id);
    return operation
      ? invalidBodies(contract, operation).map(({ text }) => toMarkdown([list([text])]).trim())
      : [];
  };

  test.each([
    [
      'createReport',
      [
        '- A request of `createReport` has no body.',
        '- The body of `createReport` is not valid JSON, for example because it is cut off.',
        '- In the body of `createReport`, the field `search_ids` is missing.',
        '- In the body of `createReport`, the field `kind` is not one of `engagement`, `mentions`.',
        '- In the body of `createReport`, the field `period` is a text instead of an object.',
      ],
    ],
    [
      'createSavedSearch',
      [
        '- In the body of `createSavedSearch`, the field `filter` is missing.',
        '- In the body of `createSavedSearch`, the field `name` is a number instead of a text.',
        '- In the body of `createSavedSearch`, the field `schedule` is a text instead of an object or null.',
      ],
    ],
    [
      'updateSavedSearch',
      ['- In the body of `updateSavedSearch`, the field `notify` is a text instead of a boolean.'],
    ],
  ])('%s: each field once, with the reason', (id, expected) => {
    expect(sentencesOf(id).slice(-expected.length)).toEqual(expected);
  });

  test.each([
    [
      'a list of values and null',
      { anyOf: [{ enum: ['a', 'b'] }, { type: 'null' }] },
      'is not one of `a`, `b`',
    ],
    ['a constant', { const: 'a' }, 'is not `a`'],
    [
      'a long list',
      { enum: [...'abcdefghijkl'] },
      'is not one of `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, and 4 more',
    ],
    ['a format', { type: 'string', format: 'date' }, 'does not have the format `date`'],
    ['a pattern', { type: 'string', pattern: '^#' }, 'does not match the pattern `^#`'],
    ['a minimum length', { type: 'string', minLength: 9 }, 'has fewer than 9 characters'],
    ['a maximum length', { type: 'string', maxLength: 2 }, 'has more than 2 characters'],
    ['a type', { type: 'integer', minimum: 5 }, 'is a text instead of a whole number'],
    ['a minimum', { type: ['string', 'integer'], minimum: 5 }, 'is below 5'],
    ['a minimum that is not allowed', { type: ['string', 'integer'], exclusiveMinimum: 0 }, 'is not above 0'],
    ['another keyword', { not: { type: 'string' } }, 'has a value that the contract does not allow'],
  ])('the reason of %s', (_, property, reason) => {
    const schema = { type: 'object', properties: { 'a/b': property } };
    const document = { components: { schemas: { Body: schema } } };
    const body = {
      required: false,
      mediaType: 'application/json',
      description: '',
      schema,
      schemaPointer: '#/components/schemas/Body',
      invalid: 'INVALID',
      exampleName: 'one',
      example: { 'a/b': null },
      pointer: '#',
    };
    const [, wrong] = invalidBodies({ ...contract, document }, { id: 'send', body });
    expect(toMarkdown([list([wrong?.text ?? ''])]).trim()).toBe(
      `- In the body of \`send\`, the field \`a/b\` ${reason}.`,
    );
  });
});
