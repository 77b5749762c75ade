/** The throwing form of a failure, and the package's entry `./errors`. */
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import {
  errorCodes,
  errors,
  isErrorCode,
  isErrorEnvelope,
  isRetryable,
  successToken,
  version,
} from '../../../src/errors.ts';
import { ApiError, isApiError, orThrow } from '../../../src/index.ts';
import { failure, inTurn, success, TOKEN, USER, worldOf } from '../../helpers/client/harness.ts';

async function thrownBy(response: Parameters<typeof inTurn>[0], docsUrl?: string): Promise<unknown> {
  const world = worldOf(inTurn(response), { retry: 0, docsUrl });
  const result = await world.client.listPostsByUser(USER);
  try {
    orThrow(result);
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const insufficient = failure(402, {
  code: 'INSUFFICIENT_BALANCE',
  message: 'You need more.',
  required: 50,
  available: 25,
});

test.for([
  [undefined, 'errors/INSUFFICIENT_BALANCE.html'],
  ['https://docs.test', 'https://docs.test/errors/INSUFFICIENT_BALANCE.html'],
  ['https://docs.test/api/', 'https://docs.test/api/errors/INSUFFICIENT_BALANCE.html'],
])('docs is the page of the code: with docsUrl %s, %s', async ([docsUrl, docs]) => {
  expect(await thrownBy(insufficient, docsUrl)).toMatchObject({ docs });
});

test('orThrow returns the data of a success', async () => {
  const world = worldOf(inTurn(success()));
  expect(orThrow(await world.client.listPostsByUser(USER)).remaining_balance).toBe(975);
});

test('an ApiError has all properties of the failure, and only the sentence as its message', async () => {
  const error = await thrownBy(insufficient);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'ApiError',
    message: 'You need more.',
    kind: 'api',
    code: 'INSUFFICIENT_BALANCE',
    status: 402,
    required: 50,
    available: 25,
    solution: 'Purchase more credits',
    operation: 'listPostsByUser',
    attempts: 1,
  });
});

test('an ApiError prints code, status, message, solution, operation and attempts', async () => {
  const error = await thrownBy(insufficient);
  const line =
    'ApiError: INSUFFICIENT_BALANCE (402): You need more. Purchase more credits. [listPostsByUser, attempts: 1]';
  expect(String(error)).toBe(line);
  for (const word of [
    'INSUFFICIENT_BALANCE',
    '402',
    'You need more.',
    'Purchase more credits',
    'listPostsByUser',
  ]) {
    expect(inspect(error)).toContain(word);
  }
});

test('an ApiError of another kind prints the kind', async () => {
  expect(String(await thrownBy({ status: 403, body: '<p>' }))).toBe(
    'ApiError: protocol (403): Unexpected response (status 403): the body is HTML, perhaps from a proxy. ' +
      '[listPostsByUser, attempts: 1]',
  );
  expect(String(await thrownBy(failure(418, { code: 'NO_SUCH_CODE', message: 'Hm.' })))).toBe(
    'ApiError: NO_SUCH_CODE (418): Hm. [listPostsByUser, attempts: 1]',
  );
});

test('an ApiError prints the id of the request, which support asks for', async () => {
  const error = await thrownBy({ ...insufficient, headers: { 'x-request-id': 'req-7' } });
  expect(String(error)).toMatch(/ \[listPostsByUser, attempts: 1, request: req-7\]$/);
});

test('an ApiError without a response prints no status', () => {
  const error = new ApiError({
    kind: 'network',
    message: 'Gone.',
    operation: 'listPostsByUser',
    attempts: 4,
  });
  expect(String(error)).toBe('ApiError: network: Gone. [listPostsByUser, attempts: 4]');
});

test('an ApiError serialises to JSON without its cause', async () => {
  const json = JSON.parse(JSON.stringify(await thrownBy(insufficient)));
  expect(json).toMatchObject({
    name: 'ApiError',
    message: 'You need more.',
    code: 'INSUFFICIENT_BALANCE',
    required: 50,
  });
  const cause = Object.assign(new Error('round'), { self: {} });
  cause.self = cause;
  const error = new ApiError({ kind: 'network', message: 'm', operation: 'o', attempts: 1, cause });
  expect(error.cause).toBe(cause);
  expect(JSON.parse(JSON.stringify(error))).not.toHaveProperty('cause');
});

test('isApiError checks the brand and the code', async () => {
  const error = await thrownBy(insufficient);
  expect(isApiError(error)).toBe(true);
  expect(isApiError(error, 'INSUFFICIENT_BALANCE')).toBe(true);
  expect(isApiError(error, 'NOT_FOUND')).toBe(false);
  for (const other of [
    new Error('x'),
    { name: 'ApiError', code: 'NOT_FOUND' },
    null,
    undefined,
    'ApiError',
    7,
  ]) {
    expect(isApiError(other)).toBe(false);
  }
  const ofAnotherCopy = Object.assign(new Error('x'), { isSocialDataApiError: true });
  expect(isApiError(ofAnotherCopy)).toBe(true);
});

test('no printed form of an ApiError contains the token', async () => {
  const error = await thrownBy(failure(401, { code: 'INVALID_API_TOKEN', message: `No: ${TOKEN}` }));
  for (const text of [String(error), inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error)]) {
    expect(text).not.toContain(TOKEN);
  }
});

test('the catalogue lists every code, and isErrorCode accepts exactly these', () => {
  expect(errorCodes).toEqual(Object.keys(errors));
  for (const code of errorCodes) expect(isErrorCode(code)).toBe(true);
  for (const other of ['constructor', '__proto__', 'NOT_FOUND ', 'not_found', '', null, 404, ['NOT_FOUND']]) {
    expect(isErrorCode(other)).toBe(false);
  }
  expect([typeof version, typeof successToken]).toEqual(['string', 'string']);
});

test('isErrorEnvelope accepts every example of the catalogue and rejects everything else', () => {
  for (const code of errorCodes) {
    const { example } = errors[code];
    expect(isErrorEnvelope(example)).toBe(true);
    expect(isErrorEnvelope(example, code)).toBe(true);
    expect(isErrorEnvelope({ ...example, success: true })).toBe(false);
    expect(isErrorEnvelope({ ...example, data: null })).toBe(false);
    expect(isErrorEnvelope({ ...example, error: { ...example.error, code: 'NO_SUCH_CODE' } })).toBe(false);
    expect(isErrorEnvelope({ ...example, error: { code } })).toBe(false);
  }
  expect(isErrorEnvelope(errors.NOT_FOUND.example, 'INTERNAL_ERROR')).toBe(false);
  for (const other of [null, undefined, 'x', [], {}]) expect(isErrorEnvelope(other)).toBe(false);
});

test('isRetryable returns the policy of the catalogue', () => {
  for (const code of errorCodes) expect(isRetryable(code)).toBe(errors[code].retry !== ('never' as string));
  expect([
    isRetryable('NOT_FOUND'),
    isRetryable('RATE_LIMIT_EXCEEDED'),
    isRetryable('INTERNAL_ERROR'),
  ]).toEqual([false, true, true]);
});
