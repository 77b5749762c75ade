import type { Case } from '../case.ts';
import { NEW, writeCode, writeResponse } from '../edits.ts';

/** Which errors an operation answers, and under which statuses. */
export const statuses: readonly Case[] = [
  {
    name: 'an operation without one of the error statuses',
    rule: 'errors-on-every-operation',
    file: 'spec/paths/listPostsByUser.yaml',
    says: [
      /`listPostsByUser` does not declare status 503/,
      /"503": \{ \$ref: \.\.\/responses\/ServiceUnavailable\.yaml \}/,
    ],
    break: (copy) => copy.delete('paths/listPostsByUser.yaml', ['get', 'responses', '503']),
  },
  {
    name: 'an operation without responses',
    rule: 'errors-on-every-operation',
    file: 'spec/paths/listPostsByUser.yaml',
    says: [/`listPostsByUser` does not declare status 400, 401/],
    break: (copy) => copy.delete('paths/listPostsByUser.yaml', ['get', 'responses']),
  },
  {
    name: 'a status that one operation alone declares',
    rule: 'errors-on-every-operation',
    file: 'spec/paths/listPostsByHashtag.yaml',
    says: [
      /`listPostsByHashtag` does not declare status 508/,
      /\.\.\/responses\/LoopDetected\.yaml/,
      /spec\/paths\/listPostsByHashtag\.yaml/,
    ],
    break(copy) {
      writeCode(copy, NEW);
      writeResponse(copy, 'LoopDetected', NEW);
      copy.set('paths/listPostsByUser.yaml', ['get', 'responses', '508'], {
        $ref: '../responses/LoopDetected.yaml',
      });
    },
  },
  {
    name: 'two responses for one status',
    rule: 'errors-on-every-operation',
    file: 'spec/paths/listPostsByHashtag.yaml',
    says: [
      /status 503 with spec\/responses\/Unavailable\.yaml/,
      /"503": \{ \$ref: \.\.\/responses\/ServiceUnavailable\.yaml \}/,
      /a status has one response/,
    ],
    break(copy) {
      copy.write('responses/Unavailable.yaml', copy.read('responses/ServiceUnavailable.yaml'));
      copy.set('paths/listPostsByHashtag.yaml', ['get', 'responses', '503'], {
        $ref: '../responses/Unavailable.yaml',
      });
    },
  },
  ...['302', 'default', '4XX', '100'].map(
    (status): Case => ({
      name: `a response under ${status}`,
      rule: 'response-status',
      file: 'spec/paths/listPostsByUser.yaml',
      says: [
        new RegExp(`\`listPostsByUser\` declares \`${status}\``),
        status === '302' ? /never redirects/ : /one status that it has/,
        /Take .* out of `responses` in spec\/paths\/listPostsByUser\.yaml/,
      ],
      break: (copy) =>
        copy.set('paths/listPostsByUser.yaml', ['get', 'responses', status], { description: 'Elsewhere.' }),
    }),
  ),
];
