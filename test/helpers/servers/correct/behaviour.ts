/** Correct servers that differ in unspecified behaviour: precedence of errors, routes, rate limits, timing. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mutation, Outgoing } from '../mutant.ts';
import { errorDecision, onErrors, rewrites, text } from '../mutations.ts';
import type { Style } from './correct-server.ts';

const pathOf = ({ request }: Outgoing) => (request.url ?? '').split('?')[0] ?? '';

/** Changes the responses that satisfy a condition. */
const onMatching = (
  applies: (outgoing: Outgoing) => boolean,
  change: (outgoing: Outgoing) => void,
): Mutation => ({
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
const hasTrailingSlash = (outgoing: Outgoing) => /\/[^/]+\/$/.test(pathOf(outgoing)) && !isBase(outgoing);
const isMalformed = ({ request }: Outgoing) => /%(zz|ff)/.test(request.url ?? '');
const hasOddCursor = ({ request }: Outgoing) => {
  const cursor = new URL(request.url ?? '', 'http://a').searchParams.get('cursor');
  return cursor !== null && !/^\{"offset":\d+\}$/.test(Buffer.from(cursor, 'base64url').toString('utf8'));
};
const isWrongMethod = ({ request }: Outgoing) => /^(POST|PUT|PATCH|DELETE)$/.test(request.method ?? '');

const forbids = (type: string, body: string): Mutation =>
  onMatching(isWrongMethod, (outgoing) => {
    outgoing.headers.Allow = 'GET';
    status(405, type, body)(outgoing);
  });

/** Limits the requests per second. `change` changes the responses to the requests above the limit. */
function bucket(size: number, change?: (outgoing: Outgoing) => void): () => Mutation {
  return () => {
    let started = 0;
    let left = 0;
    return {
      decide: (correct) => {
        const now = Date.now();
        if (now - started >= 1000) [started, left] = [now, size];
        return left-- > 0 ? correct : errorDecision('RATE_LIMIT_EXCEEDED');
      },
      response: (outgoing) => {
        if (outgoing.code !== 'RATE_LIMIT_EXCEEDED' || !outgoing.json.error) return;
        // This also applies to the error that a test token provokes.
        outgoing.json.error.retry_after = 1;
        outgoing.headers['Retry-After'] = '1';
        change?.(outgoing);
      },
    };
  };
}

/** Returns a rate limit for every nth request. */
const every = (nth: number, seconds: number) => (): Mutation => {
  let requests = 0;
  const limited = new WeakSet<object>();
  return {
    decide: (correct, request) => {
      if (++requests % nth !== 0) return correct;
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

/** Delays each response. */
const slow = (ms: (outgoing: Outgoing) => number): Mutation => ({
  response: async (outgoing) => {
    await sleep(ms(outgoing));
  },
});

export const behaviour: readonly Style[] = [
  { name: 'HEAD returns 404', mutation: onMatching(isMethod('HEAD'), status(404)) },
  { name: 'HEAD returns 405', mutation: onMatching(isMethod('HEAD'), status(405)) },
  {
    name: 'HEAD is handled like GET',
    mutation: {
      request: (request) => {
        if (request.method === 'HEAD') request.method = 'GET';
      },
    },
  },
  { name: 'OPTIONS returns 204', mutation: onMatching(isMethod('OPTIONS'), status(204)) },
  {
    name: 'OPTIONS returns 200 with the allowed methods and headers',
    mutation: onMatching(isMethod('OPTIONS'), (outgoing) => {
      outgoing.headers.Allow = 'GET, HEAD, OPTIONS';
      outgoing.headers['Access-Control-Allow-Headers'] = 'Authorization, X-API-Token';
      status(200)(outgoing);
    }),
  },
  { name: 'OPTIONS returns 405', mutation: onMatching(isMethod('OPTIONS'), status(405, 'text/plain', 'no')) },
  {
    name: 'a trailing slash is ignored',
    mutation: rewrites((url) => {
      url.pathname = url.pathname.replace(/\/$/, '');
    }),
  },
  {
    name: 'a trailing slash returns HTML',
    mutation: onMatching(hasTrailingSlash, status(404, 'text/html', '<h1>404</h1>')),
  },
  {
    name: 'a trailing slash redirects to the path without it',
    mutation: onMatching(hasTrailingSlash, (outgoing) => {
      outgoing.headers.Location = pathOf(outgoing).replace(/\/$/, '');
      status(301)(outgoing);
    }),
  },
  {
    name: 'the base path redirects to the documentation',
    mutation: onMatching(isBase, (outgoing) => {
      outgoing.headers.Location = '/docs';
      status(302, 'text/html', '<p>Moved</p>')(outgoing);
    }),
  },
  {
    name: 'the base path returns an HTML page',
    mutation: onMatching(
      isBase,
      status(
        200,
        'text/html',
        "<h1>Docs</h1><pre>curl -H 'Authorization: Bearer test_ok'\n    at /srv/app/index.js:1:2 SELECT * FROM posts</pre>",
      ),
    ),
  },
  {
    name: 'the base path returns other JSON',
    mutation: onMatching(isBase, status(200, 'application/json', '{"name":"api"}')),
  },
  {
    name: 'malformed percent-encoding returns 400 with HTML',
    mutation: onMatching(isMalformed, status(400, 'text/html', '<h1>Bad Request</h1>')),
  },
  {
    name: 'malformed percent-encoding returns 404',
    mutation: onMatching(isMalformed, status(404, 'text/plain', 'not found')),
  },
  {
    name: 'malformed percent-encoding is ignored',
    mutation: rewrites((url) => {
      url.pathname = url.pathname.replace(/%(zz|ff)/g, '');
      url.search = url.search.replace(/%(zz|ff)/g, '');
    }),
  },
  {
    name: 'an unknown cursor returns the first page',
    mutation: rewrites((url) => {
      if (hasOddCursor({ request: { url: url.href } } as Outgoing)) url.searchParams.delete('cursor');
    }),
  },
  {
    name: 'an unknown cursor returns an empty page',
    mutation: rewrites((url) => {
      if (hasOddCursor({ request: { url: url.href } } as Outgoing))
        url.searchParams.set('cursor', Buffer.from('{"offset":9999}').toString('base64url'));
    }),
  },
  {
    name: 'an unknown cursor returns 404',
    mutation: onMatching(hasOddCursor, status(404, 'text/plain', 'gone')),
  },
  {
    name: 'an unknown cursor returns 410',
    mutation: onMatching(hasOddCursor, status(410, 'application/json', '{}')),
  },
  {
    name: 'a wrong method returns 405 with HTML',
    mutation: forbids('text/html', '<h1>405</h1>'),
    warnings: ['media-type'],
  },
  {
    name: 'a wrong method returns 405 without a body',
    mutation: onMatching(isWrongMethod, status(405)),
    warnings: ['media-type'],
  },
  {
    name: 'a wrong method returns 405 with other JSON',
    mutation: forbids('application/json', '{"detail":"Method Not Allowed"}'),
    warnings: ['envelope'],
  },
  {
    name: 'a wrong method returns 501',
    mutation: onMatching(isWrongMethod, status(501, 'text/html', '<p>Unsupported method</p>')),
    warnings: ['media-type'],
  },
  {
    name: 'a malformed token returns INVALID_API_TOKEN',
    mutation: {
      decide: (correct, { headers }) => {
        const token = headers.authorization ?? headers['x-api-token'];
        // The test token provokes the code, also in this style.
        const isMalformed = token !== undefined && !String(token).includes('test_missing_api_token');
        return correct.kind === 'error' && correct.code === 'MISSING_API_TOKEN' && isMalformed
          ? errorDecision('INVALID_API_TOKEN')
          : correct;
      },
    },
  },
  {
    name: 'a token with a space or quotation mark returns MISSING_API_TOKEN',
    mutation: {
      decide: (correct, { headers }) =>
        correct.kind === 'error' &&
        correct.code === 'INVALID_API_TOKEN' &&
        /[" ]/.test(String(headers['x-api-token'] ?? headers.authorization?.slice(7) ?? ''))
          ? errorDecision('MISSING_API_TOKEN')
          : correct,
    },
  },
  {
    name: 'unknown paths are checked before the token',
    mutation: {
      decide: (correct, { url = '' }) => {
        const known = /^\/api\/v1\/posts\/by-(user|hashtag)\/[^/]+\/[^/]+$/.test(url.split('?')[0] ?? '');
        return correct.kind === 'error' && correct.code.endsWith('API_TOKEN') && !known
          ? errorDecision('NOT_FOUND')
          : correct;
      },
    },
  },
  {
    name: 'parameters are checked before the token',
    mutation: {
      decide: (correct, { url = '' }) => {
        if (correct.kind !== 'error' || !correct.code.endsWith('API_TOKEN')) return correct;
        if (/limit=(0|-1|\D)/.test(url)) return errorDecision('INVALID_PARAMETERS');
        return /by-\w+\/(tiktok|instagram|twitter|x|snapchat|linkedin)\//.test(url) ||
          !/by-(user|hashtag)\//.test(url)
          ? correct
          : errorDecision('INVALID_PLATFORM');
      },
    },
    warnings: ['code'],
  },
  {
    name: 'paths are case-insensitive',
    mutation: rewrites((url) => {
      url.pathname = url.pathname.replace(/^\/api\/v1\/posts\/by-(user|hashtag)(?=\/)/i, (fixed) =>
        fixed.toLowerCase(),
      );
    }),
  },
  {
    name: 'errors are charged',
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
  { name: 'a rate limit of some hundred requests per second', mutation: bucket(220) },
  {
    name: 'a rate limit with a date as Retry-After',
    mutation: bucket(300, ({ headers }) => {
      const now = Date.now();
      headers.Date = new Date(now).toUTCString();
      headers['Retry-After'] = new Date(now + 1000).toUTCString();
    }),
  },
  {
    // Counts requests, because a slow machine never reaches a limit per second.
    name: 'a rate limit without Retry-After',
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
  { name: 'a rate limit at every 300th request', mutation: every(300, 1) },
  { name: 'a rate limit at every 90th request, with a long wait', mutation: every(90, 45) },
  {
    name: 'every response takes 20 to 40 ms',
    mutation: slow(({ times, request }) => 20 + (((request.url?.length ?? 0) + times * 7) % 20)),
  },
  { name: 'errors are quicker than successes', mutation: slow(({ code }) => (code === undefined ? 40 : 0)) },
  {
    name: 'some responses take a second',
    mutation: slow(({ code, times }) => (code === 'INTERNAL_ERROR' && times === 1 ? 1200 : 0)),
  },
  {
    name: 'idle connections are closed after 40 ms',
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
    name: 'errors have a request id',
    mutation: onErrors(({ json, headers }) => {
      if (json.error) json.error.request_id = '8f14e45f-ceea-467f-a0e6-1d2b3c4d5e6f';
      headers['X-Request-Id'] = '8f14e45f-ceea-467f-a0e6-1d2b3c4d5e6f';
    }),
  },
  {
    name: 'HEAD and OPTIONS return an HTML page',
    mutation: onMatching(
      ({ request }) => /^(HEAD|OPTIONS)$/.test(request.method ?? ''),
      (outgoing) => {
        outgoing.status = 200;
        text(outgoing, 'text/html', '<p>API</p>');
      },
    ),
  },
];
