/** An error's answer, for every code of the catalogue: what the client reads in it, and what the spec says of it. */
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

/** What the spec has against a body under a status, for any operation. */
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

const read = (answer: () => Response) =>
  createClient({
    baseUrl: 'https://api.test/v1',
    token: 'a-test-token',
    retry: 0,
    fetch: async () => answer(),
  })
    // The parameters are anybody's: no request is sent.
    .listPostsByUser({ platform: 'x', username: 'ada' });

describe.for([...RIGHT])('$name', ({ code, details, fields }) => {
  test('the client reads back that code, with those fields', async () => {
    const { error, response } = await read(() => errorResponse(code, details));
    expect(error).toMatchObject({ kind: 'api', code, status: entryOf(code).status, ...fields });
    expect(error?.message).toMatch(/^\S.*\S[.!?]$/);
    const wait = entryOf(code).fields.find(({ role }) => role === 'wait');
    expect(error?.retryAfterMs).toBe(wait && Number(fields[wait.name]) * 1000);
    expect(response?.headers.get('content-type')).toBe('application/json');
  });

  test("the spec's schema accepts it, whole and in parts", async () => {
    const answer = errorResponse(code, details);
    const body = await answer.json();
    expect(faultsOf(answer.status, body)).toEqual([]);
    expect(isErrorEnvelope(body, code)).toBe(true);
    expect(errorBody(code, details)).toEqual(body);
    expect(statusOf(code)).toBe(answer.status);
    const headers = Object.entries(headersOf(code, details));
    expect(headers.map(([name, value]) => [name.toLowerCase(), value]).sort()).toEqual([...answer.headers]);
  });

  test('it has the headers that the spec says must or should be sent, and no other', () => {
    const { headers } = entryOf(code);
    const due = headers.filter(({ level, equals }) => equals || level !== 'MAY');
    const said = due.map(({ name, equals, example }) => [name, String(equals ? fields[equals] : example)]);
    expect(headersOf(code, details)).toEqual({
      'Content-Type': 'application/json',
      ...Object.fromEntries(said),
    });
  });
});

test('the schema check can fail: another status, a field that is missing', () => {
  const { error } = errors.RATE_LIMIT_EXCEEDED.example;
  expect(faultsOf(402, { success: false, error })).not.toEqual([]);
  expect(faultsOf(429, { success: false, error: { ...error, retry_after: undefined } })).not.toEqual([]);
});

test('the headers of some codes, as they stand on the wire', () => {
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

test("the message is the catalogue's, with the values of the fields that it names, or the caller's", () => {
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

  test('adds headers and a reason phrase, and can say a header of the contract in other words', () => {
    const answer = errorResponse(
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
    expect([answer.status, answer.statusText]).toEqual([401, 'No']);
    expect([...answer.headers]).toEqual([
      ['content-type', 'application/json'],
      ['www-authenticate', 'Bearer realm="posts"'],
      ['x-request-id', '7'],
    ]);
    expect(limited({ 'retry-after': '7' }).headers.get('retry-after')).toBe('7');
    expect(limited({ 'content-type': 'application/json; charset="UTF-8"' }).status).toBe(429);
  });

  test('cannot change what the contract fixes', () => {
    expect(() => limited({ 'retry-after': '8' })).toThrow(
      new TypeError(
        'The header Retry-After of RATE_LIMIT_EXCEEDED says 7: leave it out of the init of errorResponse.',
      ),
    );
    for (const type of ['text/html', 'application/json; charset=latin1', 'application/problem+json']) {
      expect(() => limited({ 'Content-Type': type })).toThrow(/^The header Content-Type .* leave it out/);
    }
    const init: ResponseInit = { status: 200 };
    expect(() => errorResponse('NOT_FOUND', {}, init)).toThrow(
      new TypeError('The status of NOT_FOUND is 404: leave it out of the init of errorResponse.'),
    );
  });
});

describe('a caller in JavaScript gets a TypeError with a sentence', () => {
  // As from JavaScript, which has no types.
  const functions = { errorResponse, errorBody, headersOf } as Record<
    string,
    (code: unknown, details?: unknown) => unknown
  >;
  function refusal(code: unknown, ...details: unknown[]): string {
    const sentences = Object.entries(functions).map(([name, make]) => {
      try {
        make(code, ...details);
      } catch (error) {
        expect(error, name).toBeInstanceOf(TypeError);
        return (error as Error).message;
      }
      throw new Error(`${name} took it`);
    });
    // Whichever is called, it is the same sentence.
    expect(new Set(sentences).size).toBe(1);
    return sentences[0] ?? '';
  }

  test.for([...WRONG])('$name', ({ code, details, names }) => {
    const sentence = refusal(code, details);
    expect(sentence).toMatch(/^The details of .*\.$/);
    for (const name of names) expect(sentence).toContain(name);
  });

  test('the table above has cases', () => {
    expect(WRONG.length).toBeGreaterThan(10);
  });

  test.for<[string, unknown[], string]>([
    [
      'a field that is forgotten',
      ['RATE_LIMIT_EXCEEDED'],
      'The details of RATE_LIMIT_EXCEEDED lack the field retry_after, an integer of 1 or more: ' +
        'The whole seconds to wait before making another request, any request.',
    ],
    [
      'a field that is misspelt',
      ['RATE_LIMIT_EXCEEDED', { retryAfter: 60 }],
      'The details of RATE_LIMIT_EXCEEDED have no field retryAfter; they have retry_after, message.',
    ],
    [
      'a wait of nothing',
      ['RATE_LIMIT_EXCEEDED', { retry_after: 0 }],
      'The details of RATE_LIMIT_EXCEEDED must have an integer of 1 or more as the field retry_after, not 0.',
    ],
    [
      'a number that JSON cannot hold for everybody',
      ['RATE_LIMIT_EXCEEDED', { retry_after: 2 ** 53 }],
      'The details of RATE_LIMIT_EXCEEDED must have an integer of 1 or more as the field retry_after, not 9007199254740992.',
    ],
    [
      'a value that may be a secret',
      ['RATE_LIMIT_EXCEEDED', { retry_after: 'secret' }],
      'The details of RATE_LIMIT_EXCEEDED must have an integer of 1 or more as the field retry_after, not a string.',
    ],
    [
      'a relation',
      ['INSUFFICIENT_BALANCE', { required: 25, available: 50 }],
      'The details of INSUFFICIENT_BALANCE are invalid: available must be less than required (25), not 50.',
    ],
    [
      'the error of another code',
      ['NOT_FOUND', { code: 'INTERNAL_ERROR' }],
      'The details of NOT_FOUND are of another code, a string.',
    ],
    [
      'no object',
      ['NOT_FOUND', 'Nothing.'],
      'The details of NOT_FOUND must be an object with its fields, not a string.',
    ],
    [
      'a list',
      ['NOT_FOUND', []],
      'The details of NOT_FOUND must be an object with its fields, not an array.',
    ],
    ['null', ['NOT_FOUND', null], 'The details of NOT_FOUND must be an object with its fields, not null.'],
    [
      'an exception',
      ['INTERNAL_ERROR', new Error('relation "posts" does not exist')],
      'The details of INTERNAL_ERROR must not be an exception; give it a message for people, or none.',
    ],
  ])('%s', ([, [code, ...details], sentence]) => {
    expect(refusal(code, ...details)).toBe(sentence);
  });

  test.for<unknown>(['', ' \u200b', '\u2800', '\u3164', 7, {}])('an invisible message: %j', (message) => {
    const sentence =
      "The message of NOT_FOUND must be a text with a visible character. Leave it out to send the catalogue's text.";
    for (const make of [errorBody, errorResponse]) {
      expect(() => make('NOT_FOUND', { message } as { message: string })).toThrow(new TypeError(sentence));
    }
  });

  test('a code that is none, in every function', () => {
    const none = (what: string) => `The contract has no error code ${what}; it has ${errorCodes.join(', ')}.`;
    for (const code of ['NOT_FOND', 'constructor']) expect(refusal(code)).toBe(none(code));
    expect([undefined, 404, {}, 1n].map((value) => refusal(value))).toEqual(
      ['undefined', '404', 'an object', 'a bigint'].map(none),
    );
    expect(() => statusOf('NOT_FOND' as ErrorCode)).toThrow(new TypeError(none('NOT_FOND')));
  });
});
