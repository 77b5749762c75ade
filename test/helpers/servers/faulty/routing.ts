/**
 * Faulty servers that respond wrongly to unknown paths or methods, that redirect, or that return a server error for a
 * request that the contract leaves open.
 */
import type { Outgoing } from '../mutant.ts';
import { errorDecision, type Faulty, on, onErrors, onSuccess, rewrites, text } from '../mutations.ts';

const ROUTING = ['routing'];

/** The default 404 responses of web frameworks. */
const DEFAULTS: Record<string, [string, string, Faulty['check']]> = {
  Express: ['text/html; charset=utf-8', '<pre>Cannot GET /</pre>', 'media-type'],
  FastAPI: ['application/json', '{"detail":"Not Found"}', 'envelope'],
  Spring: [
    'application/json',
    '{"timestamp":"2026-01-01T00:00:00Z","status":404,"error":"Not Found","path":"/"}',
    'envelope',
  ],
  Fastify: [
    'application/json; charset=utf-8',
    '{"message":"Route GET:/ not found","error":"Not Found","statusCode":404}',
    'envelope',
  ],
  Go: ['text/plain; charset=utf-8', '404 page not found\n', 'media-type'],
  'ASP.NET': ['application/problem+json', '{"title":"Not Found","status":404}', 'media-type'],
  Rails: ['application/json', '{"status":404,"error":"Not Found"}', 'envelope'],
};

/** Unknown paths, each with the case that must fail if the server does not return NOT_FOUND. */
const PATHS: Record<string, [RegExp, string]> = {
  'of one unknown segment': [/^\/api\/v1\/[^/]+$/, 'routing/shallow'],
  'of six unknown segments': [/^\/api\/v1(\/no-such-endpoint){6}$/, 'routing/deep'],
  'with an unknown second segment': [/posts\/no-such-endpoint\//, 'NOT_FOUND'],
  'that start like the path of an operation': [/posts\/by-\w+s\//, 'routing/beside-longer'],
  'that end before the parameters': [/posts\/by-\w+$/, 'routing/parent-only'],
  'without the last segment': [/by-\w+\/[^/]+$/, 'routing/one-part-too-few'],
  'with an extra segment': [/by-\w+\/[^/]+\/[^/]+\/[^/]+$/, 'routing/below'],
  'with two extra segments': [/by-\w+(\/[^/]+){4}$/, 'routing/far-below'],
  'that repeat the path of an operation': [/posts\/.*posts\//, 'routing/under-itself'],
  'with an unknown first segment before the path of an operation': [/v1\/[^p].*\/posts/, 'routing/before-it'],
  'of only the first segment': [/v1\/posts$/, 'routing/collection'],
};

const pathOf = (url: string | undefined) => (url ?? '').split('?')[0] ?? '';

/** Requests with an unspecified response, each with the case that must fail on a server error. */
const UNSPECIFIED: Record<string, [(outgoing: Outgoing) => boolean, string]> = {
  HEAD: [({ request }) => request.method === 'HEAD', 'head'],
  OPTIONS: [({ request }) => request.method === 'OPTIONS', 'options'],
  'a trailing slash': [
    ({ request }) => pathOf(request.url).endsWith('/natgeo/') || pathOf(request.url).endsWith('/travel/'),
    'trailing-slash',
  ],
  'the base path': [({ request }) => /^\/api\/v1$/.test(pathOf(request.url)), 'base'],
  'the base path with a trailing slash': [
    ({ request }) => /^\/api\/v1\/$/.test(pathOf(request.url)),
    'base-slash',
  ],
  'malformed percent-encoding in the path': [
    ({ request }) => pathOf(request.url).includes('%zz'),
    'percent-encoding',
  ],
  'percent-encoding in the path that is not UTF-8': [
    ({ request }) => pathOf(request.url).includes('%ff'),
    'percent-encoding-utf-8',
  ],
  'malformed percent-encoding in the query': [
    ({ request }) => (request.url ?? '').includes('=%zz'),
    'percent-encoding-query',
  ],
  'percent-encoding in the query that is not UTF-8': [
    ({ request }) => (request.url ?? '').includes('=%ff'),
    'percent-encoding-query-utf-8',
  ],
  'an unknown cursor': [({ request }) => (request.url ?? '').includes('cursor=no-such'), 'cursor-unknown'],
  'an empty cursor': [({ request }) => /cursor=(&|$)/.test(request.url ?? ''), 'cursor-empty'],
  'a cursor of special characters': [
    ({ request }) => (request.url ?? '').includes('cursor=%27'),
    'cursor-odd',
  ],
  'a Base64 cursor that is not JSON': [
    ({ request }) => cursorText(request.url) === 'no JSON',
    'cursor-base64',
  ],
  'a cursor with negative positions': [
    ({ request }) => Number(cursorText(request.url).match(/-1/)?.[0]) < 0,
    'cursor-negative',
  ],
  'a long cursor': [({ request }) => (request.url?.length ?? 0) > 1000, 'cursor-long'],
};

function cursorText(url: string | undefined): string {
  const cursor = new URL(url ?? '', 'http://localhost').searchParams.get('cursor') ?? '';
  return Buffer.from(cursor, 'base64url').toString('utf8');
}

const faults: readonly Faulty[] = [
  ...Object.entries(DEFAULTS).map(
    ([name, [type, body, check]]): Faulty => ({
      name: `unknown paths return the default 404 of ${name}`,
      mutation: on('NOT_FOUND', (outgoing) => text(outgoing, type, body)),
      case: 'routing/deep',
      check,
      only: ['*/NOT_FOUND', '*/NOT_FOUND/*', '*/routing/[a-z]*'],
    }),
  ),
  ...Object.entries(PATHS).flatMap(([name, [pattern, id]]): Faulty[] => [
    {
      name: `paths ${name} return HTML`,
      mutation: {
        response: (outgoing) => {
          if (outgoing.code === 'NOT_FOUND' && pattern.test(pathOf(outgoing.request.url)))
            text(outgoing, 'text/html', '<p>404</p>');
        },
      },
      case: id,
      check: 'media-type',
      only: ['routing', 'codes'],
    },
    {
      name: `paths ${name} return a success`,
      mutation: rewrites((url) => {
        if (pattern.test(url.pathname)) url.pathname = '/api/v1/posts/by-user/tiktok/natgeo';
      }),
      case: id,
      check: 'success',
      only: ['routing', 'codes'],
    },
  ]),
  ...[301, 302, 303, 307, 308].flatMap((status): Faulty[] => [
    {
      name: `unknown paths redirect with ${status}`,
      mutation: on('NOT_FOUND', (outgoing) => {
        outgoing.status = status;
        outgoing.headers.Location = '/docs';
      }),
      case: 'NOT_FOUND',
      check: 'redirect',
    },
    {
      name: `a success redirects to itself with ${status}`,
      mutation: onSuccess((outgoing) => {
        outgoing.status = status;
        outgoing.headers.Location = outgoing.request.url ?? '';
      }),
      case: 'success',
      check: 'redirect',
      only: ['successes'],
    },
  ]),
  {
    name: 'INVALID_API_TOKEN has status 302 without a Location',
    mutation: on('INVALID_API_TOKEN', (outgoing) => {
      outgoing.status = 302;
    }),
    case: 'INVALID_API_TOKEN',
    check: 'redirect',
  },
  {
    name: 'a missing token redirects to a sign-in page',
    mutation: on('MISSING_API_TOKEN', (outgoing) => {
      outgoing.status = 302;
      outgoing.headers.Location = '/login';
    }),
    case: 'MISSING_API_TOKEN',
    check: 'redirect',
  },
  {
    name: 'POST redirects',
    mutation: {
      response: (outgoing) => {
        if (outgoing.request.method !== 'POST') return;
        outgoing.status = 303;
        outgoing.headers.Location = outgoing.request.url ?? '';
      },
    },
    case: 'routing/POST',
    check: 'redirect',
    only: ROUTING,
  },
  {
    name: 'platform twitter redirects to x',
    mutation: onSuccess((outgoing, page) => {
      if (page.platform !== 'twitter') return;
      outgoing.status = 308;
      outgoing.headers.Location = (outgoing.request.url ?? '').replace('twitter', 'x');
    }),
    case: 'success/platform/twitter',
    check: 'redirect',
    only: ['successes'],
  },
  {
    name: 'every request redirects to HTTPS',
    mutation: {
      response: (outgoing) => {
        outgoing.status = 301;
        outgoing.headers.Location = `https://localhost${outgoing.request.url}`;
      },
    },
    case: 'success',
    check: 'redirect',
  },
  ...Object.entries(UNSPECIFIED).flatMap(([name, [applies, id]]): Faulty[] => [
    {
      name: `${name} causes a server error`,
      mutation: {
        response: (outgoing) => {
          if (!applies(outgoing)) return;
          outgoing.status = 500;
          text(outgoing, 'text/html', '<h1>500</h1>');
        },
      },
      case: `routing/${id}`,
      check: 'server-fault',
      only: ROUTING,
    },
  ]),
  ...[501, 502, 503].map(
    (status): Faulty => ({
      name: `OPTIONS returns ${status}`,
      mutation: {
        response: (outgoing) => {
          if (outgoing.request.method === 'OPTIONS') outgoing.status = status;
        },
      },
      case: 'routing/options',
      check: 'server-fault',
      only: ROUTING,
    }),
  ),
  {
    name: 'malformed percent-encoding closes the connection',
    mutation: {
      response: (outgoing) => {
        if (outgoing.request.url?.includes('%zz/') || pathOf(outgoing.request.url).endsWith('%zz'))
          outgoing.send = (response) => response.socket?.destroy();
      },
    },
    case: 'routing/percent-encoding',
    check: 'answer',
    only: ROUTING,
  },
  {
    name: 'malformed percent-encoding returns a stack trace',
    mutation: {
      response: (outgoing) => {
        if (!pathOf(outgoing.request.url).includes('%zz')) return;
        outgoing.status = 400;
        text(
          outgoing,
          'text/html',
          '<pre>URIError: Failed to decode param &#39;natgeo%zz&#39;<br>    at decodeURIComponent (&lt;anonymous&gt;)<br>    at decode_param (/srv/api/node_modules/express/lib/router/layer.js:172:12)</pre>',
        );
      },
    },
    case: 'routing/percent-encoding',
    check: 'leak',
    only: ROUTING,
  },
  {
    name: 'an unknown path without a token returns HTML',
    mutation: {
      response: (outgoing) => {
        const { headers, url } = outgoing.request;
        if (!headers.authorization && !headers['x-api-token'] && url?.includes('no-such')) {
          outgoing.status = 404;
          text(outgoing, 'text/html', '<p>404</p>');
        }
      },
    },
    case: 'routing/without-token',
    check: 'media-type',
    only: ROUTING,
  },
  {
    name: 'an unknown path with an unknown token returns INTERNAL_ERROR',
    mutation: {
      decide: (correct, { url }) =>
        correct.kind === 'error' && correct.code === 'INVALID_API_TOKEN' && url?.includes('no-such')
          ? errorDecision('INTERNAL_ERROR')
          : correct,
    },
    case: 'routing/unknown-token',
    check: 'code',
    only: ROUTING,
  },
  ...['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method): Faulty[] => [
    {
      name: `${method} returns 405`,
      mutation: {
        response: (outgoing) => {
          if (outgoing.request.method === method) outgoing.status = 405;
        },
      },
      case: `routing/${method}`,
      check: 'status',
      level: 'SHOULD',
      only: ROUTING,
    },
    {
      name: `${method} closes the connection`,
      mutation: {
        response: (outgoing) => {
          if (outgoing.request.method === method) outgoing.send = ({ socket }) => socket?.destroy();
        },
      },
      case: `routing/${method}`,
      check: 'answer',
      only: ROUTING,
    },
    {
      name: `${method} returns a success`,
      mutation: {
        request: (request) => {
          if (request.method === method) request.method = 'GET';
        },
      },
      case: `routing/${method}`,
      check: 'success',
      level: 'SHOULD',
      only: ROUTING,
    },
  ]),
  ...['json', 'html', 'css', 'js', 'php', 'ico', 'png', 'txt', 'xml'].map(
    (ending): Faulty => ({
      name: `static-file middleware handles paths that end with .${ending}`,
      mutation: {
        response: (outgoing) => {
          if (outgoing.request.url?.endsWith(`.${ending}`)) text(outgoing, 'text/html', '<h1>404</h1>');
        },
      },
      case: `routing/shape/${ending}`,
      operation: 'listPostsByUser',
      check: 'media-type',
      only: ROUTING,
    }),
  ),
  {
    name: 'a proxy denies hidden files',
    mutation: {
      response: (outgoing) => {
        if (outgoing.request.url?.includes('/.')) text(outgoing, 'text/html', '<h1>403</h1>');
      },
    },
    case: 'routing/shape/hidden',
    operation: 'listPostsByUser',
    check: 'media-type',
    only: ROUTING,
  },
  {
    name: 'routes are looked up in an object',
    mutation: {
      response: (outgoing) => {
        if (!outgoing.request.url?.endsWith('/constructor')) return;
        outgoing.status = 500;
        text(outgoing, 'text/html', '<h1>Internal Server Error</h1>');
      },
    },
    case: 'routing/shape/constructor',
    operation: 'listPostsByUser',
    check: 'media-type',
    only: ROUTING,
  },
  {
    name: 'every error redirects',
    mutation: onErrors((outgoing) => {
      outgoing.status = 302;
      outgoing.headers.Location = '/error';
    }),
    case: 'NOT_FOUND',
    check: 'redirect',
  },
];

/** All cases run against every 20th server, to show that unrelated cases do not report the fault. */
export const routing: readonly Faulty[] = faults.map((fault, index) =>
  index % 20 === 0 ? fault : { only: ['routing', 'codes', '*/success*'], ...fault },
);
