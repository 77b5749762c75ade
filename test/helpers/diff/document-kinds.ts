/** Kinds of changes outside of schemas, with the verdict in both directions. */
import { addCode, type Bundle, operationBy, removeCode } from './bundle.ts';

type Edit = (bundle: Bundle) => void;

/** The change, its verdict, the verdict of the reverse change, and an edit of both documents before the change. */
export type DocumentKind = readonly [
  name: string,
  change: Edit,
  forward: string,
  backward: string,
  before?: Edit,
];

const CALLERS = 'breaking callers';
const SERVERS = 'breaking servers';
const BOTH = 'breaking callers+servers';
const FEATURE = 'feature';
const PATCH = 'patch';
const NONE = 'none';

const user = (b: Bundle) => operationBy(b, '/posts/by-user').operation;
const userPath = (b: Bundle) => b.paths[operationBy(b, '/posts/by-user').path];
const limit = (b: Bundle) => b.components.parameters.LimitParameter;
const schema = (name: string) => (b: Bundle) => b.components.schemas[name];
const field = (name: string, property: string) => (b: Bundle) =>
  b.components.schemas[name].properties[property];
const header = (name: string) => (b: Bundle) => b.components.headers[name];
const response = (name: string) => (b: Bundle) => b.components.responses[name];
const page = response('PostsPageResponse');
const set =
  (node: (b: Bundle) => Bundle, values: Bundle): Edit =>
  (b) => {
    Object.assign(node(b), structuredClone(values));
  };
const drop =
  (node: (b: Bundle) => Bundle, key: string): Edit =>
  (b) => {
    delete node(b)[key];
  };
const param = (more: Bundle) => (b: Bundle) => {
  user(b).parameters.push({
    name: 'since',
    in: 'query',
    schema: { type: 'string' },
    ...structuredClone(more),
  });
};
const since = (b: Bundle) => user(b).parameters.at(-1);
const body = (more: Bundle = {}) => ({
  content: { 'application/json': { schema: { type: 'object', properties: { a: { type: 'string' } } } } },
  ...more,
});
const bodySchema = (b: Bundle) => user(b).requestBody.content['application/json'].schema;
const bodyField = (b: Bundle) => bodySchema(b).properties.a;
const both =
  (...edits: Edit[]): Edit =>
  (b) => {
    for (const edit of edits) edit(b);
  };
/** Replaces a component and all references to it. */
const rename =
  (section: string, from: string, to: string): Edit =>
  (b) => {
    const text = JSON.stringify(b).replaceAll(
      `#/components/${section}/${from}"`,
      `#/components/${section}/${to}"`,
    );
    Object.assign(b, JSON.parse(text));
    b.components[section][to] = b.components[section][from];
    delete b.components[section][from];
  };
const root = (b: Bundle) => b;
const bearer = (b: Bundle) => b.components.securitySchemes.bearerToken;
const apiToken = (b: Bundle) => b.components.securitySchemes.apiTokenHeader;
const team = set((b) => b.components.securitySchemes, {
  team: { type: 'apiKey', in: 'header', name: 'X-Team' },
});
const oauth = (scopes: string[]) =>
  both(
    set((b) => b.components.securitySchemes, {
      oauth: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://auth.example', scopes: { a: 'A', b: 'B' } } },
      },
    }),
    (b) => b.security.push({ oauth: scopes }),
  );
const envelope = (name: string) => (b: Bundle) =>
  b.components.responses[name].content['application/json'].schema;
const array = (style: Bundle) => ({ ...style, schema: { type: 'array', items: { type: 'string' } } });

export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  // Codes
  ['a code is added', (b) => addCode(b, 'NEW_CODE', 'INTERNAL_ERROR'), FEATURE, BOTH],
  ['a code is removed', (b) => removeCode(b, 'ACCOUNT_INACTIVE'), BOTH, FEATURE],
  [
    'the status of a code changes',
    (b) => {
      for (const { get } of Object.values<Bundle>(b.paths)) {
        get.responses[409] = get.responses[403];
        delete get.responses[403];
      }
    },
    BOTH,
    BOTH,
  ],
  [
    'another retry policy',
    set((b) => schema('INTERNAL_ERROR')(b)['x-error'], { retry: 'never' }),
    CALLERS,
    CALLERS,
  ],
  [
    'another trigger',
    set((b) => schema('ACCOUNT_INACTIVE')(b)['x-error'], { trigger: 'balance' }),
    BOTH,
    BOTH,
  ],
  [
    'an unknown key of x-error',
    set((b) => schema('NOT_FOUND')(b)['x-error'], { severity: 'high' }),
    BOTH,
    BOTH,
  ],
  [
    'the texts of x-error',
    set((b) => schema('NOT_FOUND')(b)['x-error'], {
      meaning: 'Gone',
      solution: 'Look',
      occurs: 'At times.',
      category: 'Server',
      since: '0.9.0',
    }),
    PATCH,
    PATCH,
  ],
  ['an operation no longer returns a code', drop((b) => user(b).responses, '403'), BOTH, FEATURE],
  [
    'a field of a code has a lower minimum',
    set(field('RATE_LIMIT_EXCEEDED', 'retry_after'), { minimum: 0 }),
    CALLERS,
    SERVERS,
  ],
  [
    'a field of a code loses its role',
    drop(field('RATE_LIMIT_EXCEEDED', 'retry_after'), 'x-role'),
    CALLERS,
    FEATURE,
  ],
  [
    'a field of a code has another role',
    set(field('INSUFFICIENT_BALANCE', 'available'), { 'x-role': 'wait' }),
    CALLERS,
    CALLERS,
  ],
  [
    'a code gets an optional field',
    set((b) => schema('NOT_FOUND')(b).properties, { path: { type: 'string' } }),
    FEATURE,
    CALLERS,
  ],
  [
    'a code gets a required field',
    both(
      set((b) => schema('NOT_FOUND')(b).properties, { path: { type: 'string' } }),
      (b) => schema('NOT_FOUND')(b).required.push('path'),
    ),
    FEATURE,
    CALLERS,
  ],
  [
    'a code requires a name without a property',
    (b) => schema('NOT_FOUND')(b).required.push('path'),
    SERVERS,
    CALLERS,
  ],
  ['a code without a list of one value', drop(field('NOT_FOUND', 'code'), 'enum'), PATCH, PATCH],
  ['a code without const', drop(field('NOT_FOUND', 'code'), 'const'), PATCH, PATCH],
  [
    'a code under allOf',
    (b) => {
      const { schemas } = b.components;
      schemas.NOT_FOUND_BASE = schemas.NOT_FOUND;
      schemas.NOT_FOUND = { allOf: [{ $ref: '#/components/schemas/NOT_FOUND_BASE' }] };
    },
    PATCH,
    PATCH,
  ],
  [
    'codes in another order',
    (b) => envelope('BadRequestResponse')(b).properties.error.oneOf.reverse(),
    PATCH,
    PATCH,
  ],
  // Operations
  [
    'an operation is removed',
    (b) => {
      delete b.paths[operationBy(b, '/posts/by-user').path];
    },
    CALLERS,
    FEATURE,
  ],
  ['an operation has another id', set(user, { operationId: 'listPosts' }), CALLERS, CALLERS],
  ['an operation has no id', drop(user, 'operationId'), CALLERS, CALLERS],
  [
    'another path',
    (b) => {
      const { path } = operationBy(b, '/posts/by-user');
      b.paths[path.replace('by-user', 'of-user')] = b.paths[path];
      delete b.paths[path];
    },
    BOTH,
    BOTH,
  ],
  [
    'another method',
    (b) => {
      const { path } = operationBy(b, '/posts/by-user');
      b.paths[path] = { post: b.paths[path].get };
    },
    BOTH,
    BOTH,
  ],
  [
    'a second method',
    (b) => {
      userPath(b).head = { ...structuredClone(user(b)), operationId: 'headPosts' };
    },
    FEATURE,
    CALLERS,
  ],
  [
    'paths in another order',
    (b) => {
      b.paths = Object.fromEntries(Object.entries(b.paths).reverse());
    },
    NONE,
    NONE,
  ],
  ['an operation is deprecated', set(user, { deprecated: true }), FEATURE, PATCH],
  ['deprecated: false', set(user, { deprecated: false }), PATCH, PATCH],
  [
    'a sunset is earlier',
    set(user, { 'x-sunset': '2027-01-01' }),
    CALLERS,
    PATCH,
    set(user, { 'x-sunset': '2028-01-01' }),
  ],
  ['a sunset is added', set(user, { 'x-sunset': '2027-01-01' }), FEATURE, PATCH],
  ['an extension of an operation', set(user, { 'x-cost': 1 }), BOTH, BOTH],
  [
    'an extension of an operation changes',
    set(user, { 'x-cost': 2 }),
    BOTH,
    BOTH,
    set(user, { 'x-cost': 1 }),
  ],
  ['an extension of a path', set(userPath, { 'x-cost': 1 }), BOTH, BOTH],
  ['an extension of all paths', set((b) => b.paths, { 'x-cost': 1 }), BOTH, BOTH],
  ['an extension of the responses', set((b) => user(b).responses, { 'x-cost': 1 }), BOTH, BOTH],
  ['callbacks', set(user, { callbacks: { done: { '{$url}': { post: { responses: {} } } } } }), BOTH, BOTH],
  [
    'texts of an operation',
    set(user, {
      summary: 'A.',
      description: 'B.',
      tags: ['C'],
      externalDocs: { url: 'https://docs.example' },
    }),
    PATCH,
    PATCH,
  ],
  [
    'a shared path item',
    (b) => {
      const { path } = operationBy(b, '/posts/by-user');
      b.components.pathItems = { User: b.paths[path] };
      b.paths[path] = { $ref: '#/components/pathItems/User' };
    },
    PATCH,
    PATCH,
  ],
  // Parameters
  ['an optional parameter', param({}), FEATURE, CALLERS],
  ['a required parameter', param({ required: true }), CALLERS, CALLERS],
  ['a header parameter', param({ in: 'header', name: 'X-Since' }), FEATURE, CALLERS],
  ['a cookie parameter', param({ in: 'cookie' }), FEATURE, CALLERS],
  ['a required cookie parameter', set(since, { required: true }), CALLERS, FEATURE, param({ in: 'cookie' })],
  ['an array parameter', param(array({})), FEATURE, CALLERS],
  [
    'an object parameter',
    param({ style: 'deepObject', explode: true, schema: { type: 'object' } }),
    FEATURE,
    CALLERS,
  ],
  ['a parameter with a union of types', param({ schema: { type: ['string', 'integer'] } }), FEATURE, CALLERS],
  [
    'a parameter with content',
    param({ schema: undefined, content: { 'application/json': { schema: { type: 'string' } } } }),
    FEATURE,
    CALLERS,
  ],
  ['a parameter has another location', set(since, { in: 'header' }), CALLERS, CALLERS, param({})],
  ['a parameter becomes required', set(limit, { required: true }), CALLERS, FEATURE],
  ['required: false', set(limit, { required: false }), PATCH, PATCH],
  ['the maximum of a parameter is lower', set((b) => limit(b).schema, { maximum: 50 }), CALLERS, FEATURE],
  ['the default of a parameter changes', set((b) => limit(b).schema, { default: 10 }), CALLERS, CALLERS],
  ['the default of a parameter is removed', drop((b) => limit(b).schema, 'default'), CALLERS, FEATURE],
  ['the wire pattern changes', set(limit, { 'x-wire-pattern': '[0-9]+' }), CALLERS, CALLERS],
  ['the wire pattern is removed', drop(limit, 'x-wire-pattern'), FEATURE, CALLERS],
  ['another code for invalid values', set(limit, { 'x-invalid': 'NOT_FOUND' }), BOTH, BOTH],
  ['no invalid values', drop(limit, 'x-invalid'), FEATURE, BOTH],
  ['a parameter loses its role', drop(limit, 'x-role'), CALLERS, FEATURE],
  ['a parameter is deprecated', set(limit, { deprecated: true }), FEATURE, PATCH],
  ['an extension of a parameter', set(limit, { 'x-cost': 1 }), BOTH, BOTH],
  ['the texts of a parameter', set(limit, { description: 'A.', example: 7 }), PATCH, PATCH],
  ['x-opaque', drop((b) => b.components.parameters.CursorParameter, 'x-opaque'), PATCH, PATCH],
  [
    'the default style',
    set(limit, { style: 'form', explode: true, allowReserved: false, allowEmptyValue: false }),
    PATCH,
    PATCH,
  ],
  ['explode of a single value', set(limit, { explode: false }), PATCH, PATCH],
  ['explode of an array', set(since, { explode: false }), CALLERS, CALLERS, param(array({}))],
  ['the default explode of an array', set(since, { explode: true }), PATCH, PATCH, param(array({}))],
  [
    'another style',
    set(since, { style: 'pipeDelimited', explode: false }),
    CALLERS,
    CALLERS,
    param(array({ explode: false })),
  ],
  [
    'the default style of a header',
    set(since, { style: 'simple', explode: false }),
    PATCH,
    PATCH,
    param(array({ in: 'header' })),
  ],
  [
    'the items of an array parameter are longer',
    set((b) => since(b).schema.items, { maxLength: 5 }),
    CALLERS,
    FEATURE,
    param(array({})),
  ],
  [
    'a cookie parameter has a maximum',
    set((b) => since(b).schema, { maxLength: 5 }),
    CALLERS,
    FEATURE,
    param({ in: 'cookie' }),
  ],
  [
    'a header parameter in other case',
    set(since, { name: 'x-SINCE' }),
    PATCH,
    PATCH,
    param({ in: 'header', name: 'X-Since' }),
  ],
  [
    'a header parameter that OpenAPI ignores',
    param({ in: 'header', name: 'Accept', required: true }),
    PATCH,
    PATCH,
  ],
  ['allowReserved', set(since, { allowReserved: true }), CALLERS, CALLERS, param({})],
  ['allowEmptyValue', set(since, { allowEmptyValue: true }), FEATURE, CALLERS, param({})],
  [
    'schema becomes content',
    (b) => {
      since(b).content = { 'text/plain': { schema: since(b).schema } };
      delete since(b).schema;
    },
    CALLERS,
    CALLERS,
    param({}),
  ],
  ['parameters in another order', (b) => user(b).parameters.reverse(), PATCH, PATCH],
  [
    'a parameter moves to the path item',
    (b) => {
      userPath(b).parameters = [user(b).parameters.pop()];
    },
    PATCH,
    PATCH,
    param({}),
  ],
  [
    'a parameter inline',
    (b) => {
      user(b).parameters[2] = structuredClone(limit(b));
    },
    PATCH,
    PATCH,
  ],
  ['a platform is added', (b) => schema('Platform')(b).enum.push('threads'), FEATURE, CALLERS],
  ['equivalent values', drop(schema('Platform'), 'x-same'), BOTH, FEATURE],
  [
    'one more equivalent value',
    (b) => {
      schema('Platform')(b).enum.push('tw');
      schema('Platform')(b)['x-same'][0].push('tw');
    },
    FEATURE,
    BOTH,
  ],
  ['equivalent values in another order', (b) => schema('Platform')(b)['x-same'][0].reverse(), PATCH, PATCH],
  // Request bodies
  ['an optional request body', set(user, { requestBody: body() }), FEATURE, CALLERS],
  ['a required request body', set(user, { requestBody: body({ required: true }) }), CALLERS, CALLERS],
  [
    'a request body becomes required',
    set((b) => user(b).requestBody, { required: true }),
    CALLERS,
    FEATURE,
    set(user, { requestBody: body() }),
  ],
  [
    'a request body: required: false',
    set((b) => user(b).requestBody, { required: false }),
    PATCH,
    PATCH,
    set(user, { requestBody: body() }),
  ],
  [
    'a request body has another media type',
    set((b) => user(b).requestBody.content, { 'text/plain': {} }),
    FEATURE,
    CALLERS,
    set(user, { requestBody: body() }),
  ],
  [
    'a request body has a new field',
    set((b) => user(b).requestBody.content['application/json'].schema.properties, { b: {} }),
    FEATURE,
    CALLERS,
    set(user, { requestBody: body() }),
  ],
  [
    'a request body has a required field',
    both(
      set((b) => user(b).requestBody.content['application/json'].schema, { required: ['b'] }),
      set((b) => user(b).requestBody.content['application/json'].schema.properties, { b: {} }),
    ),
    CALLERS,
    CALLERS,
    set(user, { requestBody: body() }),
  ],
  [
    'encoding of a request body',
    set((b) => user(b).requestBody.content['application/json'], {
      encoding: { a: { contentType: 'text/plain' } },
    }),
    BOTH,
    BOTH,
    set(user, { requestBody: body() }),
  ],
  [
    'texts of a request body',
    set((b) => user(b).requestBody, { description: 'A.' }),
    PATCH,
    PATCH,
    set(user, { requestBody: body() }),
  ],
  [
    'an extension of a request body',
    set((b) => user(b).requestBody, { 'x-cost': 1 }),
    BOTH,
    BOTH,
    set(user, { requestBody: body() }),
  ],
  [
    'a shared request body',
    (b) => {
      b.components.requestBodies = { Body: user(b).requestBody };
      user(b).requestBody = { $ref: '#/components/requestBodies/Body' };
    },
    PATCH,
    PATCH,
    set(user, { requestBody: body() }),
  ],
  [
    'a field of a request body is read-only',
    set(bodyField, { readOnly: true }),
    CALLERS,
    FEATURE,
    set(user, { requestBody: body() }),
  ],
  [
    'a field of a request body is write-only',
    set(bodyField, { writeOnly: true }),
    PATCH,
    PATCH,
    set(user, { requestBody: body() }),
  ],
  [
    'a relation of a request body',
    set(bodySchema, { 'x-relations': [{ field: 'a', 'less-than': 'b' }] }),
    CALLERS,
    FEATURE,
    set(user, { requestBody: body() }),
  ],
  // Responses
  [
    'the status of a success changes',
    (b) => {
      for (const { get } of Object.values<Bundle>(b.paths)) {
        get.responses[203] = get.responses[200];
        delete get.responses[200];
      }
    },
    BOTH,
    BOTH,
  ],
  [
    'a second success',
    (b) => {
      user(b).responses[202] = user(b).responses[200];
    },
    CALLERS,
    SERVERS,
  ],
  [
    'a default response',
    (b) => {
      user(b).responses.default = { description: 'Else.' };
    },
    CALLERS,
    SERVERS,
  ],
  [
    'a redirect',
    (b) => {
      user(b).responses[302] = { description: 'Elsewhere.' };
    },
    CALLERS,
    SERVERS,
  ],
  [
    'an error without a code',
    (b) => {
      user(b).responses[418] = { description: 'A.' };
    },
    FEATURE,
    BOTH,
  ],
  ['a second media type', set((b) => page(b).content, { 'text/csv': {} }), CALLERS, BOTH],
  [
    'another media type',
    (b) => {
      const { content } = page(b);
      content['application/vnd.a+json'] = content['application/json'];
      delete content['application/json'];
    },
    BOTH,
    BOTH,
  ],
  [
    'a media type in upper case',
    (b) => {
      const { content } = page(b);
      content['Application/JSON'] = content['application/json'];
      delete content['application/json'];
    },
    PATCH,
    PATCH,
  ],
  [
    'a media type with the charset of JSON',
    (b) => {
      const { content } = page(b);
      content['application/json; charset="UTF-8"'] = content['application/json'];
      delete content['application/json'];
    },
    PATCH,
    PATCH,
  ],
  ['links of a response', set(page, { links: { next: {} } }), BOTH, BOTH],
  ['an extension of a response', set(page, { 'x-cost': 1 }), BOTH, BOTH],
  [
    'an extension of a media type',
    set((b) => page(b).content['application/json'], { 'x-cost': 1 }),
    BOTH,
    BOTH,
  ],
  [
    'encoding of a response',
    set((b) => page(b).content['application/json'], { encoding: { data: { contentType: 'text/plain' } } }),
    BOTH,
    BOTH,
  ],
  [
    'texts and examples of a response',
    both(set(page, { description: 'A.' }), (b) => {
      delete page(b).content['application/json'].examples;
    }),
    PATCH,
    PATCH,
  ],
  [
    'an envelope gets a field',
    set((b) => envelope('NotFoundResponse')(b).properties, { request_id: { type: 'string' } }),
    FEATURE,
    CALLERS,
  ],
  [
    'an envelope requires a name without a property',
    (b) => envelope('NotFoundResponse')(b).required.push('request_id'),
    SERVERS,
    CALLERS,
  ],
  [
    'a field is removed',
    (b) => {
      delete schema('Post')(b).properties.content;
      schema('Post')(b).required = schema('Post')(b).required.filter((name: string) => name !== 'content');
    },
    CALLERS,
    FEATURE,
  ],
  [
    'a field becomes optional',
    (b) => {
      schema('Post')(b).required = schema('Post')(b).required.filter((name: string) => name !== 'content');
    },
    CALLERS,
    SERVERS,
  ],
  ['a default of a response', set(field('Post', 'content'), { default: 'a' }), PATCH, PATCH],
  [
    'another default of a response',
    set(field('Post', 'content'), { default: 'b' }),
    PATCH,
    PATCH,
    set(field('Post', 'content'), { default: 'a' }),
  ],
  [
    'equivalent values of a response',
    set(field('Media', 'type'), { 'x-same': [['reel', 'video']] }),
    PATCH,
    PATCH,
  ],
  ['readOnly of a response', set(field('Post', 'content'), { readOnly: true }), PATCH, PATCH],
  ['writeOnly of a response', set(field('Post', 'content'), { writeOnly: true }), CALLERS, FEATURE],
  ['a field is deprecated', set(field('Post', 'content'), { deprecated: true }), FEATURE, PATCH],
  [
    'a relation becomes SHOULD',
    set((b) => schema('Engagement')(b)['x-relations'][0], { level: 'SHOULD' }),
    CALLERS,
    SERVERS,
  ],
  ['a relation is removed', drop(schema('Engagement'), 'x-relations'), CALLERS, SERVERS],
  ['a recommendation is removed', drop(schema('Post'), 'x-relations'), PATCH, FEATURE],
  [
    'the fields of a sum in another order',
    (b) => schema('Engagement')(b)['x-relations'][0].sum.reverse(),
    PATCH,
    PATCH,
  ],
  ['a field loses its role', drop(field('PostsPageData', 'remaining_balance'), 'x-role'), CALLERS, FEATURE],
  // Headers
  ['a header is removed', drop(response('TooManyRequestsResponse'), 'headers'), CALLERS, FEATURE],
  ['an optional header is removed', drop(response('InternalServerErrorResponse'), 'headers'), PATCH, FEATURE],
  ['a header MUST be sent', set(header('RetryAfter'), { 'x-level': 'MUST' }), SERVERS, CALLERS],
  ['a header is required', set(header('RetryAfter'), { required: true }), SERVERS, CALLERS],
  ['a header MAY be sent', set(header('RetryAfter'), { 'x-level': 'MAY' }), PATCH, FEATURE],
  ['a header equals no field', drop(header('RetryAfter'), 'x-equals'), CALLERS, SERVERS],
  ['a header equals another field', set(header('RetryAfter'), { 'x-equals': 'message' }), BOTH, BOTH],
  ['a header has another type', set((b) => header('RetryAfter')(b).schema, { type: 'integer' }), BOTH, BOTH],
  [
    'explode of a header with a list',
    set(header('RetryAfter'), { explode: true }),
    BOTH,
    BOTH,
    set(header('RetryAfter'), { schema: { type: 'object' } }),
  ],
  [
    'a header in another case',
    (b) => {
      const { headers } = response('TooManyRequestsResponse')(b);
      headers['retry-AFTER'] = headers['Retry-After'];
      delete headers['Retry-After'];
    },
    PATCH,
    PATCH,
  ],
  [
    'a header that OpenAPI ignores',
    set((b) => response('TooManyRequestsResponse')(b).headers, {
      'Content-Type': { schema: { type: 'string' } },
    }),
    PATCH,
    PATCH,
  ],
  [
    'the default style of a response header',
    set(header('RetryAfter'), { style: 'simple', explode: false, required: false }),
    PATCH,
    PATCH,
  ],
  ['a header is deprecated', set(header('RetryAfter'), { deprecated: true }), FEATURE, PATCH],
  ['an extension of a header', set(header('RetryAfter'), { 'x-cost': 1 }), BOTH, BOTH],
  // Credentials
  ['a credential is removed', (b) => b.security.pop(), CALLERS, FEATURE],
  ['a credential is added', both(team, (b) => b.security.push({ team: [] })), FEATURE, CALLERS],
  [
    'all credentials are needed together',
    (b) => {
      b.security = [Object.assign({}, ...b.security)];
    },
    CALLERS,
    FEATURE,
  ],
  [
    'one credential needs a second one',
    (b) => {
      b.security[0].team = [];
    },
    CALLERS,
    FEATURE,
    team,
  ],
  ['no credential is needed', (b) => b.security.push({}), FEATURE, CALLERS],
  [
    'no requirement',
    (b) => {
      b.security = [];
    },
    FEATURE,
    CALLERS,
  ],
  ['an operation needs no credential', set(user, { security: [] }), FEATURE, CALLERS],
  ['an operation needs one credential', set(user, { security: [{ bearerToken: [] }] }), CALLERS, FEATURE],
  ['the precedence of credentials', (b) => b.security.reverse(), BOTH, BOTH],
  [
    'a scope is needed',
    (b) => {
      b.security.at(-1).oauth = ['a', 'b'];
    },
    CALLERS,
    FEATURE,
    oauth(['a']),
  ],
  [
    'the same requirements at an operation',
    (b) => {
      user(b).security = structuredClone(b.security);
    },
    PATCH,
    PATCH,
  ],
  [
    'a requirement that contains another',
    (b) => b.security.push({ bearerToken: [], apiTokenHeader: [] }),
    PATCH,
    PATCH,
  ],
  ['another scheme', set(bearer, { scheme: 'basic' }), CALLERS, CALLERS],
  ['another header of a token', set(apiToken, { name: 'X-Token' }), CALLERS, CALLERS],
  ['another place of a token', set(apiToken, { in: 'query' }), CALLERS, CALLERS],
  [
    'another token URL',
    set((b) => b.components.securitySchemes.oauth.flows.clientCredentials, { tokenUrl: 'https://b.example' }),
    CALLERS,
    CALLERS,
    oauth([]),
  ],
  ['a scheme in another case', set(bearer, { scheme: 'Bearer' }), PATCH, PATCH],
  ['a token header in another case', set(apiToken, { name: 'x-api-token' }), PATCH, PATCH],
  ['bearerFormat', set(bearer, { bearerFormat: 'JWT' }), PATCH, PATCH],
  ['texts of a scheme', set(bearer, { description: 'A.' }), PATCH, PATCH],
  [
    'another list of scopes',
    set((b) => b.components.securitySchemes.oauth.flows.clientCredentials, { scopes: { a: 'A', c: 'C' } }),
    PATCH,
    PATCH,
    oauth(['a']),
  ],
  [
    'a scheme has another name',
    (b) => {
      const { securitySchemes } = b.components;
      securitySchemes.token = securitySchemes.bearerToken;
      delete securitySchemes.bearerToken;
      b.security[0] = { token: [] };
    },
    PATCH,
    PATCH,
  ],
  ['an unused scheme', team, PATCH, PATCH],
  // Servers
  [
    'another base path',
    (b) => {
      b.servers[0].url = '/api/v2';
    },
    BOTH,
    BOTH,
  ],
  ['a second base path', (b) => b.servers.push({ url: '/api/v2' }), FEATURE, CALLERS],
  ['another base path of a path', set(userPath, { servers: [{ url: '/api/v2' }] }), BOTH, BOTH],
  ['another base path of an operation', set(user, { servers: [{ url: '/api/v2' }] }), BOTH, BOTH],
  ['the same base path of an operation', set(user, { servers: [{ url: '/api/v1' }] }), PATCH, PATCH],
  [
    'a host',
    (b) => {
      b.servers[0].url = 'https://api.example/api/v1/';
    },
    PATCH,
    PATCH,
  ],
  [
    'a variable of the base path',
    (b) => {
      b.servers[0] = { url: '/api/{version}', variables: { version: { default: 'v1' } } };
    },
    PATCH,
    PATCH,
  ],
  [
    'texts of a server',
    (b) => {
      b.servers[0].description = 'A.';
    },
    PATCH,
    PATCH,
  ],
  // Components
  ['a schema has another name', rename('schemas', 'Author', 'Writer'), PATCH, PATCH],
  ['a code has another component name', rename('schemas', 'NOT_FOUND', 'NotFound'), PATCH, PATCH],
  ['a response has another name', rename('responses', 'PostsPageResponse', 'PageResponse'), PATCH, PATCH],
  ['a parameter has another component name', rename('parameters', 'LimitParameter', 'Limit'), PATCH, PATCH],
  ['a header has another component name', rename('headers', 'RetryAfter', 'Wait'), PATCH, PATCH],
  [
    'a schema has another name and a field less',
    both(
      rename('schemas', 'Author', 'Writer'),
      drop((b) => schema('Writer')(b).properties, 'username'),
      (b) => schema('Writer')(b).required.shift(),
    ),
    CALLERS,
    FEATURE,
  ],
  [
    'a schema inline',
    (b) => {
      schema('Post')(b).properties.media = structuredClone(schema('Media')(b));
    },
    PATCH,
    PATCH,
  ],
  [
    'a schema under $defs',
    (b) => {
      schema('Post')(b).$defs = { Media: schema('Media')(b) };
      delete b.components.schemas.Media;
      schema('Post')(b).properties.media = { $ref: '#/components/schemas/Post/$defs/Media' };
    },
    PATCH,
    PATCH,
  ],
  ['an unused schema', set((b) => b.components.schemas, { Unused: { type: 'object' } }), PATCH, PATCH],
  [
    'an unused schema changes',
    set(schema('Unused'), { type: 'string' }),
    PATCH,
    PATCH,
    set((b) => b.components.schemas, { Unused: { type: 'object' } }),
  ],
  // The document
  [
    'the texts of the document',
    set((b) => b.info, { title: 'A', summary: 'B', description: 'C', contact: { name: 'D' } }),
    PATCH,
    PATCH,
  ],
  ['the version of OpenAPI', set(root, { openapi: '3.1.0' }), PATCH, PATCH],
  [
    'the tags',
    (b) => {
      b.tags[0].name = 'Other';
    },
    PATCH,
    PATCH,
  ],
  ['webhooks', set(root, { webhooks: { low: { post: { responses: {} } } } }), BOTH, BOTH],
  [
    'the texts of webhooks',
    (b) => {
      b.webhooks.low.post.description = 'A.';
    },
    PATCH,
    PATCH,
    set(root, { webhooks: { low: { post: { responses: {} } } } }),
  ],
  ['an extension of the document', set(root, { 'x-cost': 1 }), BOTH, BOTH],
  [
    'the default dialect',
    set(root, { jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base' }),
    PATCH,
    PATCH,
  ],
  ['another dialect', set(root, { jsonSchemaDialect: 'https://json-schema.example/other' }), BOTH, BOTH],
  ['the order of the groups', (b) => b['x-error-categories'].reverse(), PATCH, PATCH],
  [
    'another test token of a success',
    set((b) => b['x-sandbox'].tokens, { success: 'test_fine' }),
    CALLERS,
    CALLERS,
  ],
  [
    'another test token of a code',
    set((b) => b['x-sandbox'].tokens, { error: 'token_{code}' }),
    CALLERS,
    CALLERS,
  ],
  ['another code of malformed HTTP', set((b) => b['x-sandbox'], { malformed: 'NOT_FOUND' }), PATCH, PATCH],
  ['an unknown key of the sandbox', set((b) => b['x-sandbox'], { delay: 5 }), BOTH, BOTH],
];
