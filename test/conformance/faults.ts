/** Faulty servers: one small mutation each of a correct one, with the case and the check that must find it. */
import { gzipSync } from 'node:zlib';
import { entryOf } from '../../src/contract/contract.ts';
import { isObject, type JsonObject } from '../../src/contract/document.ts';
import type { Mutation, Outgoing } from '../helpers/mutant.ts';
import { contract } from '../helpers/project.ts';

export interface Fault {
  name: string;
  mutation: Mutation;
  /** The id of a case that must fail, behind its operation's. */
  case: string;
  /** The operation whose case fails. @default every one */
  operation?: string;
  /** The check whose finding names the cause. */
  check: string;
  /** Whether the fault is that an answer does not come. */
  hangs?: true;
}

/** Changes the answers of one code. */
function on(code: string, change: (outgoing: Outgoing) => void): Mutation {
  return {
    answer: (outgoing) => {
      if (outgoing.code === code) change(outgoing);
    },
  };
}

/** Changes every error. */
function onErrors(change: (outgoing: Outgoing) => void): Mutation {
  return {
    answer: (outgoing) => {
      if (outgoing.code !== undefined) change(outgoing);
    },
  };
}

/** Changes the data of every success. */
function onData(change: (data: JsonObject, outgoing: Outgoing) => void): Mutation {
  return {
    answer: (outgoing) => {
      if (outgoing.code === undefined && outgoing.json.data) change(outgoing.json.data, outgoing);
    },
  };
}

/** Changes every post of every success. */
function onPosts(change: (post: JsonObject) => void): Mutation {
  return onData((data) => {
    for (const post of data.posts as JsonObject[]) change(post);
  });
}

function text(outgoing: Outgoing, type: string, body: string): void {
  outgoing.headers['Content-Type'] = type;
  outgoing.body = body;
}

const asError = (code: string) => ({ kind: 'error', entry: entryOf(contract, code) }) as const;

/** Answers a success where a code would be right, for requests of which the test says so. */
function forgives(code: string): Mutation {
  return {
    request: (request) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      if (code === 'INVALID_PARAMETERS') url.searchParams.delete('limit');
      if (code === 'INVALID_PLATFORM') url.pathname = url.pathname.replace(/(by-\w+\/)[^/]+/, '$1tiktok');
      request.url = url.pathname + url.search;
    },
  };
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'wrong status',
    mutation: on('INSUFFICIENT_BALANCE', (o) => {
      o.status = 400;
    }),
    case: 'INSUFFICIENT_BALANCE',
    check: 'status',
  },
  {
    name: 'wrong code under the right status',
    mutation: on('MISSING_API_TOKEN', (o) => {
      (o.json.error as JsonObject).code = 'INVALID_API_TOKEN';
    }),
    case: 'MISSING_API_TOKEN',
    check: 'code',
  },
  {
    name: 'wrong code and status',
    mutation: {
      decide: (d) =>
        d.kind === 'error' && d.entry.code === 'ACCOUNT_INACTIVE' ? asError('INVALID_API_TOKEN') : d,
    },
    case: 'ACCOUNT_INACTIVE',
    check: 'code',
  },
  {
    name: 'a code that nobody knows',
    mutation: on('INTERNAL_ERROR', (o) => {
      (o.json.error as JsonObject).code = 'OOPS';
    }),
    case: 'INTERNAL_ERROR',
    check: 'code',
  },
  {
    name: 'code in lower case',
    mutation: onErrors((o) => {
      (o.json.error as JsonObject).code = o.code?.toLowerCase() ?? '';
    }),
    case: 'NOT_FOUND',
    check: 'code',
  },
  {
    name: '200 with an error',
    mutation: onErrors((o) => {
      o.status = 200;
    }),
    case: 'SERVICE_UNAVAILABLE',
    check: 'status',
  },
  {
    name: 'an HTML error',
    mutation: on('NOT_FOUND', (o) => text(o, 'text/html', '<h1>Not Found</h1>')),
    case: 'NOT_FOUND',
    check: 'media-type',
  },
  {
    name: 'JSON as text/plain',
    mutation: on('INTERNAL_ERROR', (o) => {
      o.headers['Content-Type'] = 'text/plain';
    }),
    case: 'INTERNAL_ERROR',
    check: 'media-type',
  },
  {
    name: 'another charset',
    mutation: onErrors((o) => {
      o.headers['Content-Type'] = 'application/json; charset=iso-8859-1';
    }),
    case: 'NOT_FOUND',
    check: 'media-type',
  },
  {
    name: 'no Content-Type',
    mutation: on('NOT_FOUND', (o) => {
      delete o.headers['Content-Type'];
    }),
    case: 'NOT_FOUND',
    check: 'media-type',
  },
  {
    name: 'an empty body',
    mutation: on('SERVICE_UNAVAILABLE', (o) => {
      o.body = '';
    }),
    case: 'SERVICE_UNAVAILABLE',
    check: 'json',
  },
  {
    name: 'truncated JSON',
    mutation: on('INTERNAL_ERROR', (o) => {
      o.body = JSON.stringify(o.json).slice(0, -5);
    }),
    case: 'INTERNAL_ERROR',
    check: 'json',
  },
  {
    name: 'two JSON texts',
    mutation: on('INVALID_PLATFORM', (o) => {
      o.body = JSON.stringify(o.json).repeat(2);
    }),
    case: 'INVALID_PLATFORM',
    check: 'json',
  },
  {
    name: 'a byte order mark',
    mutation: onErrors((o) => {
      o.body = `\uFEFF${JSON.stringify(o.json)}`;
    }),
    case: 'NOT_FOUND',
    check: 'encoding',
  },
  {
    name: 'latin-1 bytes',
    mutation: on('NOT_FOUND', (o) => {
      o.body = Buffer.from(JSON.stringify(o.json).replace('This', 'Ça'), 'latin1');
    }),
    case: 'NOT_FOUND',
    check: 'encoding',
  },
  {
    name: 'gzip that is none',
    mutation: on('NOT_FOUND', (o) => {
      o.headers['Content-Encoding'] = 'gzip';
    }),
    case: 'NOT_FOUND',
    check: 'encoding',
  },
  {
    name: 'problem details',
    mutation: on('NOT_FOUND', (o) => text(o, 'application/problem+json', '{"status":404}')),
    case: 'NOT_FOUND',
    check: 'media-type',
  },
  {
    name: 'success as a string',
    mutation: onErrors((o) => {
      o.json.success = 'false';
    }),
    case: 'NOT_FOUND',
    check: 'envelope',
  },
  {
    name: 'data: null beside error',
    mutation: onErrors((o) => {
      (o.json as JsonObject).data = null;
    }),
    case: 'NOT_FOUND',
    check: 'envelope',
  },
  {
    name: 'error: null beside data',
    mutation: onData((_, o) => {
      (o.json as JsonObject).error = null;
    }),
    case: 'success',
    check: 'envelope',
  },
  {
    name: 'error as a string',
    mutation: onErrors((o) => {
      (o.json as JsonObject).error = 'no';
    }),
    case: 'NOT_FOUND',
    check: 'envelope',
  },
  {
    name: 'an array',
    mutation: on('INTERNAL_ERROR', (o) => {
      o.body = `[${JSON.stringify(o.json)}]`;
    }),
    case: 'INTERNAL_ERROR',
    check: 'envelope',
  },
  {
    name: 'no message',
    mutation: on('INVALID_PARAMETERS', (o) => {
      delete (o.json.error as JsonObject).message;
    }),
    case: 'INVALID_PARAMETERS',
    check: 'fields',
  },
  {
    name: 'a blank message',
    mutation: on('INVALID_PARAMETERS', (o) => {
      (o.json.error as JsonObject).message = '  ';
    }),
    case: 'INVALID_PARAMETERS',
    check: 'fields',
  },
  {
    name: 'an invisible message',
    mutation: on('INVALID_PARAMETERS', (o) => {
      (o.json.error as JsonObject).message = '\u200b';
    }),
    case: 'INVALID_PARAMETERS',
    check: 'message',
  },
  {
    name: 'no retry_after',
    mutation: on('RATE_LIMIT_EXCEEDED', (o) => {
      delete (o.json.error as JsonObject).retry_after;
    }),
    case: 'RATE_LIMIT_EXCEEDED',
    check: 'fields',
  },
  {
    name: 'retry_after as a string',
    mutation: on('RATE_LIMIT_EXCEEDED', (o) => {
      (o.json.error as JsonObject).retry_after = '60';
    }),
    case: 'RATE_LIMIT_EXCEEDED',
    check: 'fields',
  },
  {
    name: 'retry_after 0',
    mutation: on('RATE_LIMIT_EXCEEDED', (o) => {
      (o.json.error as JsonObject).retry_after = 0;
      o.headers['Retry-After'] = '0';
    }),
    case: 'RATE_LIMIT_EXCEEDED',
    check: 'fields',
  },
  {
    name: 'retry_after 1.5',
    mutation: on('RATE_LIMIT_EXCEEDED', (o) => {
      (o.json.error as JsonObject).retry_after = 1.5;
    }),
    case: 'RATE_LIMIT_EXCEEDED',
    check: 'fields',
  },
  {
    name: 'Retry-After says otherwise',
    mutation: on('RATE_LIMIT_EXCEEDED', (o) => {
      o.headers['Retry-After'] = '59';
    }),
    case: 'RATE_LIMIT_EXCEEDED',
    check: 'header-retry-after',
  },
  {
    name: 'Retry-After is no wait',
    mutation: on('RATE_LIMIT_EXCEEDED', (o) => {
      o.headers['Retry-After'] = 'soon';
    }),
    case: 'RATE_LIMIT_EXCEEDED',
    check: 'header-retry-after',
  },
  {
    name: 'available = required',
    mutation: on('INSUFFICIENT_BALANCE', (o) => {
      (o.json.error as JsonObject).available = 50;
    }),
    case: 'INSUFFICIENT_BALANCE',
    check: 'fields',
  },
  {
    name: 'available is negative',
    mutation: on('INSUFFICIENT_BALANCE', (o) => {
      (o.json.error as JsonObject).available = -1;
    }),
    case: 'INSUFFICIENT_BALANCE',
    check: 'fields',
  },
  {
    name: 'no required',
    mutation: on('INSUFFICIENT_BALANCE', (o) => {
      delete (o.json.error as JsonObject).required;
    }),
    case: 'INSUFFICIENT_BALANCE',
    check: 'fields',
  },
  {
    name: 'the token in the message',
    mutation: on('INVALID_API_TOKEN', (o) => {
      (o.json.error as JsonObject).message = `Bad token: ${o.request.headers.authorization}`;
    }),
    case: 'INVALID_API_TOKEN',
    check: 'leak',
  },
  {
    name: 'a stack trace',
    mutation: on('INTERNAL_ERROR', (o) => {
      (o.json.error as JsonObject).message = 'boom\n    at handler (/srv/app/index.js:10:5)';
    }),
    case: 'INTERNAL_ERROR',
    check: 'leak',
  },
  {
    name: 'SQL',
    mutation: on('INTERNAL_ERROR', (o) => {
      (o.json.error as JsonObject).detail = 'SELECT * FROM posts WHERE id = 1';
    }),
    case: 'INTERNAL_ERROR',
    check: 'leak',
  },
  {
    name: 'a platform in capitals is taken',
    mutation: {
      request: (r) => {
        r.url = r.url?.replace(/TIKTOK/, 'tiktok');
      },
    },
    case: 'platform/upper-case-tiktok',
    check: 'success',
  },
  {
    name: 'any platform is taken',
    mutation: forgives('INVALID_PLATFORM'),
    case: 'INVALID_PLATFORM',
    check: 'success',
  },
  {
    name: 'one platform is refused',
    mutation: { decide: (d, r) => (r.url?.includes('/linkedin/') ? asError('INVALID_PLATFORM') : d) },
    case: 'success/platform/linkedin',
    check: 'success',
  },
  {
    name: 'limit is never refused',
    mutation: forgives('INVALID_PARAMETERS'),
    case: 'INVALID_PARAMETERS',
    check: 'success',
  },
  {
    name: 'limit=101 is taken',
    mutation: {
      request: (r) => {
        r.url = r.url?.replace('limit=101', 'limit=100');
      },
    },
    case: 'limit/above-maximum',
    check: 'success',
  },
  {
    name: 'limit=05 is taken',
    mutation: {
      request: (r) => {
        r.url = r.url?.replace('limit=05', 'limit=5');
      },
    },
    case: 'limit/leading-zero',
    check: 'success',
  },
  {
    name: 'limit=100 is refused',
    mutation: { decide: (d, r) => (r.url?.includes('limit=100') ? asError('INVALID_PARAMETERS') : d) },
    case: 'success/limit/maximum',
    check: 'success',
  },
  {
    name: 'a bad limit is blamed on the platform',
    mutation: {
      decide: (d) =>
        d.kind === 'error' && d.entry.code === 'INVALID_PARAMETERS' ? asError('INVALID_PLATFORM') : d,
    },
    case: 'limit/word',
    check: 'code',
  },
  {
    name: 'limit is not honoured',
    mutation: {
      request: (r) => {
        r.url = r.url?.replace('limit=1', 'limit=20');
      },
    },
    case: 'success/limit/minimum',
    check: 'limit',
  },
  {
    name: 'lower-case bearer is refused',
    mutation: {
      request: (r) => {
        if (r.headers.authorization?.startsWith('bearer')) r.headers.authorization = 'none';
      },
    },
    case: 'authentication/scheme-bearer',
    check: 'success',
  },
  {
    name: 'X-API-Token is not read',
    mutation: {
      request: (r) => {
        delete r.headers['x-api-token'];
      },
    },
    case: 'success/X-API-Token',
    check: 'success',
  },
  {
    name: 'X-API-Token wins',
    mutation: {
      request: (r) => {
        if (r.headers['x-api-token']) delete r.headers.authorization;
      },
    },
    case: 'authentication/both-bad-X-API-Token',
    check: 'success',
  },
  {
    name: 'a token in the query is taken',
    mutation: {
      request: (r) => {
        const token = new URL(r.url ?? '', 'http://a').searchParams.get('token');
        if (token) r.headers.authorization = `Bearer ${token}`;
      },
    },
    case: 'authentication/query-token',
    check: 'success',
  },
  {
    name: 'a token without a scheme is taken',
    mutation: {
      request: (r) => {
        if (r.headers.authorization?.startsWith('test_'))
          r.headers.authorization = `Bearer ${r.headers.authorization}`;
      },
    },
    case: 'authentication/scheme-missing',
    check: 'success',
  },
  {
    name: 'a Basic token is taken',
    mutation: {
      request: (r) => {
        r.headers.authorization = r.headers.authorization?.replace('Basic', 'Bearer');
      },
    },
    case: 'authentication/scheme-Basic',
    check: 'success',
  },
  {
    name: 'an unknown path redirects',
    mutation: on('NOT_FOUND', (o) => {
      o.status = 302;
      o.headers.Location = '/';
    }),
    case: 'routing/beside',
    check: 'redirect',
  },
  {
    name: 'an unknown path is a success',
    mutation: {
      request: (r) => {
        r.url = r.url?.replace('/no-such-endpoint', '');
      },
    },
    case: 'routing/below',
    check: 'success',
  },
  {
    name: 'a deep unknown path is HTML',
    mutation: {
      answer: (o) => {
        if (o.request.url?.endsWith('/no-such-endpoint')) text(o, 'text/html', '<p>404</p>');
      },
    },
    case: 'routing/below',
    check: 'media-type',
  },
  {
    name: 'success without balance',
    mutation: onData((data) => {
      delete data.remaining_balance;
    }),
    case: 'success',
    check: 'schema',
  },
  {
    name: 'balance beside data',
    mutation: onData((data, o) => {
      o.json.remaining_balance = data.remaining_balance ?? 0;
      delete data.remaining_balance;
    }),
    case: 'success',
    check: 'schema',
  },
  {
    name: 'balance as a string',
    mutation: onData((data) => {
      data.remaining_balance = '975';
    }),
    case: 'success',
    check: 'schema',
  },
  {
    name: 'no next_cursor on the last page',
    mutation: onData((data) => {
      if (data.next_cursor === null) delete data.next_cursor;
    }),
    case: 'success/pages',
    check: 'schema',
  },
  {
    name: 'the second page fails',
    mutation: { decide: (d, r) => (r.url?.includes('cursor=') ? asError('INTERNAL_ERROR') : d) },
    case: 'success/pages',
    check: 'success',
  },
  {
    name: 'a post lacks a field',
    mutation: onPosts((post) => {
      delete post.scraped_at;
    }),
    case: 'success',
    check: 'schema',
  },
  {
    name: 'a wrong total',
    mutation: onPosts((post) => {
      (post.engagement as JsonObject).total = 7;
    }),
    case: 'success',
    check: 'schema',
  },
  {
    name: 'a date without a zone',
    mutation: onPosts((post) => {
      post.scraped_at = '2026-01-15T09:00:00';
    }),
    case: 'success',
    check: 'schema',
  },
  {
    name: 'a media type of its own',
    mutation: onPosts((post) => {
      (post.media as JsonObject).type = 'gif';
    }),
    case: 'success',
    check: 'schema',
  },
  {
    name: 'a URL that is none',
    mutation: onPosts((post) => {
      post.post_url = 'natgeo/7';
    }),
    case: 'success',
    check: 'schema',
  },
  {
    name: 'a count as a fraction',
    mutation: onPosts((post) => {
      (post.engagement as JsonObject).views = 0.5;
    }),
    case: 'success',
    check: 'schema',
  },
  {
    name: 'success under 201',
    mutation: onData((_, o) => {
      o.status = 201;
    }),
    case: 'success',
    check: 'status',
  },
  {
    name: 'the connection is reset',
    mutation: on('INTERNAL_ERROR', (o) => {
      o.send = (response) => response.socket?.destroy();
    }),
    case: 'INTERNAL_ERROR',
    check: 'answer',
  },
  {
    name: 'the body breaks off',
    mutation: on('INTERNAL_ERROR', (o) => {
      o.send = (response) => {
        response.writeHead(500, { 'Content-Length': '500' }).write('{"success"');
        setTimeout(() => response.socket?.destroy(), 20);
      };
    }),
    case: 'INTERNAL_ERROR',
    check: 'answer',
  },
  {
    name: 'no answer',
    mutation: on('SERVICE_UNAVAILABLE', (o) => {
      o.send = () => {};
    }),
    case: 'SERVICE_UNAVAILABLE',
    check: 'answer',
    hangs: true,
  },
  {
    name: 'a fault in one operation only',
    mutation: on('SERVICE_UNAVAILABLE', (o) => {
      if (o.request.url?.includes('by-hashtag')) o.status = 500;
    }),
    operation: 'listPostsByHashtag',
    case: 'SERVICE_UNAVAILABLE',
    check: 'status',
  },
];

/** Servers that keep the contract in a style of their own. */
export const STYLES: readonly { name: string; mutation: Mutation; warnings?: string[] }[] = [
  { name: 'as it is', mutation: {} },
  {
    name: 'gzip',
    mutation: {
      answer: (o) => {
        o.headers['Content-Encoding'] = 'gzip';
        o.body = gzipSync(JSON.stringify(o.json));
      },
    },
  },
  {
    name: 'pretty JSON',
    mutation: {
      answer: (o) => {
        o.body = `\n${JSON.stringify(o.json, null, 4)}\n`;
      },
    },
  },
  {
    name: 'a quoted charset',
    mutation: {
      answer: (o) => {
        o.headers['Content-Type'] = 'Application/JSON ; Charset="UTF-8"';
      },
    },
  },
  {
    name: 'further fields and headers',
    mutation: {
      answer: (o) => {
        o.json.meta = { id: 1 };
        if (o.json.error) o.json.error.hint = 'x';
        o.headers['X-Request-Id'] = 'abc';
      },
    },
  },
  {
    name: 'other messages',
    mutation: onErrors((o) => {
      (o.json.error as JsonObject).message = 'エラー';
    }),
  },
  {
    name: 'integers with a point',
    mutation: on('RATE_LIMIT_EXCEEDED', (o) => {
      o.body = JSON.stringify(o.json).replace(':60', ':60.0');
    }),
  },
  {
    name: 'Retry-After as a date',
    mutation: on('RATE_LIMIT_EXCEEDED', (o) => {
      const now = Date.now();
      o.headers.Date = new Date(now).toUTCString();
      o.headers['Retry-After'] = new Date(now + 60_000).toUTCString();
    }),
  },
  {
    name: 'no header that only should be there',
    mutation: onErrors((o) => {
      delete o.headers['Retry-After'];
      delete o.headers['WWW-Authenticate'];
    }),
    warnings: ['header-retry-after', 'header-www-authenticate'],
  },
  {
    name: 'empty pages',
    mutation: onData((data) => {
      data.posts = [];
      data.next_cursor = null;
    }),
  },
  {
    name: 'x answers for twitter',
    mutation: onPosts((post) => {
      if (post.platform === 'twitter') post.platform = 'x';
    }),
  },
  {
    name: 'another platform than asked',
    mutation: onPosts((post) => {
      post.platform = 'snapchat';
    }),
    warnings: ['echo'],
  },
  {
    name: 'connections are closed',
    mutation: {
      answer: (o) => {
        o.headers.Connection = 'close';
      },
    },
  },
  { name: 'a live rate limit', mutation: everyFortieth() },
];

/** Answers every fortieth request with a rate limit of a second, whatever was asked. */
function everyFortieth(): Mutation {
  let seen = 0;
  return {
    decide: (decision) => {
      seen++;
      return seen % 40 === 0 ? asError('RATE_LIMIT_EXCEEDED') : decision;
    },
    answer: ({ json, headers, code }) => {
      if (code !== 'RATE_LIMIT_EXCEEDED' || !isObject(json.error)) return;
      json.error.retry_after = 1;
      headers['Retry-After'] = '1';
    },
  };
}
