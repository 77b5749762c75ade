/** What no answer may tell: the request's token, and the insides of the server. */
import type { IncomingMessage } from 'node:http';
import type { Json, JsonObject } from '../../../../src/contract/document.ts';
import { casesOfCode, type Faulty, on, onData, onError, onErrors, onSuccess } from '../mutations.ts';

const tokenOf = ({ headers }: IncomingMessage) =>
  String(headers['x-api-token'] ?? headers.authorization?.split(' ')[1] ?? '');

const TOLD: Record<string, string> = {
  'a stack trace of Node':
    'TypeError: x is not a function\n    at handler (/srv/app/index.js:10:5)\n    at next (node:internal/process:95:5)',
  'a frame of Node without a name': 'boom\n    at /srv/app/dist/main.js:10:5',
  'a frame of Node in an async function': 'boom\n    at async handle (file:///srv/app/main.mjs:10:5)',
  'a frame of an anonymous function': 'boom\n    at Object.<anonymous> (C:\\api\\server.js:10:5)',
  'an error of JavaScript': "Cannot read properties of undefined (reading 'id')",
  'the name of an error of JavaScript': 'ReferenceError: posts is not defined',
  'a stack trace of Python':
    'Traceback (most recent call last):\n  File "/srv/app/main.py", line 10, in get\nKeyError: \'id\'',
  'an error of Python': "KeyError: 'platform'",
  'a division by Python': 'ZeroDivisionError: division by zero',
  'a stack trace of Java': 'java.lang.NullPointerException\n\tat com.example.Posts.get(Posts.java:42)',
  'an exception of Java': 'java.sql.SQLException: Connection refused',
  'an exception of Spring': 'org.springframework.dao.DataAccessException: boom',
  'a frame of Java without its source': 'boom\n\tat java.base/java.lang.Thread.run(Unknown Source)',
  'a panic of Go':
    'panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\nmain.main()\n\t/go/src/app/main.go:12 +0x1b',
  'an error of Go': 'runtime error: invalid memory address or nil pointer dereference',
  'an error of PHP': 'PHP Fatal error:  Uncaught Exception in /var/www/html/index.php on line 12',
  'a stack trace of PHP': 'Stack trace:\n#0 /var/www/html/index.php(12): get()\n#1 {main}',
  'a stack trace of Ruby': "app/controllers/posts_controller.rb:12:in `show'",
  'an error of Ruby': "NoMethodError: undefined method `name' for nil:NilClass",
  'a stack trace of .NET':
    'System.NullReferenceException: Object reference not set to an instance of an object.\n   at Api.Posts.Get(String user) in C:\\src\\Posts.cs:line 42',
  'a frame of .NET alone': 'boom\n   at Api.Controllers.PostsController.Get(String user)',
  'a panic of Rust': "thread 'main' panicked at src/main.rs:12:5",
  SQL: "SELECT * FROM posts WHERE username = 'natgeo'",
  'SQL in lower case': "select id, name from accounts where token = 'x'",
  'an INSERT': 'INSERT INTO charges (account, amount) VALUES (1, 2)',
  'an UPDATE': 'UPDATE accounts SET balance = balance - 1',
  'an error of PostgreSQL': 'relation "posts" does not exist',
  'a broken key of PostgreSQL': 'duplicate key value violates unique constraint "posts_pkey"',
  'an error of MySQL': 'You have an error in your SQL syntax; check the manual',
  'a table that SQLite lacks': 'SQLITE_ERROR: no such table: posts',
  'an SQL state': 'SQLSTATE[42S02]: Base table or view not found',
  'an error of Oracle': 'ORA-00942: table or view does not exist',
  'the address of a database': 'could not connect to postgres://api:secret@db:5432/posts',
  'the address of a cache': 'redis://10.0.0.5:6379 is down',
  'the address of a document database': 'mongodb+srv://api:secret@cluster0.example/posts',
  'the address of a database by JDBC': 'jdbc:mysql://db.internal:3306/posts',
  'the parts of a connection': 'Server=db;Database=posts;User Id=sa;Password=secret;',
  'a path of the server': 'cannot open /var/lib/social/posts.db',
  'a path of its settings': 'cannot open /etc/social.yaml',
  'a path in its home': 'cannot read /home/deploy/api/config.json',
  'a path of a container': 'cannot find module /app/node_modules/pg/lib/index.js',
  'a path of Windows': 'cannot open C:\\inetpub\\wwwroot\\web.config',
  'a network error behind it': 'connect ECONNREFUSED 10.0.0.5:5432',
  'a host behind it': 'upstream 10.12.0.7:8080 did not answer',
  'a host that is not known': 'getaddrinfo ENOTFOUND db.internal',
  'an error of JSON': 'Unexpected token < in JSON at position 0',
  'an error of an attribute': "'NoneType' object has no attribute 'id'",
  'an index': 'list index out of range',
  'an undefined key of PHP': 'Undefined array key "platform"',
  'a cause of Java': 'Caused by: boom',
  'a class of Java': 'in com.example.api.PostsController',
  'an unwrapped error of Rust': 'called `Result::unwrap()` on an `Err` value',
  'a deadline of Go': 'context deadline exceeded',
  'an error of a driver of Go': 'sql: no rows in result set',
  'a pool of connections': 'HikariPool-1 - Connection is not available',
  'a name in its network': 'cannot reach db-primary.prod.internal',
  'a password': 'DB_PASSWORD=hunter2',
  'a private key': '-----BEGIN RSA PRIVATE KEY-----',
  'a key of AWS': 'AKIAIOSFODNN7EXAMPLE is not allowed',
};

const INTERNAL = {
  case: 'INTERNAL_ERROR',
  check: 'leak' as const,
  only: casesOfCode('INTERNAL_ERROR'),
};

/** Places of an error that hold a text. */
const PLACES: Record<string, (error: JsonObject, json: JsonObject, told: string) => void> = {
  'the message': (error, _, told) => {
    error.message = `Something went wrong: ${told}`;
  },
  'another field of the error': (error, _, told) => {
    error.debug = { cause: [told] };
  },
  'a field beside the error': (_, json, told) => {
    json.meta = { trace: told };
  },
};

export const leaks: readonly Faulty[] = [
  ...Object.entries(TOLD).map(([name, told], index): Faulty => {
    const [place = '', put] = Object.entries(PLACES)[index % 3] ?? [];
    return {
      name: `leak: ${name} in ${place}`,
      mutation: onError('INTERNAL_ERROR', (error, { json }) => put?.(error, json, told)),
      ...INTERNAL,
    };
  }),
  {
    name: 'leak: the name of a field is SQL',
    mutation: onError('INTERNAL_ERROR', (error) => {
      error['SELECT 1 FROM posts'] = 1;
    }),
    ...INTERNAL,
  },
  {
    name: 'leak: a stack trace in a header',
    mutation: on('INTERNAL_ERROR', ({ headers }) => {
      headers['X-Debug'] = 'at handler (/srv/app/index.js:10:5)';
    }),
    ...INTERNAL,
  },
  {
    name: 'leak: a stack trace in the meta of a success',
    mutation: onSuccess(({ json }) => {
      json.meta = { warning: 'at handler (/srv/app/index.js:10:5)' };
    }),
    case: 'success',
    check: 'leak',
    only: ['successes'],
  },
  {
    name: 'leak: SQL in the data of a success',
    mutation: onData((data) => {
      data.query = 'SELECT * FROM posts LIMIT 20';
    }),
    case: 'success',
    check: 'leak',
    only: ['successes'],
  },
  {
    name: 'leak: SQL in a field of its own of the posts',
    mutation: onData((data) => {
      for (const post of data.posts as JsonObject[]) post._query = 'SELECT * FROM posts';
    }),
    case: 'success',
    check: 'leak',
    only: ['successes'],
  },
  {
    name: 'leak: a field of its own of the authors',
    mutation: onData((data) => {
      for (const post of data.posts as JsonObject[])
        (post.author as JsonObject)._source = 'postgres://api:pw@db/posts';
    }),
    case: 'success',
    check: 'leak',
    only: ['successes'],
  },
  ...(
    [
      ['INVALID_API_TOKEN', 'Authorization'],
      ['INVALID_API_TOKEN/X-API-Token', 'X-API-Token'],
    ] as const
  ).map(
    ([id, name]): Faulty => ({
      name: `leak: the token of ${name} in the message`,
      mutation: onError('INVALID_API_TOKEN', (error, { request }) => {
        if (request.headers[name.toLowerCase()]) error.message = `Unknown token ${tokenOf(request)}.`;
      }),
      case: id,
      check: 'leak',
      only: ['codes'],
    }),
  ),
  {
    name: 'leak: the whole header in the message',
    mutation: onError('ACCOUNT_INACTIVE', (error, { request }) => {
      error.message = `Inactive: ${request.headers.authorization ?? request.headers['x-api-token']}`;
    }),
    case: 'ACCOUNT_INACTIVE',
    check: 'leak',
    only: ['codes'],
  },
  {
    name: 'leak: the token in a field of the error',
    mutation: onErrors(({ json, request }) => {
      if (json.error) json.error.request = { headers: request.headers } as unknown as Json;
    }),
    case: 'INTERNAL_ERROR',
    check: 'leak',
  },
  {
    name: 'leak: the token in a header of an error',
    mutation: onErrors(({ headers, request }) => {
      headers['X-Token'] = tokenOf(request);
    }),
    case: 'INTERNAL_ERROR',
    check: 'leak',
  },
  {
    name: 'leak: the token in the challenge',
    mutation: on('INVALID_API_TOKEN', ({ headers, request }) => {
      headers['WWW-Authenticate'] = `Bearer error="invalid_token", error_description="${tokenOf(request)}"`;
    }),
    case: 'INVALID_API_TOKEN',
    check: 'leak',
    only: ['codes'],
  },
  {
    name: 'leak: the token in the meta of a success',
    mutation: onSuccess(({ json, request }) => {
      json.meta = { token: tokenOf(request) };
    }),
    case: 'success',
    check: 'leak',
  },
  {
    name: 'leak: the token in a header of a success',
    mutation: onSuccess(({ headers, request }) => {
      headers['Set-Cookie'] = `token=${tokenOf(request)}; HttpOnly`;
    }),
    case: 'success',
    check: 'leak',
  },
  {
    name: 'leak: the token in the cursor',
    mutation: onData((data, { request }) => {
      if (data.next_cursor !== null) data.next_cursor = `${tokenOf(request)}.${data.next_cursor}`;
    }),
    case: 'success',
    check: 'leak',
    only: ['*/success', '*/success/limit/*'],
  },
  {
    name: 'leak: the token in the addresses of media',
    mutation: onData((data, { request }) => {
      for (const post of data.posts as JsonObject[])
        (post.media as JsonObject).urls = [`https://media.example/1.jpg?token=${tokenOf(request)}`];
    }),
    case: 'success',
    check: 'leak',
    only: ['successes'],
  },
  {
    name: 'leak: the token of the loser of two',
    mutation: onSuccess(({ json, request }) => {
      if (request.headers.authorization) json.meta = { ignored: request.headers['x-api-token'] ?? null };
    }),
    case: 'authentication/both-good-X-API-Token',
    check: 'leak',
    only: ['authentication'],
  },
  {
    name: 'leak: the token in the answer to an unknown path',
    mutation: onError('NOT_FOUND', (error, { request }) => {
      error.message = `No route ${request.url} for ${tokenOf(request)}.`;
    }),
    case: 'NOT_FOUND',
    check: 'leak',
  },
  {
    name: 'leak: the token in the answer to OPTIONS',
    mutation: {
      response: ({ request, headers }) => {
        if (request.method === 'OPTIONS') headers['X-Token'] = tokenOf(request);
      },
    },
    case: 'routing/options',
    check: 'leak',
    only: ['routing'],
  },
];
