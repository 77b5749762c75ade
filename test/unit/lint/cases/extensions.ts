import type { Case } from '../case.ts';

/** The names and places of the extensions, and the sandbox. */
export const extensions: readonly Case[] = [
  ...(
    [
      ['x-eror', 'errors/NOT_FOUND.yaml', ['x-error'], 'x-error'],
      ['x-opaqe', 'parameters/Hashtag.yaml', ['x-opaque'], 'x-opaque'],
      ['x-invald', 'parameters/Platform.yaml', ['x-invalid'], 'x-invalid'],
      ['x-levle', 'headers/WwwAuthenticate.yaml', ['x-level'], 'x-level'],
      ['x-sandbx', 'openapi.yaml', ['x-sandbox'], 'x-sandbox'],
      ['x-rol', 'errors/RATE_LIMIT_EXCEEDED.yaml', ['properties', 'retry_after', 'x-role'], 'x-role'],
      ['x-roles', 'schemas/PostsPageData.yaml', ['properties', 'posts', 'x-role'], 'x-role'],
    ] as const
  ).map(
    ([wrong, file, path, right]): Case => ({
      name: `${wrong} for ${right}`,
      rule: 'extension-known',
      file: `spec/${file}`,
      says: [new RegExp(`\`${wrong}\` is no extension`), new RegExp(`Write \`${right}\` in spec/${file}`)],
      break: (copy) => copy.rename(file, path, wrong),
    }),
  ),
  {
    name: 'an extension that nobody knows',
    rule: 'extension-known',
    file: 'spec/openapi.yaml',
    says: [/`x-logo` is no extension/, /README/],
    break: (copy) => copy.set('openapi.yaml', ['info', 'x-logo'], { url: 'logo.svg' }),
  },
  {
    name: 'an extension beside a `$ref`',
    rule: 'extension-known',
    file: 'spec/schemas/Post.yaml',
    says: [/`x-unit` is no extension/],
    break: (copy) => copy.set('schemas/Post.yaml', ['properties', 'media', 'x-unit'], 'pixel'),
  },
  ...(
    [
      ['x-role', 'responses/NotFound.yaml', 'wait', /a property or a parameter/],
      ['x-error', 'schemas/Author.yaml', {}, /the schema of an error code/],
      ['x-relations', 'schemas/Platform.yaml', [], /an object schema/],
      ['x-same', 'schemas/Author.yaml', [], /a schema with `enum`/],
      ['x-invalid', 'schemas/Author.yaml', 'NOT_FOUND', /a parameter/],
      ['x-level', 'parameters/Limit.yaml', 'MUST', /a header of a response/],
    ] as const
  ).map(
    ([key, file, value, says]): Case => ({
      name: `${key} in ${file}`,
      rule: 'extension-known',
      file: `spec/${file}`,
      says: [new RegExp(`\`${key}\` means nothing here`), says],
      break: (copy) => copy.set(file, [key], value),
    }),
  ),
  {
    name: 'no test tokens',
    rule: 'sandbox-complete',
    file: 'spec/openapi.yaml',
    says: [/Add `x-sandbox`/],
    break: (copy) => copy.delete('openapi.yaml', ['x-sandbox']),
  },
  ...(
    [
      [['malformed'], 'BAD_HTTP', /names `BAD_HTTP`, which no response has/],
      [['tokens', 'error'], 'test_error', /Write `\{code\}` where the code stands/],
      [['tokens', 'success'], 'test_not_found', /of a success and of `NOT_FOUND`/],
      [['tokens', 'success'], 'test ok', /no token that a header can carry/],
    ] as const
  ).map(
    ([path, value, says]): Case => ({
      name: `a sandbox whose ${path.join('.')} is ${value}`,
      rule: 'sandbox-complete',
      file: 'spec/openapi.yaml',
      says: [says, /`x-sandbox` in spec\/openapi\.yaml/],
      break: (copy) => copy.set('openapi.yaml', ['x-sandbox', ...path], value),
    }),
  ),
  {
    name: 'a sandbox without a token of a success',
    rule: 'sandbox-complete',
    file: 'spec/openapi.yaml',
    says: [/`success` is missing/],
    break: (copy) => copy.delete('openapi.yaml', ['x-sandbox', 'tokens', 'success']),
  },
];
