/** Error responses for every code of the catalogue, checked with the client and against the schemas of the spec. */
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import {
  type ErrorCode,
  errorBody,
  errorCodes,
  errorResponse,
  errors,
  headersOf,
  isErrorEnvelope,
  statusOf,
} from '../../../src/errors.ts';
import { createClient } from '../../../src/index.ts';
import { contract } from '../../helpers/project.ts';
import { entryOf, RIGHT, WRONG } from '../../helpers/server-data.ts';

const ajv = new Ajv2020.default({ strict: false });
addFormats.default(ajv);
ajv.addSchema(contract.document, 'bundle');

/** Returns the schema errors of a body for a status, in all operations. */
function faultsOf(status: number, body: unknown): unknown[] {
  return contract.operations.flatMap(({ pointer }) => {
    const operation = pointer
      .slice(2)
      .split('/')
      // biome-ignore lint/suspicious/noExplicitAny: a walk through a document
      .reduce<any>((node, part) => node[part.replaceAll('~1', '/')], contract.document);
    const { $ref } = operation.responses[status];
    const validate = ajv.compile({ $ref: `bundle${$ref}/content/application~1json/schema` });
    return validate(body) ? [] : (validate.errors ?? []);
  });
}

const read = (response: () => Response) =>
  createClient({
    baseUrl: 'https://api.test/v1',
    token: 'a-test-token',
    retry: 0,
    fetch: async () => response(),
  })
    // Any parameters will do: no request is sent.
    .listPostsByUser({ platform: 'x', username: 'ada' });

describe.for([...RIGHT])('$name', ({ code, details, fields }) => {
  test('the client reads the same code and fields', async () => {
    const { error, response } = await read(() => errorResponse(code, details));
    expect(error).toMatchObject({ kind: 'api', code, status: entryOf(code).status, ...fields });
    expect(error?.message).toMatch(/^\S.*\S[.!?]$/);
    const wait = entryOf(code).fields.find(({ role }) => role === 'wait');
    expect(error?.retryAfterMs).toBe(wait && Number(fields[wait.name]) * 1000);
    expect(response?.headers.get('content-type')).toBe('application/json');
  });

  test('the response conforms to the schema of the spec, and so do its parts', async () => {
    const response = errorResponse(code, details);
    const body = await response.json();
    expect(faultsOf(response.status, body)).toEqual([]);
    expect(isErrorEnvelope(body, code)).toBe(true);
    expect(errorBody(code, details)).toEqual(body);
    expect(statusOf(code)).toBe(response.status);
    const headers = Object.entries(headersOf(code, details));
    expect(headers.map(([name, value]) => [name.toLowerCase(), value]).sort()).toEqual([...response.headers]);
  });

  test('the response has exactly the headers that the spec requires or recommends', () => {
    const { headers } = entryOf(code);
    const expected = headers.filter(({ level, equals }) => equals || level !== 'MAY');
    const entries = expected.map(({ name, equals, example }) => [
      name,
      String(equals ? fields[equals] : example),
    ]);
    expect(headersOf(code, details)).toEqual({
      'Content-Type': 'application/json',
      ...Object.fromEntries(entries),
    });
  });
});

test('the schema check reports a wrong status and a missing field', () => {
  const { error } = errors.RATE_LIMIT_EXCEEDED.example;
  expect(faultsOf(402, { success: false, error })).not.toEqual([]);
  expect(faultsOf(429, { success: false, error: { ...error, retry_after: undefined } })).not.toEqual([]);
});

test('headersOf returns the headers of a code', () => {
  expect(headersOf('RATE_LIMIT_EXCEEDED', { retry_after: 7 })).toEqual({
    'Content-Type': 'application/json',
    'Retry-After': '7',
  });
  expect(headersOf('INVALID_API_TOKEN')).toEqual({
    'Content-Type': 'application/json',
    'WWW-Authenticate': 'Bearer',
  });
  expect(headersOf('INTERNAL_ERROR')).toEqual({ 'Content-Type': 'application/json' });
});

test("the message is the default with the values of its fields, or the caller's message", () => {
  expect(errorBody('NOT_FOUND').error.message).toBe("Endpoint doesn't exist. Check the endpoint URL.");
  expect(errorBody('RATE_LIMIT_EXCEEDED', { retry_after: 7 }).error.message).toBe(
    'Too many requests. Wait 7 seconds.',
  );
  expect(errorBody('NOT_FOUND', { message: 'Cette adresse n’existe pas.' }).error.message).toBe(
    'Cette adresse n’existe pas.',
  );
  for (const code of errorCodes) {
    const { error } = errors[code].example;
    expect(errorBody(code, error)).toEqual({ success: false, error });
  }
});

describe('the init of errorResponse', () => {
  const limited = (headers: HeadersInit) =>
    errorResponse('RATE_LIMIT_EXCEEDED', { retry_after: 7 }, { headers });

  test('adds headers and a reason phrase, and can replace a header of the contract', () => {
    const response = errorResponse(
      'INVALID_API_TOKEN',
      {},
      {
        statusText: 'No',
        headers: [
          ['www-authenticate', 'Bearer realm="posts"'],
          ['X-Request-Id', '7'],
        ],
      },
    );
    expect([response.status, response.statusText]).toEqual([401, 'No']);
    expect([...response.headers]).toEqual([
      ['content-type', 'application/json'],
      ['www-authenticate', 'Bearer realm="posts"'],
      ['x-request-id', '7'],
    ]);
    expect(limited({ 'retry-after': '7' }).headers.get('retry-after')).toBe('7');
    expect(limited({ 'content-type': 'application/json; charset="UTF-8"' }).status).toBe(429);
  });

  test('cannot change the status or a header that the contract fixes', () => {
    expect(() => limited({ 'retry-after': '8' })).toThrow(
      new TypeError(
        'The header Retry-After of RATE_LIMIT_EXCEEDED must be 7: remove the header from the init of errorResponse.',
      ),
    );
    for (const type of ['text/html', 'application/json; charset=latin1', 'application/problem+json']) {
      expect(() => limited({ 'Content-Type': type })).toThrow(
        /^The header Content-Type .* remove the header/,
      );
    }
    const init: ResponseInit = { status: 200 };
    expect(() => errorResponse('NOT_FOUND', {}, init)).toThrow(
      new TypeError('The status of NOT_FOUND is 404: remove the status from the init of errorResponse.'),
    );
  });
});

describe('invalid arguments throw a TypeError that explains the fault', () => {
  // Typed loosely, like calls from JavaScript.
  const functions = { errorResponse, errorBody, headersOf } as Record<
    string,
    (code: unknown, details?: unknown) => unknown
  >;
  function messageOf(code: unknown, ...details: unknown[]): string {
    const messages = Object.entries(functions).map(([name, make]) => {
      try {
        make(code, ...details);
      } catch (error) {
        expect(error, name).toBeInstanceOf(TypeError);
        return (error as Error).message;
      }
      throw new Error(`${name} accepted it`);
    });
    // All functions throw the same message.
    expect(new Set(messages).size).toBe(1);
    return messages[0] ?? '';
  }

  test.for([...WRONG])('$name', ({ code, details, names }) => {
    const message = messageOf(code, details);
    expect(message).toMatch(/^The details of .*\.$/);
    for (const name of names) expect(message).toContain(name);
  });

  test('WRONG contains cases', () => {
    expect(WRONG.length).toBeGreaterThan(10);
  });

  test.for<[string, unknown[], string]>([
    [
      'a missing field',
      ['RATE_LIMIT_EXCEEDED'],
      'The details of RATE_LIMIT_EXCEEDED must have the field retry_after, an integer of 1 or more: ' +
        'The time to wait before making another request to any operation, in whole seconds.',
    ],
    [
      'a misspelt field',
      ['RATE_LIMIT_EXCEEDED', { retryAfter: 60 }],
      'The details of RATE_LIMIT_EXCEEDED must not have a field retryAfter; the fields are retry_after, message.',
    ],
    [
      'a wait of 0',
      ['RATE_LIMIT_EXCEEDED', { retry_after: 0 }],
      'The details of RATE_LIMIT_EXCEEDED must have an integer of 1 or more as the field retry_after, not 0.',
    ],
    [
      'an integer that JSON parsers cannot read exactly',
      ['RATE_LIMIT_EXCEEDED', { retry_after: 2 ** 53 }],
      'The details of RATE_LIMIT_EXCEEDED must have an integer of 1 or more as the field retry_after, not 9007199254740992.',
    ],
    [
      'a value that could be a secret',
      ['RATE_LIMIT_EXCEEDED', { retry_after: 'secret' }],
      'The details of RATE_LIMIT_EXCEEDED must have an integer of 1 or more as the field retry_after, not a string.',
    ],
    [
      'a broken relation',
      ['INSUFFICIENT_BALANCE', { required: 25, available: 50 }],
      'The details of INSUFFICIENT_BALANCE are invalid: available must be less than required (25), not 50.',
    ],
    [
      'the error object of another code',
      ['NOT_FOUND', { code: 'INTERNAL_ERROR' }],
      'The details of NOT_FOUND must have the same code or none, not a string.',
    ],
    ['a string', ['NOT_FOUND', 'Nothing.'], 'The details of NOT_FOUND must be an object, not a string.'],
    ['an array', ['NOT_FOUND', []], 'The details of NOT_FOUND must be an object, not an array.'],
    ['null', ['NOT_FOUND', null], 'The details of NOT_FOUND must be an object, not null.'],
    [
      'an exception',
      ['INTERNAL_ERROR', new Error('relation "posts" does not exist')],
      'The details of INTERNAL_ERROR must not be an exception; pass a message for people, or no message.',
    ],
  ])('%s', ([, [code, ...details], message]) => {
    expect(messageOf(code, ...details)).toBe(message);
  });

  test.for<unknown>(['', ' \u200b', '\u2800', '\u3164', 7, {}])(
    'a message without a visible character: %j',
    (message) => {
      const expected =
        'The message of NOT_FOUND must be a text with a visible character. Leave it out to send the default message.';
      for (const make of [errorBody, errorResponse]) {
        expect(() => make('NOT_FOUND', { message } as { message: string })).toThrow(new TypeError(expected));
      }
    },
  );

  test('an unknown code, in every function', () => {
    const expected = (what: string) =>
      `The contract has no error code ${what}. The codes are ${errorCodes.join(', ')}.`;
    for (const code of ['NOT_FOND', 'constructor']) expect(messageOf(code)).toBe(expected(code));
    expect([undefined, 404, {}, 1n].map((value) => messageOf(value))).toEqual(
      ['undefined', '404', 'an object', 'a bigint'].map(expected),
    );
    expect(() => statusOf('NOT_FOND' as ErrorCode)).toThrow(new TypeError(expected('NOT_FOND')));
  });
});
