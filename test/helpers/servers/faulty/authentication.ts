/** Faulty servers that accept invalid tokens or reject valid ones. */
import type { IncomingMessage } from 'node:http';
import { ISSUED, type Mutation } from '../mutant.ts';
import { CODES, errorDecision, type Faulty, on, onError, rewrites, text } from '../mutations.ts';

/** Servers that check only the form of a token: the form, and the shape that finds it. */
const FORMS: Readonly<Record<string, [form: RegExp, shape: string]>> = {
  'hexadecimal number of 32 digits': [/^[0-9a-f]{32}$/, 'hexadecimal'],
  'hexadecimal number of 40 digits': [/^[0-9a-f]{40}$/, 'hexadecimal-40'],
  'hexadecimal number in upper case': [/^[0-9A-F]{32}$/, 'hexadecimal-upper'],
  'hexadecimal number of 64 digits': [/^[0-9a-f]{64}$/, 'hexadecimal-long'],
  UUID: [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'uuid'],
  'signed JWT': [/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/, 'jwt'],
  'unsigned JWT': [/^eyJ[\w-]+\.[\w-]+\.$/, 'jwt-unsigned'],
  'text of 1000 characters or more': [/^.{1000}/, 'long'],
  'text with the prefix of a provider': [/^sk_/, 'prefixed'],
  ULID: [/^[0-9A-HJKMNP-TV-Z]{26}$/, 'ulid'],
  'text of 20 capital letters and digits': [/^[A-Z0-9]{20}$/, 'capitals'],
  'text of 21 URL-safe characters': [/^[\w-]{21}$/, 'url-safe'],
  'number of an account': [/^\d{1,6}$/, 'one'],
  'index of a list': [/^0$/, 'zero'],
  'text with the value true': [/^true$/, 'true'],
  wildcard: [/^\*$/, 'wildcard'],
  'pattern of SQL': [/^%$/, 'percent'],
  'text that ends a string in SQL': [/'/, 'quote'],
  'text with the value null': [/^null$/, 'null'],
};

/** Changes a request header before the server reads it; `undefined` removes the header. */
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

/** Accepts this scheme in place of Bearer. */
const acceptsScheme = (scheme: string): Faulty => ({
  name: `the scheme ${scheme} is accepted`,
  mutation: header('authorization', (value) => value.replace(new RegExp(`^${scheme} +`, 'i'), 'Bearer ')),
  case: `authentication/scheme-${scheme}`,
  check: 'success',
});

/** Accepts tokens that are similar to an issued one. */
const acceptsSimilar = (condition: string, same: NonNullable<Mutation['same']>, form: string): Faulty[] => [
  {
    name: `a token is accepted ${condition}`,
    mutation: { same },
    case: `authentication/Authorization-${form}`,
    check: 'success',
  },
  {
    name: `a token in X-API-Token is accepted ${condition}`,
    mutation: header('x-api-token', (value) =>
      !ISSUED.has(value) && same(value, 'test_ok') ? 'test_ok' : value,
    ),
    case: `authentication/X-API-Token-${form}`,
    check: 'success',
  },
];

/** Reads a token from another location if Authorization is missing. */
const readsFrom = (
  location: string,
  find: (request: IncomingMessage, query: URLSearchParams) => string | null | undefined,
  id: string,
): Faulty => ({
  name: `a token ${location} is accepted`,
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
/** The names that have a case each. */
const COMMON_NAMES = QUERY.slice(0, 4);

/** The cases that depend on how a token is read. */
const ONLY = ['authentication', '*_API_TOKEN*', '*/success', '*/success/X-API-Token*'];

const faults: readonly Faulty[] = [
  ...acceptsSimilar(
    'if it differs only in letter case',
    (given, issued) => given.toLowerCase() === issued.toLowerCase(),
    'capitals',
  ),
  ...acceptsSimilar(
    'if it is a prefix of an issued token',
    (given, issued) => issued.startsWith(given),
    'shorter',
  ),
  ...acceptsSimilar(
    'if it is a suffix of an issued token',
    (given, issued) => issued.endsWith(given),
    'headless',
  ),
  ...acceptsSimilar(
    'if it starts with an issued token',
    (given, issued) => given.startsWith(issued),
    'longer',
  ),
  ...acceptsSimilar('if it ends with an issued token', (given, issued) => given.endsWith(issued), 'prefixed'),
  ...acceptsSimilar('if it contains an issued token', (given, issued) => given.includes(issued), 'doubled'),
  ...acceptsSimilar(
    'if its first five characters match',
    (given, issued) => given.slice(0, 5) === issued.slice(0, 5),
    'longer',
  ),
  ...acceptsSimilar(
    'if only its last character differs',
    (given, issued) => given.length === issued.length && given.slice(0, -1) === issued.slice(0, -1),
    'other-last',
  ),
  ...acceptsSimilar(
    'if only its first character differs',
    (given, issued) => given.length === issued.length && given.slice(1) === issued.slice(1),
    'other-first',
  ),
  ...acceptsSimilar(
    'if it differs only in spaces',
    (given, issued) => given.replaceAll(' ', '') === issued,
    'spaced',
  ),
  ...acceptsSimilar(
    'if it has the length of a valid token',
    (given, issued) => issued === 'test_ok' && given.length === issued.length,
    'capitals',
  ),
  ...acceptsSimilar(
    'if it differs only in quotation marks',
    (given, issued) => given.replaceAll('"', '') === issued,
    'quoted',
  ),
  ...acceptsSimilar(
    'if its last word is an issued token',
    (given, issued) => given.split(' ').pop() === issued,
    'second',
  ),
  {
    name: 'any token in Authorization is accepted',
    mutation: header('authorization', (value) =>
      /^bearer (?!test_)/i.test(value) ? 'Bearer test_ok' : value,
    ),
    case: 'INVALID_API_TOKEN',
    check: 'success',
    // An unknown token with an invalid platform or limit then returns the error of that parameter.
    entries: 3,
  },
  {
    name: 'any token in X-API-Token is accepted',
    mutation: header('x-api-token', (value) => (value.startsWith('test_') ? value : 'test_ok')),
    case: 'INVALID_API_TOKEN/X-API-Token',
    check: 'success',
  },
  {
    name: 'any token is accepted by one operation only',
    mutation: header('authorization', (value, { url }) =>
      url?.includes('by-hashtag') && !value.includes('test_') ? 'Bearer test_ok' : value,
    ),
    operation: 'listPostsByHashtag',
    case: 'INVALID_API_TOKEN',
    check: 'success',
    entries: 3,
  },
  {
    name: 'a token is not required',
    mutation: {
      request: ({ headers }) => {
        if (!headers.authorization && !headers['x-api-token']) headers.authorization = 'Bearer test_ok';
      },
    },
    case: 'MISSING_API_TOKEN',
    check: 'success',
    // A missing token and an empty one are reported as two faults.
    entries: 2,
  },
  ...['Basic', 'Token', 'Digest', 'ApiKey', 'JWT', 'Bearers'].map(acceptsScheme),
  {
    name: 'any scheme is accepted',
    mutation: header('authorization', (value) => value.replace(/^\S+ +/, 'Bearer ')),
    case: 'authentication/scheme-Basic',
    check: 'success',
  },
  {
    name: 'a token without a scheme is accepted',
    mutation: header('authorization', (value) => (value.includes(' ') ? value : `Bearer ${value}`)),
    case: 'authentication/scheme-missing',
    check: 'success',
  },
  {
    name: 'a scheme without a space after it is accepted',
    mutation: header('authorization', (value) => value.replace(/^Bearer(?=\S)/, 'Bearer ')),
    case: 'authentication/scheme-glued',
    check: 'success',
  },
  {
    name: 'a colon after the scheme is accepted',
    mutation: header('authorization', (value) => value.replace(/^Bearer: */, 'Bearer ')),
    case: 'authentication/scheme-colon',
    check: 'success',
  },
  ...['bearer', 'BEARER', 'bEaReR'].map(
    (spelling): Faulty => ({
      name: `the scheme spelled ${spelling} is rejected`,
      mutation: header('authorization', (value) => (value.startsWith(spelling) ? undefined : value)),
      case: `authentication/scheme-${spelling}`,
      check: 'success',
    }),
  ),
  {
    name: 'the scheme is compared case-sensitively',
    mutation: header('authorization', (value) => (value.startsWith('Bearer') ? value : undefined)),
    case: 'authentication/scheme-bearer',
    check: 'success',
  },
  {
    name: 'the header name X-API-Token is compared case-sensitively',
    mutation: {
      request: ({ rawHeaders, headers }) => {
        if (!rawHeaders.includes('X-API-Token')) delete headers['x-api-token'];
      },
    },
    case: 'authentication/X-API-Token-name-lower',
    check: 'success',
  },
  {
    name: 'the header name authorization in lower case is ignored',
    mutation: {
      request: ({ rawHeaders, headers }) => {
        if (rawHeaders.includes('authorization')) delete headers.authorization;
      },
    },
    case: 'authentication/Authorization-name-lower',
    check: 'success',
  },
  {
    name: 'an empty Authorization returns INTERNAL_ERROR',
    mutation: {
      decide: (correct, { headers }) =>
        headers.authorization === '' ? errorDecision('INTERNAL_ERROR') : correct,
    },
    case: 'authentication/Authorization-empty',
    check: 'code',
  },
  {
    name: 'an empty Authorization returns a success',
    mutation: header('authorization', (value) => value || 'Bearer test_ok'),
    case: 'authentication/Authorization-empty',
    check: 'success',
  },
  {
    name: 'an empty X-API-Token returns a success',
    mutation: header('x-api-token', (value) => value || 'test_ok'),
    case: 'authentication/X-API-Token-empty',
    check: 'success',
  },
  {
    name: 'an empty X-API-Token returns INVALID_PARAMETERS',
    mutation: {
      decide: (correct, { headers }) =>
        headers['x-api-token'] === '' && !headers.authorization
          ? errorDecision('INVALID_PARAMETERS')
          : correct,
    },
    case: 'authentication/X-API-Token-empty',
    check: 'code',
  },
  {
    name: 'a scheme without a token returns a success',
    mutation: header('authorization', (value) => (/^bearer *$/i.test(value) ? 'Bearer test_ok' : value)),
    case: 'authentication/scheme-alone',
    check: 'success',
  },
  {
    name: 'a scheme without a token returns an HTML page with status 500',
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
    name: 'X-API-Token is ignored',
    mutation: header('x-api-token', () => undefined),
    case: 'success/X-API-Token',
    check: 'success',
    // The token counts as missing: one fault in place of other errors, one in place of successes.
    entries: 2,
    only: ['authentication', 'codes', 'successes'],
  },
  {
    name: 'X-API-Token is ignored by one operation only',
    mutation: header('x-api-token', (value, { url }) => (url?.includes('by-user') ? undefined : value)),
    operation: 'listPostsByUser',
    case: 'success/X-API-Token',
    check: 'success',
    entries: 2,
  },
  {
    name: 'X-API-Token takes precedence over Authorization',
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
    name: 'a valid X-API-Token takes precedence over Authorization',
    mutation: {
      request: ({ headers }) => {
        if (headers['x-api-token'] === 'test_ok') delete headers.authorization;
      },
    },
    case: 'authentication/both-bad-X-API-Token',
    check: 'success',
  },
  {
    name: 'a request with two tokens is rejected',
    mutation: {
      decide: (correct, { headers }) =>
        headers['x-api-token'] && headers.authorization ? errorDecision('INVALID_PARAMETERS') : correct,
    },
    case: 'authentication/both-good-X-API-Token',
    check: 'success',
    entries: 2,
  },
  {
    name: 'an empty X-API-Token makes a valid Authorization fail',
    mutation: {
      decide: (correct, { headers }) =>
        headers['x-api-token'] === '' ? errorDecision('MISSING_API_TOKEN') : correct,
    },
    case: 'authentication/both-empty-X-API-Token',
    check: 'success',
  },
  ...QUERY.map((name) =>
    readsFrom(
      `in the query parameter ${name}`,
      (_, query) => query.get(name),
      COMMON_NAMES.includes(name) ? `query-${name}` : 'query-others',
    ),
  ),
  {
    name: 'a token in the query string takes precedence over the headers',
    mutation: rewrites((url, { headers }) => {
      const token = url.searchParams.get('token');
      if (token) headers.authorization = `Bearer ${token}`;
    }),
    case: 'authentication/query-beside-unknown',
    check: 'success',
    entries: 2,
  },
  readsFrom('in a cookie', ({ headers }) => /\btoken=([^;]+)/.exec(headers.cookie ?? '')?.[1], 'elsewhere'),
  readsFrom('in X-Api-Key', ({ headers }) => headers['x-api-key'] as string, 'elsewhere'),
  {
    name: 'a token in the query string returns INTERNAL_ERROR',
    mutation: {
      decide: (correct, { url }) => (url?.includes('api_key=') ? errorDecision('INTERNAL_ERROR') : correct),
    },
    case: 'authentication/query-api_key',
    check: 'code',
  },
  {
    name: 'a missing token returns INVALID_API_TOKEN',
    mutation: on('MISSING_API_TOKEN', ({ json }) => {
      if (json.error) json.error.code = 'INVALID_API_TOKEN';
    }),
    case: 'MISSING_API_TOKEN',
    check: 'code',
  },
  {
    name: 'parameters are checked before the token',
    mutation: {
      decide: (correct, { url }) =>
        correct.kind === 'error' &&
        correct.code === 'INVALID_API_TOKEN' &&
        /\?limit=|by-\w+\/(?!tiktok)/.test(url ?? '')
          ? errorDecision(url?.includes('limit') ? 'INVALID_PARAMETERS' : 'INVALID_PLATFORM')
          : correct,
    },
    case: 'authentication/before-limit',
    check: 'code',
    level: 'SHOULD',
    only: ['*/authentication/before-*'],
    entries: 2,
  },
  ...Object.entries(FORMS).map(
    ([name, [form, shape]]): Faulty => ({
      name: `any ${name} is a valid token`,
      mutation: { same: (given, issued) => issued === 'test_ok' && form.test(given) },
      case: `authentication/shape/${shape}`,
      operation: 'listPostsByUser',
      check: 'success',
      only: ['*/authentication/shape/*', '*/success'],
    }),
  ),
  ...['constructor', '__proto__'].map(
    (name): Faulty => ({
      name: `accounts are looked up in an object, which has ${name}`,
      mutation: {
        decide: (correct, { headers }) =>
          headers.authorization === `Bearer ${name}` ? errorDecision('ACCOUNT_INACTIVE') : correct,
      },
      case: `authentication/shape/${name}`,
      operation: 'listPostsByUser',
      check: 'code',
      only: ['*/authentication/*'],
    }),
  ),
  {
    name: 'test tokens are looked up in an object',
    mutation: {
      response: (outgoing) => {
        if (outgoing.request.headers.authorization !== 'Bearer test_constructor') return;
        outgoing.status = 500;
        text(outgoing, 'text/html', '<h1>Internal Server Error</h1>');
      },
    },
    case: 'authentication/shape/test-token',
    operation: 'listPostsByUser',
    check: 'media-type',
    only: ['*/authentication/*'],
  },
  ...CODES.filter((code) => code.endsWith('API_TOKEN'))
    .map(
      (code): Faulty => ({
        name: `${code} has no message if the scheme is Basic`,
        mutation: onError(code, (error, { request }) => {
          if (request.headers.authorization?.startsWith('Basic')) delete error.message;
        }),
        case: 'authentication/scheme-Basic',
        check: 'fields',
      }),
    )
    .slice(0, 1),
];

/** Every 20th server runs all cases, to show that a fault is not reported elsewhere. */
export const authentication: readonly Faulty[] = faults.map((fault, index) =>
  index % 20 === 0 ? fault : { only: ONLY, ...fault },
);
