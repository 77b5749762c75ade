/** Every kind of change, with the reported changes in both directions. */
import { addCode, type Bundle, operationBy, removeCode } from './bundle.ts';

const parameter = (name: string) => (bundle: Bundle) => bundle.components.parameters[name];
const field = (schema: string, name: string) => (bundle: Bundle) =>
  bundle.components.schemas[schema].properties[name];
const header = (name: string) => (bundle: Bundle) => bundle.components.headers[name];
export const limit = parameter('LimitParameter');
const wait = field('RATE_LIMIT_EXCEEDED', 'retry_after');
const balance = field('PostsPageData', 'remaining_balance');

/** Returns a change of one node of the bundle. */
const at =
  (node: (bundle: Bundle) => Bundle, change: (node: Bundle) => void) =>
  (bundle: Bundle): void =>
    change(node(bundle));
const without = (list: string[], name: string) => list.filter((other) => other !== name);

/** A change, the reported changes from old to new and from new to old (separated by `|`), and their subject. */
type Case = [
  name: string,
  change: (bundle: Bundle) => void,
  forward: string,
  backward: string,
  subject: string | RegExp,
];

export const BOTH = 'breaking callers+servers';

export const CASES: readonly Case[] = [
  // Codes
  [
    'a code is added',
    (b) => addCode(b, 'NEW_CODE', 'INTERNAL_ERROR'),
    'code-added feature',
    `code-removed ${BOTH}`,
    'NEW_CODE',
  ],
  [
    'a code is removed',
    (b) => removeCode(b, 'ACCOUNT_INACTIVE'),
    `code-removed ${BOTH}`,
    'code-added feature',
    'ACCOUNT_INACTIVE',
  ],
  [
    'the status of a code changes',
    (b) => {
      for (const { get } of Object.values<Bundle>(b.paths)) {
        get.responses[409] = get.responses[403];
        delete get.responses[403];
      }
    },
    `status-changed ${BOTH}`,
    `status-changed ${BOTH}`,
    'ACCOUNT_INACTIVE',
  ],
  [
    'the retry policy of a code changes',
    (b) => {
      b.components.schemas.INTERNAL_ERROR['x-error'].retry = 'never';
    },
    'retry-changed breaking callers',
    'retry-changed breaking callers',
    'INTERNAL_ERROR',
  ],
  [
    'the trigger of a code changes',
    (b) => {
      b.components.schemas.ACCOUNT_INACTIVE['x-error'].trigger = 'balance';
    },
    `trigger-changed ${BOTH}`,
    `trigger-changed ${BOTH}`,
    'ACCOUNT_INACTIVE',
  ],
  [
    'an operation no longer returns a code',
    (b) => {
      delete operationBy(b, '/posts/by-user').operation.responses[403];
    },
    `code-no-longer-answered ${BOTH}`,
    'code-newly-answered feature',
    'ACCOUNT_INACTIVE',
  ],
  [
    'a code loses a field',
    at(
      (b) => b.components.schemas.INSUFFICIENT_BALANCE,
      (schema) => {
        schema.required = without(schema.required, 'required');
        delete schema.properties.required;
        delete schema['x-relations'];
      },
    ),
    // The relation is removed with the field.
    'relation-removed breaking callers|field-removed breaking callers',
    'relation-added breaking servers|field-added feature',
    /^INSUFFICIENT_BALANCE/,
  ],
  [
    'the type of a field of a code changes',
    at(wait, (f) => {
      f.type = 'string';
      delete f.minimum;
    }),
    `type-changed ${BOTH}|bound-loosened breaking callers`,
    `type-changed ${BOTH}|bound-tightened breaking servers`,
    'RATE_LIMIT_EXCEEDED.retry_after',
  ],
  [
    'the minimum of a field of a code is lower',
    at(wait, (f) => {
      f.minimum = 0;
    }),
    'bound-loosened breaking callers',
    'bound-tightened breaking servers',
    'RATE_LIMIT_EXCEEDED.retry_after',
  ],
  [
    'a field of a code gets a maximum',
    at(wait, (f) => {
      f.maximum = 60;
    }),
    'bound-tightened breaking servers',
    'bound-loosened breaking callers',
    'RATE_LIMIT_EXCEEDED.retry_after',
  ],
  [
    'a field of a code loses its role',
    at(wait, (f) => {
      delete f['x-role'];
    }),
    'role-changed breaking callers',
    'role-changed feature',
    'RATE_LIMIT_EXCEEDED.retry_after',
  ],
  [
    'a message may be blank',
    at(field('NOT_FOUND', 'message'), (f) => {
      delete f.pattern;
    }),
    'bound-loosened breaking callers',
    'bound-tightened breaking servers',
    'NOT_FOUND.message',
  ],
  // Operations
  [
    'an operation is removed',
    (b) => {
      delete b.paths[operationBy(b, '/posts/by-user').path];
    },
    'operation-removed breaking callers',
    'operation-added feature',
    'listPostsByUser',
  ],
  [
    'an operation is renamed',
    (b) => {
      operationBy(b, '/posts/by-user').operation.operationId = 'listPosts';
    },
    'operation-renamed breaking callers',
    'operation-renamed breaking callers',
    /^listPosts/,
  ],
  [
    'the path of an operation changes',
    (b) => {
      const { path } = operationBy(b, '/posts/by-user');
      b.paths[path.replace('by-user', 'of-user')] = b.paths[path];
      delete b.paths[path];
    },
    `path-changed ${BOTH}`,
    `path-changed ${BOTH}`,
    'listPostsByUser',
  ],
  [
    'the method of an operation changes',
    (b) => {
      const { path } = operationBy(b, '/posts/by-user');
      b.paths[path] = { post: b.paths[path].get };
    },
    `method-changed ${BOTH}`,
    `method-changed ${BOTH}`,
    'listPostsByUser',
  ],
  [
    'an operation gets a request body',
    (b) => {
      operationBy(b, '/posts/by-user').operation.requestBody = { content: {} };
    },
    `operation-changed ${BOTH}`,
    `operation-changed ${BOTH}`,
    'listPostsByUser',
  ],
  [
    'an operation is deprecated',
    (b) => {
      operationBy(b, '/posts/by-user').operation.deprecated = true;
    },
    'deprecated feature',
    'deprecated patch',
    'listPostsByUser',
  ],
  // Requests
  [
    'a platform is added',
    (b) => {
      b.components.schemas.Platform.enum.push('threads');
    },
    'value-added feature|value-added feature',
    'value-removed breaking callers|value-removed patch',
    /platform$/,
  ],
  [
    'an optional parameter is added',
    (b) => {
      operationBy(b, '/posts/by-user').operation.parameters.push({
        name: 'since',
        in: 'query',
        schema: { type: 'string' },
        example: 'a',
      });
    },
    'parameter-added feature',
    'parameter-removed breaking callers',
    'query parameter since',
  ],
  [
    'a required parameter is added',
    (b) => {
      operationBy(b, '/posts/by-user').operation.parameters.push({
        name: 'since',
        in: 'query',
        required: true,
        schema: { type: 'string' },
        example: 'a',
      });
    },
    'parameter-added breaking callers',
    'parameter-removed breaking callers',
    'query parameter since',
  ],
  [
    'a parameter becomes required',
    at(limit, (p) => {
      p.required = true;
    }),
    'parameter-required breaking callers',
    'parameter-optional feature',
    'query parameter limit',
  ],
  [
    'the maximum of a parameter is lower',
    at(limit, (p) => {
      p.schema.maximum = 50;
    }),
    'bound-tightened breaking callers',
    'bound-loosened feature',
    'query parameter limit',
  ],
  [
    'the wire pattern of a parameter changes',
    at(limit, (p) => {
      p['x-wire-pattern'] = '[0-9]+';
    }),
    'bound-changed breaking callers',
    'bound-changed breaking callers',
    'query parameter limit',
  ],
  [
    'the default of a parameter changes',
    at(limit, (p) => {
      p.schema.default = 10;
    }),
    'default-changed breaking callers',
    'default-changed breaking callers',
    'query parameter limit',
  ],
  [
    'the code for an invalid parameter changes',
    at(limit, (p) => {
      p['x-invalid'] = 'NOT_FOUND';
    }),
    `invalid-code-changed ${BOTH}`,
    `invalid-code-changed ${BOTH}`,
    'query parameter limit',
  ],
  [
    'a parameter loses its role',
    at(limit, (p) => {
      delete p['x-role'];
    }),
    'role-changed breaking callers',
    'role-changed feature',
    'query parameter limit',
  ],
  [
    'two values are no longer equivalent',
    (b) => {
      delete b.components.schemas.Platform['x-same'];
    },
    `same-changed ${BOTH}`,
    'same-changed feature',
    'path parameter platform',
  ],
  [
    'a credential location is removed',
    (b) => {
      b.security.pop();
    },
    'token-credential-removed breaking callers',
    'token-credential-added feature',
    'the token',
  ],
  [
    'the precedence of credential locations changes',
    (b) => {
      b.security.reverse();
    },
    `token-credential-order-changed ${BOTH}`,
    `token-credential-order-changed ${BOTH}`,
    'the token',
  ],
  [
    'the base path changes',
    (b) => {
      b.servers[0].url = '/api/v2';
    },
    `base-path-changed ${BOTH}`,
    `base-path-changed ${BOTH}`,
    'the base path',
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
    `success-status-changed ${BOTH}|success-status-changed ${BOTH}`,
    `success-status-changed ${BOTH}|success-status-changed ${BOTH}`,
    /^the success of /,
  ],
  [
    'the media type of a response changes',
    (b) => {
      const { content } = b.components.responses.PostsPageResponse;
      content['application/vnd.a+json'] = content['application/json'];
      delete content['application/json'];
    },
    `media-type-changed ${BOTH}`,
    `media-type-changed ${BOTH}`,
    'status 200',
  ],
  [
    'a response gets links',
    (b) => {
      b.components.responses.PostsPageResponse.links = { next: {} };
    },
    `response-changed ${BOTH}`,
    `response-changed ${BOTH}`,
    'status 200',
  ],
  [
    'an envelope gets a field',
    (b) => {
      b.components.responses.NotFoundResponse.content['application/json'].schema.properties.request_id = {
        type: 'string',
      };
    },
    'field-added feature',
    'field-removed breaking callers',
    'status 404 envelope.request_id',
  ],
  [
    'a success loses a field',
    at(
      (b) => b.components.schemas.Post,
      (s) => {
        s.required = without(s.required, 'content');
        delete s.properties.content;
      },
    ),
    'field-removed breaking callers',
    'field-added feature',
    'data.posts[].content',
  ],
  [
    'a field becomes optional',
    at(
      (b) => b.components.schemas.Post,
      (s) => {
        s.required = without(s.required, 'content');
      },
    ),
    'field-optional breaking callers',
    'field-required breaking servers',
    'data.posts[].content',
  ],
  [
    'a field becomes nullable',
    at(field('Author', 'username'), (f) => {
      f.type = ['string', 'null'];
    }),
    'type-changed breaking callers',
    'type-changed breaking servers',
    'data.posts[].author.username',
  ],
  [
    'a field gets an additional value',
    (b) => {
      b.components.schemas.Media.properties.type.enum.push('poll');
    },
    'value-added breaking callers',
    'value-removed breaking servers',
    'data.posts[].media.type',
  ],
  [
    'the minimum of a field is lower',
    at(balance, (f) => {
      f.minimum = -10;
    }),
    'bound-loosened breaking callers',
    'bound-tightened breaking servers',
    'data.remaining_balance',
  ],
  [
    'the type of the items of a list changes',
    (b) => {
      b.components.schemas.Post.properties.hashtags.items = { type: 'integer' };
    },
    `type-changed ${BOTH}`,
    `type-changed ${BOTH}`,
    'data.posts[].hashtags[]',
  ],
  [
    'a schema gets an anyOf',
    (b) => {
      b.components.schemas.Post.properties.hashtags.items.anyOf = [{ minLength: 1 }];
    },
    `bound-changed ${BOTH}`,
    `bound-changed ${BOTH}`,
    'data.posts[].hashtags[]',
  ],
  [
    'the level of a relation becomes SHOULD',
    (b) => {
      b.components.schemas.Engagement['x-relations'][0].level = 'SHOULD';
    },
    'relation-added breaking callers',
    'relation-added breaking servers',
    'data.posts[].engagement',
  ],
  [
    'a header is removed',
    (b) => {
      delete b.components.responses.TooManyRequestsResponse.headers;
    },
    'header-removed breaking callers',
    'header-added feature',
    'the header Retry-After of status 429',
  ],
  [
    'a header that MAY be sent is removed',
    (b) => {
      delete b.components.responses.InternalServerErrorResponse.headers;
    },
    'header-removed patch',
    'header-added feature',
    'the header Retry-After of status 500',
  ],
  [
    'the level of a header becomes MUST',
    at(header('RetryAfter'), (h) => {
      h['x-level'] = 'MUST';
    }),
    'header-level-changed breaking servers',
    'header-level-changed breaking callers',
    'the header Retry-After of status 429',
  ],
  [
    'the level of a header becomes MAY',
    at(header('RetryAfter'), (h) => {
      h['x-level'] = 'MAY';
    }),
    'header-level-changed patch',
    'header-level-changed feature',
    'the header Retry-After of status 429',
  ],
  [
    'a header loses the equality with a field',
    at(header('RetryAfter'), (h) => {
      delete h['x-equals'];
    }),
    'header-equals-changed breaking callers',
    'header-equals-changed breaking servers',
    'the header Retry-After of status 429',
  ],
  [
    'the type of a header changes',
    at(header('RetryAfter'), (h) => {
      h.schema.type = 'integer';
    }),
    `type-changed ${BOTH}`,
    `type-changed ${BOTH}`,
    'the header Retry-After of status 429',
  ],
  [
    'both credential locations become required together',
    (b) => {
      b.security = [Object.assign({}, ...b.security)];
    },
    `token-requirement-changed ${BOTH}`,
    `token-requirement-changed ${BOTH}`,
    'the token',
  ],
  [
    'an operation gets a second success',
    (b) => {
      for (const { get } of Object.values<Bundle>(b.paths)) get.responses[202] = get.responses[200];
    },
    `response-changed ${BOTH}|response-changed ${BOTH}`,
    `response-changed ${BOTH}|response-changed ${BOTH}`,
    'status 202',
  ],
  [
    'a reference gets a bound as sibling',
    (b) => {
      b.components.schemas.Post.properties.author.maxProperties = 9;
    },
    'bound-tightened breaking servers',
    'bound-loosened breaking callers',
    'data.posts[].author',
  ],
  [
    'a path gets servers',
    (b) => {
      for (const path of Object.values<Bundle>(b.paths)) path.servers = [{ url: '/api/v2' }];
    },
    `operation-changed ${BOTH}|operation-changed ${BOTH}`,
    `operation-changed ${BOTH}|operation-changed ${BOTH}`,
    /^listPosts/,
  ],
  [
    'an unknown part of the document is added',
    (b) => {
      b.webhooks = { low: { post: { responses: {} } } };
    },
    `document-changed ${BOTH}`,
    `document-changed ${BOTH}`,
    '#/webhooks',
  ],
  // The document
  [
    'a test token changes',
    (b) => {
      b['x-sandbox'].tokens.success = 'test_fine';
    },
    'sandbox-changed breaking callers',
    'sandbox-changed breaking callers',
    'the test token of a success',
  ],
  [
    'the code for malformed HTTP changes',
    (b) => {
      b['x-sandbox'].malformed = 'NOT_FOUND';
    },
    'sandbox-changed patch',
    'sandbox-changed patch',
    /no HTTP$/,
  ],
  [
    'the order of the categories changes',
    (b) => {
      b['x-error-categories'].reverse();
    },
    'document-changed patch',
    'document-changed patch',
    '#/x-error-categories',
  ],
];
