import type { Case } from '../case.ts';
import { ERROR, MAPPING, NEW, takeOut, writeCode, writeResponse } from '../edits.ts';

/** The files of the spec: what refers to them, and their names. */
export const files: readonly Case[] = [
  {
    name: 'a code that was taken out of its response',
    rule: 'file-referenced',
    file: 'spec/errors/INVALID_PLATFORM.yaml',
    says: [
      /No response has the code `INVALID_PLATFORM` of spec\/errors\/INVALID_PLATFORM\.yaml/,
      /add `\$ref: \.\.\/errors\/INVALID_PLATFORM\.yaml` to `oneOf`/,
      /`INVALID_PLATFORM: \.\.\/errors\/INVALID_PLATFORM\.yaml` to `discriminator\.mapping`/,
      /an example named `INVALID_PLATFORM`/,
    ],
    break: (copy) => takeOut(copy, 'BadRequest', 'INVALID_PLATFORM'),
  },
  ...(
    [
      ['TooManyRequests', 'RATE_LIMIT_EXCEEDED'],
      ['NotFound', 'NOT_FOUND'],
    ] as const
  ).map(
    ([response, code]): Case => ({
      name: `${code}, the only code of its status, taken out of the response`,
      rule: 'file-referenced',
      file: `spec/errors/${code}.yaml`,
      says: [new RegExp(`\`${code}\``), /`oneOf`.*`discriminator\.mapping`.*`examples`/],
      break: (copy) => takeOut(copy, response, code),
    }),
  ),
  {
    name: 'a code of which the example alone is left',
    rule: 'file-referenced',
    file: 'spec/errors/INVALID_PLATFORM.yaml',
    says: [/In spec\/responses\/BadRequest\.yaml add/],
    break(copy) {
      copy.deleteReference('responses/BadRequest.yaml', [...ERROR, 'oneOf'], 'INVALID_PLATFORM');
      copy.delete('responses/BadRequest.yaml', [...MAPPING, 'INVALID_PLATFORM']);
    },
  },
  {
    name: 'a new code that no response has taken',
    rule: 'file-referenced',
    file: `spec/errors/${NEW}.yaml`,
    says: [
      new RegExp(`No response has the code \`${NEW}\``),
      /the response of its status in spec\/responses\//,
    ],
    break: (copy) => writeCode(copy, NEW),
  },
  {
    name: 'a new response, with its code, that no operation answers',
    rule: 'file-referenced',
    file: 'spec/responses/LoopDetected.yaml',
    says: [/Nothing refers to spec\/responses\/LoopDetected\.yaml/],
    break(copy) {
      writeCode(copy, NEW);
      writeResponse(copy, 'LoopDetected', NEW);
    },
  },
  {
    name: 'a schema that nothing refers to',
    rule: 'file-referenced',
    file: 'spec/schemas/Left.yaml',
    says: [/Nothing refers to spec\/schemas\/Left\.yaml/, /or delete the file/],
    break: (copy) => copy.write('schemas/Left.yaml', 'type: object\n'),
  },
  {
    name: 'an operation whose file has another name',
    rule: 'file-named',
    file: 'spec/paths/listPostsByUser.yaml',
    says: [/Rename the file to listPosts\.yaml/],
    break: (copy) => copy.set('paths/listPostsByUser.yaml', ['get', 'operationId'], 'listPosts'),
  },
  {
    name: 'an operation that is not camelCase',
    rule: 'file-named',
    file: 'spec/paths/ListPosts.yaml',
    says: [/`ListPosts` is not camelCase/],
    break(copy) {
      copy.move('paths/listPostsByUser.yaml', 'paths/ListPosts.yaml');
      copy.set('paths/ListPosts.yaml', ['get', 'operationId'], 'ListPosts');
      copy.replace('openapi.yaml', 'paths/listPostsByUser.yaml', 'paths/ListPosts.yaml');
    },
  },
  {
    name: 'a response whose file has another name',
    rule: 'file-named',
    file: 'spec/responses/RateLimited.yaml',
    says: [/is the response of 429 Too Many Requests/, /Rename it to `TooManyRequests`/],
    break(copy) {
      copy.move('responses/TooManyRequests.yaml', 'responses/RateLimited.yaml');
      for (const operation of ['listPostsByUser', 'listPostsByHashtag'])
        copy.replace(`paths/${operation}.yaml`, 'TooManyRequests', 'RateLimited');
    },
  },
];
