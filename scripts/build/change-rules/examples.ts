// biome-ignore-all lint/suspicious/noThenProperty: the keyword of JSON Schema
/** An example of each rule: an edit of the example document, or the reverse of another rule's edit. */
import type { Json } from '../../../src/contract/document.ts';
import type { RuleId } from '../../../src/diff/rules.ts';
import type { Edit } from './edit.ts';
import { NEW_CODE } from './example-document.ts';

/** An example: edits, or the rule of the reverse example, or edits of both documents and then edits of the new one. */
export type Example =
  | readonly Edit[]
  | { reverseOf: RuleId }
  | { before: readonly Edit[]; edits: readonly Edit[] };

const LIST = '/paths/~1books~1{genre}/get';
const LIMIT = `${LIST}/parameters/1`;
const TAGS = `${LIST}/parameters/2`;
const ORDER = '/paths/~1orders/post';
const BODY = `${ORDER}/requestBody`;
const OK = `${LIST}/responses/200`;
const FAILED = '/components/responses/Failed';
const HEADER = `${FAILED}/headers/Retry-After`;
const ERROR = `${FAILED}/content/application~1json/schema/properties/error`;
const SCHEMAS = '/components/schemas';
const SOLD_OUT = `${SCHEMAS}/SOLD_OUT`;
const GENRES = `${SCHEMAS}/Genre/enum`;
const NEW_ERROR: Json = { description: 'Gone.' };

const reverse = (id: RuleId) => ({ reverseOf: id });

/** The examples of the rules that exist for requests and for responses, with the schema that the flow uses. */
const inSchema = (schema: string) => {
  const at = (name: string) => `${SCHEMAS}/${schema}/properties/${name}`;
  const conditions = [[`${at('note')}/not`, { enum: ['none', 'nothing'] }]] as const;
  return {
    forbidden: [[at('title'), { not: {} }]],
    'type-narrowed': [[`${at('price')}/type`, 'integer']],
    'type-widened': [[`${at('title')}/type`, ['string', 'null']]],
    'type-changed': [[`${at('tax')}/type`, 'boolean']],
    'values-restricted': [[`${at('tax')}/enum`, [7, 19]]],
    'value-added': [[`${at('state')}/enum/2`, 'lost']],
    'bound-narrowed': [[`${at('title')}/maxLength`, 40]],
    'bound-changed': { before: [[`${at('tax')}/multipleOf`, 5]], edits: [[`${at('tax')}/multipleOf`, 7]] },
    'pattern-narrowed': [[`${at('note')}/pattern`, '^[a-z]']],
    'pattern-changed': [[`${at('title')}/pattern`, '^[a-z]']],
    'format-narrowed': [[`${at('note')}/format`, 'email']],
    'format-changed': [[`${at('added')}/format`, 'date-time']],
    'field-added': [[at('pages'), { type: 'integer' }]],
    'required-field-added': [
      [at('pages'), { type: 'integer' }],
      [`${SCHEMAS}/${schema}/required/2`, 'pages'],
    ],
    'field-required': [[`${SCHEMAS}/${schema}/required/2`, 'title']],
    'alternative-added': [[`${at('shelf')}/anyOf/2`, { type: 'string' }]],
    'overlap-narrowed': {
      before: [[at('shelf'), { anyOf: [{ type: 'integer' }, { type: 'number', minimum: 5 }] }]],
      edits: [[at('shelf'), { oneOf: [{ type: 'integer' }, { type: 'number', minimum: 5 }] }]],
    },
    'condition-narrowed': conditions,
    'condition-changed': {
      before: [[at('note'), { if: { minLength: 9 }, then: { pattern: ' ' } }]],
      edits: [[at('note'), { if: { minLength: 5 }, then: { pattern: ' ' } }]],
    },
    'dependency-added': [[`${SCHEMAS}/${schema}/dependentRequired`, { title: ['pages'] }]],
    'contains-added': {
      before: [[at('tags'), { type: 'array' }]],
      edits: [[`${at('tags')}/contains`, { const: 'new' }]],
    },
    'relation-added': [[`${SCHEMAS}/${schema}/x-relations/0`, { field: 'total', sum: ['price', 'tax'] }]],
    'default-added': [[`${at('note')}/default`, 'empty']],
    'default-changed': {
      before: [[`${at('note')}/default`, 'empty']],
      edits: [[`${at('note')}/default`, 'blank']],
    },
    'read-only-added': [[`${at('id')}/readOnly`, true]],
    'write-only-added': [[`${at('note')}/writeOnly`, true]],
    'equivalents-added': [[`${at('state')}/x-same`, [['printed', 'reprinted']]]],
  } as const;
};

const request = inSchema('Order');
const response = inSchema('Book');

type Names = keyof ReturnType<typeof inSchema>;

/** Adds the flow to the ids of examples. */
function forFlow<Flow extends 'request' | 'response'>(flow: Flow, examples: ReturnType<typeof inSchema>) {
  const own = Object.entries(examples).map(([name, example]) => [`${flow}-${name}`, example]);
  return Object.fromEntries(own) as Record<`${Flow}-${Names}`, Example>;
}

/** The second rule of each pair is the reverse of the first. */
const SCHEMA_REVERSES = [
  ['permitted', 'forbidden'],
  ['values-unrestricted', 'values-restricted'],
  ['value-removed', 'value-added'],
  ['bound-widened', 'bound-narrowed'],
  ['pattern-widened', 'pattern-narrowed'],
  ['format-widened', 'format-narrowed'],
  ['field-removed', 'field-added'],
  ['field-optional', 'field-required'],
  ['alternative-removed', 'alternative-added'],
  ['overlap-widened', 'overlap-narrowed'],
  ['condition-widened', 'condition-narrowed'],
  ['dependency-removed', 'dependency-added'],
  ['contains-removed', 'contains-added'],
  ['relation-removed', 'relation-added'],
  ['default-removed', 'default-added'],
  ['read-only-removed', 'read-only-added'],
  ['write-only-removed', 'write-only-added'],
  ['equivalents-removed', 'equivalents-added'],
] as const;

function reversesFor<Flow extends 'request' | 'response'>(flow: Flow) {
  const all = SCHEMA_REVERSES.map(([one, other]) => [`${flow}-${one}`, reverse(`${flow}-${other}`)]);
  return Object.fromEntries(all) as Record<`${Flow}-${(typeof SCHEMA_REVERSES)[number][0]}`, Example>;
}

export const EXAMPLES: Readonly<Record<RuleId, Example>> = {
  'code-added': [
    [`${SCHEMAS}/PRINTING`, NEW_CODE],
    [`${ERROR}/oneOf/2`, { $ref: `#${SCHEMAS}/PRINTING` }],
  ],
  'code-removed': reverse('code-added'),
  'code-newly-returned': reverse('code-no-longer-returned'),
  'code-no-longer-returned': [[`${ORDER}/responses/409`]],
  'status-changed': [
    [`${LIST}/responses/409`],
    [`${LIST}/responses/410`, { $ref: `#${FAILED}` }],
    [`${ORDER}/responses/409`],
    [`${ORDER}/responses/410`, { $ref: `#${FAILED}` }],
  ],
  'retry-changed': [[`${SOLD_OUT}/x-error/retry`, 'backoff']],
  'code-retired': [[`${SOLD_OUT}/x-error/retired`, '1.1.0']],
  'code-no-longer-retired': reverse('code-retired'),
  'retirement-changed': {
    before: [[`${SOLD_OUT}/x-error/retired`, '1.1.0']],
    edits: [[`${SOLD_OUT}/x-error/retired`, '1.2.0']],
  },
  'replacement-added': [[`${SOLD_OUT}/x-error/replaced-by`, 'NOT_READY']],
  'replacement-changed': {
    before: [[`${SOLD_OUT}/x-error/replaced-by`, 'GONE']],
    edits: [[`${SOLD_OUT}/x-error/replaced-by`, 'NOT_READY']],
  },
  'trigger-changed': [[`${SOLD_OUT}/x-error/trigger`, 'account']],
  'operation-added': reverse('operation-removed'),
  'operation-removed': [['/paths/~1orders']],
  'operation-renamed': [[`${ORDER}/operationId`, 'order']],
  'path-changed': [
    ['/paths/~1orders'],
    ['/paths/~1sales', { post: { operationId: 'orderBook', responses: {} } }],
  ],
  'method-changed': [[ORDER], ['/paths/~1orders/put', { operationId: 'orderBook', responses: {} }]],
  'base-path-changed': [['/servers/0/url', '/v2']],
  'base-path-added': [['/servers/1', { url: '/v2' }]],
  'base-path-removed': reverse('base-path-added'),
  'credential-added': reverse('credential-removed'),
  'credential-removed': [['/security', [{ bearer: [] }]]],
  'credential-order-changed': [['/security', [{ key: [] }, { bearer: [] }]]],
  'parameter-added': [[`${LIST}/parameters/3`, { name: 'since', in: 'query', schema: { type: 'string' } }]],
  'required-parameter-added': [
    [`${LIST}/parameters/3`, { name: 'since', in: 'query', required: true, schema: { type: 'string' } }],
  ],
  'parameter-removed': reverse('parameter-added'),
  'parameter-required': [[`${LIMIT}/required`, true]],
  'parameter-optional': reverse('parameter-required'),
  'serialization-changed': [[`${TAGS}/explode`, false]],
  'empty-value-allowed': [[`${TAGS}/allowEmptyValue`, true]],
  'empty-value-forbidden': reverse('empty-value-allowed'),
  'wire-pattern-narrowed': reverse('wire-pattern-widened'),
  'wire-pattern-widened': [[`${LIMIT}/x-wire-pattern`]],
  'wire-pattern-changed': [[`${LIMIT}/x-wire-pattern`, '[1-9]+']],
  'invalid-code-added': reverse('invalid-code-removed'),
  'invalid-code-removed': [[`${LIMIT}/x-invalid`]],
  'invalid-code-changed': [[`${LIMIT}/x-invalid`, 'SOLD_OUT']],
  'request-body-added': reverse('request-body-removed'),
  'required-request-body-added': [[`${LIST}/requestBody`, { required: true, content: {} }]],
  'request-body-removed': [[BODY]],
  'request-body-required': [[`${BODY}/required`, true]],
  'request-body-optional': reverse('request-body-required'),
  'request-media-type-added': [[`${BODY}/content/text~1csv`, {}]],
  'request-media-type-removed': reverse('request-media-type-added'),
  'response-media-type-added': [[`${OK}/content/text~1csv`, {}]],
  'response-media-type-removed': reverse('response-media-type-added'),
  'response-content-added': [[`${ORDER}/responses/201/content`, { 'application/json': {} }]],
  'response-content-removed': reverse('response-content-added'),
  'success-status-changed': [
    [`${ORDER}/responses/201`],
    [`${ORDER}/responses/202`, { description: 'Accepted.' }],
  ],
  'response-added': [[`${ORDER}/responses/202`, { description: 'Accepted.' }]],
  'response-removed': reverse('response-added'),
  'error-response-added': [[`${ORDER}/responses/410`, NEW_ERROR]],
  'error-response-removed': reverse('error-response-added'),
  'header-added': reverse('header-removed'),
  'header-removed': [[`${FAILED}/headers`]],
  'optional-header-removed': { before: [[`${HEADER}/x-level`, 'MAY']], edits: [[`${FAILED}/headers`]] },
  'header-required': [[`${HEADER}/x-level`, 'MUST']],
  'header-no-longer-required': reverse('header-required'),
  'header-recommended': reverse('header-no-longer-recommended'),
  'header-no-longer-recommended': [[`${HEADER}/x-level`, 'MAY']],
  'header-equals-added': reverse('header-equals-removed'),
  'header-equals-removed': [[`${HEADER}/x-equals`]],
  'header-equals-changed': [[`${HEADER}/x-equals`, 'code']],
  'header-serialization-changed': {
    before: [[`${HEADER}/schema`, { type: 'array' }]],
    edits: [[`${HEADER}/explode`, true]],
  },
  ...forFlow('request', request),
  ...reversesFor('request'),
  ...forFlow('response', response),
  ...reversesFor('response'),
  'response-echoed-value-added': [[`${GENRES}/2`, 'crime']],
  'response-echoed-value-removed': reverse('response-echoed-value-added'),
  'recommendation-added': reverse('recommendation-removed'),
  'recommendation-removed': [[`${SCHEMAS}/Book/x-relations`]],
  'role-added': reverse('role-removed'),
  'role-removed': [[`${SOLD_OUT}/properties/wait/x-role`]],
  'role-changed': [[`${SOLD_OUT}/properties/wait/x-role`, 'balance']],
  'deprecation-added': [[`${LIST}/deprecated`, true]],
  'deprecation-removed': reverse('deprecation-added'),
  'sunset-added': [[`${LIST}/x-sunset`, '2027-06-30']],
  'sunset-removed': reverse('sunset-added'),
  'sunset-earlier': {
    before: [[`${LIST}/x-sunset`, '2027-06-30']],
    edits: [[`${LIST}/x-sunset`, '2027-01-31']],
  },
  'sunset-later': reverse('sunset-earlier'),
  'test-token-changed': [['/x-sandbox/tokens/success', 'test_fine']],
  'malformed-code-changed': [['/x-sandbox/malformed', 'SOLD_OUT']],
  'categories-changed': [['/x-error-categories', ['Server', 'Orders']]],
  'text-changed': [['/info/description', 'Orders and returns books.']],
  'component-added': [[`${SCHEMAS}/Unused`, { type: 'string' }]],
  'component-removed': reverse('component-added'),
  'notation-changed': [[`${SCHEMAS}/Genre/minLength`, 0]],
  unreviewed: [[`${ORDER}/x-cost`, 5]],
};
