/** Correct servers that do otherwise where the contract leaves it open: order of errors, routes, limits, time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mutation, Outgoing } from '../mutant.ts';
import { errorDecision, onErrors, rewrites, text } from '../mutations.ts';
import type { Style } from './correct-server.ts';

const pathOf = ({ request }: Outgoing) => (request.url ?? '').split('?')[0] ?? '';

/** Answers what is left open in one way. */
const where = (applies: (outgoing: Outgoing) => boolean, change: (outgoing: Outgoing) => void): Mutation => ({
  response: (outgoing) => {
    if (applies(outgoing)) change(outgoing);
  },
});

const status =
  (code: number, type?: string, body = '') =>
  (outgoing: Outgoing) => {
    outgoing.status = code;
    outgoing.body = body;
    if (type === undefined) delete outgoing.headers['Content-Type'];
    else outgoing.headers['Content-Type'] = type;
  };

const isMethod = (method: string) => (outgoing: Outgoing) => outgoing.request.method === method;
const isBase = (outgoing: Outgoing) => /^\/api\/v1\/?$/.test(pathOf(outgoing));
const isSlash = (outgoing: Outgoing) => /\/[^/]+\/$/.test(pathOf(outgoing)) && !isBase(outgoing);
const isMalformed = ({ request }: Outgoing) => /%(zz|ff)/.test(request.url ?? '');
const hasOddCursor = ({ request }: Outgoing) => {
  const cursor = new URL(request.url ?? '', 'http://a').searchParams.get('cursor');
  return cursor !== null && !/^\{"offset":\d+\}$/.test(Buffer.from(cursor, 'base64url').toString('utf8'));
};
const isWrongMethod = ({ request }: Outgoing) => /^(POST|PUT|PATCH|DELETE)$/.test(request.method ?? '');

const forbids = (type: string, body: string): Mutation =>
  where(isWrongMethod, (outgoing) => {
    outgoing.headers.Allow = 'GET';
    status(405, type, body)(outgoing);
  });

/** A bucket of so many requests a second; the answer of who comes too early. */
function bucket(size: number, change?: (outgoing: Outgoing) => void): () => Mutation {
  return () => {
    let started = 0;
    let left = 0;
    return {
      decide: (right) => {
        const now = Date.now();
        if (now - started >= 1000) [started, left] = [now, size];
        return left-- > 0 ? right : errorDecision('RATE_LIMIT_EXCEEDED');
      },
      response: (outgoing) => {
        if (outgoing.code !== 'RATE_LIMIT_EXCEEDED' || !outgoing.json.error) return;
        // The one that a test token asks for is as the others are.
        outgoing.json.error.retry_after = 1;
        outgoing.headers['Retry-After'] = '1';
        change?.(outgoing);
      },
    };
  };
}

/** A limit for each so manieth request, whatever is asked. */
const every = (nth: number, seconds: number) => (): Mutation => {
  let seen = 0;
  const limited = new WeakSet<object>();
  return {
    decide: (right, request) => {
      if (++seen % nth !== 0) return right;
      limited.add(request);
      return errorDecision('RATE_LIMIT_EXCEEDED');
    },
    response: ({ request, json, headers }) => {
      if (!limited.has(request) || !json.error) return;
      json.error.retry_after = seconds;
      headers['Retry-After'] = String(seconds);
    },
  };
};

/** Answers after so long; some sooner than others. */
const slow = (ms: (outgoing: Outgoing) => number): Mutation => ({
  response: async (outgoing) => {
    await sleep(ms(outgoing));
  },
});

export const behaviour: readonly Style[] = [
  { name: 'HEAD is 404', mutation: where(isMethod('HEAD'), status(404)) },
  { name: 'HEAD is 405', mutation: where(isMethod('HEAD'), status(405)) },
  {
    name: 'HEAD is a GET',
    mutation: {
      request: (request) => {
        if (request.method === 'HEAD') request.method = 'GET';
      },
    },
  },
  { name: 'OPTIONS is 204', mutation: where(isMethod('OPTIONS'), status(204)) },
  {
    name: 'OPTIONS is 200 with what is allowed',
    mutation: where(isMethod('OPTIONS'), (outgoing) => {
      outgoing.headers.Allow = 'GET, HEAD, OPTIONS';
      outgoing.headers['Access-Control-Allow-Headers'] = 'Authorization, X-API-Token';
      status(200)(outgoing);
    }),
  },
  { name: 'OPTIONS is 405', mutation: where(isMethod('OPTIONS'), status(405, 'text/plain', 'no')) },
  {
    name: 'a slash at the end is the same',
    mutation: rewrites((url) => {
      url.pathname = url.pathname.replace(/\/$/, '');
    }),
  },
  { name: 'a slash at the end is HTML', mutation: where(isSlash, status(404, 'text/html', '<h1>404</h1>')) },
  {
    name: 'the base path is a page',
    mutation: where(
      isBase,
      status(
        200,
        'text/html',
        "<h1>Docs</h1><pre>curl -H 'Authorization: Bearer test_ok'\n    at /srv/app/index.js:1:2 SELECT * FROM posts</pre>",
      ),
    ),
  },
  {
    name: 'the base path is a JSON of its own',
    mutation: where(isBase, status(200, 'application/json', '{"name":"api"}')),
  },
  {
    name: 'malformed percent-encoding is 400 in HTML',
    mutation: where(isMalformed, status(400, 'text/html', '<h1>Bad Request</h1>')),
  },
  {
    name: 'malformed percent-encoding is 404',
    mutation: where(isMalformed, status(404, 'text/plain', 'not found')),
  },
  {
    name: 'malformed percent-encoding is a success',
    mutation: rewrites((url) => {
      url.pathname = url.pathname.replace(/%(zz|ff)/g, '');
      url.search = url.search.replace(/%(zz|ff)/g, '');
    }),
  },
  {
    name: 'an unknown cursor is the first page',
    mutation: rewrites((url) => {
      if (hasOddCursor({ request: { url: url.href } } as Outgoing)) url.searchParams.delete('cursor');
    }),
  },
  {
    name: 'an unknown cursor is an empty page',
    mutation: rewrites((url) => {
      if (hasOddCursor({ request: { url: url.href } } as Outgoing))
        url.searchParams.set('cursor', Buffer.from('{"offset":9999}').toString('base64url'));
    }),
  },
  { name: 'an unknown cursor is 404', mutation: where(hasOddCursor, status(404, 'text/plain', 'gone')) },
  { name: 'an unknown cursor is 410', mutation: where(hasOddCursor, status(410, 'application/json', '{}')) },
  {
    name: 'a wrong method is 405 in HTML',
    mutation: forbids('text/html', '<h1>405</h1>'),
    warnings: ['media-type'],
  },
  {
    name: 'a wrong method is 405 without a body',
    mutation: where(isWrongMethod, status(405)),
    warnings: ['media-type'],
  },
  {
    name: 'a wrong method is 405 in JSON',
    mutation: forbids('application/json', '{"detail":"Method Not Allowed"}'),
    warnings: ['envelope'],
  },
  {
    name: 'a wrong method is 501',
    mutation: where(isWrongMethod, status(501, 'text/html', '<p>Unsupported method</p>')),
    warnings: ['media-type'],
  },
  {
    name: 'a wrong method ends the connection',
    mutation: where(isWrongMethod, (outgoing) => {
      outgoing.send = ({ socket }) => socket?.destroy();
    }),
    warnings: ['answer'],
  },
  {
    name: 'a token that is none is invalid',
    mutation: {
      decide: (right, { headers }) => {
        const isThere = headers.authorization !== undefined || headers['x-api-token'] !== undefined;
        return right.kind === 'error' && right.code === 'MISSING_API_TOKEN' && isThere
          ? errorDecision('INVALID_API_TOKEN')
          : right;
      },
    },
  },
  {
    name: 'a token of another form is missing',
    mutation: {
      decide: (right, { headers }) =>
        right.kind === 'error' &&
        right.code === 'INVALID_API_TOKEN' &&
        /[" ]/.test(String(headers['x-api-token'] ?? headers.authorization?.slice(7) ?? ''))
          ? errorDecision('MISSING_API_TOKEN')
          : right,
    },
  },
  {
    name: 'unknown paths are found out before tokens',
    mutation: {
      decide: (right, { url = '' }) => {
        const known = /^\/api\/v1\/posts\/by-(user|hashtag)\/[^/]+\/[^/]+$/.test(url.split('?')[0] ?? '');
        return right.kind === 'error' && right.code.endsWith('API_TOKEN') && !known
          ? errorDecision('NOT_FOUND')
          : right;
      },
    },
  },
  {
    name: 'bad requests are found out before tokens',
    mutation: {
      decide: (right, { url = '' }) => {
        if (right.kind !== 'error' || !right.code.endsWith('API_TOKEN')) return right;
        if (/limit=(0|-1|\D)/.test(url)) return errorDecision('INVALID_PARAMETERS');
        return /by-\w+\/(tiktok|instagram|twitter|x|snapchat|linkedin)\//.test(url) ||
          !/by-(user|hashtag)\//.test(url)
          ? right
          : errorDecision('INVALID_PLATFORM');
      },
    },
    warnings: ['code'],
  },
  {
    name: 'letters of paths may have any case',
    mutation: rewrites((url) => {
      url.pathname = url.pathname.replace(/^\/api\/v1\/posts\/by-(user|hashtag)(?=\/)/i, (fixed) =>
        fixed.toLowerCase(),
      );
    }),
  },
  {
    name: 'errors cost a credit',
    mutation: () => {
      let spent = 0;
      return {
        response: ({ json, code }) => {
          if (code) spent++;
          if (json.data) json.data.remaining_balance = 100_000 - spent;
        },
      };
    },
    warnings: ['charge'],
  },
  { name: 'a limit of some hundred in a second', mutation: bucket(220) },
  {
    name: 'a limit whose wait is a date',
    mutation: bucket(300, ({ headers }) => {
      const now = Date.now();
      headers.Date = new Date(now).toUTCString();
      headers['Retry-After'] = new Date(now + 1000).toUTCString();
    }),
  },
  {
    // By count, not by time: on a slow machine a bucket is never empty, and nothing is there to warn of.
    name: 'a limit without Retry-After',
    mutation: () => {
      const limit = every(250, 1)();
      return {
        ...limit,
        response: (outgoing) => {
          limit.response?.(outgoing);
          if (outgoing.code === 'RATE_LIMIT_EXCEEDED') delete outgoing.headers['Retry-After'];
        },
      };
    },
    warnings: ['header-retry-after'],
  },
  { name: 'a limit at every 300th request', mutation: every(300, 1) },
  { name: 'a limit at every 90th request, with a long wait', mutation: every(90, 45) },
  {
    name: 'all answers take 20 to 40 ms',
    mutation: slow(({ times, request }) => 20 + (((request.url?.length ?? 0) + times * 7) % 20)),
  },
  { name: 'errors are quicker than successes', mutation: slow(({ code }) => (code === undefined ? 40 : 0)) },
  {
    name: 'some answers take a second',
    mutation: slow(({ code, times }) => (code === 'INTERNAL_ERROR' && times === 1 ? 1200 : 0)),
  },
  {
    name: 'idle connections are closed soon',
    mutation: () => {
      const known = new WeakSet<object>();
      return {
        response: ({ request: { socket } }) => {
          if (!known.has(socket)) socket.setTimeout(40, () => socket.destroy());
          known.add(socket);
        },
      };
    },
  },
  {
    name: 'each connection serves twenty requests',
    mutation: () => {
      const served = new WeakMap<object, number>();
      return {
        response: ({ request, headers }) => {
          const count = (served.get(request.socket) ?? 0) + 1;
          served.set(request.socket, count);
          if (count >= 20) headers.Connection = 'close';
        },
      };
    },
  },
  {
    name: 'errors of the server name a request id',
    mutation: onErrors(({ json, headers }) => {
      if (json.error) json.error.request_id = '8f14e45f-ceea-467f-a0e6-1d2b3c4d5e6f';
      headers['X-Request-Id'] = '8f14e45f-ceea-467f-a0e6-1d2b3c4d5e6f';
    }),
  },
  {
    name: 'a page for people where the method is HEAD or OPTIONS',
    mutation: where(
      ({ request }) => /^(HEAD|OPTIONS)$/.test(request.method ?? ''),
      (outgoing) => {
        outgoing.status = 200;
        text(outgoing, 'text/html', '<p>API</p>');
      },
    ),
  },
];
