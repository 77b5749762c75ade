/** Faulty servers that return a wrong code or status: every code instead of every other code, and each with wrong statuses. */
import { casesOf } from '../../../../src/conformance/cases/cases.ts';
import type { JsonObject } from '../../../../src/contract/document.ts';
import { contract } from '../../project.ts';
import type { Mutation } from '../mutant.ts';
import {
  CODES,
  casesOfCode,
  errorDecision,
  type Faulty,
  on,
  onError,
  onErrors,
  onPage,
  swaps,
} from '../mutations.ts';

const STATUSES = [200, 204, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503];

const statusOf = (code: string) => contract.errors.find((entry) => entry.code === code)?.status;

const wrongStatus = CODES.flatMap((code) =>
  STATUSES.filter((status) => status !== statusOf(code)).map(
    (status): Faulty => ({
      name: `${code} with status ${status}`,
      mutation: on(code, (outgoing) => {
        outgoing.status = status;
      }),
      case: code,
      // A 204 has no body, so the missing JSON is reported together with the status.
      check: status === 204 ? 'json' : 'status',
      only: casesOfCode(code),
    }),
  ),
);

const wrongCode = CODES.flatMap((correct) =>
  CODES.filter((wrong) => wrong !== correct).flatMap((wrong): Faulty[] => [
    {
      name: `${wrong} instead of ${correct}`,
      mutation: swaps(correct, wrong),
      case: correct,
      check: 'code',
      only: casesOfCode(correct),
    },
    {
      name: `the code ${wrong} in a response that otherwise is ${correct}`,
      mutation: on(correct, ({ json }) => {
        (json.error as JsonObject).code = wrong;
      }),
      case: correct,
      check: 'code',
      only: casesOfCode(correct),
    },
  ]),
);

const invalidCodes: Record<string, unknown> = {
  OOPS: 'OOPS',
  missing: undefined,
  null: null,
  'an empty string': '',
  'the status as a number': 404,
  'an array with the code': ['NOT_FOUND'],
  'in lower case': 'not_found',
  'written with a hyphen': 'NOT-FOUND',
  'written with a prefix': 'ERR_NOT_FOUND',
  'followed by a space': 'NOT_FOUND ',
  'an object': { name: 'NOT_FOUND' },
  constructor: 'constructor',
};

/** The codes that a request provokes by itself, so that their test tokens are a second way. */
const NATURAL = new Set(
  casesOf(contract)
    .filter(({ provoke }) => provoke === 'optional')
    .map(({ code = '' }) => code),
);

/** Handles one token like another, for example a revoked token like a valid one. */
const withToken = (token: string, other: string): Mutation => ({
  request: ({ headers }) => {
    if (headers.authorization === `Bearer ${token}`) headers.authorization = `Bearer ${other}`;
    if (headers['x-api-token'] === token) headers['x-api-token'] = other;
  },
});

export const codes: readonly Faulty[] = [
  ...wrongStatus,
  ...wrongCode,
  ...Object.entries(invalidCodes).map(
    ([name, code]): Faulty => ({
      name: `the code of NOT_FOUND is ${name}`,
      mutation: on('NOT_FOUND', ({ json }) => {
        (json.error as JsonObject).code = code as string;
      }),
      case: 'NOT_FOUND',
      check: 'code',
      only: casesOfCode('NOT_FOUND'),
    }),
  ),
  {
    name: 'every error has status 200',
    mutation: onErrors((outgoing) => {
      outgoing.status = 200;
    }),
    case: 'NOT_FOUND',
    check: 'status',
  },
  {
    name: 'every error has status 400',
    mutation: onErrors((outgoing) => {
      outgoing.status = 400;
    }),
    case: 'NOT_FOUND',
    check: 'status',
  },
  {
    name: 'every error has status 500',
    mutation: onErrors((outgoing) => {
      outgoing.status = 500;
    }),
    case: 'NOT_FOUND',
    check: 'status',
    // Requests with an unspecified response then return a server error too, which is a second fault.
    entries: 2,
  },
  {
    name: 'every code is in lower case',
    mutation: onErrors(({ json, code }) => {
      (json.error as JsonObject).code = code?.toLowerCase() ?? '';
    }),
    case: 'NOT_FOUND',
    check: 'code',
  },
  {
    name: 'no error has a code',
    mutation: onErrors(({ json }) => {
      delete (json.error as JsonObject).code;
    }),
    case: 'NOT_FOUND',
    check: 'code',
  },
  {
    name: 'a wrong status from one operation only',
    mutation: on('SERVICE_UNAVAILABLE', (outgoing) => {
      if (outgoing.request.url?.includes('by-hashtag')) outgoing.status = 500;
    }),
    operation: 'listPostsByHashtag',
    case: 'SERVICE_UNAVAILABLE',
    check: 'status',
  },
  {
    name: 'a wrong status with X-API-Token only',
    mutation: on('ACCOUNT_INACTIVE', (outgoing) => {
      if (outgoing.request.headers['x-api-token']) outgoing.status = 401;
    }),
    case: 'ACCOUNT_INACTIVE/X-API-Token',
    check: 'status',
  },
  {
    name: 'a wrong code with X-API-Token only',
    mutation: {
      decide: (correct, { headers }) =>
        correct.kind === 'error' && correct.code === 'INVALID_API_TOKEN' && headers['x-api-token']
          ? errorDecision('MISSING_API_TOKEN')
          : correct,
    },
    case: 'INVALID_API_TOKEN/X-API-Token',
    check: 'code',
  },
  ...['tiktok', 'instagram', 'twitter', 'x', 'snapchat', 'linkedin'].flatMap((platform): Faulty[] => [
    {
      name: `an invalid limit returns INVALID_PLATFORM for ${platform} only`,
      mutation: {
        decide: (correct, { url }) =>
          correct.kind === 'error' && correct.code === 'INVALID_PARAMETERS' && url?.includes(`/${platform}/`)
            ? errorDecision('INVALID_PLATFORM')
            : correct,
      },
      case: platform === 'tiktok' ? 'limit/below-minimum' : `limit/below-minimum/platform/${platform}`,
      check: 'code',
      only: ['parameters'],
    },
    {
      name: `any token is accepted for ${platform} only`,
      mutation: {
        request: (request) => {
          if (request.url?.includes(`/${platform}/`) && request.headers.authorization)
            request.headers.authorization = 'Bearer test_ok';
        },
      },
      case:
        platform === 'tiktok'
          ? 'authentication/Authorization-longer'
          : `authentication/unknown/platform/${platform}`,
      check: 'success',
      only: ['*/authentication/[AX]*', '*/authentication/unknown/*'],
    },
  ]),
  ...contract.errors
    .filter(({ code }) => NATURAL.has(code))
    .flatMap(({ code, testToken }): Faulty[] => [
      {
        name: `the test token of ${code} works like a valid token`,
        mutation: withToken(testToken, contract.sandbox.successToken),
        case: `${code}/profile`,
        check: 'success',
        only: casesOfCode(code),
      },
      {
        name: `the test token of ${code} returns another code`,
        mutation: withToken(
          testToken,
          contract.errors.find((other) => !NATURAL.has(other.code))?.testToken ?? '',
        ),
        case: `${code}/X-API-Token/profile`,
        check: 'code',
        only: casesOfCode(code),
      },
    ]),
  ...CODES.map(
    (code): Faulty => ({
      name: `a valid request returns ${code}`,
      mutation: {
        ...onPage(() => errorDecision(code)),
        // The tester waits out a rate limit. A wait of one second keeps the test short.
        ...onError(code, (error, { headers }) => {
          if ('retry_after' in error) Object.assign(error, { retry_after: 1 });
          if ('Retry-After' in headers) headers['Retry-After'] = '1';
        }),
      },
      case: 'success',
      check: 'success',
      only: ['successes'],
    }),
  ),
];
