/** Correct servers that differ in values: messages, waits, balances, posts. */
import type { Json, JsonObject } from '../../../../src/contract/document.ts';
import { listing, withNumber } from '../listings.ts';
import { onData, onError, onErrors, onPosts, onSuccess } from '../mutations.ts';
import { inTurn, type Style } from './correct-server.ts';

const message = (make: (code: string) => string) =>
  onErrors(({ json, code = '' }) => {
    if (json.error) json.error.message = make(code);
  });

const wait = (seconds: number, header: (now: number) => string | undefined) =>
  onError('RATE_LIMIT_EXCEEDED', (error, { headers }) => {
    const now = Date.now();
    error.retry_after = seconds;
    headers.Date = new Date(now).toUTCString();
    const value = header(now);
    if (value === undefined) delete headers['Retry-After'];
    else headers['Retry-After'] = value;
  });

/** Contents of posts that look like leaks or errors. */
const POST_CONTENTS = [
  'my token is test_ok, and Authorization: Bearer test_ok',
  'TypeError: x is not a function\n    at handler (/srv/app/index.js:10:5)',
  'SELECT * FROM posts WHERE 1=1; DROP TABLE users;',
  'postgres://user:secret@10.0.0.5:5432/db',
  'Traceback (most recent call last):\n  File "/home/me/x.py", line 1',
  '/etc/passwd and C:\\Windows\\System32',
  '{"success": false, "error": {"code": "INTERNAL_ERROR"}}',
  '<script>alert(1)</script>',
  '\u0000\u001f\ufeff\u202e\ud83d\ude00',
  '',
  'x'.repeat(20_000),
];

/** Detailed messages that resemble server internals but reveal none. */
const MESSAGES: [string, ...string[]] = [
  'Your limit resets at 2026-01-15 09:00:00.',
  'The page index is out of range; the parameter limit is not defined for this plan.',
  'Reset your password at https://api.local:3000/password or ask api@example.com. Net.Then wait.',
  'Unexpected token in the Authorization header. Undefined platform.',
  'Your limit resets at 09:30:15 UTC (in 12:30:45).',
  'Too many requests at 10.5 per second: wait.',
  'Please select a plan from our pricing page, and update the settings set in your account.',
  'Complete a payment at /app/settings/billing, or see https://docs.example/var/lib/errors.html#x.',
  'See https://api.example:8443/docs/index.html:80 or /docs/errors. Delete from your list what is not needed.',
  "No route for GET /api/v1/no-such-endpoint: didn't you mean /posts/by-user/{platform}/{username}?",
  'Error: the platform is unknown. Exception: none.',
  'Insert into the header: Authorization: Bearer YOUR_TOKEN',
  'File "limit" at line 2, column 5',
  'Ungültiges Token. Prüfen Sie „Ihr Token“ – 令牌无效',
  '🚫',
  'أدخل الرمز المميز',
  '1',
];

export const values: readonly Style[] = [
  {
    name: 'messages in many languages, short and long',
    mutation: () => {
      const next = inTurn([
        'エラーが発生しました',
        'Ошибка: неверный токен',
        '🚫🔑',
        'رمز غير صالح',
        'x',
        'e\u0301',
        'a'.repeat(5000),
        '  spaced  ',
        'line\nbreak\ttab',
      ]);
      return message(next);
    },
  },
  {
    name: 'messages that resemble server internals',
    mutation: () => message(inTurn(MESSAGES)),
  },
  {
    name: 'messages that name the code, path and method',
    mutation: onErrors(({ json, code, request }) => {
      if (json.error)
        json.error.message = `${code} at ${new URL(request.url ?? '', 'http://a').pathname} (${request.method})`;
    }),
  },
  {
    name: 'waits of any length',
    mutation: () => {
      const next = inTurn([1, 2, 59, 3600, 86_400, 31_536_000]);
      return onError('RATE_LIMIT_EXCEEDED', (error, { headers }) => {
        error.retry_after = next();
        headers['Retry-After'] = String(error.retry_after);
      });
    },
  },
  { name: 'Retry-After is a date', mutation: wait(60, (now) => new Date(now + 60_000).toUTCString()) },
  {
    name: 'Retry-After is a date up to one second later than retry_after',
    mutation: wait(7, (now) => new Date(now + 7_999).toUTCString()),
  },
  { name: 'Retry-After with leading zeros', mutation: wait(60, () => '060') },
  { name: 'Retry-After is missing', mutation: wait(60, () => undefined), warnings: ['header-retry-after'] },
  {
    name: 'WWW-Authenticate is missing',
    mutation: onErrors(({ headers }) => {
      delete headers['WWW-Authenticate'];
    }),
    warnings: ['header-www-authenticate'],
  },
  {
    name: 'challenges of every kind',
    mutation: () => {
      const next = inTurn<string | string[]>([
        'Bearer',
        'bearer',
        'Bearer realm="api", error="invalid_token"',
        'Basic realm="a, b", Bearer realm="x"',
        'Bearer, Basic',
        'ApiKey realm="x",Bearer',
        ['Basic realm="x"', 'Bearer realm="y"'],
      ]);
      return onErrors(({ headers }) => {
        if (headers['WWW-Authenticate']) headers['WWW-Authenticate'] = next();
      });
    },
  },
  {
    name: 'Retry-After on other errors',
    mutation: onErrors(({ headers, code }) => {
      if (code !== 'RATE_LIMIT_EXCEEDED') headers['Retry-After'] = '5';
    }),
  },
  {
    name: 'Retry-After as a date on other errors',
    mutation: onErrors(({ headers, code }) => {
      if (code !== 'RATE_LIMIT_EXCEEDED') headers['Retry-After'] = new Date(Date.now() + 5000).toUTCString();
    }),
  },
  {
    name: 'required and available of any size',
    warnings: ['integers'],
    mutation: () => {
      const next = inTurn([
        { required: 1, available: 0 },
        { required: 50, available: 49 },
        { required: 1_000_000_000_000, available: 0 },
        { required: 2 ** 53 + 2, available: 2 ** 53 },
      ]);
      return onError('INSUFFICIENT_BALANCE', (error) => Object.assign(error, next()));
    },
  },
  {
    name: 'required and available that are equal as doubles',
    warnings: ['integers'],
    mutation: onError('INSUFFICIENT_BALANCE', (error, outgoing) => {
      Object.assign(error, { required: 'R', available: 'A' });
      outgoing.body = JSON.stringify(outgoing.json)
        .replace('"R"', '9007199254740993')
        .replace('"A"', '9007199254740992');
    }),
  },
  ...[0, 2 ** 40].map(
    (credits): Style => ({
      name: `a constant balance of ${credits}`,
      mutation: onData((data) => {
        data.remaining_balance = credits;
      }),
    }),
  ),
  {
    name: 'each post of a success costs a credit',
    mutation: () => {
      let spent = 0;
      return onData((data) => {
        spent += (data.posts as Json[]).length;
        data.remaining_balance = 1_000_000 - spent;
      });
    },
  },
  {
    name: 'a balance that rises',
    mutation: () => {
      let credits = 10;
      return onData((data) => {
        data.remaining_balance = credits++;
      });
    },
  },
  {
    name: 'an empty listing',
    mutation: onData((data) => Object.assign(data, { posts: [], next_cursor: null })),
  },
  { name: 'empty pages with a next cursor', mutation: onData((data) => Object.assign(data, { posts: [] })) },
  {
    name: 'fewer posts than the limit',
    mutation: onData((data) => Object.assign(data, { posts: (data.posts as Json[]).slice(0, 3) })),
  },
  {
    name: 'ten posts by default',
    mutation: onData((data, { request }) => {
      if (!request.url?.includes('limit=')) data.posts = (data.posts as Json[]).slice(0, 10);
    }),
  },
  {
    name: 'at most fifty posts',
    mutation: onData((data) => Object.assign(data, { posts: (data.posts as Json[]).slice(0, 50) })),
  },
  {
    name: 'a listing with more pages than the tester requests',
    mutation: () => listing((page) => ({ next: page + 1 })),
  },
  {
    name: 'four empty pages before the last',
    mutation: () =>
      listing((page) => ({ next: page < 5 ? page + 1 : null, ...(page > 0 && { posts: 'none' }) })),
  },
  {
    name: 'the same posts on five pages',
    mutation: () => listing((page) => ({ next: page < 4 ? page + 1 : null, posts: 'the same' })),
  },
  {
    name: 'an empty string as the last cursor',
    mutation: onData((data) => Object.assign(data, { next_cursor: data.next_cursor ?? '' })),
  },
  {
    name: 'null in every nullable field',
    mutation: onPosts((post) => {
      Object.assign(post, { content: null, published_at: null });
      (post.media as JsonObject).type = null;
    }),
  },
  {
    name: 'empty strings and arrays',
    mutation: onPosts((post) => {
      Object.assign(post, { content: '', platform_post_id: '', hashtags: [], mentions: [''] });
      Object.assign(post.author as JsonObject, {
        username: '',
        display_name: '',
        profile_url: '',
        avatar_url: '',
      });
      (post.media as JsonObject).urls = [];
    }),
  },
  {
    name: 'huge ids and counts',
    warnings: ['integers'],
    mutation: onPosts((post, index) => {
      const likes = 9_007_199_254_740_991;
      post.id = 9_223_372_036_854_775_000 + index;
      post.engagement = { likes, comments: 3, shares: 5, views: 0, total: likes + 3 + 5 };
    }),
  },
  {
    name: 'the largest and the smallest safe integers in every form, and fractions',
    mutation: () => {
      const next = inTurn([
        '9007199254740991',
        '-9007199254740991',
        '9007199254740991.0',
        '9.007199254740991e15',
        '90071992547409910E-1',
        '-0.0',
      ]);
      return onData((data, outgoing) => {
        for (const post of data.posts as JsonObject[]) post.id = 'NUMBER';
        Object.assign(data, { extra: { ratio: 0.1, tiny: 1e-300, snowflake: '9007199254740993' } });
        outgoing.body = withNumber(outgoing.json, next());
      });
    },
  },
  {
    name: 'ids that are negative or 0',
    mutation: onPosts((post, index) => {
      post.id = -index;
    }),
  },
  {
    name: 'dates in every form of RFC 3339',
    mutation: onPosts((post, index) => {
      const forms = [
        '2026-01-15T09:00:00Z',
        '2026-01-15t09:00:00z',
        '2026-01-15T09:00:00.123456789Z',
        '2026-01-15T09:00:00+05:30',
        '2026-01-15T09:00:00-00:00',
        '2016-12-31T23:59:60Z',
        '2024-02-29T00:00:00+14:00',
        '1970-01-01T00:00:00.0Z',
      ];
      post.scraped_at = forms[index % forms.length] ?? null;
      post.published_at = forms[(index + 3) % forms.length] ?? null;
    }),
  },
  {
    name: 'URLs of many kinds',
    mutation: onPosts((post, index) => {
      const forms = [
        'https://x.com/a',
        'http://127.0.0.1:3000/p/1?a=b&c=%20#frag',
        'https://xn--bcher-kva.example/',
        'https://bücher.example/ä/日本',
        'https://user@host.example/',
        'https://[2001:db8::1]/x',
        'HTTPS://EXAMPLE.COM',
        "https://cdn.example/a;b,c(d)!*'/~e.jpg",
        'tiktok://video/7',
      ];
      post.post_url = forms[index % forms.length] ?? '';
      (post.media as JsonObject).urls = forms;
    }),
  },
  {
    name: 'posts that contain tokens, code and control characters',
    mutation: onPosts((post, index) => {
      const text = POST_CONTENTS[index % POST_CONTENTS.length] ?? '';
      Object.assign(post, { content: text, hashtags: [text.slice(0, 40)], mentions: ['test_ok'] });
      Object.assign(post.author as JsonObject, { username: 'test_ok', display_name: text.slice(0, 60) });
    }),
  },
  {
    name: 'posts of twitter name x',
    mutation: onPosts((post) => {
      if (post.platform === 'twitter') post.platform = 'x';
    }),
  },
  {
    name: 'posts of x name twitter',
    mutation: onPosts((post) => {
      if (post.platform === 'x') post.platform = 'twitter';
    }),
  },
  {
    name: 'posts of another platform than requested',
    mutation: onPosts((post) => {
      post.platform = 'snapchat';
    }),
    warnings: ['echo'],
  },
  {
    name: 'the same posts on each page',
    mutation: onSuccess(({ json }) => {
      const first = (json.data?.posts ?? []) as JsonObject[];
      for (const post of first) post.id = 1;
    }),
  },
];
