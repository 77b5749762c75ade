/** Kinds of changes of a contract that grows: bodies, methods, lists, successes, credentials per operation and retired codes. */
import type { Edit } from '../../../scripts/build/change-rules/edit.ts';

/** The change, its verdict, the verdict of the reverse change, and edits of both documents before the change. */
export type GrowthKind = readonly [
  name: string,
  edits: readonly Edit[],
  forward: string,
  backward: string,
  before?: readonly Edit[],
];

const CALLERS = 'breaking callers';
const SERVERS = 'breaking servers';
const BOTH = 'breaking callers+servers';
const FEATURE = 'feature';
const PATCH = 'patch';

const LIST = '/paths/~1books~1{genre}/get';
const ORDERS = '/paths/~1orders';
const POST = `${ORDERS}/post`;
const BODY = `${POST}/requestBody`;
const JSON_BODY = `${BODY}/content/application~1json`;
const ORDER = '/components/schemas/Order';
const CODE = '/components/schemas/SOLD_OUT';
const CREATED = `${POST}/responses/201`;
const SCHEME = '/components/securitySchemes/other';
const P = `${LIST}/parameters/3`;
const text = { type: 'string' };

const parameter = (more: object = {}): readonly Edit[] => [
  [P, { name: 'p', in: 'query', schema: text, ...more }],
];
const list = (more: object = {}, schema: object = {}) =>
  parameter({ schema: { type: 'array', items: text, ...schema }, ...more });
const header = { in: 'header', name: 'Idempotency-Key' };
const other: Edit = [SCHEME, { type: 'apiKey', in: 'header', name: 'X-Other' }];
const secured = (...security: Record<string, never[]>[]): Edit => [`${POST}/security`, security];

export const GROWTH_KINDS: readonly GrowthKind[] = [
  // Request bodies
  ['a body becomes required', [[`${BODY}/required`, true]], CALLERS, FEATURE],
  ['a body is removed', [[BODY]], CALLERS, FEATURE],
  ['a field of a body becomes required', [[`${ORDER}/required/2`, 'title']], CALLERS, FEATURE],
  ['a new optional field of a body', [[`${ORDER}/properties/pages`, text]], FEATURE, CALLERS],
  [
    'a new required field of a body',
    [
      [`${ORDER}/properties/pages`, text],
      [`${ORDER}/required/2`, 'pages'],
    ],
    CALLERS,
    CALLERS,
  ],
  ['a body without other fields', [[`${ORDER}/additionalProperties`, false]], CALLERS, FEATURE],
  ['a body can be invalid', [[`${BODY}/x-invalid`, 'SOLD_OUT']], BOTH, FEATURE],
  [
    'another code for an invalid body',
    [[`${BODY}/x-invalid`, 'SOLD_OUT']],
    BOTH,
    BOTH,
    [[`${BODY}/x-invalid`, 'NOT_READY']],
  ],
  ['a body has a second media type', [[`${BODY}/content/application~1xml`, {}]], FEATURE, CALLERS],
  ['an example of a body', [[`${JSON_BODY}/examples`, { a: { value: {} } }]], PATCH, PATCH],
  [
    'another example of a body',
    [[`${JSON_BODY}/examples/a/value`, { b: 1 }]],
    PATCH,
    PATCH,
    [[`${JSON_BODY}/examples`, { a: { value: {} } }]],
  ],
  ['a field of a body is deprecated', [[`${ORDER}/properties/title/deprecated`, true]], FEATURE, PATCH],
  // Methods and paths
  ['a new PUT', [[`${ORDERS}/put`, { operationId: 'putOrder', responses: {} }]], FEATURE, CALLERS],
  [
    'a new DELETE without content',
    [[`${ORDERS}/delete`, { operationId: 'deleteOrder', responses: { 204: { description: 'Deleted.' } } }]],
    FEATURE,
    CALLERS,
  ],
  [
    'a fixed path next to a variable',
    [['/paths/~1books~1search', { get: { operationId: 'search', responses: {} } }]],
    FEATURE,
    CALLERS,
  ],
  ['tags', [[`${POST}/tags`, ['Orders']]], PATCH, PATCH],
  ['texts of tags', [['/tags', [{ name: 'Orders', description: 'Orders.' }]]], PATCH, PATCH],
  // Parameters
  ['an optional header parameter', parameter(header), FEATURE, CALLERS],
  ['a required header parameter', parameter({ ...header, required: true }), CALLERS, CALLERS],
  ['an idempotency key', parameter({ ...header, 'x-role': 'idempotency-key' }), FEATURE, CALLERS],
  [
    'a header parameter becomes the idempotency key',
    [[`${P}/x-role`, 'idempotency-key']],
    FEATURE,
    CALLERS,
    parameter(header),
  ],
  [
    'a single value becomes a list',
    [[`${P}/schema`, { type: 'array', items: text }]],
    CALLERS,
    CALLERS,
    parameter(),
  ],
  ['minItems of a list', [[`${P}/schema/minItems`, 1]], CALLERS, FEATURE, list()],
  [
    'maxItems of a list is higher',
    [[`${P}/schema/maxItems`, 9]],
    FEATURE,
    CALLERS,
    list({}, { maxItems: 5 }),
  ],
  ['unique items of a list', [[`${P}/schema/uniqueItems`, true]], CALLERS, FEATURE, list()],
  ['a list without explode', [[`${P}/explode`, false]], CALLERS, CALLERS, list()],
  [
    'a list with another style',
    [[`${P}/style`, 'spaceDelimited']],
    CALLERS,
    CALLERS,
    list({ explode: false }),
  ],
  [
    'a value of a list is added',
    [[`${P}/schema/items/enum/2`, 'c']],
    FEATURE,
    CALLERS,
    list({}, { items: { enum: ['a', 'b'] } }),
  ],
  ['a header list has maxItems', [[`${P}/schema/maxItems`, 3]], CALLERS, FEATURE, list(header)],
  ['a parameter has a format', [[`${P}/schema/format`, 'date']], CALLERS, FEATURE, parameter()],
  ['a parameter is deprecated', [[`${P}/deprecated`, true]], FEATURE, PATCH, parameter()],
  ['a parameter will be removed', [[`${P}/x-sunset`, '2028-01-01']], FEATURE, PATCH, parameter()],
  // Successes
  ['a second success', [[`${POST}/responses/202`, { description: 'Accepted.' }]], CALLERS, SERVERS],
  ['a success gets content', [[`${CREATED}/content`, { 'application/json': {} }]], BOTH, BOTH],
  [
    'a success has a second media type',
    [[`${LIST}/responses/200/content/application~1xml`, {}]],
    CALLERS,
    BOTH,
  ],
  ['201 becomes 204', [[CREATED], [`${POST}/responses/204`, { description: 'Ordered.' }]], BOTH, BOTH],
  [
    'a header of a success that is always sent',
    [[`${CREATED}/headers`, { Location: { required: true, schema: text } }]],
    FEATURE,
    CALLERS,
  ],
  [
    'an optional header of a success',
    [[`${CREATED}/headers`, { Location: { schema: text } }]],
    FEATURE,
    PATCH,
  ],
  [
    'a header of a success becomes required',
    [[`${CREATED}/headers/Location/required`, true]],
    SERVERS,
    CALLERS,
    [[`${CREATED}/headers`, { Location: { schema: text } }]],
  ],
  // Credentials
  ['an operation without a token', [secured()], FEATURE, CALLERS],
  ['an operation with an optional token', [secured({ bearer: [] }, { key: [] }, {})], FEATURE, CALLERS],
  ['an operation with one scheme', [secured({ key: [] })], CALLERS, FEATURE],
  ['an operation with another scheme', [secured({ other: [] })], CALLERS, CALLERS, [other]],
  [
    'an operation with an additional scheme',
    [secured({ bearer: [] }, { key: [] }, { other: [] })],
    FEATURE,
    CALLERS,
    [other],
  ],
  ['an operation needs both credentials', [secured({ bearer: [], key: [] })], CALLERS, FEATURE],
  [
    'an operation also accepts both',
    [secured({ bearer: [] }, { key: [] }, { bearer: [], key: [] })],
    PATCH,
    PATCH,
  ],
  ['an operation with another precedence', [secured({ key: [] }, { bearer: [] })], BOTH, BOTH],
  ['an empty requirement for no requirement', [secured({})], PATCH, PATCH, [secured()]],
  ['an unused scheme is removed', [[SCHEME]], PATCH, PATCH, [other]],
  ['an extension of a scheme', [['/components/securitySchemes/key/x-cost', 1]], BOTH, BOTH],
  // Codes
  ['a code is deprecated', [[`${CODE}/deprecated`, true]], FEATURE, PATCH],
  ['a field of a code is deprecated', [[`${CODE}/properties/wait/deprecated`, true]], FEATURE, PATCH],
  ['a code is retired', [[`${CODE}/x-error/retired`, '1.1.0']], FEATURE, FEATURE],
  [
    'a code is retired since another version',
    [[`${CODE}/x-error/retired`, '1.1.0']],
    PATCH,
    PATCH,
    [[`${CODE}/x-error/retired`, '1.2.0']],
  ],
  ['a code has a replacement', [[`${CODE}/x-error/replaced-by`, 'NOT_READY']], FEATURE, PATCH],
  [
    'a code has another replacement',
    [[`${CODE}/x-error/replaced-by`, 'NOT_READY']],
    PATCH,
    PATCH,
    [[`${CODE}/x-error/replaced-by`, 'GONE']],
  ],
  [
    'a code has a history',
    [[`${CODE}/x-error/changes`, [{ version: '1.1.0', change: 'New.' }]]],
    PATCH,
    PATCH,
  ],
  ['a code has the trigger state', [[`${CODE}/x-error/trigger`, 'state']], BOTH, BOTH],
  // Servers
  [
    'a variable of the base path has a third value',
    [['/servers/0/variables/v/enum/2', 'v3']],
    FEATURE,
    CALLERS,
    [['/servers/0', { url: '/{v}', variables: { v: { default: 'v1', enum: ['v1', 'v2'] } } }]],
  ],
  [
    'base paths in another order',
    [['/servers', [{ url: '/v2' }, { url: '/v1' }]]],
    PATCH,
    PATCH,
    [['/servers', [{ url: '/v1' }, { url: '/v2' }]]],
  ],
  ['a new base path before the first', [['/servers', [{ url: '/v2' }, { url: '/v1' }]]], FEATURE, CALLERS],
  ['the root as the default base path', [['/servers', [{ url: '/' }]]], PATCH, PATCH, [['/servers']]],
  ['an extension of a server', [['/servers/0/x-cost', 1]], BOTH, BOTH],
  // Extensions in other places
  ['an extension of the components', [['/components/x-cost', 1]], BOTH, BOTH],
  [
    'an extension of a discriminator',
    [
      [
        '/components/responses/Failed/content/application~1json/schema/properties/error/discriminator/x-cost',
        1,
      ],
    ],
    BOTH,
    BOTH,
  ],
  ['an extension of a tag', [['/tags/0/x-cost', 1]], PATCH, PATCH, [['/tags', [{ name: 'A' }]]]],
  ['links of a success', [[`${CREATED}/links`, { list: { operationId: 'listBooks' } }]], BOTH, BOTH],
];
