/** Codes and statuses: every code in place of every other, each under statuses of others. */
import type { JsonObject } from '../../../../src/contract/document.ts';
import { contract } from '../../project.ts';
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

const underAnotherStatus = CODES.flatMap((code) =>
  STATUSES.filter((status) => status !== statusOf(code)).map(
    (status): Faulty => ({
      name: `${code} under ${status}`,
      mutation: on(code, (outgoing) => {
        outgoing.status = status;
      }),
      case: code,
      // A 204 has no body: what is missing is said, with the status.
      check: status === 204 ? 'json' : 'status',
      only: casesOfCode(code),
    }),
  ),
);

const anotherCode = CODES.flatMap((right) =>
  CODES.filter((wrong) => wrong !== right).flatMap((wrong): Faulty[] => [
    {
      name: `${wrong} in place of ${right}`,
      mutation: swaps(right, wrong),
      case: right,
      check: 'code',
      only: casesOfCode(right),
    },
    {
      name: `the name ${wrong} in an answer that else is ${right}`,
      mutation: on(right, ({ json }) => {
        (json.error as JsonObject).code = wrong;
      }),
      case: right,
      check: 'code',
      only: casesOfCode(right),
    },
  ]),
);

const noCode: Record<string, unknown> = {
  OOPS: 'OOPS',
  nothing: undefined,
  null: null,
  'an empty text': '',
  'its status': 404,
  'an array of it': ['NOT_FOUND'],
  'lower case': 'not_found',
  'another joint': 'NOT-FOUND',
  'a prefix': 'ERR_NOT_FOUND',
  'a space behind it': 'NOT_FOUND ',
  'an object': { name: 'NOT_FOUND' },
  constructor: 'constructor',
};

export const codes: readonly Faulty[] = [
  ...underAnotherStatus,
  ...anotherCode,
  ...Object.entries(noCode).map(
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
    name: 'every error under 200',
    mutation: onErrors((outgoing) => {
      outgoing.status = 200;
    }),
    case: 'NOT_FOUND',
    check: 'status',
  },
  {
    name: 'every error under 400',
    mutation: onErrors((outgoing) => {
      outgoing.status = 400;
    }),
    case: 'NOT_FOUND',
    check: 'status',
  },
  {
    name: 'every error under 500',
    mutation: onErrors((outgoing) => {
      outgoing.status = 500;
    }),
    case: 'NOT_FOUND',
    check: 'status',
    // The unspecified is then a fault of the server's as well.
    entries: 2,
  },
  {
    name: 'every code in lower case',
    mutation: onErrors(({ json, code }) => {
      (json.error as JsonObject).code = code?.toLowerCase() ?? '';
    }),
    case: 'NOT_FOUND',
    check: 'code',
  },
  {
    name: 'no code at all',
    mutation: onErrors(({ json }) => {
      delete (json.error as JsonObject).code;
    }),
    case: 'NOT_FOUND',
    check: 'code',
  },
  {
    name: 'a wrong status in one operation only',
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
      decide: (right, { headers }) =>
        right.kind === 'error' && right.code === 'INVALID_API_TOKEN' && headers['x-api-token']
          ? errorDecision('MISSING_API_TOKEN')
          : right,
    },
    case: 'INVALID_API_TOKEN/X-API-Token',
    check: 'code',
  },
  ...['tiktok', 'instagram', 'twitter', 'x', 'snapchat', 'linkedin'].flatMap((platform): Faulty[] => [
    {
      name: `a bad limit is another error at ${platform} only`,
      mutation: {
        decide: (right, { url }) =>
          right.kind === 'error' && right.code === 'INVALID_PARAMETERS' && url?.includes(`/${platform}/`)
            ? errorDecision('INVALID_PLATFORM')
            : right,
      },
      case: platform === 'tiktok' ? 'limit/below-minimum' : `limit/below-minimum/platform/${platform}`,
      check: 'code',
      only: ['parameters'],
    },
    {
      name: `any token will do at ${platform}`,
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
  ...CODES.map(
    (code): Faulty => ({
      name: `a success is answered with ${code}`,
      mutation: {
        ...onPage(() => errorDecision(code)),
        // A limit that others do not show is found out by waiting: not for a minute here.
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
