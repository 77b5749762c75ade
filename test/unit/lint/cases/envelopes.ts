import type { Case } from '../case.ts';
import { BODY, ERROR, EXAMPLES, MAPPING, SCHEMA } from '../edits.ts';

/** The two envelopes, and the codes that an error names. */
export const envelopes: readonly Case[] = [
  {
    name: 'an error under a second media type',
    rule: 'error-envelope',
    file: 'spec/responses/NotFound.yaml',
    says: [/`application\/json` and `text\/html`/, /leave `application\/json` alone/],
    break: (copy) =>
      copy.set('responses/NotFound.yaml', ['content', 'text/html'], { schema: { type: 'string' } }),
  },
  {
    name: 'an error under another media type',
    rule: 'error-envelope',
    file: 'spec/responses/NotFound.yaml',
    says: [/`application\/problem\+json`/, /spec\/responses\/NotFound\.yaml/],
    break: (copy) => copy.rename('responses/NotFound.yaml', BODY, 'application/problem+json'),
  },
  {
    name: 'an envelope that need not have `success`',
    rule: 'error-envelope',
    file: 'spec/responses/NotFound.yaml',
    says: [/Add `success` to `required` in spec\/responses\/NotFound\.yaml/],
    break: (copy) => copy.set('responses/NotFound.yaml', [...SCHEMA, 'required'], ['error']),
  },
  {
    name: 'an error that may be a success',
    rule: 'error-envelope',
    file: 'spec/responses/NotFound.yaml',
    says: [/`const: false`/],
    break: (copy) => copy.delete('responses/NotFound.yaml', [...SCHEMA, 'properties', 'success', 'const']),
  },
  {
    name: 'an error that may have `data`',
    rule: 'error-envelope',
    file: 'spec/responses/NotFound.yaml',
    says: [/Write `data: false` under `properties`/],
    break: (copy) => copy.delete('responses/NotFound.yaml', [...SCHEMA, 'properties', 'data']),
  },
  {
    name: 'an `error` without `type: object`',
    rule: 'error-envelope',
    file: 'spec/responses/NotFound.yaml',
    says: [/Write `type: object` beside `oneOf`/],
    break: (copy) => copy.delete('responses/NotFound.yaml', [...ERROR, 'type']),
  },
  {
    name: 'an `error` that is a schema instead of a `oneOf`',
    rule: 'error-envelope',
    file: 'spec/responses/NotFound.yaml',
    says: [/Write `oneOf`/],
    break(copy) {
      copy.delete('responses/NotFound.yaml', [...ERROR, 'oneOf']);
    },
  },
  {
    name: 'a discriminator on another field',
    rule: 'error-envelope',
    file: 'spec/responses/BadRequest.yaml',
    says: [/Write `propertyName: code`/],
    break: (copy) =>
      copy.set('responses/BadRequest.yaml', [...ERROR, 'discriminator', 'propertyName'], 'message'),
  },
  {
    name: 'a code that is left in the mapping alone',
    rule: 'error-envelope',
    file: 'spec/responses/BadRequest.yaml',
    says: [
      /The mapping has `INVALID_PLATFORM`, but `oneOf` does not/,
      /Add `\$ref: \.\.\/errors\/INVALID_PLATFORM\.yaml`/,
    ],
    break: (copy) =>
      copy.deleteReference('responses/BadRequest.yaml', [...ERROR, 'oneOf'], 'INVALID_PLATFORM'),
  },
  {
    name: 'the only code of a status, left in the mapping alone',
    rule: 'error-envelope',
    file: 'spec/responses/TooManyRequests.yaml',
    says: [/The mapping has `RATE_LIMIT_EXCEEDED`, but `oneOf` does not/],
    break: (copy) =>
      copy.deleteReference('responses/TooManyRequests.yaml', [...ERROR, 'oneOf'], 'RATE_LIMIT_EXCEEDED'),
  },
  {
    name: 'a code that is missing in the mapping',
    rule: 'error-envelope',
    file: 'spec/responses/BadRequest.yaml',
    says: [
      /`INVALID_PLATFORM` is in `oneOf` but not in the mapping/,
      /Add `INVALID_PLATFORM: \.\.\/errors\/INVALID_PLATFORM\.yaml`/,
    ],
    break: (copy) => copy.delete('responses/BadRequest.yaml', [...MAPPING, 'INVALID_PLATFORM']),
  },
  {
    name: 'a code under another name in the mapping',
    rule: 'error-envelope',
    file: 'spec/responses/BadRequest.yaml',
    says: [/has `BAD_PLATFORM` for spec\/errors\/INVALID_PLATFORM\.yaml/, /Call it `INVALID_PLATFORM`/],
    break: (copy) =>
      copy.rename('responses/BadRequest.yaml', [...MAPPING, 'INVALID_PLATFORM'], 'BAD_PLATFORM'),
  },
  {
    name: 'a code whose file is gone',
    rule: 'no-unresolved-refs',
    file: 'spec/responses/NotFound.yaml',
    says: [/NOT_FOUND\.yaml/],
    times: 2,
    break: (copy) => copy.move('errors/NOT_FOUND.yaml', '../NOT_FOUND.yaml'),
  },
  {
    name: 'an inline schema in `oneOf`',
    rule: 'no-illogical-composition-keywords',
    file: 'spec/responses/BadRequest.yaml',
    says: [/Use a `\$ref`/],
    break: (copy) =>
      copy.add('responses/BadRequest.yaml', [...ERROR, 'oneOf'], {
        type: 'object',
        required: ['code'],
        properties: { code: { const: 'INLINE', type: 'string', description: 'Inline.' } },
      }),
  },
  {
    name: 'a success that may have `error`',
    rule: 'success-envelope',
    file: 'spec/responses/PostsPage.yaml',
    says: [/Write `error: false` under `properties` in spec\/responses\/PostsPage\.yaml/],
    break: (copy) => copy.delete('responses/PostsPage.yaml', [...SCHEMA, 'properties', 'error']),
  },
  {
    name: 'a success whose `success` is false',
    rule: 'success-envelope',
    file: 'spec/responses/PostsPage.yaml',
    says: [/`const: true`/],
    break: (copy) =>
      copy.set('responses/PostsPage.yaml', [...SCHEMA, 'properties', 'success', 'const'], false),
  },
  {
    name: 'a success that need not have `data`',
    rule: 'success-envelope',
    file: 'spec/responses/PostsPage.yaml',
    says: [/Add `data` to `required`/],
    break: (copy) => copy.set('responses/PostsPage.yaml', [...SCHEMA, 'required'], ['success']),
  },
  {
    name: 'a success whose `data` may be null',
    rule: 'success-envelope',
    file: 'spec/schemas/PostsPageData.yaml',
    says: [/`data` is an object and nothing else/],
    break: (copy) => copy.set('schemas/PostsPageData.yaml', ['type'], ['object', 'null']),
  },

  {
    name: 'a success without an example',
    rule: 'success-envelope',
    file: 'spec/responses/PostsPage.yaml',
    says: [/no named example/],
    break: (copy) => copy.delete('responses/PostsPage.yaml', EXAMPLES),
  },
  ...['content', 'content.application/json', 'content.application/json.schema'].map(
    (path): Case => ({
      name: `an error without ${path}`,
      rule: 'error-envelope',
      file: 'spec/responses/NotFound.yaml',
      says: [/spec\/responses\/NotFound\.yaml/],
      break: (copy) => copy.delete('responses/NotFound.yaml', path.split('.')),
    }),
  ),
];
