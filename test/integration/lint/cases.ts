/** The failing examples: for each rule a table of faults in the spec, each with the message and the file of the finding. */
import { all, append, clone, move, type Row, remove, replace, set, type Table } from './edits.ts';
import { GROWN } from './grown-cases.ts';

const BODY = 'content.application/json';
const ENVELOPE = `${BODY}.schema.properties`;
const ERROR = `${ENVELOPE}.error`;
const MAPPING = `${ERROR}.discriminator.mapping`;
const EXAMPLES = `${BODY}.examples`;

/** A code that is not in the spec. */
const NEW = 'CODE_OF_A_TEST';

/** Writes the file of a new code, as a copy of another code. */
const write = (code: string) =>
  clone('errors/INVALID_PARAMETERS.yaml', `errors/${code}.yaml`, 'INVALID_PARAMETERS', code);

/** Adds a code to a response. */
const add = (code: string, response: string) =>
  all(
    append(response, `${ERROR}.oneOf`, { $ref: `../errors/${code}.yaml` }),
    set(response, `${MAPPING}.${code}`, `../errors/${code}.yaml`),
    set(response, `${EXAMPLES}.${code}`, { value: { success: false, error: { code, message: 'New.' } } }),
  );

/** Removes a code from a response, and keeps the file of the code. */
const takeOut = (code: string, response: string) =>
  all(
    replace(response, `            - $ref: ../errors/${code}.yaml\n`, ''),
    remove(response, `${MAPPING}.${code}`),
    remove(response, `${EXAMPLES}.${code}`),
  );

/** Writes a response with a new code. */
const newResponse = all(
  write(NEW),
  clone('responses/NotFoundResponse.yaml', 'responses/LoopDetectedResponse.yaml', 'NOT_FOUND', NEW),
);

// biome-ignore format: a table with one line for each row.
const TABLE: Table = {
  struct: [
    ['an unknown retry policy', set('errors/NOT_FOUND.yaml', 'x-error.retry', 'sometimes'), /`retry`.*never.*wait.*backoff/],
    ['an unknown trigger', set('errors/NOT_FOUND.yaml', 'x-error.trigger', 'moon'), /`trigger`.*token-missing/],
    ['a misspelt key of x-error', replace('errors/NOT_FOUND.yaml', 'solution:', 'solutoin:'), /`solutoin` is not expected/],
    ['a missing key of x-error', remove('errors/NOT_FOUND.yaml', 'x-error.since'), /`since` must be present/],
    ['x-error with a number', set('errors/NOT_FOUND.yaml', 'x-error.meaning', 404), /Expected type `string`/],
    ['x-error that is a text', set('errors/NOT_FOUND.yaml', 'x-error', 'gone'), /Expected type `XError`/],
    ['a relation without a kind', set('schemas/Engagement.yaml', 'x-relations', [{ field: 'total' }]), /less-than, sum, echoes/],
    ['an unknown key of a relation', set('schemas/Post.yaml', 'x-relations.0.because', 'so'), /`because` is not expected/],
    ['an unknown level of a relation', set('schemas/Post.yaml', 'x-relations.0.level', 'MIGHT'), /`level`.*MUST/],
    ['relations that are not a list', set('schemas/Post.yaml', 'x-relations', 'none'), /XRelations/],
    ['an unknown level of a header', set('headers/WwwAuthenticate.yaml', 'x-level', 'should'), /`x-level`.*SHOULD/],
    ['a header without a level', remove('headers/WwwAuthenticate.yaml', 'x-level'), /`x-level` must be present/],
    ['a header without an example', remove('headers/WwwAuthenticate.yaml', 'example'), /`example` must be present/],
    ['a parameter without a description', remove('parameters/HashtagParameter.yaml', 'description'), /`description` must be present/],
    ['a parameter in a cookie', set('parameters/LimitParameter.yaml', 'in', 'cookie'), /`in`.*path.*query/],
    ['an unknown role of a property', set('schemas/Post.yaml', 'properties.id.x-role', 'kee'), /`x-role`.*key/],
    ['an unknown role of a parameter', set('parameters/LimitParameter.yaml', 'x-role', 'balance'), /`x-role`.*limit/],
    ['a spec without test tokens', remove('openapi.yaml', 'x-sandbox'), /`x-sandbox` must be present/],
    ['a sandbox without a token of a success', remove('openapi.yaml', 'x-sandbox.tokens.success'), /`success` must be present/],
    ['a spec without categories', remove('openapi.yaml', 'x-error-categories'), /`x-error-categories` must be present/],
    ['x-same that is not a list', set('schemas/Platform.yaml', 'x-same', 'x'), /Expected type `array`/],
    ['a token in the query', set('openapi.yaml', 'components.securitySchemes.apiTokenHeader.in', 'query'), /`in`.*header/],
    ['a keyword of OpenAPI 3.0', set('schemas/Author.yaml', 'properties.username.nullable', true), /`nullable` is not expected here/],
  ],
  'extension-known': [
    ['x-eror', replace('errors/NOT_FOUND.yaml', 'x-error:', 'x-eror:'), /`x-eror` is not an extension.*Write `x-error`/],
    ['x-rol', replace('errors/RATE_LIMIT_EXCEEDED.yaml', 'x-role:', 'x-rol:'), /Write `x-role`/],
    ['x-invald', replace('parameters/PlatformParameter.yaml', 'x-invalid:', 'x-invald:'), /Write `x-invalid`/],
    ['x-sandbx', replace('openapi.yaml', 'x-sandbox:', 'x-sandbx:'), /Write `x-sandbox`/],
    ['an extension of other tools', set('openapi.yaml', 'info.x-logo', { url: 'logo.svg' }), /`x-logo` is not.*README/],
    ['an extension next to a reference', set('schemas/Post.yaml', 'properties.media.x-unit', 'pixel'), /`x-unit` is not/],
    ['x-role on a response', set('responses/NotFoundResponse.yaml', 'x-role', 'wait'), /no effect on a Response.*Schema` or `Parameter/],
    ['x-level on a parameter', set('parameters/LimitParameter.yaml', 'x-level', 'MUST'), /Move it to a `Header`/],
  ],
  'x-error-complete': [
    ['a code without x-error', remove('errors/NOT_FOUND.yaml', 'x-error'), /`NOT_FOUND` has no `x-error`/],
    ['x-error on another schema', set('schemas/Author.yaml', 'x-error', {}), /Only the schema of a code/],
    ['an unknown category', set('errors/NOT_FOUND.yaml', 'x-error.category', 'Weather'), /`x-error-categories`: `Authentication`/],
    ['an empty solution', set('errors/NOT_FOUND.yaml', 'x-error.solution', ' '), /`solution` must be a text/],
    ['an unfinished sentence', set('errors/NOT_FOUND.yaml', 'x-error.occurs', 'No stop'), /whole sentences/],
    ['a cause that is not a sentence', set('errors/NOT_FOUND.yaml', 'x-error.causes', ['No stop']), /whole sentences/],
    ['a wait without a field', remove('errors/RATE_LIMIT_EXCEEDED.yaml', 'properties.retry_after.x-role'), /needs a property with `x-role: wait`/],
    ['a field without a wait', set('errors/RATE_LIMIT_EXCEEDED.yaml', 'x-error.retry', 'never'), /needs `retry: wait`/],
  ],
  'trigger-unique': [
    ['a trigger without a code', set('errors/NOT_FOUND.yaml', 'x-error.trigger', 'server'), /`path-unknown`, but these have it: none/, 'openapi.yaml'],
    ['a trigger with two codes', set('errors/INVALID_API_TOKEN.yaml', 'x-error.trigger', 'token-missing'), /these have it: `MISSING_API_TOKEN` and `INVALID_API_TOKEN`/],
  ],
  'error-text-once': [
    ['a title', set('errors/NOT_FOUND.yaml', 'title', 'NOT_FOUND'), /`title` from the name of the file/],
    ['a description', set('errors/NOT_FOUND.yaml', 'description', 'Gone.'), /`description` from `x-error\.meaning`\./],
    ['a description of code', set('errors/NOT_FOUND.yaml', 'properties.code.description', 'Gone.'), /`x-error\.solution`.*change the source/],
    ['a summary of an example', set('responses/NotFoundResponse.yaml', `${EXAMPLES}.NOT_FOUND.summary`, 'Gone'), /`summary` from/],
  ],
  'error-schema': [
    ['a code with another file name', all(move('errors/NOT_FOUND.yaml', 'errors/NO_ENDPOINT.yaml'), replace('responses/NotFoundResponse.yaml', 'NOT_FOUND.yaml', 'NO_ENDPOINT.yaml')), /`properties\.code\.const: NO_ENDPOINT`/, 'errors/NO_ENDPOINT.yaml'],
    ...['newCode', 'NEW__CODE', 'X'.repeat(64)].map((name): Row => [`the code ${name}`, all(write(name), add(name, 'responses/BadRequestResponse.yaml')), /UPPER_SNAKE_CASE with at most 63/, `errors/${name}.yaml`]),
    ['a code without a message', remove('errors/NOT_FOUND.yaml', 'properties.message'), /`properties\.message\.type: string`/],
    ...['array', 'object', ['string', 'null']].map((type): Row => [`a field with the type ${type}`, set('errors/RATE_LIMIT_EXCEEDED.yaml', 'properties.retry_after.type', type), /cannot check the type of the field `retry_after`/]),
    ['a code that is not an object', set('errors/NOT_FOUND.yaml', 'type', 'array'), /`type: object`/],
  ],
  'error-code-unique': [
    ['a code with two statuses', add('INVALID_PLATFORM', 'responses/NotFoundResponse.yaml'), /`INVALID_PLATFORM` has the statuses `400` and `404`/, 'responses/NotFoundResponse.yaml'],
    ['a response with two statuses', set('paths/listPostsByUser.yaml', 'get.responses.599', { $ref: '../responses/ServiceUnavailableResponse.yaml', }), /`503` and `599`/, 'responses/ServiceUnavailableResponse.yaml'],
  ],
  'component-name-unique': [
    ['two schemas with one name', all(clone('schemas/Platform.yaml', 'headers/Platform.yaml'), replace('parameters/PlatformParameter.yaml', '../schemas/', '../headers/')), /the same name.*`Platform` \(headers\/Platform\.yaml\).*Rename one/, 'schemas/Platform.yaml'],
    ['a schema and a response that differ in case', all(move('responses/NotFoundResponse.yaml', 'responses/Not_found.yaml'), replace('paths/listPostsByUser.yaml', 'NotFoundResponse', 'Not_found'), replace('paths/listPostsByHashtag.yaml', 'NotFoundResponse', 'Not_found')), /`NOT_FOUND` \(errors\/NOT_FOUND\.yaml\)|`Not_found`/, 'errors/NOT_FOUND.yaml'],
    ['a security scheme and a schema with one name', replace('openapi.yaml', 'bearerToken', 'post'), /`post` \(spec\/openapi\.yaml\)/, 'schemas/Post.yaml'],
  ],
  'schema-object': [
    ['a property that is false', set('responses/NotFoundResponse.yaml', `${ENVELOPE}.data`, false), /Write `\{ not: \{\} \}`/],
    ['items that are true', set('schemas/Post.yaml', 'properties.hashtags.items', true), /Write `\{\}`/],
    ['a member of allOf that is false', set('schemas/Author.yaml', 'allOf', [false]), /Many tools do not support the schema `false`/],
  ],
  'error-envelope': [
    ['a second media type', set('responses/NotFoundResponse.yaml', 'content.text/html', { schema: { type: 'string' } }), /has `application\/json` and `text\/html`/],
    ['another media type', replace('responses/NotFoundResponse.yaml', 'application/json', 'application/problem+json'), /has `application\/problem\+json`/],
    ...['content', BODY, `${BODY}.schema`].map((path): Row => [`a response without ${path}`, remove('responses/NotFoundResponse.yaml', path), /Write `type: object`/]),
    ['an optional success', set('responses/NotFoundResponse.yaml', `${BODY}.schema.required`, ['error']), /Add it to `required`/],
    ['an error that can be a success', remove('responses/NotFoundResponse.yaml', `${ENVELOPE}.success.const`), /`properties\.success\.const: false`/],
    ['an error that can have data', remove('responses/NotFoundResponse.yaml', `${ENVELOPE}.data`), /`properties\.data: \{ not: \{\} \}`/],
    ['an error without a type', remove('responses/NotFoundResponse.yaml', `${ERROR}.type`), /`properties\.error\.type: object`/],
    ['an error without codes', remove('responses/NotFoundResponse.yaml', `${ERROR}.oneOf`), /List a `\$ref` for each code/],
    ['a discriminator of another field', set('responses/BadRequestResponse.yaml', `${ERROR}.discriminator.propertyName`, 'message'), /propertyName: code/],
    ['a code only in the mapping', replace('responses/BadRequestResponse.yaml', '            - $ref: ../errors/INVALID_PLATFORM.yaml\n', ''), /Add `\$ref: \.\.\/errors\/INVALID_PLATFORM\.yaml` to `oneOf`/],
    ['a code that is not in the mapping', remove('responses/BadRequestResponse.yaml', `${MAPPING}.INVALID_PLATFORM`), /Add `INVALID_PLATFORM: \.\.\/errors\/INVALID_PLATFORM\.yaml`/],
    ['another name in the mapping', replace('responses/BadRequestResponse.yaml', 'INVALID_PLATFORM: ..', 'BAD: ..'), /The mapping has `BAD`/],
    ['a code without a file', append('responses/BadRequestResponse.yaml', `${ERROR}.oneOf`, { type: 'object' }), /must be a separate file/, 'responses/BadRequestResponse.yaml'],
  ],
  'success-envelope': [
    ['a success that can have error', remove('responses/PostsPageResponse.yaml', `${ENVELOPE}.error`), /`properties\.error: \{ not: \{\} \}`/],
    ['a success with success: false', set('responses/PostsPageResponse.yaml', `${ENVELOPE}.success.const`, false), /const: true/],
    ['optional data', set('responses/PostsPageResponse.yaml', `${BODY}.schema.required`, ['success']), /Add it to `required`/],
    ['content that is empty', set('responses/PostsPageResponse.yaml', 'content', {}), /must have exactly one media type, `application\/json`, but this one has none/],
    ['data that can be null', set('schemas/PostsPageData.yaml', 'type', ['object', 'null']), /`properties\.data\.type: object`/],
    ['a success without an example', remove('responses/PostsPageResponse.yaml', EXAMPLES), /Add a named one/],
  ],
  'error-example': [
    ['a code without an example', remove('responses/BadRequestResponse.yaml', `${EXAMPLES}.INVALID_PLATFORM`), /`INVALID_PLATFORM` has no example/],
    ['an example of another code', set('responses/BadRequestResponse.yaml', `${EXAMPLES}.INVALID_PLATFORM.value.error.code`, 'INVALID_PARAMETERS'), /`value\.error\.code: INVALID_PLATFORM`/],
    ['an example without a code', set('responses/BadRequestResponse.yaml', `${EXAMPLES}.another`, { value: {} }), /has no code `another`; it has `INVALID_PLATFORM` and `INVALID_PARAMETERS`/],
  ],
  'errors-on-every-operation': [
    ['an operation without a status', remove('paths/listPostsByUser.yaml', 'get.responses.503'), /"503": \{ \$ref: \.\.\/responses\/ServiceUnavailableResponse\.yaml \}/],
    ['a status of only one operation', all(newResponse, set('paths/listPostsByUser.yaml', 'get.responses.508', { $ref: '../responses/LoopDetectedResponse.yaml' })), /does not declare the status 508/, 'paths/listPostsByHashtag.yaml'],
    ['two responses for a status', all(clone('responses/NotFoundResponse.yaml', 'responses/Other.yaml'), set('paths/listPostsByUser.yaml', 'get.responses.404.$ref', '../responses/Other.yaml')), /must have the same response for a status/, 'paths/listPostsByHashtag.yaml'],
  ],
  'response-status': [
    ...['302', 'default', '4XX', '100'].map((status): Row => [`the status ${status}`, set('paths/listPostsByUser.yaml', `get.responses.${status}`, { description: 'Elsewhere.' }), new RegExp(`The status \`${status}\` of`)]),
    ['an operation without a success', remove('paths/listPostsByUser.yaml', 'get.responses.200'), /has no success/],
  ],
  'file-referenced': [
    ['a code removed from its response', takeOut('INVALID_PLATFORM', 'responses/BadRequestResponse.yaml'), /No `\$ref` leads to `INVALID_PLATFORM`.*`oneOf`/, 'errors/INVALID_PLATFORM.yaml'],
    ['a new code without a response', write(NEW), /add the code to `oneOf`, `discriminator\.mapping` and `examples`/, `errors/${NEW}.yaml`],
    ['a response without an operation', newResponse, /or delete the file/, 'responses/LoopDetectedResponse.yaml'],
  ],
  'file-named': [
    ['an operation with another file name', set('paths/listPostsByUser.yaml', 'get.operationId', 'listPosts'), /Rename the file to listPosts\.yaml/],
    ['an operation that must be camelCase', set('paths/listPostsByUser.yaml', 'get.operationId', 'ListPosts'), /`ListPosts` must be camelCase/],
    ['another file name of a response', all(move('responses/TooManyRequestsResponse.yaml', 'responses/RateLimitedResponse.yaml'), replace('paths/listPostsByUser.yaml', 'TooManyRequestsResponse', 'RateLimitedResponse'), replace('paths/listPostsByHashtag.yaml', 'TooManyRequestsResponse', 'RateLimitedResponse')), /429 Too Many Requests.* Rename the file to `TooManyRequestsResponse`/, 'responses/RateLimitedResponse.yaml'],
  ],
  'construct-supported': [
    ['a webhook', set('openapi.yaml', 'webhooks', {}), /Remove `webhooks`, which is not supported here\. The API sends no requests/],
    ['servers of a path', set('paths/listPostsByUser.yaml', 'servers', []), /Remove `servers`, which is not supported here/],
    ...['head', 'options', 'trace'].map((method): Row => [`the method ${method}`, set('paths/listPostsByUser.yaml', method, {}), new RegExp(`Remove \`${method}\`, which is not supported here\\. The client has no method for it`)]),
    ...['callbacks', 'servers'].map((key): Row => [`${key} of an operation`, set('paths/listPostsByUser.yaml', `get.${key}`, {}), new RegExp(`Remove \`${key}\`, which is not supported here`)]),
    ...['content', 'examples', 'allowReserved', 'allowEmptyValue'].map((key): Row => [`${key} of a parameter`, set('parameters/LimitParameter.yaml', key, {}), new RegExp(`Remove \`${key}\`, which is not supported here`)]),
    ['links of a response', set('responses/NotFoundResponse.yaml', 'links', {}), /Remove `links`, which is not supported here/],
    ...['content', 'examples'].map((key): Row => [`${key} of a header`, set('headers/RetryAfter.yaml', key, {}), new RegExp(`Remove \`${key}\`, which is not supported here`)]),
    ['a dialect', set('openapi.yaml', 'jsonSchemaDialect', 'https://spec.openapis.org/oas/3.1/dialect/base'), /Remove `jsonSchemaDialect`.*the dialect of OpenAPI 3\.1/],
    ['a component that is a path', set('openapi.yaml', 'components.pathItems', {}), /Remove `pathItems`.*Write a file in `paths\/`/],
    ['OpenAPI 3.2', set('openapi.yaml', 'openapi', '3.2.0'), /OpenAPI 3\.2\.0 is not supported\. Write `openapi: 3\.1\.1`/],
  ],
  'schema-supported': [
    ...['readOnly', 'writeOnly'].map((key): Row => [`${key} of a property`, set('schemas/Author.yaml', `properties.username.${key}`, true), new RegExp(`Remove \`${key}\`.*one schema for requests and another for responses`)]),
    ['an unknown format', set('schemas/Post.yaml', 'properties.post_url.format', 'link'), /do not know the format `link`\. Write a `pattern`, or one of `date`.*`uri`/],
    ['a closed response', set('schemas/Author.yaml', 'additionalProperties', false), /Remove `additionalProperties: false`.*only the schema of a request body can be closed/],
    ...Object.entries({ unevaluatedProperties: false, patternProperties: {}, propertyNames: {}, dependentRequired: {}, if: {}, $defs: {}, $anchor: 'a', $id: 'https://example.com/a', contentMediaType: 'text/csv' }).map(([key, value]): Row => [key, set('schemas/Author.yaml', key, value), new RegExp(`keyword \`${key.replace('$', '\\$')}\` is not supported here, because OpenAPI 3\\.0 has no form for it`)]),
    ...['prefixItems', 'contains'].map((key): Row => [key, set('schemas/Post.yaml', `properties.hashtags.${key}`, key === 'contains' ? {} : []), new RegExp(`keyword \`${key}\` is not supported here`)]),
    ['nullable', set('schemas/Post.yaml', 'properties.content.nullable', true), /Remove `nullable`.*Write the type `"null"`/],
    ['a keyword next to a reference', set('schemas/Post.yaml', 'properties.author.readOnly', true), /Remove `readOnly`/],
    ['a keyword of another type', set('schemas/Post.yaml', 'properties.id.minLength', 1), /`minLength` has no effect on a value of the type `integer`/],
    ['a default of another type', set('parameters/LimitParameter.yaml', 'schema.default', 'many'), /The default violates the schema/],
    ['a default out of bounds', set('parameters/LimitParameter.yaml', 'schema.default', 101), /The default violates the schema/],
  ],
  'path-supported': [
    ...['/posts/{platform}-{username}', '/posts/{platform}.json'].map((path): Row => [path, replace('openapi.yaml', '/posts/by-user/{platform}/{username}', path), /a parameter that is only a part of a segment/]),
    ['a segment of dots', replace('openapi.yaml', '/posts/by-user', '/posts/..'), /A client removes the dots/],
    ['a parameter that occurs twice', replace('openapi.yaml', '{platform}/{username}', '{platform}/{platform}'), /has a parameter twice/],
    ['a path without operations', set('openapi.yaml', 'paths./posts', {}), /`\/posts` has no operation\. Add `get`/],
    ['one file of two paths', set('openapi.yaml', 'paths./posts', { $ref: 'paths/listPostsByUser.yaml' }), /Another path has the same `\$ref`/],
    ['a key next to the reference of a path', set('openapi.yaml', 'paths./posts/by-user/{platform}/{username}.post', {}), /has no other keys, but this one has `post`/],
  ],
  'name-supported': [
    ...['constructor', 'toString'].map((name): Row => [`the operation ${name}`, set('paths/listPostsByUser.yaml', 'get.operationId', name), /Every object in JavaScript has a property/]),
    ['the operation then', set('paths/listPostsByUser.yaml', 'get.operationId', 'then'), /treats a client with a method `then` as a promise/],
    ['an operation with the type of another export', set('paths/listPostsByUser.yaml', 'get.operationId', 'error'), /The package exports `ErrorCode` for something else/],
    ['the parameter __proto__', set('parameters/CursorParameter.yaml', 'name', '__proto__'), /Every object in JavaScript has a property `__proto__`/],
    ['a parameter without a name', set('parameters/CursorParameter.yaml', 'name', ''), /A parameter needs a name/],
    ['the error field status', replace('errors/INSUFFICIENT_BALANCE.yaml', 'available', 'status'), /Every failure of the client has a property `status`/],
    ['a schema with the name of another export', all(move('schemas/Author.yaml', 'schemas/Result.yaml'), replace('schemas/Post.yaml', 'Author.yaml', 'Result.yaml')), /The package exports `Result` for something else/, 'schemas/Result.yaml'],
    ['a schema with the name of a type of an operation', all(move('schemas/PostsPageData.yaml', 'schemas/ListPostsByUserData.yaml'), replace('responses/PostsPageResponse.yaml', 'PostsPageData', 'ListPostsByUserData')), /The package exports `ListPostsByUserData` for something else/, 'schemas/ListPostsByUserData.yaml'],
  ],
  'security-supported': [
    ['a malformed scheme name', set('openapi.yaml', 'components.securitySchemes.bearerToken.scheme', 'my scheme'), /`my scheme` is not a valid scheme name/],
    ['a malformed header name', set('openapi.yaml', 'components.securitySchemes.apiTokenHeader.name', 'X Token'), /`X Token` is not a valid header name/],
    ['a forbidden header', set('openapi.yaml', 'components.securitySchemes.apiTokenHeader.name', 'Cookie'), /browser cannot set the header `Cookie`/],
    ['the header of the media type', set('openapi.yaml', 'components.securitySchemes.apiTokenHeader.name', 'content-type'), /sends another value in the header `content-type`/],
    ['a scheme that occurs twice', set('openapi.yaml', 'security', [{ bearerToken: [] }, { bearerToken: [] }]), /Another requirement sends the token in the same place/],
    ['no scheme', set('openapi.yaml', 'security', []), /The root must have a security scheme/],
    ['two schemes in one requirement', set('openapi.yaml', 'security', [{ bearerToken: [], apiTokenHeader: [] }]), /Two security schemes in one requirement are not supported.*Write one scheme/],
    ['an optional token', set('openapi.yaml', 'security', [{}, { bearerToken: [] }]), /An optional token is not supported/],
    ['an optional token of an operation', set('paths/listPostsByUser.yaml', 'get.security', [{}, { bearerToken: [] }]), /An optional token is not supported/],
    ['two schemes of an operation', set('paths/listPostsByUser.yaml', 'get.security', [{ bearerToken: [], apiTokenHeader: [] }]), /Two security schemes in one requirement are not supported/],
    ['a scope', set('openapi.yaml', 'security', [{ bearerToken: ['read'] }, { apiTokenHeader: [] }]), /Roles and scopes are not supported\. Write `bearerToken: \[\]`/],
    ['a token in the query', set('openapi.yaml', 'components.securitySchemes.apiTokenHeader.in', 'query'), /This security scheme is not supported/],
    ...['oauth2', 'openIdConnect', 'mutualTLS'].map((type): Row => [type, set('openapi.yaml', 'components.securitySchemes.bearerToken.type', type), /This security scheme is not supported\. Use `http`/]),
  ],
  'error-history': [
    ['a malformed version', set('errors/NOT_FOUND.yaml', 'x-error.since', '1.0'), /MAJOR\.MINOR\.PATCH/],
    ['a future version', set('errors/NOT_FOUND.yaml', 'x-error.since', '10.0.0'), /`since` is later than `info\.version`/],
  ],
  'pattern-supported': [
    ['a malformed wire pattern', set('parameters/LimitParameter.yaml', 'x-wire-pattern', '^[1-9'), /must be a regular expression.*Unterminated character class/],
    ['a wire pattern with look-ahead', set('parameters/LimitParameter.yaml', 'x-wire-pattern', '^(?!0)[0-9]+$'), /without look-around and back-references/],
    ['a malformed pattern', set('schemas/Author.yaml', 'properties.username.pattern', '(a'), /must be a regular expression/],
    ['a pattern with a back-reference', set('schemas/Author.yaml', 'properties.username.pattern', '(a)\\1'), /the pattern "\(a\).*has look-around, a back-reference/],
    ['a pattern of names', set('schemas/Author.yaml', 'patternProperties', { '(?=a)': { type: 'string' } }), /without look-around/],
  ],
  'header-supported': [
    ['the header Content-Type', set('responses/PostsPageResponse.yaml', 'headers', { 'Content-Type': { $ref: '../headers/RetryAfterHint.yaml' } }), /OpenAPI ignores a response header named `Content-Type`/],
    ['a header that is a number', set('headers/RetryAfterHint.yaml', 'schema.type', 'integer'), /Write only `type: string`.*instead of `type`/],
    ['a header that is a list', set('headers/RetryAfterHint.yaml', 'schema', { type: 'array', items: { type: 'string' } }), /Write only `type: string`/],
    ...['Content-Length', 'Content-Encoding'].map((name): Row => [`the header ${name}`, set('responses/PostsPageResponse.yaml', 'headers', { [name]: { $ref: '../headers/RetryAfterHint.yaml' } }), new RegExp(`HTTP server sets the header \`${name}\``)]),
    ['a malformed name', set('responses/PostsPageResponse.yaml', 'headers', { 'Retry After': { $ref: '../headers/RetryAfterHint.yaml' } }), /`Retry After` is not a valid header name/],
    ['an example that cannot be sent', set('headers/RetryAfterHint.yaml', 'example', 'a\nb'), /example is not a valid header value/],
    ['a constraint of a header', set('headers/RetryAfterHint.yaml', 'schema.pattern', '^[0-9]+$'), /do not check the value of a header.*instead of `pattern`/],
  ],
  'header-equals': [
    ['a field that the code lacks', set('headers/RetryAfter.yaml', 'x-equals', 'retry_in'), /`RATE_LIMIT_EXCEEDED` has no field `retry_in`/],
    ['a header of a success', set('responses/PostsPageResponse.yaml', 'headers', { 'Retry-After': { $ref: '../headers/RetryAfter.yaml' } }), /is a success/, 'headers/RetryAfter.yaml'],
  ],
  'parameter-constrained': [
    ['a parameter without a type', set('parameters/HashtagParameter.yaml', 'schema', { description: 'Any.' }), /needs one simple `type`/],
    ['an object in a parameter', set('parameters/HashtagParameter.yaml', 'schema.type', 'object'), /needs one simple `type`.*or `array` with such `items`/],
    ['an optional part of the path', remove('parameters/HashtagParameter.yaml', 'required'), /Write `required: true`/],
    ['a constraint without a code', remove('parameters/PlatformParameter.yaml', 'x-invalid'), /can violate `enum`\. Add `x-invalid`/],
    ['a constraint of an opaque value', set('parameters/HashtagParameter.yaml', 'schema.maxLength', 100), /can violate `maxLength`/],
    ['a code without a constraint', set('parameters/HashtagParameter.yaml', 'x-invalid', 'NOT_FOUND'), /remove `x-invalid`, or add the constraint/],
    ['neither a constraint nor x-opaque', remove('parameters/HashtagParameter.yaml', 'x-opaque'), /Write `x-opaque: true`/],
    ['an unknown code', set('parameters/LimitParameter.yaml', 'x-invalid', 'INVALID_LIMIT'), /No response has the code `INVALID_LIMIT`/],
    ['a default that does not match', set('parameters/LimitParameter.yaml', 'x-wire-pattern', '^[1-9]$'), /`20` does not match/],
  ],
  'property-described': [
    ...['description', 'example', 'type'].map((key): Row => [`a property without ${key}`, remove('schemas/Author.yaml', `properties.username.${key}`), new RegExp(`\`username\` lacks: ${key}`)]),
    ['a list without a type of its items', remove('schemas/Media.yaml', 'properties.urls.items'), /`urls` lacks: items\.type/],
    ['a field of an error without texts', remove('errors/RATE_LIMIT_EXCEEDED.yaml', 'properties.retry_after.description'), /`retry_after` lacks: description/],
  ],
  'property-required': ['schemas/Post.yaml', 'schemas/PostsPageData.yaml', 'errors/NOT_FOUND.yaml'].map(
    (file): Row => [`an optional field in ${file}`, remove(file, 'required.0'), /Add `\w+` to `required`/],
  ),
  'role-placed': [
    ['a role in another object', set('schemas/Author.yaml', 'properties.username.x-role', 'key'), /no effect in this object.*`item`/],
    ['a role on a property of another type', set('schemas/PostsPageData.yaml', 'properties.next_cursor.x-role', 'balance'), /role `balance` must be `integer`/],
    ['a role on two fields', set('errors/INSUFFICIENT_BALANCE.yaml', 'properties.required.x-role', 'balance'), /Only one property/],
    ['a role on a whole schema', set('schemas/Author.yaml', 'x-role', 'key'), /Move it to a property/],
    ['a role on a parameter of another type', set('parameters/LimitParameter.yaml', 'x-role', 'cursor'), /role `cursor` must be `string`/],
  ],
  'page-complete': [
    ...Object.entries({ posts: 'items', next_cursor: 'cursor' }).map(([field, role]): Row => [`a page without ${role}`, remove('schemas/PostsPageData.yaml', `properties.${field}.x-role`), new RegExp(`no property with the role \`${role}\``)]),
    ['items without a key', replace('schemas/Post.yaml', '    x-role: key\n', ''), /`x-role: key`/],
    ['a cursor without a parameter', replace('paths/listPostsByUser.yaml', '    - $ref: ../parameters/CursorParameter.yaml\n', ''), /returns a cursor but has no parameter/],
  ],
  'relation-resolves': [
    ['an unknown other field', set('errors/INSUFFICIENT_BALANCE.yaml', 'x-relations.0.less-than', 'requried'), /no property `requried`/],
    ['a comparison with a text', set('errors/INSUFFICIENT_BALANCE.yaml', 'x-relations.0.less-than', 'message'), /`message` is not a number/],
    ['an unknown field', set('errors/INSUFFICIENT_BALANCE.yaml', 'x-relations.0.field', 'availabel'), /no property `availabel`/],
    ['an unknown term of a sum', set('schemas/Engagement.yaml', 'x-relations.0.sum', ['likes', 'comment']), /no property `comment`/],
    ['a sum of one field', set('schemas/Engagement.yaml', 'x-relations.0.sum', ['likes']), /at least two fields/],
    ['two kinds in one relation', set('schemas/Engagement.yaml', 'x-relations.0.less-than', 'views'), /exactly one of `less-than`/],
    ['an unknown parameter', set('schemas/Post.yaml', 'x-relations.0.echoes', 'plattform'), /no operation has a parameter `plattform`/i],
    ['a parameter of another type', set('schemas/Post.yaml', 'x-relations.0.echoes', 'limit'), /types differ/],
  ],
  'same-values': [
    ['an unknown value', set('schemas/Platform.yaml', 'x-same', [['x', 'chirper']]), /`chirper` is not in `enum`/],
    ['a group of one value', set('schemas/Platform.yaml', 'x-same', [['x']]), /at least two/],
  ],
  'sandbox-tokens': [
    ['an unknown code', set('openapi.yaml', 'x-sandbox.malformed', 'BAD_HTTP'), /No response has the code `BAD_HTTP`/],
    ['one token for all codes', set('openapi.yaml', 'x-sandbox.tokens.error', 'test_error'), /must contain `\{code\}`/],
    ['one token for a success and a code', set('openapi.yaml', 'x-sandbox.tokens.success', 'test_not_found'), /token of `NOT_FOUND`/],
    ['a token with a space', set('openapi.yaml', 'x-sandbox.tokens.success', 'test ok'), /`test ok` cannot be sent in a header/],
  ],
  // Other rules of Redocly that the contract relies on. They come last, because they run with all rules.
  'no-unresolved-refs': [
    ['a code without its file', move('errors/NOT_FOUND.yaml', '../NOT_FOUND.yaml'), /NOT_FOUND\.yaml/, 'responses/NotFoundResponse.yaml'],
  ],
  'no-invalid-media-type-examples': [
    ['an example that violates its schema', set('responses/TooManyRequestsResponse.yaml', `${EXAMPLES}.RATE_LIMIT_EXCEEDED.value.error.retry_after`, 0), /retry_after/],
  ],
  'no-invalid-parameter-examples': [
    ['an example that violates its schema', set('parameters/LimitParameter.yaml', 'example', 101), /100/],
  ],
};

/** The folder of the larger API's spec. */
export const GROWN_SPEC = 'test/fixtures/grown/spec';

/** The larger API and the spec, with the tables of their faults. */
const TABLES = Object.entries({ [GROWN_SPEC]: GROWN, spec: TABLE });

/** All rows, with the folder of the spec and the function that makes the fault. */
export const CASES = TABLES.flatMap(([spec, table]) =>
  Object.entries(table).flatMap(([rule, rows]) =>
    rows.map(([name, edit, message, file = edit.file]) => ({
      ...{ spec, rule, name, edit: edit.apply, message, file },
    })),
  ),
);
