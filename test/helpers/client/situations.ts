/** What can come back, and what the client must make of it: data for situations.test.ts and test/e2e/runtimes/. */

import type { Expectation } from './expect-situation.ts';
import { type Answer, BACKOFFS, failure, NOW, type Options, success, TOKEN } from './harness.ts';

export interface Situation extends Expectation {
  title: string;
  /** The rule that it tests: the number of a best practice in DECISIONS "Client", or another heading there. */
  rule: string;
  /** One after the other; the last one again and again. */
  answers: Answer[];
  options?: Options;
  /** Why it can't stand on a wire, where it can't. */
  offWire?: string;
}

/** Little-endian. */
const utf16 = (text: string) =>
  new Uint8Array([...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]));
const date = (ms: number) => new Date(ms).toUTCString();
const api = (code: string, more: object = {}) => ({ success: false, error: { kind: 'api', code, ...more } });
const protocol = (status: number, more: object = {}) => ({
  success: false,
  error: { kind: 'protocol', status, ...more },
});
const SUCCESS = { success: true };
const rateLimit = (fields: object, headers: Record<string, string> = {}) =>
  failure(429, { code: 'RATE_LIMIT_EXCEEDED', ...fields }, headers);
const html = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: '<!doctype html><h1>Bad Gateway</h1>',
});
const GIVEN_UP = { requests: 4, waits: BACKOFFS };

const envelope: Situation[] = [
  {
    title: 'a success',
    rule: '1',
    answers: [success()],
    expect: { success: true, data: { remaining_balance: 975 } },
  },
  {
    title: 'a success under 201',
    rule: '1: under a 2xx alone',
    answers: [{ ...success(), status: 201 }],
    expect: SUCCESS,
  },
  {
    title: 'an error under 200',
    rule: '1: the envelope decides, whatever the status',
    answers: [failure(200, { code: 'INSUFFICIENT_BALANCE', required: 50, available: 25 })],
    expect: api('INSUFFICIENT_BALANCE', { status: 200, required: 50, available: 25 }),
  },
  {
    title: 'an error under a redirect status',
    rule: '1: the envelope decides, whatever the status',
    answers: [failure(302, { code: 'NOT_FOUND' }, { location: '/elsewhere' })],
    expect: api('NOT_FOUND', { status: 302 }),
  },
  ...[400, 404].map((status) => ({
    title: `success: true under ${status}`,
    rule: '1: success: true counts under a 2xx alone',
    answers: [{ ...success(), status }],
    expect: protocol(status),
  })),
  {
    title: 'success: true under 503, then a success',
    rule: '1 and 4: any other 5xx',
    answers: [{ ...success(), status: 503 }, success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  },
  ...[
    ['HTML', '<!doctype html><title>Hello</title>'],
    ['an empty body', ''],
    ['white space', ' \n\t '],
    ['a truncated envelope', '{"success":true,"data":{"posts":['],
    ['null', 'null'],
    ['an array', '[{"success":true,"data":{}}]'],
    ['a number', '42'],
    ['a string', '"success"'],
    ['an empty object', '{}'],
    ['other JSON', '{"ok":true,"posts":[]}'],
    ['data without success', '{"data":{"posts":[]}}'],
    ['error without success', '{"error":{"code":"NOT_FOUND","message":"x"}}'],
    ['success as a string', '{"success":"true","data":{}}'],
    ['success as a number', '{"success":1,"data":{}}'],
    ['success: null', '{"success":null,"data":{}}'],
    ['success without data', '{"success":true}'],
    ['success with data: null', '{"success":true,"data":null}'],
    ['success with an array for data', '{"success":true,"data":[]}'],
    ['success with a string for data', '{"success":true,"data":"posts"}'],
    [
      'both data and error in a success',
      '{"success":true,"data":{},"error":{"code":"NOT_FOUND","message":"x"}}',
    ],
    ['error: null in a success', '{"success":true,"data":{},"error":null}'],
    [
      'both data and error in an error',
      '{"success":false,"data":{},"error":{"code":"NOT_FOUND","message":"x"}}',
    ],
    ['data: null in an error', '{"success":false,"data":null,"error":{"code":"NOT_FOUND","message":"x"}}'],
    ['an error that is null', '{"success":false,"error":null}'],
    ['an error that is a string', '{"success":false,"error":"NOT_FOUND"}'],
    ['an error that is an array', '{"success":false,"error":[{"code":"NOT_FOUND"}]}'],
    ['an error without a code', '{"success":false,"error":{"message":"x"}}'],
    ['an error with an empty code', '{"success":false,"error":{"code":"","message":"x"}}'],
    ['an error with a number for a code', '{"success":false,"error":{"code":404,"message":"x"}}'],
    ['a list for a code', '{"success":false,"error":{"code":["NOT_FOUND"],"message":"x"}}'],
    ['success in the prototype alone', '{"__proto__":{"success":true,"data":{}}}'],
    ['two envelopes', '{"success":true,"data":{}}{"success":true,"data":{}}'],
  ].map(([title = '', body = '']) => ({
    title: `${title} under 200`,
    rule: '1: an answer that is no envelope is an error of its own kind',
    answers: [{ body }],
    expect: protocol(200, { excerpt: body, attempts: 1 }),
  })),
  {
    title: 'JSON nested deeper than a stack',
    rule: '1: never an exception of the JSON parser',
    answers: [{ body: '['.repeat(200_000) }],
    expect: protocol(200),
  },
  {
    title: 'bytes that are no UTF-8',
    rule: '1',
    answers: [{ body: new Uint8Array([0xff, 0xfe, 0x00, 0x80, 0x7b]) }],
    expect: protocol(200),
  },
  {
    title: 'a success in UTF-16',
    rule: 'Envelope: UTF-8',
    answers: [{ body: utf16(`\ufeff${success().body}`) }],
    expect: protocol(200),
  },
  {
    title: 'a success behind a byte order mark',
    rule: '1: an envelope counts behind a byte order mark',
    answers: [{ body: `\ufeff${success().body}` }],
    expect: SUCCESS,
  },
  {
    title: 'an error behind a byte order mark',
    rule: '1: an envelope counts behind a byte order mark',
    answers: [{ status: 404, body: `\ufeff${failure(404, { code: 'NOT_FOUND' }).body}` }],
    expect: api('NOT_FOUND'),
  },
  ...['text/html', 'text/plain; charset=iso-8859-1', 'application/problem+json', 'nonsense'].map((type) => ({
    title: `a success as ${type}`,
    rule: '1: an envelope counts under any media type',
    answers: [{ ...success(), headers: { 'content-type': type } }],
    expect: SUCCESS,
  })),
  {
    title: 'white space, key order, unknown fields',
    rule: 'Envelope: any is fine',
    answers: [
      {
        body: '\r\n\t{ "meta": {"error": 1}, "data" : {"next_cursor":null,"posts":[],"new":{}} ,\n"success" : true } \n',
      },
    ],
    expect: SUCCESS,
  },
  {
    title: '204 with no body',
    rule: '1: an empty answer is no success',
    answers: [{ status: 204 }],
    expect: protocol(204, { excerpt: '' }),
  },
  {
    title: 'a redirect',
    rule: 'Envelope: a client does not follow it',
    answers: [{ status: 307, headers: { location: '/api/v1/elsewhere' } }],
    expect: protocol(307),
  },
  {
    title: '304',
    rule: 'Envelope: a 3xx is a fault of the server',
    answers: [{ status: 304 }],
    expect: protocol(304),
  },
];

const codes: Situation[] = [
  {
    title: 'a code under the status of another',
    rule: '2: the code decides, whatever the status',
    answers: [failure(503, { code: 'NOT_FOUND' })],
    expect: api('NOT_FOUND', { status: 503, attempts: 1 }),
  },
  {
    title: 'a code of the server under 400',
    rule: '2: the code decides whether it is retried',
    answers: [failure(400, { code: 'INTERNAL_ERROR' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  },
  {
    title: 'a rate limit under 200',
    rule: '2: whatever the status',
    answers: [failure(200, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 2 }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [2000],
  },
  {
    title: 'a code that must not be retried under 429',
    rule: '2: whatever the status',
    answers: [failure(429, { code: 'ACCOUNT_INACTIVE' }, { 'retry-after': '1' })],
    expect: api('ACCOUNT_INACTIVE', { retryAfterMs: 1000 }),
  },
  ...['constructor', '__proto__', 'toString', 'not_found', 'NOT_FOUND ', 'NO_SUCH_CODE'].map((code) => ({
    title: `the unknown code ${JSON.stringify(code)} under 418`,
    rule: '2: an unknown code is kept and reported as unknown',
    answers: [failure(418, { code })],
    expect: {
      success: false,
      error: { kind: 'unknown_code', receivedCode: code, status: 418, message: 'It failed.', attempts: 1 },
    },
  })),
  {
    title: 'an unknown code under 200',
    rule: '2: it goes by its status',
    answers: [failure(200, { code: 'NO_SUCH_CODE' })],
    expect: { success: false, error: { kind: 'unknown_code', receivedCode: 'NO_SUCH_CODE', status: 200 } },
  },
  {
    title: 'an unknown code under 502',
    rule: '2: it goes by its status',
    answers: [failure(502, { code: 'NO_SUCH_CODE' })],
    expect: { success: false, error: { kind: 'unknown_code', receivedCode: 'NO_SUCH_CODE', attempts: 4 } },
    ...GIVEN_UP,
  },
  {
    title: 'an unknown code under 429 with Retry-After',
    rule: '2 and 4',
    answers: [failure(429, { code: 'NO_SUCH_CODE' }, { 'retry-after': '7' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [7000],
  },
  {
    title: 'an unknown code without a message',
    rule: '2',
    answers: [failure(418, { code: 'NO_SUCH_CODE', message: undefined })],
    expect: { success: false, error: { kind: 'unknown_code', message: 'Unknown error NO_SUCH_CODE' } },
  },
  ...[undefined, null, 7, '', '  \n', '\u200b\u0000', '\u2800', '\u3164', '\u{e0001}', ['x']].map(
    (message) => ({
      title: `${JSON.stringify(message)} for a message`,
      rule: "2: a missing message is filled by the code's meaning",
      answers: [failure(404, { code: 'NOT_FOUND', message })],
      expect: api('NOT_FOUND', { message: "Endpoint doesn't exist" }),
    }),
  ),
  {
    title: 'extra fields that are missing',
    rule: '2: it stays that code, without the field',
    answers: [failure(402, { code: 'INSUFFICIENT_BALANCE' })],
    expect: api('INSUFFICIENT_BALANCE'),
    lacks: ['required', 'available'],
  },
  ...['50', 0, -1, 1.5, null, true, [50], {}].map((required) => ({
    title: `${JSON.stringify(required)} for a number of credits above 0`,
    rule: '2: a malformed field: without the field',
    answers: [failure(402, { code: 'INSUFFICIENT_BALANCE', required, available: 0 })],
    expect: api('INSUFFICIENT_BALANCE', { available: 0 }),
    lacks: ['required'],
  })),
  {
    title: '50.0 for a whole number',
    rule: 'Envelope: 60.0 is the integer 60',
    answers: [
      {
        status: 402,
        body: '{"success":false,"error":{"code":"INSUFFICIENT_BALANCE","message":"x","required":50.0,"available":2.5e1}}',
      },
    ],
    expect: api('INSUFFICIENT_BALANCE', { required: 50, available: 25 }),
  },
  {
    title: 'fields that the code does not have',
    rule: 'Envelope: a client ignores fields that it does not know',
    answers: [
      failure(404, { code: 'NOT_FOUND', attempts: 99, kind: 'network', retry_after: 60, surprise: 1 }),
    ],
    expect: api('NOT_FOUND', { attempts: 1 }),
    lacks: ['surprise', 'retry_after'],
  },
  {
    title: 'solution and docs of a code',
    rule: 'Codes: solution',
    answers: [failure(404, { code: 'NOT_FOUND' })],
    expect: api('NOT_FOUND', { solution: 'Check the endpoint URL', docs: 'section/error-codes/not_found' }),
  },
];

const messages: Situation[] = [
  {
    title: 'a message, as it came',
    rule: '3: it reaches the caller as it came',
    answers: [failure(404, { code: 'NOT_FOUND', message: '  No <b>such</b> endpoint — “/x” \n' })],
    expect: api('NOT_FOUND', { message: '  No <b>such</b> endpoint — “/x” \n' }),
  },
  {
    title: 'a message that echoes the token',
    rule: "3: the caller's own token is masked",
    answers: [failure(401, { code: 'INVALID_API_TOKEN', message: `Token ${TOKEN} (${TOKEN}) is invalid.` })],
    expect: api('INVALID_API_TOKEN', { message: 'Token *** (***) is invalid.' }),
    lacks: [TOKEN],
  },
  {
    title: 'a message that echoes the token percent-encoded',
    rule: '3: wherever it appears',
    answers: [failure(401, { code: 'INVALID_API_TOKEN', message: `?token=${encodeURIComponent(TOKEN)}` })],
    expect: api('INVALID_API_TOKEN', { message: '?token=***' }),
  },
  {
    title: 'a page that echoes the token',
    rule: '3: wherever it appears',
    answers: [{ status: 403, body: `<pre>authorization: Bearer ${TOKEN}</pre>` }],
    expect: protocol(403, { excerpt: '<pre>authorization: Bearer ***</pre>' }),
    lacks: [TOKEN],
  },
  {
    title: 'a page with the token at the edge of the excerpt',
    rule: '3: wherever it appears',
    answers: [{ status: 403, body: `${'x'.repeat(495)}${TOKEN}` }],
    expect: protocol(403, { excerpt: `${'x'.repeat(495)}***` }),
    lacks: ['tok_S'],
  },
  {
    title: 'the token in JSON escapes',
    rule: '3: wherever it appears',
    answers: [{ status: 403, body: `{"headers":"${TOKEN.replace('/', '\\/').replace('+', '\\u002B')}"}` }],
    expect: protocol(403, { excerpt: '{"headers":"***"}' }),
  },
  {
    title: 'the token for a code',
    rule: '3: wherever it appears',
    answers: [failure(401, { code: TOKEN, message: '' })],
    expect: { success: false, error: { kind: 'unknown_code', receivedCode: '***' } },
    lacks: [TOKEN],
  },
];

const retries: Situation[] = [
  {
    title: 'a rate limit, then a success',
    rule: '4: after retry_after',
    answers: [rateLimit({ retry_after: 60 }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [60_000],
  },
  {
    title: 'rate limits without end',
    rule: '4: 3 retries',
    answers: [rateLimit({ retry_after: 1 })],
    expect: api('RATE_LIMIT_EXCEEDED', { retry_after: 1, attempts: 4, retryAfterMs: 1000 }),
    requests: 4,
    waits: [1000, 1000, 1000],
  },
  {
    title: 'a Retry-After longer than retry_after',
    rule: '4: the longer of the two',
    answers: [rateLimit({ retry_after: 2 }, { 'retry-after': '5' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [5000],
  },
  {
    title: 'a Retry-After shorter than retry_after',
    rule: '4: the longer of the two',
    answers: [rateLimit({ retry_after: 5 }, { 'retry-after': '2' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [5000],
  },
  {
    title: 'a Retry-After alone',
    rule: '4: a known code without its field',
    answers: [rateLimit({}, { 'retry-after': '3' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [3000],
  },
  {
    title: "a Retry-After date against the answer's Date",
    rule: "4: taken against the answer's Date",
    answers: [
      rateLimit({}, { 'retry-after': date(NOW + 3_600_000 + 9000), date: date(NOW + 3_600_000) }),
      success(),
    ],
    expect: SUCCESS,
    requests: 2,
    waits: [9000],
  },
  {
    title: 'a Retry-After date without a Date',
    rule: '4: else the local clock',
    answers: [rateLimit({}, { 'retry-after': date(NOW + 4000) }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [4000],
    offWire: "Node's server sends a Date of its own",
  },
  {
    title: 'a Retry-After date in the form of RFC 850',
    rule: 'RFC 9110 5.6.7',
    answers: [rateLimit({}, { 'retry-after': 'Sunday, 22-Nov-26 12:00:06 GMT', date: date(NOW) }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [6000],
  },
  {
    title: 'a Retry-After date in the form of asctime',
    rule: 'RFC 9110 5.6.7',
    answers: [rateLimit({}, { 'retry-after': 'Sun Nov 22 12:00:07 2026', date: date(NOW) }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [7000],
  },
  ...[0, -5, '60', null, true, [60], {}].map((retry_after) => ({
    title: `a retry_after of ${JSON.stringify(retry_after)}`,
    rule: '4: a senseless wait is a backoff',
    answers: [rateLimit({ retry_after }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  })),
  ...[
    '0',
    '-5',
    '1.5',
    'soon',
    '1e3',
    '0x10',
    '2026-11-22T12:00:09Z',
    date(NOW - 1000),
    '',
    '5 minutes',
    'Jan 2099',
  ].map((value) => ({
    title: `a Retry-After of ${JSON.stringify(value)}`,
    rule: '4: a senseless wait is a backoff',
    answers: [rateLimit({}, { 'retry-after': value, date: date(NOW) }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  })),
  {
    title: 'a senseless retry_after beside a senseless Retry-After',
    rule: '4: a senseless wait is a backoff',
    answers: [
      rateLimit({ retry_after: -5 }, { 'retry-after': date(NOW - 9000), date: date(NOW) }),
      success(),
    ],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  },
  {
    title: 'a senseless retry_after beside a Retry-After',
    rule: '4',
    answers: [rateLimit({ retry_after: 0 }, { 'retry-after': '4' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [4000],
  },
  {
    title: 'a fraction of seconds',
    rule: '4: not malformed enough to ask too soon',
    answers: [rateLimit({ retry_after: 1.5 }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [1500],
  },
  {
    title: 'a wait over 60 s',
    rule: '4: the error comes back at once, with its retry_after',
    answers: [rateLimit({ retry_after: 61 }), success()],
    expect: api('RATE_LIMIT_EXCEEDED', { retry_after: 61, attempts: 1, retryAfterMs: 61_000 }),
  },
  {
    title: 'a Retry-After over 60 s',
    rule: '4: a wait over 60 s is not begun',
    answers: [failure(503, { code: 'SERVICE_UNAVAILABLE' }, { 'retry-after': '3600' }), success()],
    expect: api('SERVICE_UNAVAILABLE', { retryAfterMs: 3_600_000 }),
  },
  {
    title: 'a wait beyond all numbers',
    rule: '4: a wait over 60 s is not begun',
    answers: [
      {
        status: 429,
        body: '{"success":false,"error":{"code":"RATE_LIMIT_EXCEEDED","message":"x","retry_after":1e999}}',
      },
    ],
    expect: api('RATE_LIMIT_EXCEEDED', { attempts: 1 }),
  },
  {
    title: 'a wait over what is left of the whole',
    rule: '4: a wait over what is left of the whole is not begun',
    answers: [rateLimit({ retry_after: 50 })],
    expect: api('RATE_LIMIT_EXCEEDED', { attempts: 3 }),
    requests: 3,
    waits: [50_000, 50_000],
  },
  ...['INTERNAL_ERROR', 'SERVICE_UNAVAILABLE'].flatMap((code) => [
    {
      title: `${code}, again and again`,
      rule: '4: exponential backoff, 3 retries',
      answers: [failure(500, { code })],
      expect: api(code, { attempts: 4 }),
      ...GIVEN_UP,
    },
    {
      title: `${code} with a Retry-After longer than the backoff`,
      rule: '4: honouring Retry-After',
      answers: [failure(500, { code }, { 'retry-after': '30' }), success()],
      expect: SUCCESS,
      requests: 2,
      waits: [30_000],
    },
  ]),
  {
    title: 'a Retry-After shorter than the backoff',
    rule: '4: exponential backoff, honouring Retry-After',
    answers: [
      ...Array(2).fill(failure(503, { code: 'SERVICE_UNAVAILABLE' })),
      failure(503, { code: 'SERVICE_UNAVAILABLE' }, { 'retry-after': '1' }),
      success(),
    ],
    expect: SUCCESS,
    requests: 4,
    waits: [375, 750, 1500],
  },
  {
    title: 'five hundreds of a proxy, then a success',
    rule: '4: any other 5xx',
    answers: [html(502), html(504), html(599), success()],
    expect: SUCCESS,
    ...GIVEN_UP,
  },
  {
    title: 'an HTML page under 503 with Retry-After',
    rule: '4: any other 5xx, honouring Retry-After',
    answers: [html(503, { 'retry-after': '8' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [8000],
  },
  {
    title: 'an HTML page under 429',
    rule: '4: any other 429',
    answers: [html(429), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  },
  ...[400, 401, 403, 404, 408, 418].map((status) => ({
    title: `an HTML page under ${status}`,
    rule: '4: nothing else is retried',
    answers: [html(status), success()],
    expect: protocol(status, { attempts: 1 }),
  })),
  ...[
    'MISSING_API_TOKEN',
    'INVALID_API_TOKEN',
    'ACCOUNT_INACTIVE',
    'INSUFFICIENT_BALANCE',
    'INVALID_PLATFORM',
    'INVALID_PARAMETERS',
    'NOT_FOUND',
  ].map((code) => ({
    title: `${code} under 500`,
    rule: 'Codes: retry no',
    answers: [failure(500, { code }), success()],
    expect: api(code, { attempts: 1 }),
  })),
  {
    title: 'retry: 0',
    rule: '4: defaults can be changed',
    answers: [html(500)],
    options: { retry: 0 },
    expect: protocol(500, { attempts: 1 }),
  },
  {
    title: 'retry: false',
    rule: '4: defaults can be changed',
    answers: [html(500)],
    options: { retry: false },
    expect: protocol(500, { attempts: 1 }),
  },
  {
    title: 'ten retries',
    rule: '4: backoff doubling to 8 s',
    answers: [html(500)],
    options: { retry: 7 },
    expect: protocol(500, { attempts: 8 }),
    requests: 8,
    waits: [375, 750, 1500, 3000, 6000, 6000, 6000],
  },
  {
    title: 'no jitter',
    rule: '4: equal jitter: at least half of it',
    answers: [html(500)],
    options: { random: () => 0 },
    expect: protocol(500),
    requests: 4,
    waits: [250, 500, 1000],
  },
  {
    title: 'all jitter',
    rule: '4: equal jitter: at most all of it',
    answers: [html(500)],
    options: { random: () => 1 },
    expect: protocol(500),
    requests: 4,
    waits: [500, 1000, 2000],
  },
  {
    title: 'a longest wait of the caller’s',
    rule: '4: defaults can be changed',
    answers: [rateLimit({ retry_after: 90 }), success()],
    options: { retry: { waitMaxMs: 100_000 } },
    expect: SUCCESS,
    requests: 2,
    waits: [90_000],
  },
  {
    title: 'a deadline of the caller’s',
    rule: '4: defaults can be changed',
    answers: [rateLimit({ retry_after: 6 })],
    options: { deadlineMs: 5000 },
    expect: api('RATE_LIMIT_EXCEEDED', { attempts: 1 }),
  },
];

const balance: Situation[] = [
  {
    title: 'a success without a balance',
    rule: '5: a success without it is still a success',
    answers: [{ body: '{"success":true,"data":{"posts":[]}}' }],
    expect: { success: true, data: { posts: [] } },
  },
  {
    title: 'a success with a senseless balance',
    rule: '5',
    answers: [success({ remaining_balance: 'plenty' })],
    expect: { success: true, data: { remaining_balance: 'plenty' } },
  },
];

export const situations: Situation[] = [...envelope, ...codes, ...messages, ...retries, ...balance];
