/**
 * Responses of a server and the results that the client must return: data for situations.test.ts and
 * test/e2e/runtimes/.
 */

import type { Expectation } from './expect-situation.ts';
import { BACKOFFS, failure, NOW, type Options, type RawResponse, success, TOKEN } from './harness.ts';

export interface Situation extends Expectation {
  title: string;
  /**
   * The rule that the situation tests: the number of a best practice in DECISIONS "Client", or another heading there.
   */
  rule: string;
  /** The responses in order. The last one is repeated. */
  responses: RawResponse[];
  options?: Options;
  /** Why a real connection cannot have this situation, if so. */
  notOnWire?: string;
}

/** Encodes a text as little-endian UTF-16. */
const utf16 = (text: string) =>
  new Uint8Array([...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]));
const date = (ms: number) => new Date(ms).toUTCString();
const api = (code: string, more: object = {}) => ({ success: false, error: { kind: 'api', code, ...more } });
const protocol = (status: number, more: object = {}) => ({
  success: false,
  error: { kind: 'protocol', status, ...more },
});
const SUCCESS = { success: true };
/** As long as a JWT with many roles. */
const LONG_TOKEN = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.'.repeat(60);
const rateLimit = (fields: object, headers: Record<string, string> = {}) =>
  failure(429, { code: 'RATE_LIMIT_EXCEEDED', ...fields }, headers);
const html = (status: number, headers: Record<string, string> = {}): RawResponse => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: '<!doctype html><h1>Bad Gateway</h1>',
});
const GIVEN_UP = { requests: 4, waits: BACKOFFS };

const envelope: Situation[] = [
  {
    title: 'a success',
    rule: '1',
    responses: [success()],
    expect: { success: true, data: { remaining_balance: 975 } },
  },
  {
    title: 'a success with status 201',
    rule: '1: with any 2xx',
    responses: [{ ...success(), status: 201 }],
    expect: SUCCESS,
  },
  {
    title: 'an error with status 200',
    rule: '1: the envelope decides, regardless of the status',
    responses: [failure(200, { code: 'INSUFFICIENT_BALANCE', required: 50, available: 25 })],
    expect: api('INSUFFICIENT_BALANCE', { status: 200, required: 50, available: 25 }),
  },
  {
    title: 'an error with a redirect status',
    rule: '1: the envelope decides, regardless of the status',
    responses: [failure(302, { code: 'NOT_FOUND' }, { location: '/elsewhere' })],
    expect: api('NOT_FOUND', { status: 302 }),
  },
  ...[400, 404].map((status) => ({
    title: `success: true with status ${status}`,
    rule: '1: success: true is a success only with a 2xx',
    responses: [{ ...success(), status }],
    expect: protocol(status, { reason: 'wrong_status' }),
  })),
  {
    title: 'success: true with status 503, then a success',
    rule: '1 and 4: any other 5xx',
    responses: [{ ...success(), status: 503 }, success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  },
  ...[
    ['HTML', '<!doctype html><title>Hello</title>', 'html'],
    ['an empty body', '', 'empty'],
    ['white space', ' \n\t ', 'empty'],
    ['a truncated envelope', '{"success":true,"data":{"posts":[', 'truncated'],
    ['null', 'null', 'not_envelope'],
    ['an array', '[{"success":true,"data":{}}]', 'not_envelope'],
    ['a number', '42', 'not_envelope'],
    ['a string', '"success"', 'not_envelope'],
    ['an empty object', '{}', 'not_envelope'],
    ['other JSON', '{"ok":true,"posts":[]}', 'not_envelope'],
    ['data without success', '{"data":{"posts":[]}}', 'not_envelope'],
    ['error without success', '{"error":{"code":"NOT_FOUND","message":"x"}}', 'not_envelope'],
    ['success as a string', '{"success":"true","data":{}}', 'not_envelope'],
    ['success as a number', '{"success":1,"data":{}}', 'not_envelope'],
    ['success: null', '{"success":null,"data":{}}', 'not_envelope'],
    ['success without data', '{"success":true}', 'not_envelope'],
    ['success with data: null', '{"success":true,"data":null}', 'not_envelope'],
    ['success with an array as data', '{"success":true,"data":[]}', 'not_envelope'],
    ['success with a string as data', '{"success":true,"data":"posts"}', 'not_envelope'],
    [
      'both data and error in a success',
      '{"success":true,"data":{},"error":{"code":"NOT_FOUND","message":"x"}}',
      'data_and_error',
    ],
    ['error: null in a success', '{"success":true,"data":{},"error":null}', 'data_and_error'],
    [
      'both data and error in an error',
      '{"success":false,"data":{},"error":{"code":"NOT_FOUND","message":"x"}}',
      'data_and_error',
    ],
    [
      'data: null in an error',
      '{"success":false,"data":null,"error":{"code":"NOT_FOUND","message":"x"}}',
      'data_and_error',
    ],
    ['an error that is null', '{"success":false,"error":null}', 'not_envelope'],
    ['an error that is a string', '{"success":false,"error":"NOT_FOUND"}', 'not_envelope'],
    ['an error that is an array', '{"success":false,"error":[{"code":"NOT_FOUND"}]}', 'not_envelope'],
    ['an error without a code', '{"success":false,"error":{"message":"x"}}', 'not_envelope'],
    ['an error with an empty code', '{"success":false,"error":{"code":"","message":"x"}}', 'not_envelope'],
    [
      'an error with a number as code',
      '{"success":false,"error":{"code":404,"message":"x"}}',
      'not_envelope',
    ],
    [
      'an error with an array as code',
      '{"success":false,"error":{"code":["NOT_FOUND"],"message":"x"}}',
      'not_envelope',
    ],
    ['success only in the prototype', '{"__proto__":{"success":true,"data":{}}}', 'not_envelope'],
    ['two envelopes', '{"success":true,"data":{}}{"success":true,"data":{}}', 'invalid_json'],
    ['plain text', 'Service is up', 'invalid_json'],
    ['HTML after white space', '\n <html>', 'html'],
    ['XML', '<?xml version="1.0"?><a/>', 'html'],
    ['a comma too many', '{"success":true,"data":{},}', 'invalid_json'],
    ['a text that breaks off', '{"success":true,"data":{"next":"a]}', 'truncated'],
    ['brackets in a complete text', '{"a":"[[{{\\"["} x', 'invalid_json'],
    ['a success without its array of items', '{"success":true,"data":{"next_cursor":null}}', 'no_items'],
    ['items: null', '{"success":true,"data":{"posts":null}}', 'no_items'],
    ['items that are an object', '{"success":true,"data":{"posts":{"0":{}}}}', 'no_items'],
  ].map(([title = '', body = '', reason = '']) => ({
    title: `${title} with status 200`,
    rule: '1: a response that is not an envelope is a separate kind of error, which says why',
    responses: [{ body }],
    expect: protocol(200, { reason, excerpt: body, attempts: 1 }),
  })),
  {
    title: 'JSON nested deeper than the stack allows',
    rule: '1: never an exception of the JSON parser',
    responses: [{ body: '['.repeat(200_000) }],
    expect: protocol(200),
  },
  {
    title: 'bytes that are not UTF-8',
    rule: '1',
    responses: [{ body: new Uint8Array([0xff, 0xfe, 0x00, 0x80, 0x7b]) }],
    expect: protocol(200),
  },
  {
    title: 'a success in UTF-16',
    rule: 'Envelope: UTF-8',
    responses: [{ body: utf16(`\ufeff${success().body}`) }],
    expect: protocol(200),
  },
  {
    title: 'a success after a byte order mark',
    rule: '1: an envelope after a byte order mark is accepted',
    responses: [{ body: `\ufeff${success().body}` }],
    expect: SUCCESS,
  },
  {
    title: 'an error after a byte order mark',
    rule: '1: an envelope after a byte order mark is accepted',
    responses: [{ status: 404, body: `\ufeff${failure(404, { code: 'NOT_FOUND' }).body}` }],
    expect: api('NOT_FOUND'),
  },
  ...['text/html', 'text/plain; charset=iso-8859-1', 'application/problem+json', 'nonsense'].map((type) => ({
    title: `a success with the media type ${type}`,
    rule: '1: an envelope with any media type is accepted',
    responses: [{ ...success(), headers: { 'content-type': type } }],
    expect: SUCCESS,
  })),
  {
    title: 'white space, key order, unknown fields',
    rule: 'Envelope: all of these are allowed',
    responses: [
      {
        body: '\r\n\t{ "meta": {"error": 1}, "data" : {"next_cursor":null,"posts":[],"new":{}} ,\n"success" : true } \n',
      },
    ],
    expect: SUCCESS,
  },
  {
    title: '204 without a body',
    rule: '1: an empty response is not a success',
    responses: [{ status: 204 }],
    expect: protocol(204, { reason: 'empty', excerpt: '' }),
  },
  {
    title: 'a redirect',
    rule: 'Envelope: a client does not follow a redirect',
    responses: [{ status: 307, headers: { location: '/api/v1/elsewhere' } }],
    expect: protocol(307, { reason: 'redirect' }),
  },
  {
    title: '304',
    rule: 'Envelope: a 3xx is a server fault',
    responses: [{ status: 304 }],
    expect: protocol(304, { reason: 'redirect' }),
  },
];

const codes: Situation[] = [
  {
    title: 'a code with the status of another code',
    rule: '2: the code decides, regardless of the status',
    responses: [failure(503, { code: 'NOT_FOUND' })],
    expect: api('NOT_FOUND', { status: 503, attempts: 1 }),
  },
  {
    title: 'a server error code with status 400',
    rule: '2: the code decides whether the client retries',
    responses: [failure(400, { code: 'INTERNAL_ERROR' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  },
  {
    title: 'a rate limit with status 200',
    rule: '2: regardless of the status',
    responses: [failure(200, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 2 }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [2000],
  },
  {
    title: 'a code that must not be retried, with status 429',
    rule: '2: regardless of the status',
    responses: [failure(429, { code: 'ACCOUNT_INACTIVE' }, { 'retry-after': '1' })],
    expect: api('ACCOUNT_INACTIVE', { retryAfterMs: 1000 }),
  },
  ...['constructor', '__proto__', 'toString', 'not_found', 'NOT_FOUND ', 'NO_SUCH_CODE'].map((code) => ({
    title: `the unknown code ${JSON.stringify(code)} with status 418`,
    rule: '2: an unknown code is kept and reported as unknown',
    responses: [failure(418, { code })],
    expect: {
      success: false,
      error: { kind: 'unknown_code', receivedCode: code, status: 418, message: 'It failed.', attempts: 1 },
    },
  })),
  {
    title: 'an unknown code with status 200',
    rule: '2: for an unknown code, the status decides',
    responses: [failure(200, { code: 'NO_SUCH_CODE' })],
    expect: { success: false, error: { kind: 'unknown_code', receivedCode: 'NO_SUCH_CODE', status: 200 } },
  },
  {
    title: 'an unknown code with status 502',
    rule: '2: for an unknown code, the status decides',
    responses: [failure(502, { code: 'NO_SUCH_CODE' })],
    expect: { success: false, error: { kind: 'unknown_code', receivedCode: 'NO_SUCH_CODE', attempts: 4 } },
    ...GIVEN_UP,
  },
  {
    title: 'an unknown code with status 429 and Retry-After',
    rule: '2 and 4',
    responses: [failure(429, { code: 'NO_SUCH_CODE' }, { 'retry-after': '7' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [7000],
  },
  {
    title: 'an unknown code without a message',
    rule: '2',
    responses: [failure(418, { code: 'NO_SUCH_CODE', message: undefined })],
    expect: { success: false, error: { kind: 'unknown_code', message: 'Unknown error NO_SUCH_CODE' } },
  },
  ...[undefined, null, 7, '', '  \n', '\u200b\u0000', '\u2800', '\u3164', '\u{e0001}', ['x']].map(
    (message) => ({
      title: `${JSON.stringify(message)} as the message`,
      rule: "2: a missing message is replaced by the code's meaning",
      responses: [failure(404, { code: 'NOT_FOUND', message })],
      expect: api('NOT_FOUND', { message: "Endpoint doesn't exist" }),
    }),
  ),
  {
    title: 'missing extra fields',
    rule: '2: the code stays, without the field',
    responses: [failure(402, { code: 'INSUFFICIENT_BALANCE' })],
    expect: api('INSUFFICIENT_BALANCE'),
    excludes: ['required', 'available'],
  },
  ...['50', 0, -1, 1.5, null, true, [50], {}].map((required) => ({
    title: `${JSON.stringify(required)} as a number of credits above 0`,
    rule: '2: a malformed field is left out',
    responses: [failure(402, { code: 'INSUFFICIENT_BALANCE', required, available: 0 })],
    expect: api('INSUFFICIENT_BALANCE', { available: 0 }),
    excludes: ['required'],
  })),
  {
    title: '50.0 as an integer',
    rule: 'Envelope: 60.0 is the integer 60',
    responses: [
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
    responses: [
      failure(404, { code: 'NOT_FOUND', attempts: 99, kind: 'network', retry_after: 60, surprise: 1 }),
    ],
    expect: api('NOT_FOUND', { attempts: 1 }),
    excludes: ['surprise', 'retry_after'],
  },
  {
    title: 'solution and docs of a code',
    rule: 'Codes: solution',
    responses: [failure(404, { code: 'NOT_FOUND' })],
    expect: api('NOT_FOUND', { solution: 'Check the endpoint URL', docs: 'errors/NOT_FOUND.html' }),
  },
];

const requestIds: Situation[] = [
  ...[
    [{ 'x-request-id': 'a', 'request-id': 'b', 'cf-ray': 'c' }, 'a'],
    [{ 'x-request-id': '', 'request-id': 'b', 'cf-ray': 'c' }, 'b'],
    [{ 'cf-ray': 'c' }, 'c'],
  ].flatMap(([headers, requestId]) => [
    {
      title: `a success with the headers ${JSON.stringify(headers)}`,
      rule: 'Client: the id of the request is part of the result',
      responses: [{ ...success(), headers: headers as Record<string, string> }],
      expect: { success: true, requestId: requestId as string },
    },
    {
      title: `a failure with the headers ${JSON.stringify(headers)}`,
      rule: 'Client: the id of the request is part of the result',
      responses: [failure(404, { code: 'NOT_FOUND' }, headers as Record<string, string>)],
      expect: { ...api('NOT_FOUND', { requestId }), requestId: requestId as string },
    },
  ]),
  {
    title: 'a request id that contains the token',
    rule: '3: wherever it appears',
    responses: [{ ...success(), headers: { 'x-request-id': `r-${TOKEN}` } }],
    expect: { success: true, requestId: 'r-***' },
  },
];

const messages: Situation[] = [
  {
    title: 'an unusual message',
    rule: '3: the caller receives the message unchanged',
    responses: [failure(404, { code: 'NOT_FOUND', message: '  No <b>such</b> endpoint — “/x” \n' })],
    expect: api('NOT_FOUND', { message: '  No <b>such</b> endpoint — “/x” \n' }),
  },
  {
    title: 'a message that echoes the token',
    rule: "3: the caller's own token is masked",
    responses: [
      failure(401, { code: 'INVALID_API_TOKEN', message: `Token ${TOKEN} (${TOKEN}) is invalid.` }),
    ],
    expect: api('INVALID_API_TOKEN', { message: 'Token *** (***) is invalid.' }),
    excludes: [TOKEN],
  },
  {
    title: 'a message that echoes the token percent-encoded',
    rule: '3: wherever it appears',
    responses: [failure(401, { code: 'INVALID_API_TOKEN', message: `?token=${encodeURIComponent(TOKEN)}` })],
    expect: api('INVALID_API_TOKEN', { message: '?token=***' }),
  },
  {
    title: 'a page that contains the token',
    rule: '3: wherever it appears',
    responses: [{ status: 403, body: `<pre>authorization: Bearer ${TOKEN}</pre>` }],
    expect: protocol(403, { excerpt: '<pre>authorization: Bearer ***</pre>' }),
    excludes: [TOKEN],
  },
  {
    title: 'a page with the token at the end of the excerpt',
    rule: '3: wherever it appears',
    responses: [{ status: 403, body: `${'x'.repeat(495)}${TOKEN}` }],
    expect: protocol(403, { excerpt: `${'x'.repeat(495)}***` }),
    excludes: ['tok_S'],
  },
  {
    title: 'the token in JSON escapes',
    rule: '3: wherever it appears',
    responses: [{ status: 403, body: `{"headers":"${TOKEN.replace('/', '\\/').replace('+', '\\u002B')}"}` }],
    expect: protocol(403, { excerpt: '{"headers":"***"}' }),
  },
  ...[
    [
      'HTML as a template engine writes it',
      TOKEN.replace('+', '&#43;').replace('/', '&#x2F;').replace('=', '&#x3D;'),
    ],
    ['HTML with names', TOKEN.replace('+', '&plus;').replace('/', '&sol;').replace('=', '&equals;')],
    ['HTML in a JSON string', TOKEN.replace('+', '\\u0026#43;').replace('/', '\\u0026#47;')],
    ['a URL in HTML', encodeURIComponent(TOKEN).replaceAll('%', '&#37;')],
    ['a URL in a URL', encodeURIComponent(encodeURIComponent(TOKEN))],
    ['upper case', TOKEN.toUpperCase()],
  ].map(([form, text]) => ({
    title: `the token in ${form}`,
    rule: '3: in the forms that servers and templates use',
    responses: [{ status: 403, body: `<p>${text}, ${text}</p>` }],
    expect: protocol(403, { excerpt: '<p>***, ***</p>' }),
  })),
  {
    title: 'a token of one letter',
    rule: '3: in text from outside, only a token of 8 characters or more is masked',
    responses: [failure(401, { code: 'INVALID_API_TOKEN', message: 'The token T is invalid.' })],
    options: { token: 'T' },
    expect: api('INVALID_API_TOKEN', { message: 'The token T is invalid.' }),
  },
  {
    title: 'a token of 8 characters',
    rule: '3: in text from outside, a token of 8 characters or more is masked',
    responses: [failure(401, { code: 'INVALID_API_TOKEN', message: 'The token abc_1234 is invalid.' })],
    options: { token: 'abc_1234' },
    expect: api('INVALID_API_TOKEN', { message: 'The token *** is invalid.' }),
  },
  {
    title: 'a long token with a period',
    rule: '3: a token may have any length',
    responses: [failure(402, { code: 'INSUFFICIENT_BALANCE', message: `No ${LONG_TOKEN}.` })],
    options: { token: LONG_TOKEN },
    expect: api('INSUFFICIENT_BALANCE', { message: 'No ***.' }),
  },
  {
    title: 'the token as the code',
    rule: '3: wherever it appears',
    responses: [failure(401, { code: TOKEN, message: '' })],
    expect: { success: false, error: { kind: 'unknown_code', receivedCode: '***' } },
    excludes: [TOKEN],
  },
];

const retries: Situation[] = [
  {
    title: 'a rate limit, then a success',
    rule: '4: after retry_after',
    responses: [rateLimit({ retry_after: 60 }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [60_000],
  },
  {
    title: 'endless rate limits',
    rule: '4: 3 retries',
    responses: [rateLimit({ retry_after: 1 })],
    expect: api('RATE_LIMIT_EXCEEDED', { retry_after: 1, attempts: 4, retryAfterMs: 1000 }),
    requests: 4,
    waits: [1000, 1000, 1000],
  },
  {
    title: 'a Retry-After longer than retry_after',
    rule: '4: the longer of the two',
    responses: [rateLimit({ retry_after: 2 }, { 'retry-after': '5' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [5000],
  },
  {
    title: 'a Retry-After shorter than retry_after',
    rule: '4: the longer of the two',
    responses: [rateLimit({ retry_after: 5 }, { 'retry-after': '2' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [5000],
  },
  {
    title: 'only a Retry-After header',
    rule: '4: a known code without its field',
    responses: [rateLimit({}, { 'retry-after': '3' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [3000],
  },
  {
    title: 'a Retry-After date and a Date header',
    rule: "4: relative to the response's Date",
    responses: [
      rateLimit({}, { 'retry-after': date(NOW + 3_600_000 + 9000), date: date(NOW + 3_600_000) }),
      success(),
    ],
    expect: SUCCESS,
    requests: 2,
    waits: [9000],
  },
  {
    title: 'a Retry-After date without a Date header',
    rule: '4: else the local clock',
    responses: [rateLimit({}, { 'retry-after': date(NOW + 4000) }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [4000],
    notOnWire: "Node's server always sends a Date header",
  },
  {
    title: 'a Retry-After date in the form of RFC 850',
    rule: 'RFC 9110 5.6.7',
    responses: [
      rateLimit({}, { 'retry-after': 'Sunday, 22-Nov-26 12:00:06 GMT', date: date(NOW) }),
      success(),
    ],
    expect: SUCCESS,
    requests: 2,
    waits: [6000],
  },
  {
    title: 'a Retry-After date in the form of asctime',
    rule: 'RFC 9110 5.6.7',
    responses: [rateLimit({}, { 'retry-after': 'Sun Nov 22 12:00:07 2026', date: date(NOW) }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [7000],
  },
  ...[0, -5, '0', '-5', 'soon', '', null, true, [60], {}].map((retry_after) => ({
    title: `a retry_after of ${JSON.stringify(retry_after)}`,
    rule: '4: a wait that makes no sense is a backoff',
    responses: [rateLimit({ retry_after }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  })),
  ...[
    ['60', 60_000],
    [' 7 ', 7000],
    ['7s', 7000],
    ['1.5 seconds ', 2000],
    ['2.0', 2000],
    ['1.5', 2000],
    [1.5, 2000],
    [0.25, 1000],
  ].map(([retry_after, wait]) => ({
    title: `a retry_after of ${JSON.stringify(retry_after)}`,
    rule: '4: a value that a person would read as a number of seconds is valid and is rounded up',
    responses: [rateLimit({ retry_after }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [Number(wait)],
  })),
  ...(
    [
      ['1.5', 2000],
      ['0.1', 1000],
      ['2, 7', 7000],
      ['7,2', 7000],
      ['soon, 3', 3000],
      ['9, 9, 9', 9000],
      ['4 s', 4000],
      [`${date(NOW + 4000)}, 2`, 4000],
      [`2, ${date(NOW + 4000)}`, 4000],
      [`${date(NOW + 4000)}, ${date(NOW + 6000)}`, 6000],
      ['Sunday, 22-Nov-26 12:00:06 GMT, 5', 6000],
    ] as const
  ).map(([value, wait]) => ({
    title: `a Retry-After of ${JSON.stringify(value)}`,
    rule: '4: a value that a person would read as a number of seconds is valid and is rounded up',
    responses: [rateLimit({}, { 'retry-after': value, date: date(NOW) }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [wait],
  })),
  ...[
    '0',
    '-5',
    '-5, 0',
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
    rule: '4: a wait that makes no sense is a backoff',
    responses: [rateLimit({}, { 'retry-after': value, date: date(NOW) }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  })),
  {
    title: 'an invalid retry_after and an invalid Retry-After',
    rule: '4: a wait that makes no sense is a backoff',
    responses: [
      rateLimit({ retry_after: -5 }, { 'retry-after': date(NOW - 9000), date: date(NOW) }),
      success(),
    ],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  },
  {
    title: 'an invalid retry_after and a valid Retry-After',
    rule: '4',
    responses: [rateLimit({ retry_after: 0 }, { 'retry-after': '4' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [4000],
  },
  {
    title: 'a wait over 60 s',
    rule: '4: the error is returned immediately, with its retry_after',
    responses: [rateLimit({ retry_after: 61 }), success()],
    expect: api('RATE_LIMIT_EXCEEDED', { retry_after: 61, attempts: 1, retryAfterMs: 61_000 }),
  },
  {
    title: 'a Retry-After over 60 s',
    rule: '4: a wait over 60 s is not started',
    responses: [failure(503, { code: 'SERVICE_UNAVAILABLE' }, { 'retry-after': '3600' }), success()],
    expect: api('SERVICE_UNAVAILABLE', { retryAfterMs: 3_600_000 }),
  },
  {
    title: 'an infinite wait',
    rule: '4: a wait over 60 s is not started',
    responses: [
      {
        status: 429,
        body: '{"success":false,"error":{"code":"RATE_LIMIT_EXCEEDED","message":"x","retry_after":1e999}}',
      },
    ],
    expect: api('RATE_LIMIT_EXCEEDED', { attempts: 1 }),
  },
  {
    title: 'a wait longer than the time left for the call',
    rule: '4: a wait longer than the time left is not started',
    responses: [rateLimit({ retry_after: 50 })],
    expect: api('RATE_LIMIT_EXCEEDED', { attempts: 3 }),
    requests: 3,
    waits: [50_000, 50_000],
  },
  ...['INTERNAL_ERROR', 'SERVICE_UNAVAILABLE'].flatMap((code) => [
    {
      title: `${code}, repeated`,
      rule: '4: exponential backoff, 3 retries',
      responses: [failure(500, { code })],
      expect: api(code, { attempts: 4 }),
      ...GIVEN_UP,
    },
    {
      title: `${code} with a Retry-After longer than the backoff`,
      rule: '4: honouring Retry-After',
      responses: [failure(500, { code }, { 'retry-after': '30' }), success()],
      expect: SUCCESS,
      requests: 2,
      waits: [30_000],
    },
  ]),
  {
    title: 'a Retry-After shorter than the backoff',
    rule: '4: exponential backoff, honouring Retry-After',
    responses: [
      ...Array(2).fill(failure(503, { code: 'SERVICE_UNAVAILABLE' })),
      failure(503, { code: 'SERVICE_UNAVAILABLE' }, { 'retry-after': '1' }),
      success(),
    ],
    expect: SUCCESS,
    requests: 4,
    waits: [375, 750, 1500],
  },
  {
    title: '5xx pages of a proxy, then a success',
    rule: '4: any other 5xx',
    responses: [html(502), html(504), html(599), success()],
    expect: SUCCESS,
    ...GIVEN_UP,
  },
  {
    title: 'an HTML page with status 503 and Retry-After',
    rule: '4: any other 5xx, honouring Retry-After',
    responses: [html(503, { 'retry-after': '8' }), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [8000],
  },
  {
    title: 'an HTML page with status 429',
    rule: '4: a 429 without a known code',
    responses: [html(429), success()],
    expect: SUCCESS,
    requests: 2,
    waits: [375],
  },
  ...[400, 401, 403, 404, 408, 418].map((status) => ({
    title: `an HTML page with status ${status}`,
    rule: '4: no other status is retried',
    responses: [html(status), success()],
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
    title: `${code} with status 500`,
    rule: 'Codes: no retry',
    responses: [failure(500, { code }), success()],
    expect: api(code, { attempts: 1 }),
  })),
  {
    title: 'retry: 0',
    rule: '4: defaults can be changed',
    responses: [html(500)],
    options: { retry: 0 },
    expect: protocol(500, { attempts: 1 }),
  },
  {
    title: 'retry: false',
    rule: '4: defaults can be changed',
    responses: [html(500)],
    options: { retry: false },
    expect: protocol(500, { attempts: 1 }),
  },
  {
    title: 'ten retries',
    rule: '4: backoff doubling to 8 s',
    responses: [html(500)],
    options: { retry: 7 },
    expect: protocol(500, { attempts: 8 }),
    requests: 8,
    waits: [375, 750, 1500, 3000, 6000, 6000, 6000],
  },
  {
    title: 'no jitter',
    rule: '4: equal jitter: at least half of the backoff',
    responses: [html(500)],
    options: { random: () => 0 },
    expect: protocol(500),
    requests: 4,
    waits: [250, 500, 1000],
  },
  {
    title: 'full jitter',
    rule: '4: equal jitter: at most the full backoff',
    responses: [html(500)],
    options: { random: () => 1 },
    expect: protocol(500),
    requests: 4,
    waits: [500, 1000, 2000],
  },
  {
    title: 'a custom longest wait',
    rule: '4: defaults can be changed',
    responses: [rateLimit({ retry_after: 90 }), success()],
    options: { retry: { waitMaxMs: 100_000 } },
    expect: SUCCESS,
    requests: 2,
    waits: [90_000],
  },
  {
    title: 'a custom deadline',
    rule: '4: defaults can be changed',
    responses: [rateLimit({ retry_after: 6 })],
    options: { deadlineMs: 5000 },
    expect: api('RATE_LIMIT_EXCEEDED', { attempts: 1 }),
  },
];

const balance: Situation[] = [
  {
    title: 'a success without a balance',
    rule: '5: a success without a balance is still a success',
    responses: [{ body: '{"success":true,"data":{"posts":[]}}' }],
    expect: { success: true, data: { posts: [] } },
  },
  {
    title: 'a success with an invalid balance',
    rule: '5',
    responses: [success({ remaining_balance: 'plenty' })],
    expect: { success: true, data: { remaining_balance: 'plenty' } },
  },
];

export const situations: Situation[] = [
  ...envelope,
  ...codes,
  ...requestIds,
  ...messages,
  ...retries,
  ...balance,
];
