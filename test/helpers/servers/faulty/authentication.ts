/** Tokens: what is taken for one, and what is not. */
import type { IncomingMessage } from 'node:http';
import { ISSUED, type Mutation } from '../mutant.ts';
import { CODES, errorDecision, type Faulty, on, onError, rewrites, text } from '../mutations.ts';

/** Changes what the server sees of one header; `undefined` takes it away. */
function header(
  name: string,
  change: (value: string, request: IncomingMessage) => string | undefined,
): Mutation {
  return {
    request: (request) => {
      const value = request.headers[name];
      if (typeof value !== 'string') return;
      const changed = change(value, request);
      if (changed === undefined) delete request.headers[name];
      else request.headers[name] = changed;
    },
  };
}

/** Takes this scheme for Bearer. */
const takes = (scheme: string): Faulty => ({
  name: `the scheme ${scheme} is taken`,
  mutation: header('authorization', (value) => value.replace(new RegExp(`^${scheme} +`, 'i'), 'Bearer ')),
  case: `authentication/scheme-${scheme}`,
  check: 'success',
});

/** Compares tokens otherwise. */
const compares = (name: string, same: NonNullable<Mutation['same']>, form: string): Faulty[] => [
  {
    name: `tokens: ${name}`,
    mutation: { same },
    case: `authentication/Authorization-${form}`,
    check: 'success',
  },
  {
    name: `tokens in X-API-Token: ${name}`,
    mutation: header('x-api-token', (value) =>
      !ISSUED.has(value) && same(value, 'test_ok') ? 'test_ok' : value,
    ),
    case: `authentication/X-API-Token-${form}`,
    check: 'success',
  },
];

/** Takes a token from somewhere else, where no header has one. */
const reads = (
  name: string,
  find: (request: IncomingMessage, query: URLSearchParams) => string | null | undefined,
  id: string,
): Faulty => ({
  name: `a token ${name} is taken`,
  mutation: rewrites((url, request) => {
    const token = find(request, url.searchParams);
    if (token && !request.headers.authorization) request.headers.authorization = `Bearer ${token}`;
  }),
  case: `authentication/${id}`,
  check: 'success',
});

const QUERY = [
  'token',
  'api_token',
  'api_key',
  'access_token',
  'apikey',
  'key',
  'auth',
  'X-API-Token',
  'authorization',
];
const ONE_BY_ONE = QUERY.slice(0, 4);

/** The codes of tokens, and the plainest successes: the rest does not depend on how a token is read. */
const ONLY = ['authentication', '*_API_TOKEN*', '*/success', '*/success/X-API-Token*'];

const faults: readonly Faulty[] = [
  ...compares(
    'case does not count',
    (given, issued) => given.toLowerCase() === issued.toLowerCase(),
    'capitals',
  ),
  ...compares('the start of one is enough', (given, issued) => issued.startsWith(given), 'shorter'),
  ...compares('the end of one is enough', (given, issued) => issued.endsWith(given), 'headless'),
  ...compares('more may stand behind', (given, issued) => given.startsWith(issued), 'longer'),
  ...compares('more may stand before', (given, issued) => given.endsWith(issued), 'prefixed'),
  ...compares('more may stand around', (given, issued) => given.includes(issued), 'doubled'),
  ...compares(
    'the first five characters count',
    (given, issued) => given.slice(0, 5) === issued.slice(0, 5),
    'longer',
  ),
  ...compares(
    'the last character does not count',
    (given, issued) => given.length === issued.length && given.slice(0, -1) === issued.slice(0, -1),
    'other-last',
  ),
  ...compares(
    'the first character does not count',
    (given, issued) => given.length === issued.length && given.slice(1) === issued.slice(1),
    'other-first',
  ),
  ...compares(
    'white space does not count',
    (given, issued) => given.replaceAll(' ', '') === issued,
    'spaced',
  ),
  ...compares(
    'the length counts',
    (given, issued) => issued === 'test_ok' && given.length === issued.length,
    'capitals',
  ),
  ...compares('quotes do not count', (given, issued) => given.replaceAll('"', '') === issued, 'quoted'),
  ...compares('the last word counts', (given, issued) => given.split(' ').pop() === issued, 'second'),
  {
    name: 'any token is taken',
    mutation: header('authorization', (value) =>
      /^bearer (?!test_)/i.test(value) ? 'Bearer test_ok' : value,
    ),
    case: 'INVALID_API_TOKEN',
    check: 'success',
    // And the errors of the request are said in place of that of the token.
    entries: 3,
  },
  {
    name: 'any token in X-API-Token is taken',
    mutation: header('x-api-token', (value) => (value.startsWith('test_') ? value : 'test_ok')),
    case: 'INVALID_API_TOKEN/X-API-Token',
    check: 'success',
  },
  {
    name: 'any token is taken at one operation',
    mutation: header('authorization', (value, { url }) =>
      url?.includes('by-hashtag') && !value.includes('test_') ? 'Bearer test_ok' : value,
    ),
    operation: 'listPostsByHashtag',
    case: 'INVALID_API_TOKEN',
    check: 'success',
    entries: 3,
  },
  {
    name: 'no token is needed',
    mutation: {
      request: ({ headers }) => {
        if (!headers.authorization && !headers['x-api-token']) headers.authorization = 'Bearer test_ok';
      },
    },
    case: 'MISSING_API_TOKEN',
    check: 'success',
    // An empty token and none are two faults.
    entries: 2,
  },
  ...['Basic', 'Token', 'Digest', 'ApiKey', 'JWT', 'Bearers'].map(takes),
  {
    name: 'any scheme is taken',
    mutation: header('authorization', (value) => value.replace(/^\S+ +/, 'Bearer ')),
    case: 'authentication/scheme-Basic',
    check: 'success',
  },
  {
    name: 'a token without a scheme is taken',
    mutation: header('authorization', (value) => (value.includes(' ') ? value : `Bearer ${value}`)),
    case: 'authentication/scheme-missing',
    check: 'success',
  },
  {
    name: 'a scheme without a space is taken',
    mutation: header('authorization', (value) => value.replace(/^Bearer(?=\S)/, 'Bearer ')),
    case: 'authentication/scheme-glued',
    check: 'success',
  },
  {
    name: 'a colon behind the scheme is taken',
    mutation: header('authorization', (value) => value.replace(/^Bearer: */, 'Bearer ')),
    case: 'authentication/scheme-colon',
    check: 'success',
  },
  ...['bearer', 'BEARER', 'bEaReR'].map(
    (spelling): Faulty => ({
      name: `the spelling ${spelling} is refused`,
      mutation: header('authorization', (value) => (value.startsWith(spelling) ? undefined : value)),
      case: `authentication/scheme-${spelling}`,
      check: 'success',
    }),
  ),
  {
    name: 'the scheme is compared with its case',
    mutation: header('authorization', (value) => (value.startsWith('Bearer') ? value : undefined)),
    case: 'authentication/scheme-bearer',
    check: 'success',
  },
  {
    name: 'names of headers are compared with their case',
    mutation: {
      request: ({ rawHeaders, headers }) => {
        if (!rawHeaders.includes('X-API-Token')) delete headers['x-api-token'];
      },
    },
    case: 'authentication/X-API-Token-name-lower',
    check: 'success',
  },
  {
    name: 'Authorization in lower case is not read',
    mutation: {
      request: ({ rawHeaders, headers }) => {
        if (rawHeaders.includes('authorization')) delete headers.authorization;
      },
    },
    case: 'authentication/Authorization-name-lower',
    check: 'success',
  },
  {
    name: 'an empty Authorization is a fault of the server',
    mutation: {
      decide: (right, { headers }) =>
        headers.authorization === '' ? errorDecision('INTERNAL_ERROR') : right,
    },
    case: 'authentication/Authorization-empty',
    check: 'code',
  },
  {
    name: 'an empty Authorization is a success',
    mutation: header('authorization', (value) => value || 'Bearer test_ok'),
    case: 'authentication/Authorization-empty',
    check: 'success',
  },
  {
    name: 'an empty X-API-Token is a success',
    mutation: header('x-api-token', (value) => value || 'test_ok'),
    case: 'authentication/X-API-Token-empty',
    check: 'success',
  },
  {
    name: 'an empty X-API-Token is a bad request',
    mutation: {
      decide: (right, { headers }) =>
        headers['x-api-token'] === '' && !headers.authorization ? errorDecision('INVALID_PARAMETERS') : right,
    },
    case: 'authentication/X-API-Token-empty',
    check: 'code',
  },
  {
    name: 'a scheme alone is a success',
    mutation: header('authorization', (value) => (/^bearer *$/i.test(value) ? 'Bearer test_ok' : value)),
    case: 'authentication/scheme-alone',
    check: 'success',
  },
  {
    name: 'a scheme alone is a fault of the server',
    mutation: {
      response: (outgoing) => {
        if (!/^bearer *$/i.test(outgoing.request.headers.authorization ?? '-')) return;
        outgoing.status = 500;
        text(outgoing, 'text/html', '<h1>Internal Server Error</h1>');
      },
    },
    case: 'authentication/scheme-alone',
    check: 'media-type',
  },
  {
    name: 'X-API-Token is not read',
    mutation: header('x-api-token', () => undefined),
    case: 'success/X-API-Token',
    check: 'success',
    // A token that is not read is missing: where a code was to come, and where a success was.
    entries: 2,
    only: ['authentication', 'codes', 'successes'],
  },
  {
    name: 'X-API-Token is not read at one operation',
    mutation: header('x-api-token', (value, { url }) => (url?.includes('by-user') ? undefined : value)),
    operation: 'listPostsByUser',
    case: 'success/X-API-Token',
    check: 'success',
    entries: 2,
  },
  {
    name: 'X-API-Token wins',
    mutation: {
      request: ({ headers }) => {
        if (headers['x-api-token']) delete headers.authorization;
      },
    },
    case: 'authentication/both-bad-X-API-Token',
    check: 'success',
    entries: 2,
  },
  {
    name: 'the better of two tokens wins',
    mutation: {
      request: ({ headers }) => {
        if (headers['x-api-token'] === 'test_ok') delete headers.authorization;
      },
    },
    case: 'authentication/both-bad-X-API-Token',
    check: 'success',
  },
  {
    name: 'two tokens are refused',
    mutation: {
      decide: (right, { headers }) =>
        headers['x-api-token'] && headers.authorization ? errorDecision('INVALID_PARAMETERS') : right,
    },
    case: 'authentication/both-good-X-API-Token',
    check: 'success',
    entries: 2,
  },
  {
    name: 'an empty X-API-Token spoils a good Authorization',
    mutation: {
      decide: (right, { headers }) =>
        headers['x-api-token'] === '' ? errorDecision('MISSING_API_TOKEN') : right,
    },
    case: 'authentication/both-empty-X-API-Token',
    check: 'success',
  },
  ...QUERY.map((name) =>
    reads(
      `in the query (${name})`,
      (_, query) => query.get(name),
      ONE_BY_ONE.includes(name) ? `query-${name}` : 'query-others',
    ),
  ),
  {
    name: 'a token in the query wins over an unknown one',
    mutation: rewrites((url, { headers }) => {
      const token = url.searchParams.get('token');
      if (token) headers.authorization = `Bearer ${token}`;
    }),
    case: 'authentication/query-beside-unknown',
    check: 'success',
    entries: 2,
  },
  reads('in a cookie', ({ headers }) => /\btoken=([^;]+)/.exec(headers.cookie ?? '')?.[1], 'elsewhere'),
  reads('in X-Api-Key', ({ headers }) => headers['x-api-key'] as string, 'elsewhere'),
  {
    name: 'a token in the query is a fault of the server',
    mutation: {
      decide: (right, { url }) => (url?.includes('api_key=') ? errorDecision('INTERNAL_ERROR') : right),
    },
    case: 'authentication/query-api_key',
    check: 'code',
  },
  {
    name: 'a missing token is an invalid one',
    mutation: on('MISSING_API_TOKEN', ({ json }) => {
      if (json.error) json.error.code = 'INVALID_API_TOKEN';
    }),
    case: 'MISSING_API_TOKEN',
    check: 'code',
  },
  {
    name: 'a token is checked behind the request',
    mutation: {
      decide: (right, { url }) =>
        right.kind === 'error' &&
        right.code === 'INVALID_API_TOKEN' &&
        /\?limit=|by-\w+\/(?!tiktok)/.test(url ?? '')
          ? errorDecision(url?.includes('limit') ? 'INVALID_PARAMETERS' : 'INVALID_PLATFORM')
          : right,
    },
    case: 'authentication/before-limit',
    check: 'code',
    level: 'SHOULD',
    only: ['*/authentication/before-*'],
    entries: 2,
  },
  ...CODES.filter((code) => code.endsWith('API_TOKEN'))
    .map(
      (code): Faulty => ({
        name: `${code} has no message with a bearer of another case`,
        mutation: onError(code, (error, { request }) => {
          if (request.headers.authorization?.startsWith('Basic')) delete error.message;
        }),
        case: 'authentication/scheme-Basic',
        check: 'fields',
      }),
    )
    .slice(0, 1),
];

/** Some are tried with everything: they show nowhere else. */
export const authentication: readonly Faulty[] = faults.map((fault, index) =>
  index % 20 === 0 ? fault : { only: ONLY, ...fault },
);
