/** Faults in the larger API, for the constructs that the spec of this repository does not have yet. */
import { all, append, move, type Row, remove, replace, set, type Table } from './edits.ts';

const CREATE = 'paths/createReport.yaml';
const BODY = 'post.requestBody';
const MEDIA = `${BODY}.content.application/json`;
const LABEL = 'parameters/RequestLabelParameter.yaml';
const KEY = 'parameters/IdempotencyKeyParameter.yaml';
const HISTORY = 'errors/INVALID_CURSOR.yaml';

/** Adds a parameter to an operation. */
const addParameter = (file: string, method: string, name: string, parameter: object) =>
  set(file, `${method}.parameters`, [
    {
      name,
      description: 'A parameter.',
      schema: { type: 'string' },
      example: 'a',
      'x-opaque': true,
      ...parameter,
    },
  ]);

// biome-ignore format: a table with one line for each row.
export const GROWN: Table = {
  struct: [
    ['a body without a description', remove(CREATE, `${BODY}.description`), /`description` must be present/],
    ['a change without a version', remove(HISTORY, 'x-error.changes.0.version'), /`version` must be present/],
    ['changes that are a text', set(HISTORY, 'x-error.changes', 'many'), /Expected type `XErrorChanges/],
    ['a retirement without a version', set(HISTORY, 'x-error.retired', true), /Expected type `string`/],
  ],
  'extension-known': [
    ['x-invalid on an operation', set(CREATE, 'post.x-invalid', 'INVALID_BODY'), /no effect on a Operation.*`Parameter` or `RequestBody`/],
    ['x-opaque on a body', set(CREATE, `${BODY}.x-opaque`, true), /no effect on a RequestBody/],
  ],
  'errors-on-every-operation': [
    ['an error of the token of an operation without one', set('paths/getStatus.yaml', 'get.responses.402', { $ref: '../responses/PaymentRequiredResponse.yaml' }), /`getStatus` needs no token, so that it cannot return the errors of 402\. Remove `"402": \{/, 'paths/getStatus.yaml'],
    ['an operation without a token and a status', remove('paths/getStatus.yaml', 'get.responses.503'), /`getStatus` does not declare the status 503/, 'paths/getStatus.yaml'],
    ['an operation with a token, without 402', remove('paths/getReport.yaml', 'get.responses.402'), /`getReport` does not declare the status 402/, 'paths/getReport.yaml'],
  ],
  'body-supported': [
    ['a body of GET', set('paths/getReport.yaml', 'get.requestBody', { description: 'A body.', 'x-invalid': 'INVALID_BODY', content: {} }), /is a GET, whose request body has no defined meaning \(RFC 9110 9\.3\.1\)/],
    ['a body of DELETE', set('paths/savedSearch.yaml', 'delete.requestBody', { description: 'A body.', 'x-invalid': 'INVALID_BODY', content: {} }), /is a DELETE, whose request body has no defined meaning \(RFC 9110 9\.3\.5\)/],
    ...['multipart/form-data', 'application/merge-patch+json'].map((type): Row => [`a body with ${type}`, replace(CREATE, 'application/json', type), new RegExp(`must have exactly one media type.*has \`${type.replaceAll('+', '\\+')}\``)]),
    ['two media types', set(CREATE, `${BODY}.content.text/csv`, { schema: { type: 'string' } }), /has `application\/json` and `text\/csv`\. Change `content`/],
    ['no media type', set(CREATE, `${BODY}.content`, {}), /but this one has none/],
    ['a body that is a list', set(CREATE, `${MEDIA}.schema`, { type: 'array', items: { type: 'string' } }), /must describe an object\. Write `type: object`/],
    ['a body that can be null', set('schemas/ReportInput.yaml', 'type', ['object', 'null']), /must describe an object/],
    ['a body without a type', remove('schemas/ReportInput.yaml', 'type'), /must describe an object/],
    ['a body without an example', remove(CREATE, `${MEDIA}.examples`), /needs an example for the docs and the contract tests/],
    ['an external example', set(CREATE, `${MEDIA}.examples.january`, { externalValue: 'january.json' }), /Add a named one with a `value`/],
    ['an example without a name', set(CREATE, `${MEDIA}.example`, {}), /Remove `example`, which is not supported here/],
    ['an encoding', set(CREATE, `${MEDIA}.encoding`, {}), /Remove `encoding`, which is not supported here/],
    ['a body without a code', remove(CREATE, `${BODY}.x-invalid`), /body of `createReport` can be invalid\. Add `x-invalid`.*`INVALID_BODY`/],
    ['an unknown code', set(CREATE, `${BODY}.x-invalid`, 'BAD_BODY'), /`BAD_BODY` is not a code with the trigger `parameter-invalid` or `body-invalid`\. Write one of/],
    ['a code with another cause', set(CREATE, `${BODY}.x-invalid`, 'SEARCH_LIMIT_REACHED'), /`SEARCH_LIMIT_REACHED` is not a code with the trigger/],
    ['a retired code', set(CREATE, `${BODY}.x-invalid`, 'INVALID_CURSOR'), /`INVALID_CURSOR` is not a code with the trigger/],
    ['a parameter named body', addParameter(CREATE, 'post', 'body', { in: 'query' }), /under the name `body`\. Rename this parameter/],
  ],
  'parameter-supported': [
    ['a parameter in a cookie', set(LABEL, 'in', 'cookie'), /in `cookie` is not supported\. Move it to the path, the query or a header/],
    ...['deepObject', 'spaceDelimited', 'pipeDelimited'].map((style): Row => [`the style ${style}`, set('parameters/PlatformsParameter.yaml', 'style', style), new RegExp(`The style \`${style}\` is not supported\\. Write \`style: form\``)]),
    ...['matrix', 'label'].map((style): Row => [`the style ${style}`, set('parameters/PostIdParameter.yaml', 'style', style), new RegExp(`The style \`${style}\` is not supported\\. Write \`style: simple\``)]),
    ['a list in the path', set('parameters/PostIdParameter.yaml', 'schema', { type: 'array', items: { type: 'integer' } }), /A list in the path is not supported/],
    ...['Accept', 'content-type', 'Authorization'].map((name): Row => [`the header ${name}`, set(LABEL, 'name', name), new RegExp(`OpenAPI ignores a header parameter named \`${name}\``)]),
    ...['Host', 'Sec-Fetch-Mode'].map((name): Row => [`the header ${name}`, set(LABEL, 'name', name), new RegExp(`browser cannot set the header \`${name}\``)]),
    ['the header of a security scheme', set(LABEL, 'name', 'x-account-key'), /The security scheme `accountKeyHeader` sends the header `x-account-key`/],
    ['a malformed header name', set(LABEL, 'name', 'X Label'), /`X Label` is not a valid header name/],
    ['two headers that differ in case', set(LABEL, 'name', 'x-post-fields'), /two parameters with one name: `x-post-fields \(header\)` and `X-Post-Fields \(header\)`/, 'parameters/PostFieldsParameter.yaml'],
    ['a name in two places', set('parameters/CursorParameter.yaml', 'name', 'username'), /two parameters with one name: `username \(path\)` and `username \(query\)`/],
  ],
  'parameter-constrained': [
    ['a list of objects', set('parameters/PlatformsParameter.yaml', 'schema.items', { type: 'object' }), /items of a list in a parameter need one simple `type`/],
    ['a list of lists', set('parameters/PlatformsParameter.yaml', 'schema.items', { type: 'array', items: { type: 'string' } }), /items of a list in a parameter need one simple `type`/],
    ['a list without items', remove('parameters/PlatformsParameter.yaml', 'schema.items'), /items of a list in a parameter need one simple `type`/],
    ['a bounded list that is opaque', set('parameters/WordsParameter.yaml', 'schema.maxItems', 3), /can violate `maxItems`/],
    ['an opaque list with bounded items', set('parameters/WordsParameter.yaml', 'schema.items.maxLength', 3), /can violate `maxLength`/],
    ['a constraint that no path can violate', all(set('parameters/UsernameParameter.yaml', 'schema.minLength', 1), remove('parameters/UsernameParameter.yaml', 'x-opaque'), set('parameters/UsernameParameter.yaml', 'x-invalid', 'INVALID_PARAMETERS')), /know no value that a request can have and that violates the schema/, 'parameters/UsernameParameter.yaml'],
    ['a retired code', set('parameters/QueryParameter.yaml', 'x-invalid', 'INVALID_CURSOR'), /No response has the code `INVALID_CURSOR`/],
  ],
  'idempotency-key': [
    ['a key in the query', set(KEY, 'in', 'query'), /only for a header\. Write `in: header`/],
    ['a key of a safe operation', append('paths/searchPosts.yaml', 'get.parameters', { $ref: '../parameters/IdempotencyKeyParameter.yaml' }), /`searchPosts` is a GET, which the client retries without a key/, KEY],
    ['two keys', append('paths/savedSearches.yaml', 'post.parameters', { name: 'Second-Key', in: 'header', description: 'A key.', schema: { type: 'string' }, example: 'a', 'x-opaque': true, 'x-role': 'idempotency-key' }), /Only one parameter of `createSavedSearch` can have the role `idempotency-key`/],
    ...Object.entries({ maxLength: 20, minLength: 40, pattern: '^[0-9]+$', enum: ['a'] }).map(([keyword, value]): Row => [`a key with ${keyword}`, set(KEY, `schema.${keyword}`, value), /sends a UUID of 36 characters.*does not accept it/]),
  ],
  'role-placed': [
    ['a balance with another name', replace('schemas/ReportData.yaml', 'remaining_balance', 'credits'), /balance is in .* and .*Use one name/],
    ['a key that is a number', set(KEY, 'schema', { type: 'integer' }), /role `idempotency-key` must be `string`/],
  ],
  'security-supported': [
    ['a key in the query', set('openapi.yaml', 'components.securitySchemes.accountKeyHeader.in', 'query'), /This security scheme is not supported/],
  ],
  'success-envelope': [
    ['alternatives of data', set('schemas/StatusData.yaml', 'oneOf', [{}]), /`oneOf` of `data` is not supported/],
    ['a 204 with content', replace('paths/savedSearches.yaml', '"201"', '"204"'), /A response with the status `204` has no content/, 'responses/SavedSearchCreatedResponse.yaml'],
  ],
  'property-required': [
    ['an optional field of a body and a response', remove('schemas/SearchFilter.yaml', 'required.0'), /All fields of a response must always be present\. Add `query`/],
  ],
  'property-described': [
    ['a field of a body without a description', remove('schemas/ReportInput.yaml', 'properties.kind.description'), /`kind` lacks: description/],
  ],
  'relation-resolves': [
    ['a relation of a body', set('schemas/CancelReportInput.yaml', 'x-relations', [{ field: 'reason', echoes: 'limit' }]), /`x-relations` has no effect on a request body/],
  ],
  'trigger-unique': [
    ['a retired code with a unique trigger', set('errors/MISSING_API_TOKEN.yaml', 'x-error.retired', '1.1.0'), /trigger `token-missing`, but these have it: none/, 'openapi.yaml'],
  ],
  'x-error-complete': [
    ['a change that is not a sentence', set(HISTORY, 'x-error.changes.0.change', 'Longer'), /`change` must be one or more whole sentences/],
  ],
  'error-history': [
    ['a change of a future version', set(HISTORY, 'x-error.changes.1.version', '2.0.0'), /`version` is later than `info\.version` \(1\.3\.0\)/],
    ['a change without a patch number', set(HISTORY, 'x-error.changes.0.version', '1.1'), /`version` must be a version of the contract/],
    ['changes in another order', set(HISTORY, 'x-error.changes.0.version', '1.3.0'), /`version` \(1\.2\.0\) is earlier than `version` \(1\.3\.0\)/],
    ['a change before the code', set(HISTORY, 'x-error.since', '1.2.0'), /`version` \(1\.1\.0\) is earlier than `since` \(1\.2\.0\)/],
    ['a retirement before a change', set(HISTORY, 'x-error.retired', '1.1.0'), /`retired` \(1\.1\.0\) is earlier than `version` \(1\.2\.0\)/],
    ['a retirement in the future', set(HISTORY, 'x-error.retired', '1.10.0'), /`retired` is later than `info\.version`/],
    ['an unknown replacement', set(HISTORY, 'x-error.replaced-by', 'BETTER'), /`replaced-by` must name another code, not `BETTER`/],
    ['a code that replaces itself', set(HISTORY, 'x-error.replaced-by', 'INVALID_CURSOR'), /`INVALID_CURSOR` is retired, so it cannot replace `INVALID_CURSOR`/],
    ['a current code that replaces itself', set('errors/DAILY_LIMIT_REACHED.yaml', 'x-error.replaced-by', 'DAILY_LIMIT_REACHED'), /`replaced-by` must name another code, not `DAILY_LIMIT_REACHED`/],
    ['a retired replacement', set('errors/DAILY_LIMIT_REACHED.yaml', 'x-error.replaced-by', 'INVALID_CURSOR'), /`INVALID_CURSOR` is retired, so it cannot replace `DAILY_LIMIT_REACHED`/],
  ],
  'file-named': [
    ['another file name of a response', all(move('responses/ConflictResponse.yaml', 'responses/ExistsResponse.yaml'), ...['getStatus', 'getAccount', 'getPost', 'searchPosts', 'listPostsByUser', 'savedSearches', 'savedSearch', 'createReport', 'getReport', 'cancelReport'].map((name) => replace(`paths/${name}.yaml`, 'ConflictResponse', 'ExistsResponse'))), /409 Conflict.* Rename the file to `ConflictResponse`/, 'responses/ExistsResponse.yaml'],
  ],
};
