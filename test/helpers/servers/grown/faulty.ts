/** Faulty servers of the larger API. Each changes one behaviour of the correct server. */
import type { CheckId } from '../../../../src/conformance/checks/check-id.ts';
import type { Group } from '../../../../src/conformance/types.ts';
import type { JsonObject } from '../../../../src/contract/document.ts';
import type { GrownDecision, GrownMutation, GrownRequest, GrownResponse, Spec } from './server.ts';

/** A server with one fault, and the case and the check that must report it. */
export interface GrownFaulty {
  name: string;
  mutation: () => GrownMutation;
  /** The operations whose cases run. */
  operations: readonly string[];
  /** The id of a case that must fail. */
  case: string;
  /** The only group of cases that finds the fault. */
  group: Group;
  check: CheckId;
  /** The level of the violated requirement; SHOULD leads to a warning. @default MUST */
  level?: 'SHOULD';
}

type Fields = Record<string, JsonObject>;

const fieldsOf = (schema: JsonObject | undefined) => (schema?.properties ?? {}) as Fields;

/** Removes keywords of a schema, so that the server does not check them. */
function forgets(schema: (spec: Spec) => JsonObject | undefined, ...keywords: string[]): () => GrownMutation {
  return changes((spec) => {
    for (const keyword of keywords) delete schema(spec)?.[keyword];
  });
}

/** Changes keywords of a schema. */
function sets(schema: (spec: Spec) => JsonObject | undefined, keywords: JsonObject): () => GrownMutation {
  return changes((spec) => Object.assign(schema(spec) ?? {}, keywords));
}

function changes(change: (spec: Spec) => unknown): () => GrownMutation {
  return () => ({
    spec: (spec) => {
      change(spec);
    },
  });
}

const on =
  (
    condition: (request: GrownRequest, decision: GrownDecision) => boolean,
    change: (response: GrownResponse) => void,
  ) =>
  (): GrownMutation => ({
    response: (response) => {
      if (condition(response.request, response.decision)) change(response);
    },
  });

const decides =
  (
    condition: (request: GrownRequest, decision: GrownDecision) => boolean,
    change: (decision: GrownDecision) => GrownDecision,
  ) =>
  (): GrownMutation => ({
    decide: (decision, request) => (condition(request, decision) ? change(decision) : decision),
  });

const succeeds = (operation: string) => (_: GrownRequest, decision: GrownDecision) =>
  decision.kind === 'success' && decision.operation === operation;
const fails = (code: string) => (_: GrownRequest, decision: GrownDecision) =>
  decision.kind === 'error' && decision.code === code;
const error = (code: string) => (): GrownDecision => ({ kind: 'error', code });
const crash = (response: GrownResponse) => {
  response.status = 500;
};
const typeOf = ({ message }: GrownRequest) => message.headers['content-type'];

/** Returns the length of a field of the body in UTF-16 units. */
const utf16Length = (decision: GrownDecision, name: string) =>
  String(decision.kind === 'success' ? (decision.body as JsonObject | undefined)?.[name] : '').length;

const schema = (name: string) => (spec: Spec) => spec.schemas[name];
const field = (name: string, property: string) => (spec: Spec) => fieldsOf(spec.schemas[name])[property];
const itemsOf = (name: string, property: string) => (spec: Spec) =>
  field(name, property)(spec)?.items as JsonObject | undefined;
const valuesOf = (name: string, property: string) => (spec: Spec) =>
  field(name, property)(spec)?.additionalProperties as JsonObject | undefined;
const parameter = (operation: string, name: string) => (spec: Spec) => spec.parameters[operation]?.[name];
const itemsOfParameter = (operation: string, name: string) => (spec: Spec) =>
  parameter(operation, name)(spec)?.items as JsonObject | undefined;

type Row = [name: string, mutation: () => GrownMutation, found: string, check?: CheckId];

const rows = (operation: string, group: Group, list: readonly Row[]): GrownFaulty[] =>
  list.map(([name, mutation, found, check = 'success']) => ({
    name,
    mutation,
    operations: [operation],
    case: `${operation}/${found}`,
    group,
    check,
  }));

/** Bodies that a server accepts although they violate the schema. */
const ACCEPTED_BODIES: GrownFaulty[] = [
  ...rows('createSavedSearch', 'bodies', [
    [
      'no field of the body is required',
      forgets(schema('SavedSearchInput'), 'required'),
      'body/missing-name',
    ],
    [
      'a field of a nested object is not required',
      forgets(schema('SearchFilter'), 'required'),
      'body/filter/missing-query',
    ],
    ['a text may be a number', forgets(field('SavedSearchInput', 'name'), 'type'), 'body/name/number'],
    ['a boolean may be a text', forgets(field('SavedSearchInput', 'notify'), 'type'), 'body/notify/quoted'],
    [
      'a text may be too short',
      forgets(field('SearchFilter', 'query'), 'minLength'),
      'body/filter.query/too-short',
    ],
    [
      'the length of a short text is counted in UTF-16 units',
      sets(field('SearchFilter', 'query'), { minLength: 0, pattern: '^(..|[^\\0-\\uffff])' }),
      'body/filter.query/too-short-code-points',
    ],
    [
      'a text may be too long by one',
      sets(field('SavedSearchInput', 'name'), { maxLength: 61 }),
      'body/name/too-long',
    ],
    [
      'a number may be below the minimum',
      sets(field('Schedule', 'every_hours'), { minimum: 0 }),
      'body/schedule.every_hours/below-minimum',
    ],
    [
      'a number may be above the maximum',
      sets(field('Schedule', 'every_hours'), { maximum: 169 }),
      'body/schedule.every_hours/above-maximum',
    ],
    [
      'an integer may be a fraction',
      sets(field('Schedule', 'every_hours'), { type: 'number' }),
      'body/schedule.every_hours/fraction',
    ],
    [
      'a list may be empty',
      forgets(field('SearchFilter', 'platforms'), 'minItems'),
      'body/filter.platforms/empty',
    ],
    [
      'an item may occur twice',
      forgets(field('SearchFilter', 'platforms'), 'uniqueItems'),
      'body/filter.platforms/repeated',
    ],
    [
      'an item may be any text',
      sets(field('SearchFilter', 'platforms'), { items: { type: 'string' } }),
      'body/filter.platforms.0/unlisted',
    ],
    ['a text may have any format', forgets(field('Schedule', 'at'), 'format'), 'body/schedule.at/date-only'],
    ['null is accepted', sets(schema('SearchLabels'), { type: ['object', 'null'] }), 'body/labels/null'],
    [
      'a value of a map may be too long',
      forgets(schema('SearchLabels'), 'additionalProperties'),
      'body/labels.team/too-long',
    ],
    [
      'a map may have too many fields',
      sets(schema('SearchLabels'), { maxProperties: 6 }),
      'body/labels/too-many',
    ],
  ]),
  ...rows('updateSavedSearch', 'bodies', [
    [
      'a closed body may have other fields',
      forgets(schema('SavedSearchChange'), 'additionalProperties'),
      'body/unknown-field',
    ],
    [
      'a body may have too few fields',
      forgets(schema('SavedSearchChange'), 'minProperties'),
      'body/no-fields',
    ],
    [
      'a text may match no pattern',
      forgets(field('SavedSearchChange', 'color'), 'pattern'),
      'body/color/pattern-before',
    ],
    [
      'a pattern has no end',
      sets(field('SavedSearchChange', 'color'), { pattern: '^#[0-9a-f]{6}' }),
      'body/color/pattern-behind',
    ],
  ]),
  ...rows('createReport', 'bodies', [
    [
      'a list may be too long by one',
      sets(field('ReportInput', 'search_ids'), { maxItems: 11 }),
      'body/search_ids/too-many',
    ],
    [
      'only the first item is checked',
      changes((spec) => {
        const { items, ...list } = field('ReportInput', 'search_ids')(spec) ?? {};
        fieldsOf(spec.schemas.ReportInput).search_ids = { ...list, prefixItems: [items ?? {}] };
      }),
      'body/search_ids/second-item',
    ],
    [
      'an exclusive minimum is allowed',
      sets(valuesOf('ReportInput', 'weights'), { exclusiveMinimum: -1 }),
      'body/weights.likes/exclusive-minimum',
    ],
    [
      'an item may be below the minimum',
      forgets(itemsOf('ReportInput', 'search_ids'), 'minimum'),
      'body/search_ids.0/below-minimum',
    ],
    [
      'an empty text counts as a missing field',
      sets(field('ReportInput', 'kind'), { enum: ['engagement', 'mentions', ''] }),
      'body/kind/empty',
    ],
    [
      'an enum allows any case',
      sets(field('ReportInput', 'kind'), { enum: ['engagement', 'mentions', 'ENGAGEMENT'] }),
      'body/kind/upper-case',
    ],
    [
      'malformed JSON is repaired',
      () => ({ parse: (text) => JSON.parse(text.replace(/,}$/, '}')) }),
      'body/malformed/trailing-comma',
    ],
    [
      'an empty body is an example',
      () => ({ parse: (text) => (text === '' ? EXAMPLE_REPORT : JSON.parse(text)) }),
      'body/malformed/empty',
    ],
    [
      'malformed JSON has the code of parameters',
      on((_, decision) => fails('INVALID_BODY')(_, decision), wrongCode),
      'body/malformed/not-json',
      'code',
    ],
    [
      'malformed JSON causes a server error',
      on(
        ({ text }, decision) => text === 'no JSON' && fails('INVALID_BODY')({} as GrownRequest, decision),
        crash,
      ),
      'body/malformed/not-json',
      'status',
    ],
    [
      'the code of an invalid body has another status',
      on(fails('INVALID_BODY'), (response) => {
        response.status = 400;
      }),
      'body/missing-kind',
      'status',
    ],
    [
      'another media type causes a server error',
      on((request) => typeOf(request) === 'text/plain', crash),
      'body/unspecified/text',
      'server-fault',
    ],
    [
      'a form causes a server error',
      on((request) => typeOf(request)?.includes('form') ?? false, crash),
      'body/unspecified/form',
      'server-fault',
    ],
    [
      'a missing media type causes a server error',
      on((request) => request.text !== '' && typeOf(request) === undefined, crash),
      'body/unspecified/no-media-type',
      'server-fault',
    ],
    [
      'a byte order mark causes a server error',
      on(({ text }) => text.startsWith('\ufeff'), crash),
      'body/unspecified/byte-order-mark',
      'server-fault',
    ],
    [
      'a duplicate key causes a server error',
      on(({ text }) => text.startsWith('{"kind":null,"kind"'), crash),
      'body/unspecified/duplicate-key',
      'server-fault',
    ],
    [
      'deep nesting causes a server error',
      on(({ text }) => text.includes('[[[['), crash),
      'body/unspecified/deep',
      'server-fault',
    ],
    [
      'a large body causes a server error',
      on(({ text }) => text.length > 1_000_000, crash),
      'body/unspecified/large',
      'server-fault',
    ],
  ]),
];

const EXAMPLE_REPORT = {
  kind: 'mentions',
  period: { from: '2026-01-01', to: '2026-01-31' },
  search_ids: [12],
};

function wrongCode(response: GrownResponse): void {
  response.status = 400;
  response.json = { success: false, error: { code: 'INVALID_PARAMETERS', message: 'The body is invalid.' } };
}

/** Valid requests that a server rejects, and successes that violate the contract. */
const SUCCESSES: GrownFaulty[] = [
  ...rows('createSavedSearch', 'successes', [
    [
      'the maximum length is rejected',
      sets(field('SavedSearchInput', 'name'), { maxLength: 59 }),
      'success/body/name/max-length',
    ],
    [
      'the length of a text is counted in UTF-16 units',
      decides((_, decision) => utf16Length(decision, 'name') > 60, error('INVALID_BODY')),
      'success/body/name/max-length-code-points',
    ],
    [
      'a charset is rejected',
      decides((request) => typeOf(request)?.includes('charset') ?? false, error('INVALID_BODY')),
      'success/body/charset',
    ],
    [
      'a charset with quotation marks is rejected',
      decides((request) => typeOf(request)?.includes('"') ?? false, error('INVALID_BODY')),
      'success/body/charset-quoted',
    ],
    [
      'the minimum is rejected',
      sets(field('Schedule', 'every_hours'), { minimum: 2 }),
      'success/body/schedule.every_hours/minimum',
    ],
    [
      'the maximum is rejected',
      sets(field('Schedule', 'every_hours'), { maximum: 167 }),
      'success/body/schedule.every_hours/maximum',
    ],
    [
      'an optional field is required',
      sets(schema('SavedSearchInput'), { required: ['name', 'filter', 'labels'] }),
      'success/body/minimal',
    ],
    [
      'an unknown field is rejected',
      sets(schema('SavedSearchInput'), { additionalProperties: false }),
      'success/body/unknown-field',
    ],
    [
      'an unknown field of a nested object is rejected',
      sets(schema('SearchFilter'), { additionalProperties: false }),
      'success/body/filter/unknown-field',
    ],
    [
      'an empty map is rejected',
      sets(schema('SearchLabels'), { minProperties: 1 }),
      'success/body/labels/no-fields',
    ],
    [
      'a key with the minimum length is rejected',
      sets(parameter('createSavedSearch', 'Idempotency-Key'), { minLength: 9 }),
      'success/Idempotency-Key/min-length',
    ],
    [
      'Location is missing',
      on(succeeds('createSavedSearch'), ({ headers }) => {
        delete headers.Location;
      }),
      'success',
      'header-location',
    ],
    [
      'Location is empty',
      on(succeeds('createSavedSearch'), ({ headers }) => {
        headers.Location = '';
      }),
      'success',
      'header-location',
    ],
    [
      'a creation has the status 200',
      on(succeeds('createSavedSearch'), (response) => {
        response.status = 200;
      }),
      'success',
      'status',
    ],
    [
      'a creation has no body',
      on(succeeds('createSavedSearch'), (response) => {
        response.json = undefined;
        response.status = 204;
      }),
      'success',
      'media-type',
    ],
  ]),
  ...rows('updateSavedSearch', 'successes', [
    ['null is rejected', sets(schema('Schedule'), { type: 'object' }), 'success/body/schedule/null'],
  ]),
  ...rows('createReport', 'successes', [
    [
      'the most items are rejected',
      sets(field('ReportInput', 'search_ids'), { maxItems: 9 }),
      'success/body/search_ids/most',
    ],
    [
      'a value of an enum is rejected',
      sets(field('ReportInput', 'kind'), { enum: ['engagement'] }),
      'success/body/kind/enum-2',
    ],
    [
      'an empty text is rejected',
      sets(field('ReportInput', 'note'), { minLength: 1 }),
      'success/body/note/empty',
    ],
    [
      'a repeated item is rejected',
      sets(field('ReportInput', 'columns'), { uniqueItems: true }),
      'success/body/columns/repeated',
    ],
  ]),
  ...rows('cancelReport', 'successes', [
    [
      'an optional body is required',
      changes(({ bodyRequired }) => {
        bodyRequired.cancelReport = true;
      }),
      'success/body/none',
    ],
    [
      'a success without content has a body',
      on(succeeds('cancelReport'), (response) => {
        response.text = '{}';
      }),
      'success',
      'empty-body',
    ],
    [
      'a success without content is an envelope with another status',
      on(succeeds('cancelReport'), (response) => {
        response.status = 200;
        response.json = { success: true, data: {} };
      }),
      'success',
      'status',
    ],
  ]),
  ...rows('deleteSavedSearch', 'successes', [
    [
      'a success without content announces a body',
      on(succeeds('deleteSavedSearch'), ({ headers }) => {
        headers['Content-Length'] = '2';
      }),
      'success',
      'empty-body',
    ],
    [
      'a success without content has the status of another',
      on(succeeds('deleteSavedSearch'), (response) => {
        response.status = 202;
      }),
      'success',
      'media-type',
    ],
  ]),
  ...rows('getPost', 'successes', [
    [
      'a nested list has a text instead of a list',
      on(succeeds('getPost'), ({ json }) => {
        Object.assign(json?.data ?? {}, { threads: ['Where is this?'] });
      }),
      'success',
      'schema',
    ],
    [
      'a map has a number instead of a text',
      on(succeeds('getPost'), ({ json }) => {
        Object.assign(json?.data ?? {}, { translations: { de: 1 } });
      }),
      'success',
      'schema',
    ],
  ]),
  ...rows('getAccount', 'successes', [
    [
      'a nullable object is a text',
      on(succeeds('getAccount'), ({ json }) => {
        Object.assign(json?.data?.account ?? {}, { plan: 'Team' });
      }),
      'success',
      'schema',
    ],
  ]),
  ...rows('getReport', 'successes', [
    [
      'the other success violates its own schema',
      on(succeeds('getReport'), (response) => {
        response.status = 202;
        response.json = { success: true, data: { report: { id: 7, state: 'finished' } } };
      }),
      'success',
      'schema',
    ],
    [
      'a success has a status that the contract does not list',
      on(succeeds('getReport'), (response) => {
        response.status = 203;
      }),
      'success',
      'status',
    ],
  ]),
  ...rows('searchPosts', 'successes', [
    [
      'the most items of a list are rejected',
      sets(parameter('searchPosts', 'platforms'), { maxItems: 2 }),
      'success/platforms/most',
    ],
    [
      'a list with commas is one value',
      sets(parameter('searchPosts', 'author_ids'), { maxItems: 1 }),
      'success/author_ids/two',
    ],
    [
      'a fraction at the minimum is rejected',
      sets(parameter('searchPosts', 'min_score'), { exclusiveMinimum: 0 }),
      'success/min_score/minimum',
    ],
    [
      'a value of an enum is rejected in the query',
      sets(parameter('searchPosts', 'sort'), { enum: ['newest', 'oldest'] }),
      'success/sort/popular',
    ],
    [
      'a date is rejected',
      sets(parameter('searchPosts', 'published_from'), { pattern: '^2025' }),
      'success/published_from/example',
    ],
    [
      'the longest header value is rejected',
      sets(parameter('searchPosts', 'X-Request-Label'), { maxLength: 39 }),
      'success/X-Request-Label/max-length',
    ],
    [
      'any text of an opaque list is not accepted',
      sets(itemsOfParameter('searchPosts', 'words'), { pattern: '^[a-z]+$' }),
      'success/words/two',
    ],
  ]),
];

const PARAMETERS: GrownFaulty[] = [
  ...rows('searchPosts', 'parameters', [
    [
      'a required query parameter may be missing',
      () => ({
        decide: (decision, { url }) =>
          decision.kind === 'error' &&
          decision.code === 'INVALID_PARAMETERS' &&
          !url.searchParams.has('query')
            ? LIST
            : decision,
      }),
      'query/missing',
    ],
    [
      'a text of the query may be too short',
      forgets(parameter('searchPosts', 'query'), 'minLength'),
      'query/min-length',
    ],
    [
      'a list may have too many items',
      sets(parameter('searchPosts', 'platforms'), { maxItems: 4 }),
      'platforms/too-many',
    ],
    [
      'an item may occur twice in the query',
      forgets(parameter('searchPosts', 'platforms'), 'uniqueItems'),
      'platforms/repeated',
    ],
    [
      'a list with commas may have too many items',
      forgets(parameter('searchPosts', 'hashtags'), 'maxItems'),
      'hashtags/too-many',
    ],
    [
      'an item of a list with commas is not checked',
      forgets(itemsOfParameter('searchPosts', 'hashtags'), 'pattern'),
      'hashtags/true-in-capitals',
    ],
    [
      'an item may be below the minimum in the query',
      forgets(itemsOfParameter('searchPosts', 'author_ids'), 'minimum'),
      'author_ids/below-minimum',
    ],
    [
      'only the first item of the query is checked',
      changes((spec) => {
        const { items, ...list } = parameter('searchPosts', 'author_ids')(spec) ?? {};
        Object.assign(spec.parameters.searchPosts ?? {}, {
          author_ids: { ...list, items: { type: 'integer' }, prefixItems: [items ?? {}] },
        });
      }),
      'author_ids/second-below-minimum',
    ],
    [
      'an exclusive maximum is accepted',
      sets(parameter('searchPosts', 'min_score'), { exclusiveMaximum: 1.0001 }),
      'min_score/exclusive-maximum',
    ],
    [
      'an impossible date is accepted',
      forgets(parameter('searchPosts', 'published_from'), 'format'),
      'published_from/impossible-day',
    ],
    [
      'a pattern has no anchor',
      sets(parameter('searchPosts', 'language'), { pattern: '[a-z]{2}' }),
      'language/pattern-behind',
    ],
    [
      'an enum of the query is not checked',
      forgets(parameter('searchPosts', 'sort'), 'enum'),
      'sort/unknown',
    ],
    [
      'a header is not checked',
      forgets(parameter('searchPosts', 'X-Request-Label'), 'pattern'),
      'X-Request-Label/symbols',
    ],
    [
      'a header may be too long',
      forgets(parameter('searchPosts', 'X-Request-Label'), 'maxLength'),
      'X-Request-Label/max-length',
    ],
    [
      'an item of a header is not checked',
      forgets(itemsOfParameter('searchPosts', 'X-Post-Fields'), 'enum'),
      'X-Post-Fields/unknown',
    ],
    [
      'an item may occur twice in a header',
      forgets(parameter('searchPosts', 'X-Post-Fields'), 'uniqueItems'),
      'X-Post-Fields/repeated',
    ],
  ]),
  ...rows('createSavedSearch', 'parameters', [
    [
      'a key may be too short',
      forgets(parameter('createSavedSearch', 'Idempotency-Key'), 'minLength'),
      'Idempotency-Key/min-length',
    ],
  ]),
  ...rows('deleteSavedSearch', 'parameters', [
    [
      'a number in the path of a deletion may be 0',
      forgets(parameter('deleteSavedSearch', 'search_id'), 'minimum'),
      'search_id/below-minimum',
    ],
  ]),
];

const LIST: GrownDecision = {
  kind: 'success',
  operation: 'searchPosts',
  status: 200,
  token: '',
  values: {},
  body: undefined,
  key: undefined,
};

const AUTHENTICATION: GrownFaulty[] = [
  ...rows('getStatus', 'successes', [
    [
      'an operation without a token needs one',
      changes(({ headers }) => {
        headers.getStatus = ['Authorization'];
      }),
      'success',
    ],
  ]),
  ...rows('getStatus', 'authentication', [
    [
      'a needless token causes a server error',
      on(
        ({ message, url }) =>
          url.pathname.endsWith('/status') && message.headers.authorization?.includes('never') === true,
        crash,
      ),
      'authentication/needless-Authorization',
      'server-fault',
    ],
  ]),
  ...rows('getAccount', 'authentication', [
    [
      'the token of other operations is accepted',
      changes(({ headers }) => {
        headers.getAccount = ['X-Account-Key', 'X-API-Token'];
      }),
      'authentication/other-X-API-Token',
    ],
  ]),
  ...rows('getAccount', 'codes', [
    [
      'an unknown key is accepted',
      decides(
        ({ message }, decision) =>
          message.url?.endsWith('/me') === true &&
          fails('INVALID_API_TOKEN')({} as GrownRequest, decision) &&
          message.headers['x-account-key']?.includes('issued') === true,
        () => ({ ...LIST, operation: 'getAccount' }),
      ),
      'INVALID_API_TOKEN',
    ],
  ]),
  ...rows('listSavedSearches', 'authentication', [
    [
      'the key of another operation is accepted',
      changes(({ headers }) => {
        headers.listSavedSearches = ['Authorization', 'X-API-Token', 'X-Account-Key'];
      }),
      'authentication/other-X-Account-Key',
    ],
  ]),
  ...rows('createReport', 'authentication', [
    [
      'the body is checked before the token',
      () => ({
        decide: (decision, { text }) =>
          fails('INVALID_API_TOKEN')({} as GrownRequest, decision) && text !== '' && !text.includes('"kind"')
            ? { kind: 'error', code: 'INVALID_BODY' }
            : decision,
      }),
      'authentication/before-body',
      'code',
    ],
  ]).map((faulty): GrownFaulty => ({ ...faulty, level: 'SHOULD' })),
];

const RETIRED: GrownFaulty[] = [
  ...rows('searchPosts', 'routing', [
    [
      'an unknown cursor returns a retired code',
      decides(({ url }) => url.searchParams.get('cursor') === 'no-such-endpoint', error('INVALID_CURSOR')),
      'routing/cursor-unknown',
      'retired',
    ],
  ]),
  ...rows('getPost', 'parameters', [
    [
      'the retired code is returned instead of the code that replaces it',
      decides(
        ({ url }, decision) =>
          url.pathname.endsWith('/1.0') && fails('INVALID_PARAMETERS')({} as GrownRequest, decision),
        error('INVALID_CURSOR'),
      ),
      'post_id/point-zero',
      'retired',
    ],
  ]),
].map((faulty): GrownFaulty => ({ ...faulty, level: 'SHOULD' }));

let count = 0;

const IDEMPOTENCY: GrownFaulty[] = [
  ...rows('createSavedSearch', 'charging', [
    [
      'a repeated key creates another resource',
      on(succeeds('createSavedSearch'), ({ json }) =>
        Object.assign((json?.data?.saved_search ?? {}) as JsonObject, { id: 1000 + count++ }),
      ),
      'charging/idempotency',
      'idempotency',
    ],
    [
      'a repeated key is charged again',
      () => ({
        decide: (decision) => (decision.kind === 'success' ? { ...decision, key: undefined } : decision),
        response: fixedId,
      }),
      'charging/idempotency',
      'charge',
    ],
    [
      'a repeated key is an error',
      () => {
        const seen = new Set<string>();
        return {
          decide: (decision) => {
            const key = decision.kind === 'success' ? decision.key : undefined;
            if (key === undefined || !seen.has(key)) {
              seen.add(key ?? '');
              return decision;
            }
            return { kind: 'error', code: 'INVALID_PARAMETERS' };
          },
        };
      },
      'charging/idempotency',
      'success',
    ],
  ]),
].map((faulty): GrownFaulty => ({ ...faulty, level: 'SHOULD' }));

/** Charges an error of a request with this method at paths that start with `/saved-searches`. */
const charges = (method: string, code: string) => (): GrownMutation => {
  let spent = 0;
  return {
    response: ({ request: { message }, decision, json }) => {
      const isCharged =
        message.method === method && /\/saved-searches\b/.test(message.url ?? '') && isError(decision, code);
      if (isCharged) spent += 5;
      if (json?.data && 'remaining_balance' in json.data)
        json.data.remaining_balance = Number(json.data.remaining_balance) - spent;
    },
  };
};

const isError = (decision: GrownDecision, code: string) => fails(code)({} as GrownRequest, decision);

const CHARGED_ERRORS: GrownFaulty[] = [
  ['createSavedSearch', 'POST', 'INVALID_BODY'],
  ['updateSavedSearch', 'PATCH', 'INVALID_BODY'],
  ['replaceSavedSearch', 'PUT', 'INVALID_PARAMETERS'],
  ['deleteSavedSearch', 'DELETE', 'INVALID_PARAMETERS'],
  // The success of this operation has no balance.
  ['getSavedSearch', 'GET', 'INVALID_PARAMETERS'],
].flatMap(([operation = '', method = '', code = '']) =>
  rows(operation, 'charging', [
    [`${code} of ${operation} is charged`, charges(method, code), `charging/${code}`, 'charge'],
  ]).map((faulty): GrownFaulty => ({ ...faulty, level: 'SHOULD' })),
);

function fixedId({ json }: GrownResponse): void {
  const search = json?.data?.saved_search as JsonObject | undefined;
  if (search) search.id = 12;
}

export const GROWN_FAMILIES = {
  bodies: ACCEPTED_BODIES,
  successes: SUCCESSES,
  parameters: PARAMETERS,
  authentication: AUTHENTICATION,
  retired: RETIRED,
  idempotency: IDEMPOTENCY,
  charging: CHARGED_ERRORS,
} as const satisfies Readonly<Record<string, readonly GrownFaulty[]>>;
