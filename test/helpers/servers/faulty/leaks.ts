/** Faulty servers whose responses contain the request's token or internals of the server. */
import type { IncomingMessage } from 'node:http';
import type { Json, JsonObject } from '../../../../src/contract/document.ts';
import { casesOfCode, type Faulty, on, onData, onError, onErrors, onSuccess } from '../mutations.ts';

const tokenOf = ({ headers }: IncomingMessage) =>
  String(headers['x-api-token'] ?? headers.authorization?.split(' ')[1] ?? '');

const INTERNALS: Record<string, string> = {
  'a Node.js stack trace':
    'TypeError: x is not a function\n    at handler (/srv/app/index.js:10:5)\n    at next (node:internal/process:95:5)',
  'a Node.js stack frame without a function name': 'boom\n    at /srv/app/dist/main.js:10:5',
  'a Node.js stack frame of an async function': 'boom\n    at async handle (file:///srv/app/main.mjs:10:5)',
  'a Node.js stack frame of an anonymous function':
    'boom\n    at Object.<anonymous> (C:\\api\\server.js:10:5)',
  'a JavaScript error message': "Cannot read properties of undefined (reading 'id')",
  'a JavaScript error name': 'ReferenceError: posts is not defined',
  'a Python stack trace':
    'Traceback (most recent call last):\n  File "/srv/app/main.py", line 10, in get\nKeyError: \'id\'',
  'a Python error': "KeyError: 'platform'",
  'a Python division by zero': 'ZeroDivisionError: division by zero',
  'a Java stack trace': 'java.lang.NullPointerException\n\tat com.example.Posts.get(Posts.java:42)',
  'a Java exception': 'java.sql.SQLException: Connection refused',
  'a Spring exception': 'org.springframework.dao.DataAccessException: boom',
  'a Java stack frame of an unknown source': 'boom\n\tat java.base/java.lang.Thread.run(Unknown Source)',
  'a Go panic':
    'panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\nmain.main()\n\t/go/src/app/main.go:12 +0x1b',
  'a Go runtime error': 'runtime error: invalid memory address or nil pointer dereference',
  'a PHP error': 'PHP Fatal error:  Uncaught Exception in /var/www/html/index.php on line 12',
  'a PHP stack trace': 'Stack trace:\n#0 /var/www/html/index.php(12): get()\n#1 {main}',
  'a Ruby stack frame': "app/controllers/posts_controller.rb:12:in `show'",
  'a Ruby error': "NoMethodError: undefined method `name' for nil:NilClass",
  'a .NET stack trace':
    'System.NullReferenceException: Object reference not set to an instance of an object.\n   at Api.Posts.Get(String user) in C:\\src\\Posts.cs:line 42',
  'a .NET stack frame without an exception': 'boom\n   at Api.Controllers.PostsController.Get(String user)',
  'a Rust panic': "thread 'main' panicked at src/main.rs:12:5",
  'an SQL SELECT': "SELECT * FROM posts WHERE username = 'natgeo'",
  'an SQL SELECT in lower case': "select id, name from accounts where token = 'x'",
  'an SQL INSERT': 'INSERT INTO charges (account, amount) VALUES (1, 2)',
  'an SQL UPDATE': 'UPDATE accounts SET balance = balance - 1',
  'a PostgreSQL error': 'relation "posts" does not exist',
  'a PostgreSQL constraint violation': 'duplicate key value violates unique constraint "posts_pkey"',
  'a MySQL error': 'You have an error in your SQL syntax; check the manual',
  'an SQLite error': 'SQLITE_ERROR: no such table: posts',
  'an SQLSTATE': 'SQLSTATE[42S02]: Base table or view not found',
  'an Oracle error': 'ORA-00942: table or view does not exist',
  'a PostgreSQL URL': 'could not connect to postgres://api:secret@db:5432/posts',
  'a Redis URL': 'redis://10.0.0.5:6379 is down',
  'a MongoDB URL': 'mongodb+srv://api:secret@cluster0.example/posts',
  'a JDBC URL': 'jdbc:mysql://db.internal:3306/posts',
  'a connection string': 'Server=db;Database=posts;User Id=sa;Password=secret;',
  'a path under /var': 'cannot open /var/lib/social/posts.db',
  'a path under /etc': 'cannot open /etc/social.yaml',
  'a path under /home': 'cannot read /home/deploy/api/config.json',
  'a path under /app': 'cannot find module /app/node_modules/pg/lib/index.js',
  'a Windows path': 'cannot open C:\\inetpub\\wwwroot\\web.config',
  'a network error with an internal address': 'connect ECONNREFUSED 10.0.0.5:5432',
  'an internal address': 'upstream 10.12.0.7:8080 did not answer',
  'a failed DNS lookup': 'getaddrinfo ENOTFOUND db.internal',
  'a JSON parser error': 'Unexpected token < in JSON at position 0',
  'a Python attribute error': "'NoneType' object has no attribute 'id'",
  'a Python index error': 'list index out of range',
  'a PHP warning about an undefined key': 'Undefined array key "platform"',
  'a Java cause line': 'Caused by: boom',
  'a Java class name': 'in com.example.api.PostsController',
  'a Rust unwrap error': 'called `Result::unwrap()` on an `Err` value',
  'a Go context deadline error': 'context deadline exceeded',
  'a Go database driver error': 'sql: no rows in result set',
  'a connection pool error': 'HikariPool-1 - Connection is not available',
  'an internal host name': 'cannot reach db-primary.prod.internal',
  'a password': 'DB_PASSWORD=hunter2',
  'a private key': '-----BEGIN RSA PRIVATE KEY-----',
  'an AWS access key': 'AKIAIOSFODNN7EXAMPLE is not allowed',
};

const INTERNAL = {
  case: 'INTERNAL_ERROR',
  check: 'leak' as const,
  only: casesOfCode('INTERNAL_ERROR'),
};

/** Where an error can contain the leaked text. */
const PLACES: Record<string, (error: JsonObject, json: JsonObject, leaked: string) => void> = {
  'the message': (error, _, leaked) => {
    error.message = `Something went wrong: ${leaked}`;
  },
  'an extra field of error': (error, _, leaked) => {
    error.debug = { cause: [leaked] };
  },
  'a field next to error': (_, json, leaked) => {
    json.meta = { trace: leaked };
  },
};

export const leaks: readonly Faulty[] = [
  ...Object.entries(INTERNALS).map(([name, leaked], index): Faulty => {
    const [place = '', put] = Object.entries(PLACES)[index % 3] ?? [];
    return {
      name: `${name} in ${place}`,
      mutation: onError('INTERNAL_ERROR', (error, { json }) => put?.(error, json, leaked)),
      ...INTERNAL,
    };
  }),
  {
    name: 'SQL as the name of a field',
    mutation: onError('INTERNAL_ERROR', (error) => {
      error['SELECT 1 FROM posts'] = 1;
    }),
    ...INTERNAL,
  },
  {
    name: 'a stack frame in a header',
    mutation: on('INTERNAL_ERROR', ({ headers }) => {
      headers['X-Debug'] = 'at handler (/srv/app/index.js:10:5)';
    }),
    ...INTERNAL,
  },
  {
    name: 'a stack frame in an extra field of a success',
    mutation: onSuccess(({ json }) => {
      json.meta = { warning: 'at handler (/srv/app/index.js:10:5)' };
    }),
    case: 'success',
    check: 'leak',
    only: ['successes'],
  },
  {
    name: 'SQL in an extra field of data',
    mutation: onData((data) => {
      data.query = 'SELECT * FROM posts LIMIT 20';
    }),
    case: 'success',
    check: 'leak',
    only: ['successes'],
  },
  {
    name: 'SQL in an extra field of the posts',
    mutation: onData((data) => {
      for (const post of data.posts as JsonObject[]) post._query = 'SELECT * FROM posts';
    }),
    case: 'success',
    check: 'leak',
    only: ['successes'],
  },
  {
    name: 'a database URL in an extra field of the authors',
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
      name: `the token of ${name} in the message`,
      mutation: onError('INVALID_API_TOKEN', (error, { request }) => {
        if (request.headers[name.toLowerCase()]) error.message = `Unknown token ${tokenOf(request)}.`;
      }),
      case: id,
      check: 'leak',
      only: ['codes'],
    }),
  ),
  {
    name: 'the whole token header in the message',
    mutation: onError('ACCOUNT_INACTIVE', (error, { request }) => {
      error.message = `Inactive: ${request.headers.authorization ?? request.headers['x-api-token']}`;
    }),
    case: 'ACCOUNT_INACTIVE',
    check: 'leak',
    only: ['codes'],
  },
  {
    name: 'the request headers in an extra field of every error',
    mutation: onErrors(({ json, request }) => {
      if (json.error) json.error.request = { headers: request.headers } as unknown as Json;
    }),
    case: 'INTERNAL_ERROR',
    check: 'leak',
  },
  {
    name: 'the token in a header of every error',
    mutation: onErrors(({ headers, request }) => {
      headers['X-Token'] = tokenOf(request);
    }),
    case: 'INTERNAL_ERROR',
    check: 'leak',
  },
  {
    name: 'the token in the challenge',
    mutation: on('INVALID_API_TOKEN', ({ headers, request }) => {
      headers['WWW-Authenticate'] = `Bearer error="invalid_token", error_description="${tokenOf(request)}"`;
    }),
    case: 'INVALID_API_TOKEN',
    check: 'leak',
    only: ['codes'],
  },
  {
    name: 'the token in an extra field of a success',
    mutation: onSuccess(({ json, request }) => {
      json.meta = { token: tokenOf(request) };
    }),
    case: 'success',
    check: 'leak',
  },
  {
    name: 'the token in a cookie of a success',
    mutation: onSuccess(({ headers, request }) => {
      headers['Set-Cookie'] = `token=${tokenOf(request)}; HttpOnly`;
    }),
    case: 'success',
    check: 'leak',
  },
  {
    name: 'the token in the cursor',
    mutation: onData((data, { request }) => {
      if (data.next_cursor !== null) data.next_cursor = `${tokenOf(request)}.${data.next_cursor}`;
    }),
    case: 'success',
    check: 'leak',
    only: ['*/success', '*/success/limit/*'],
  },
  {
    name: 'the token in the media URLs',
    mutation: onData((data, { request }) => {
      for (const post of data.posts as JsonObject[])
        (post.media as JsonObject).urls = [`https://media.example/1.jpg?token=${tokenOf(request)}`];
    }),
    case: 'success',
    check: 'leak',
    only: ['successes'],
  },
  {
    name: 'the ignored token of two in a success',
    mutation: onSuccess(({ json, request }) => {
      if (request.headers.authorization) json.meta = { ignored: request.headers['x-api-token'] ?? null };
    }),
    case: 'authentication/both-good-X-API-Token',
    check: 'leak',
    only: ['authentication'],
  },
  {
    name: 'the token in the message of NOT_FOUND',
    mutation: onError('NOT_FOUND', (error, { request }) => {
      error.message = `No route ${request.url} for ${tokenOf(request)}.`;
    }),
    case: 'NOT_FOUND',
    check: 'leak',
  },
  {
    name: 'the token in a header of the response to OPTIONS',
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
