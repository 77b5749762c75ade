import type { Case } from '../case.ts';
import { addOperationWithoutList, EXAMPLES } from '../edits.ts';

/** What code finds by roles, relations and promises. */
export const roles: readonly Case[] = [
  ...(
    [
      ['errors/RATE_LIMIT_EXCEEDED.yaml', 'retry_after', 'wiat', /`x-role` is .*`wait`.*not `wiat`/],
      ['schemas/Author.yaml', 'username', 'wait', /for the fields of an error/],
      [
        'schemas/Author.yaml',
        'username',
        'key',
        /for the fields of what the property of the role `items` lists/,
      ],
      ['schemas/PostsPageData.yaml', 'next_cursor', 'balance', /is `integer`/],
    ] as const
  ).map(
    ([file, property, role, says]): Case => ({
      name: `the role ${role} on ${property}`,
      rule: 'role-placed',
      file: `spec/${file}`,
      says: [says, new RegExp(`spec/${file}`)],
      break(copy) {
        // Its own role goes to another, so that nothing misses it.
        if (role === 'balance') {
          copy.delete(file, ['properties', 'remaining_balance', 'x-role']);
          const after = { type: 'string', description: 'The cursor.', example: 'a', 'x-role': 'cursor' };
          copy.set(file, ['properties', 'after'], after);
          copy.add(file, ['required'], 'after');
          copy.set('responses/PostsPage.yaml', [...EXAMPLES, 'success', 'value', 'data', 'after'], 'a');
        }
        copy.set(file, ['properties', property, 'x-role'], role);
      },
    }),
  ),
  {
    name: 'the role key outside of a list, where another operation has no list',
    rule: 'role-placed',
    file: 'spec/schemas/Author.yaml',
    says: [/for the fields of what the property of the role `items` lists/],
    break(copy) {
      addOperationWithoutList(copy);
      copy.set('schemas/Author.yaml', ['properties', 'username', 'x-role'], 'key');
    },
  },
  {
    name: 'a role of two fields',
    rule: 'role-placed',
    file: 'spec/errors/INSUFFICIENT_BALANCE.yaml',
    says: [/`required` and `available` both have the role `balance`/],
    break: (copy) =>
      copy.set('errors/INSUFFICIENT_BALANCE.yaml', ['properties', 'required', 'x-role'], 'balance'),
  },
  {
    name: 'the role of a parameter that is none',
    rule: 'role-placed',
    file: 'spec/parameters/Username.yaml',
    says: [/`x-role` is `limit` or `cursor` here, not `balance`/],
    break: (copy) => copy.set('parameters/Username.yaml', ['x-role'], 'balance'),
  },
  ...(
    [
      ['posts', 'items'],
      ['remaining_balance', 'balance'],
      ['next_cursor', 'cursor'],
    ] as const
  ).map(
    ([property, role]): Case => ({
      name: `a page without ${role}`,
      rule: 'page-complete',
      file: 'spec/schemas/PostsPageData.yaml',
      says: [
        new RegExp(`No property of a success has the role \`${role}\``),
        /spec\/schemas\/PostsPageData\.yaml/,
      ],
      break(copy) {
        copy.delete('schemas/PostsPageData.yaml', ['properties', property, 'x-role']);
      },
    }),
  ),
  {
    name: 'items that nothing tells apart',
    rule: 'page-complete',
    file: 'spec/schemas/Post.yaml',
    says: [/`x-role: key` in spec\/schemas\/Post\.yaml/],
    break(copy) {
      copy.replace('schemas/Post.yaml', '\n    x-role: key', '');
    },
  },
  {
    name: 'a cursor that no parameter takes',
    rule: 'page-complete',
    file: 'spec/paths/listPostsByUser.yaml',
    says: [/`listPostsByUser` answers a cursor but takes none/],
    break: (copy) => copy.deleteReference('paths/listPostsByUser.yaml', ['get', 'parameters'], 'Cursor'),
  },
  ...(
    [
      [
        'errors/INSUFFICIENT_BALANCE.yaml',
        'less-than',
        'requried',
        /`requried` is no property.*Write `required`/,
      ],
      ['errors/INSUFFICIENT_BALANCE.yaml', 'less-than', 'message', /`message` is no number/],
      [
        'errors/INSUFFICIENT_BALANCE.yaml',
        'field',
        'availabel',
        /`availabel` is no property.*Write `available`/,
      ],
      ['schemas/Engagement.yaml', 'sum', ['likes', 'comment'], /`comment` is no property.*Write `comments`/],
      ['schemas/Engagement.yaml', 'sum', ['likes'], /two at least/],
      ['schemas/Engagement.yaml', 'less-than', 'views', /exactly one of `less-than`, `sum` or `echoes`/],
      [
        'schemas/Post.yaml',
        'echoes',
        'plattform',
        /No operation has a parameter `plattform`.*Write `platform`/,
      ],
      ['schemas/Post.yaml', 'echoes', 'limit', /their types differ/],
      ['schemas/Post.yaml', 'level', 'MIGHT', /`MUST`, `SHOULD` or `MAY`/],
      ['schemas/Post.yaml', 'because', 'so', /`because` is no key of a relation/],
    ] as const
  ).map(
    ([file, key, value, says]): Case => ({
      name: `a relation in ${file} with ${key}: ${value}`,
      rule: 'relation-resolves',
      file: `spec/${file}`,
      says: [says, new RegExp(`\`x-relations\` in spec/${file}`)],
      break: (copy) => copy.set(file, ['x-relations', 0, key], value),
    }),
  ),
  {
    name: 'a synonym that is no value',
    rule: 'same-values',
    file: 'spec/schemas/Platform.yaml',
    says: [/`chirper` is no value of the `enum`/],
    break: (copy) => copy.set('schemas/Platform.yaml', ['x-same'], [['x', 'chirper']]),
  },
  {
    name: 'a synonym of nothing',
    rule: 'same-values',
    file: 'spec/schemas/Platform.yaml',
    says: [/list of lists of two or more/],
    break: (copy) => copy.set('schemas/Platform.yaml', ['x-same'], [['x']]),
  },
  {
    name: 'a header that does not say how much it binds',
    rule: 'header-promised',
    file: 'spec/headers/WwwAuthenticate.yaml',
    says: [/`WWW-Authenticate`/, /Add `x-level`/],
    break: (copy) => copy.delete('headers/WwwAuthenticate.yaml', ['x-level']),
  },
  ...(
    [
      ['description', 'description'],
      ['example', 'example'],
      ['schema.type', 'type'],
    ] as const
  ).map(
    ([path, key]): Case => ({
      name: `a header without ${key}`,
      rule: 'header-promised',
      file: 'spec/headers/WwwAuthenticate.yaml',
      says: [new RegExp(`\`WWW-Authenticate\` has no ${path}`), /spec\/headers\/WwwAuthenticate\.yaml/],
      break: (copy) => copy.delete('headers/WwwAuthenticate.yaml', path.split('.')),
    }),
  ),
  {
    name: 'a header of a level that RFC 2119 has not',
    rule: 'header-promised',
    file: 'spec/headers/WwwAuthenticate.yaml',
    says: [/not `should`/],
    break: (copy) => copy.set('headers/WwwAuthenticate.yaml', ['x-level'], 'should'),
  },
  {
    name: 'a header that repeats a field that is not there',
    rule: 'header-promised',
    file: 'spec/headers/RetryAfter.yaml',
    says: [/names `retry_in`/, /`RATE_LIMIT_EXCEEDED`/],
    break: (copy) => copy.set('headers/RetryAfter.yaml', ['x-equals'], 'retry_in'),
  },
];
