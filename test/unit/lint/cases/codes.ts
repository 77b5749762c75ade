import type { Case } from '../case.ts';
import { addCode, ERROR, EXAMPLES, MAPPING, NEW } from '../edits.ts';

/** The schemas of the codes, and their examples. */
export const codes: readonly Case[] = [
  {
    name: 'a code whose file has another name',
    rule: 'error-schema',
    file: 'spec/errors/NO_ENDPOINT.yaml',
    says: [
      /The file is named `NO_ENDPOINT`/,
      /`title: NO_ENDPOINT` and `properties\.code\.const: NO_ENDPOINT`/,
    ],
    break(copy) {
      copy.move('errors/NOT_FOUND.yaml', 'errors/NO_ENDPOINT.yaml');
      copy.replace('responses/NotFound.yaml', 'NOT_FOUND.yaml', 'NO_ENDPOINT.yaml');
    },
  },
  {
    name: 'a code whose `const` is another',
    rule: 'error-schema',
    file: 'spec/errors/NOT_FOUND.yaml',
    says: [/Write `properties\.code\.const: NOT_FOUND` in spec\/errors\/NOT_FOUND\.yaml/],
    break: (copy) => copy.set('errors/NOT_FOUND.yaml', ['properties', 'code', 'const'], 'NO_ENDPOINT'),
  },
  {
    name: 'a neighbour that was copied, but not renamed inside',
    rule: 'error-schema',
    file: `spec/errors/${NEW}.yaml`,
    says: [new RegExp(`\`title: ${NEW}\` and \`properties\\.code\\.const: ${NEW}\``)],
    break(copy) {
      addCode(copy, NEW);
      copy.replace(`errors/${NEW}.yaml`, NEW, 'INVALID_PARAMETERS');
    },
  },
  {
    name: 'a code without a title',
    rule: 'error-schema',
    file: 'spec/errors/NOT_FOUND.yaml',
    says: [/Write `title: NOT_FOUND` in spec\/errors\/NOT_FOUND\.yaml/],
    break: (copy) => copy.delete('errors/NOT_FOUND.yaml', ['title']),
  },
  ...['newCode', 'NEW__CODE', 'X'.repeat(64)].map(
    (name): Case => ({
      name: `a code named ${name}`,
      rule: 'error-schema',
      file: `spec/errors/${name}.yaml`,
      says: [
        /UPPER_SNAKE_CASE and has at most 63 characters/,
        new RegExp(`Rename spec/errors/${name}\\.yaml`),
      ],
      break: (copy) => addCode(copy, name),
    }),
  ),
  {
    name: 'a field that need not be there',
    rule: 'property-required',
    file: 'spec/errors/RATE_LIMIT_EXCEEDED.yaml',
    says: [/Add `retry_after` to `required`/],
    break: (copy) => copy.set('errors/RATE_LIMIT_EXCEEDED.yaml', ['required'], ['code', 'message']),
  },
  {
    name: 'a code without a message',
    rule: 'error-schema',
    file: 'spec/errors/NOT_FOUND.yaml',
    says: [/Add `message` under `properties` and to `required`/],
    break(copy) {
      copy.delete('errors/NOT_FOUND.yaml', ['properties', 'message']);
      copy.set('errors/NOT_FOUND.yaml', ['required'], ['code']);
    },
  },
  {
    name: 'a code without a description',
    rule: 'error-schema',
    file: 'spec/errors/NOT_FOUND.yaml',
    says: [/`code` has no description/, /`properties\.code\.description` in spec\/errors\/NOT_FOUND\.yaml/],
    break: (copy) => copy.delete('errors/NOT_FOUND.yaml', ['properties', 'code', 'description']),
  },
  {
    name: 'a code under two statuses',
    rule: 'error-code-unique',
    file: 'spec/responses/NotFound.yaml',
    says: [
      /`INVALID_PLATFORM` stands under status 400 .*BadRequest\.yaml.* and status 404 .*NotFound\.yaml/,
      /take it out of/i,
    ],
    break(copy) {
      const file = 'responses/NotFound.yaml';
      copy.add(file, [...ERROR, 'oneOf'], { $ref: '../errors/INVALID_PLATFORM.yaml' });
      copy.set(file, [...MAPPING, 'INVALID_PLATFORM'], '../errors/INVALID_PLATFORM.yaml');
      copy.set(file, [...EXAMPLES, 'INVALID_PLATFORM'], {
        value: { success: false, error: { code: 'INVALID_PLATFORM', message: 'Use another.' } },
      });
    },
  },
  {
    name: 'a response under two statuses',
    rule: 'error-code-unique',
    file: 'spec/responses/ServiceUnavailable.yaml',
    says: [/stands under the statuses `503` and `599`/, /a file of its own/],
    break(copy) {
      for (const operation of ['listPostsByUser', 'listPostsByHashtag'])
        copy.set(`paths/${operation}.yaml`, ['get', 'responses', '599'], {
          $ref: '../responses/ServiceUnavailable.yaml',
        });
    },
  },
  {
    name: 'one name for two schemas',
    rule: 'component-name-unique',
    file: 'spec/headers/Platform.yaml',
    says: [/'schemas\/Platform' is not unique/],
    times: 2,
    break(copy) {
      copy.write('headers/Platform.yaml', copy.read('schemas/Platform.yaml'));
      copy.replace('parameters/Platform.yaml', '../schemas/', '../headers/');
    },
  },
  {
    name: 'a code without an example',
    rule: 'error-example',
    file: 'spec/responses/BadRequest.yaml',
    says: [
      /`INVALID_PLATFORM` has no example/,
      /Add one named `INVALID_PLATFORM` under `examples` in spec\/responses\/BadRequest\.yaml/,
    ],
    break: (copy) => copy.delete('responses/BadRequest.yaml', [...EXAMPLES, 'INVALID_PLATFORM']),
  },
  ...['INVALID_PARAMETERS', 'SOMETHING_ELSE'].map(
    (code): Case => ({
      name: `an example of a code that is ${code}`,
      rule: 'error-example',
      file: 'spec/responses/BadRequest.yaml',
      says: [
        new RegExp(`The example \`INVALID_PLATFORM\` has the code \`${code}\``),
        /Write `code: INVALID_PLATFORM`/,
      ],
      break: (copy) =>
        copy.set(
          'responses/BadRequest.yaml',
          [...EXAMPLES, 'INVALID_PLATFORM', 'value', 'error', 'code'],
          code,
        ),
    }),
  ),
  {
    name: 'an example that no code names',
    rule: 'error-example',
    file: 'spec/responses/BadRequest.yaml',
    says: [/The example `another` is named by no code/, /`INVALID_PLATFORM` and `INVALID_PARAMETERS`/],
    break: (copy) =>
      copy.set('responses/BadRequest.yaml', [...EXAMPLES, 'another'], {
        value: { success: false, error: { code: 'INVALID_PLATFORM', message: 'Use another.' } },
      }),
  },
  {
    name: 'an example that does not fit its schema',
    rule: 'no-invalid-media-type-examples',
    file: 'spec/responses/TooManyRequests.yaml',
    says: [/retry_after/],
    break: (copy) =>
      copy.set(
        'responses/TooManyRequests.yaml',
        [...EXAMPLES, 'RATE_LIMIT_EXCEEDED', 'value', 'error', 'retry_after'],
        0,
      ),
  },
];
