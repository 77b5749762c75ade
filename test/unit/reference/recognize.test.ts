/**
 * Recognition of errors in pasted texts. The texts have the formats of real loggers, shells and tools. Each row has the
 * codes to find, in order; a status without a code is written as the status.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Catalogue, catalogueOf } from '../../../src/contract/catalogue.ts';
import { type Recognizable, recognize } from '../../../src/reference/recognize.ts';
import { contract, ROOT } from '../../helpers/project.ts';

const { errors }: Catalogue = catalogueOf(contract);

/** Returns how a text was recognized and what was found: `code: A, B`, `status: 502`, `nothing`. */
function summaryOf(text: string, codes: readonly Recognizable[] = errors): string {
  const found = recognize(text, codes);
  if (!found) return 'nothing';
  const names = found.entries.map(({ code }) => code);
  return `${found.by}: ${names.length === 0 && found.by === 'status' ? found.status : names.join(', ')}`;
}

const RATE = {
  success: false,
  error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests.', retry_after: 60 },
};
const BODY = JSON.stringify(RATE);

type Row = readonly [name: string, text: string, found: string];

const CODES: readonly Row[] = [
  ['a worker', 'ERROR [worker] 429 RATE_LIMIT_EXCEEDED Too many requests', 'code: RATE_LIMIT_EXCEEDED'],
  [
    'pino',
    `{"level":50,"time":1732590000429,"pid":404,"hostname":"api-503","err":{"type":"ApiError","message":"Too many requests","code":"RATE_LIMIT_EXCEEDED","stack":"ApiError: Too many requests\\n    at call (/app/not-found.js:404:12)"},"msg":"request failed"}`,
    'code: RATE_LIMIT_EXCEEDED',
  ],
  [
    'pino with the body as a string',
    JSON.stringify({ level: 50, time: 1732590000000, body: BODY, msg: 'bad response' }),
    'code: RATE_LIMIT_EXCEEDED',
  ],
  [
    'a string in a string in a string',
    JSON.stringify({ log: `${JSON.stringify({ msg: JSON.stringify({ body: BODY }) })}\n`, stream: 'stderr' }),
    'code: RATE_LIMIT_EXCEEDED',
  ],
  [
    'winston, simple',
    'error: Request failed: INSUFFICIENT_BALANCE {"service":"sync","timestamp":"2026-11-26T10:00:00.402Z"}',
    'code: INSUFFICIENT_BALANCE',
  ],
  [
    'winston, colours',
    '\u001b[31merror\u001b[39m: \u001b[31mSERVICE_UNAVAILABLE\u001b[39m',
    'code: SERVICE_UNAVAILABLE',
  ],
  [
    'bunyan',
    '{"name":"app","hostname":"h","pid":401,"level":50,"err":{"message":"x","name":"ApiError","code":"ACCOUNT_INACTIVE"},"msg":"x","time":"2026-11-26T10:00:00.500Z","v":0}',
    'code: ACCOUNT_INACTIVE',
  ],
  [
    'log4j',
    '2026-11-26 10:00:00,404 ERROR [http-nio-8080-exec-1] c.a.Client:429 - API error INVALID_PLATFORM',
    'code: INVALID_PLATFORM',
  ],
  [
    'Spring Boot',
    '2026-11-26T10:00:00.500Z ERROR 429 --- [nio-8080-exec-3] c.acme.Client : INVALID_PARAMETERS: limit',
    'code: INVALID_PARAMETERS',
  ],
  [
    'Python logging',
    "2026-11-26 10:00:00,429 - app - ERROR - ApiError(code='INVALID_API_TOKEN', status=401)",
    'code: INVALID_API_TOKEN',
  ],
  [
    'a Python dictionary',
    "{'success': False, 'error': {'code': 'MISSING_API_TOKEN', 'message': 'No API token provided.'}}",
    'code: MISSING_API_TOKEN',
  ],
  [
    'logrus',
    'time="2026-11-26T10:00:00Z" level=error msg="call failed" code=SERVICE_UNAVAILABLE attempt=3',
    'code: SERVICE_UNAVAILABLE',
  ],
  [
    'zap',
    '2026-11-26T10:00:00.404Z\tERROR\tsync/run.go:429\tcall failed\t{"code": "NOT_FOUND"}',
    'code: NOT_FOUND',
  ],
  ['docker compose', `api-1     | ERROR response: ${BODY}`, 'code: RATE_LIMIT_EXCEEDED'],
  [
    'docker, json-file',
    JSON.stringify({
      log: 'ERROR \u001b[1mNOT_FOUND\u001b[0m\n',
      stream: 'stdout',
      time: '2026-11-26T10:00:00.5Z',
    }),
    'code: NOT_FOUND',
  ],
  [
    'kubectl logs',
    'E1126 10:00:00.503000       1 sync.go:404] "call failed" err="INTERNAL_ERROR: try again"',
    'code: INTERNAL_ERROR',
  ],
  [
    'GitHub Actions',
    '2026-11-26T10:00:00.4290000Z ##[error]Error: INVALID_PLATFORM: Unsupported platform',
    'code: INVALID_PLATFORM',
  ],
  [
    'PowerShell',
    'Invoke-RestMethod : {"success":false,"error":{"code":"ACCOUNT_INACTIVE"}}\r\nAt line:1 char:500\r\n+ Invoke-RestMethod ...',
    'code: ACCOUNT_INACTIVE',
  ],
  [
    'HTTPie',
    'HTTP/1.1 402 Payment Required\r\nContent-Type: application/json\r\n\r\n{\r\n    "error": {\r\n        "code": "INSUFFICIENT_BALANCE"\r\n',
    'code: INSUFFICIENT_BALANCE',
  ],
  [
    'curl -v with the token of another code',
    '> GET /api/v1/posts/by-user/TikTok/natgeo HTTP/1.1\n> Authorization: Bearer test_rate_limit_exceeded\n>\n< HTTP/1.1 400 Bad Request\n<\n{"success":false,"error":{"code":"INVALID_PLATFORM"}}',
    'code: INVALID_PLATFORM',
  ],
  [
    'Postman',
    'POST https://staging/api/v1: {\n  "Network": {},\n  "Response Body": "{\\"success\\":false,\\"error\\":{\\"code\\":\\"INTERNAL_ERROR\\"}}"\n}',
    'code: INTERNAL_ERROR',
  ],
  [
    'Sentry',
    '{"exception":{"values":[{"type":"ApiError","value":"RATE_LIMIT_EXCEEDED: Too many requests. Please wait.","mechanism":{"handled":true}}]},"level":"error"}',
    'code: RATE_LIMIT_EXCEEDED',
  ],
  [
    'CloudWatch',
    '2026-11-26T10:00:00.404Z\t8f5e-429\tERROR\tInvoke Error\t{"errorType":"ApiError","code":"SERVICE_UNAVAILABLE","stack":["ApiError","    at x (/var/task/index.js:500:3)"]}',
    'code: SERVICE_UNAVAILABLE',
  ],
  ['syslog', '<11>Nov 26 10:00:00 host app[429]: api error code=NOT_FOUND', 'code: NOT_FOUND'],
  ['journald', 'Nov 26 10:00:00 host node[503]: ApiError: INVALID_API_TOKEN', 'code: INVALID_API_TOKEN'],
  ['lower case', 'error=rate_limit_exceeded status=429', 'code: RATE_LIMIT_EXCEEDED'],
  ['hyphens', 'reason: Rate-Limit-Exceeded', 'code: RATE_LIMIT_EXCEEDED'],
  [
    'a fragment of a URL',
    'see https://docs.test/#section/error-codes/invalid_parameters.',
    'code: INVALID_PARAMETERS',
  ],
  [
    'a page of the reference',
    'https://docs.test/errors/rate-limit-exceeded.html',
    'code: RATE_LIMIT_EXCEEDED',
  ],
  ['an encoded URL', 'https://a.test/login?next=%2Ferrors%2523ACCOUNT_INACTIVE%22', 'code: ACCOUNT_INACTIVE'],
  [
    'a test token',
    "curl -H 'Authorization: Bearer test_service_unavailable' http://127.0.0.1:4010/",
    'code: SERVICE_UNAVAILABLE',
  ],
  ['HTML', '<td>&quot;NOT_FOUND&quot;</td><td>&#34;x&#34;</td>', 'code: NOT_FOUND'],
  ['escaped colours', '"\\u001b[31mNOT_FOUND\\u001b[0m"', 'code: NOT_FOUND'],
  ['colours of a shell script', '\\033[0;31mNOT_FOUND\\033[0m', 'code: NOT_FOUND'],
  ['colours without the escape character', '[31mNOT_FOUND[0m', 'code: NOT_FOUND'],
  [
    'a highlighted match of grep',
    'RATE_\u001b[01;31m\u001b[KLIMIT\u001b[m\u001b[K_EXCEEDED',
    'code: RATE_LIMIT_EXCEEDED',
  ],
  ['escaped underscores of Markdown', '**RATE\\_LIMIT\\_EXCEEDED**', 'code: RATE_LIMIT_EXCEEDED'],
  ['emphasis of Markdown', '_NOT_FOUND_', 'code: NOT_FOUND'],
  ['a quotation in a chat', '> 10:00 bot: INTERNAL_ERROR\n> again', 'code: INTERNAL_ERROR'],
  ['dashes of a word processor', 'rate‑limit‑exceeded', 'code: RATE_LIMIT_EXCEEDED'],
  ['invisible characters', 'RATE_\u200bLIMIT_EXCEEDED', 'code: RATE_LIMIT_EXCEEDED'],
  ['a path of Windows', 'C:\\logs\\NOT_FOUND.log', 'code: NOT_FOUND'],
  ['a class with a namespace', 'App\\Errors\\NOT_FOUND', 'code: NOT_FOUND'],
  ['several codes', 'NOT_FOUND\nINVALID_PLATFORM\nNOT_FOUND', 'code: NOT_FOUND, INVALID_PLATFORM'],
  ['syslog, control characters', 'msg#012NOT_FOUND#011x', 'code: NOT_FOUND'],
  ['journald, octal escapes', 'RATE\\137LIMIT\\137EXCEEDED\\012end', 'code: RATE_LIMIT_EXCEEDED'],
  ['records with NULs between them', 'first\0NOT_FOUND\0last\0', 'code: NOT_FOUND'],
  ['UTF-16 at the end of a text of bytes', 'ok\r\nN\0O\0T\0_\0F\0O\0U\0N\0D\0\r\0', 'code: NOT_FOUND'],
  ['only words', ' Rate limit  exceeded. ', 'code: RATE_LIMIT_EXCEEDED'],
  ['camel case', 'RateLimitExceeded', 'code: RATE_LIMIT_EXCEEDED'],
];

const STATUSES: readonly Row[] = [
  ['a status', '429', 'status: RATE_LIMIT_EXCEEDED'],
  ['a status in quotation marks', '"429".', 'status: RATE_LIMIT_EXCEEDED'],
  ['a status with a word', 'code 429', 'status: RATE_LIMIT_EXCEEDED'],
  ['a reason phrase', 'Payment Required', 'status: INSUFFICIENT_BALANCE'],
  ['a reason phrase of another status', 'internal server error', 'status: INTERNAL_ERROR'],
  ['an identifier of Spring', '402 PAYMENT_REQUIRED "no credits"', 'status: INSUFFICIENT_BALANCE'],
  ['a class of statuses', '5XX', 'status: INTERNAL_ERROR, SERVICE_UNAVAILABLE'],
  ['a status line', 'HTTP/2 429', 'status: RATE_LIMIT_EXCEEDED'],
  [
    'nginx, access log',
    '203.0.113.7 - - [26/Nov/2026:10:00:00 +0000] "GET /api/v1/x?limit=500 HTTP/1.1" 429 162 "-" "curl/8.5.0"',
    'status: RATE_LIMIT_EXCEEDED',
  ],
  [
    'nginx, JSON',
    '{"remote_addr":"1.2.3.4","request":"GET /a HTTP/1.1","status":"503","body_bytes_sent":"404"}',
    'status: SERVICE_UNAVAILABLE',
  ],
  [
    'nginx, error log',
    '2026/11/26 10:00:00 [error] 429#429: *404 upstream prematurely closed connection',
    'nothing',
  ],
  ['morgan', 'GET /api/v1/posts/by-user/x/natgeo 429 3.402 ms - 500', 'status: RATE_LIMIT_EXCEEDED'],
  ['Express without a format', 'GET /health 200 404.123 ms - 2', 'status: 200'],
  [
    'gin',
    '[GIN] 2026/11/26 - 10:00:00 | 503 |      404.5µs |    127.0.0.1 | GET      "/a"',
    'status: SERVICE_UNAVAILABLE',
  ],
  ['uvicorn', 'INFO:     127.0.0.1:500 - "GET /a HTTP/1.1" 404 Not Found', 'status: NOT_FOUND'],
  ['Rails', 'Completed 500 Internal Server Error in 429ms (ActiveRecord: 404.0ms)', 'status: INTERNAL_ERROR'],
  ['Go', '404 page not found', 'status: NOT_FOUND'],
  ['axios', 'AxiosError: Request failed with status code 429', 'status: RATE_LIMIT_EXCEEDED'],
  [
    'ofetch',
    'FetchError: [GET] "https://a.test/api": 503 Service Unavailable',
    'status: SERVICE_UNAVAILABLE',
  ],
  [
    'Python requests',
    'requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: https://a.test/404',
    'status: RATE_LIMIT_EXCEEDED',
  ],
  ['urllib', 'urllib.error.HTTPError: HTTP Error 404: Not Found', 'status: NOT_FOUND'],
  [
    'httpx',
    'INFO:httpx:HTTP Request: GET https://a.test/500 "HTTP/1.1 429 Too Many Requests"',
    'status: RATE_LIMIT_EXCEEDED',
  ],
  [
    'Spring',
    'HttpClientErrorException$TooManyRequests: 429 Too Many Requests: [no body]',
    'status: RATE_LIMIT_EXCEEDED',
  ],
  [
    'C#',
    'Response status code does not indicate success: 429 (Too Many Requests).',
    'status: RATE_LIMIT_EXCEEDED',
  ],
  ['C#, the response', "StatusCode: 503, ReasonPhrase: 'x', Version: 1.1", 'status: SERVICE_UNAVAILABLE'],
  [
    'PowerShell',
    'Invoke-WebRequest : The remote server returned an error: (429) Too Many Requests.\r\nAt line:1 char:1',
    'status: RATE_LIMIT_EXCEEDED',
  ],
  [
    'PowerShell, the response',
    'StatusCode        : 404\r\nStatusDescription : x\r\nRawContentLength  : 500',
    'status: NOT_FOUND',
  ],
  ['curl -f', 'curl: (22) The requested URL returned error: 404', 'status: NOT_FOUND'],
  [
    'curl -v, the head',
    '* Connected to a (127.0.0.1) port 500\n> GET /404 HTTP/2\n>\n< HTTP/2 429 \n< retry-after: 503\n<',
    'status: RATE_LIMIT_EXCEEDED',
  ],
  ['Chrome', 'GET https://a.test/api/v1/x 429 (Too Many Requests)', 'status: RATE_LIMIT_EXCEEDED'],
  ['Firefox', 'the server responded with a status of 404 (x)', 'status: NOT_FOUND'],
  [
    'Java',
    'java.io.IOException: Server returned HTTP response code: 503 for URL: http://a.test',
    'status: SERVICE_UNAVAILABLE',
  ],
  ['a failed assertion', 'expected status 200 but was 503', 'status: SERVICE_UNAVAILABLE'],
  ['a duration after a status', 'upstream responded 429 in 10ms', 'status: RATE_LIMIT_EXCEEDED'],
  ['an HTTP/2 field', ':status: 429', 'status: RATE_LIMIT_EXCEEDED'],
  [
    'OpenTelemetry',
    '{"attributes":{"http.status_code":503,"http.duration":404}}',
    'status: SERVICE_UNAVAILABLE',
  ],
  ['a request with an arrow', 'PUT /a/b -> 404', 'status: NOT_FOUND'],
  ['a sentence', 'yesterday we got a 503 from the API', 'status: SERVICE_UNAVAILABLE'],
  ['the end of a failure', 'Failed to fetch posts (429)', 'status: RATE_LIMIT_EXCEEDED'],
  ['the end of a failure, with a colon', 'Request failed: 503', 'status: SERVICE_UNAVAILABLE'],
  ['the CLI of AWS', 'An error occurred (429) when calling x', 'status: RATE_LIMIT_EXCEEDED'],
  ['a verb in the present', 'it throws 500', 'status: INTERNAL_ERROR'],
  ['pytest', 'E       assert 429 == 200', 'status: RATE_LIMIT_EXCEEDED'],
  ['Chai', 'AssertionError: expected 503 to equal 200', 'status: SERVICE_UNAVAILABLE'],
  ['RSpec', 'expected the response to have status code 200 but it was 404', 'status: NOT_FOUND'],
  ['a method of Go', 'resp.StatusCode() = 429', 'status: RATE_LIMIT_EXCEEDED'],
  ['a short name', 'resp=429', 'status: RATE_LIMIT_EXCEEDED'],
  ['Heroku', 'method=GET path="/" service=30000ms status=503 bytes=0', 'status: SERVICE_UNAVAILABLE'],
  ['Tornado', 'WARNING:tornado.access:404 GET /a (127.0.0.1) 500.40ms', 'status: NOT_FOUND'],
  [
    'chi',
    '2026/11/26 11:00:00 "GET http://a:500/b HTTP/1.1" from 127.0.0.1:40400 - 404 19B in 429µs',
    'status: NOT_FOUND',
  ],
  [
    'HAProxy',
    'haproxy[429]: 10.0.1.2:404 [06/Feb/2026:12:14:14.655] in a/b 10/0/30/69/109 503 2750 - - ---- 1/1/1/1/0 0/0 "GET /a HTTP/1.1"',
    'status: SERVICE_UNAVAILABLE',
  ],
  [
    'a load balancer of AWS',
    'h2 2026-11-26T11:00:00.429Z app/a/b 1.2.3.4:404 10.0.0.1:80 0.000 0.001 0.000 500 500 34 366 "GET https://a:443/ HTTP/2.0" "curl"',
    'status: INTERNAL_ERROR',
  ],
  [
    'OpenTelemetry, attributes',
    '{"key":"http.response.status_code","value":{"intValue":"429"}}',
    'status: RATE_LIMIT_EXCEEDED',
  ],
  ['Jaeger', '{"key":"http.status_code","type":"int64","value":503}', 'status: SERVICE_UNAVAILABLE'],
  ['an unknown status', 'HTTP/1.1 502 Bad Gateway', 'status: 502'],
  [
    'an unknown status and one with codes',
    '"GET /a HTTP/1.1" 200 5\n"GET /a HTTP/1.1" 502 5\n"GET /a HTTP/1.1" 429 5',
    'status: RATE_LIMIT_EXCEEDED',
  ],
  ['a code of another API with a status', 'code=USER_MISSING status=404', 'status: NOT_FOUND'],
];

const WORDS: readonly Row[] = [
  ['one word', 'rate', 'words: RATE_LIMIT_EXCEEDED'],
  [
    'a message in a log line',
    '10:00:00.404 ERROR sync failed: No API token provided (attempt 3)',
    'words: MISSING_API_TOKEN',
  ],
  [
    'a message with other numbers',
    'WARN You need 7 credits but only have 1. Please purchase more credits. [worker]',
    'words: INSUFFICIENT_BALANCE',
  ],
  ['the code in words', 'Error: rate limit exceeded, giving up', 'words: RATE_LIMIT_EXCEEDED'],
  ['words of a solution', 'purchase credits', 'words: INSUFFICIENT_BALANCE'],
];

const NOTHING: readonly (readonly [name: string, text: string])[] = [
  ['a word of an explanation', 'success'],
  ['a part of a word', 'regen'],
  ['a duration', 'took 429 ms'],
  ['a duration without a blank', 'done in 503ms, status ok'],
  ['a count', 'processed 500 items, 404 rows and 429 requests'],
  ['a count that an error precedes', 'error: 429 items were skipped'],
  ['a count that a verb precedes', 'got 500 posts'],
  ['the results of tests', 'Tests: 5 failed, 429 passed (404 files)'],
  ['a process', '[pid 429] started'],
  ['a port', 'listening on 127.0.0.1:503 and port 404'],
  ['a line of a stack trace', '    at run (/app/src/main.ts:404:12)'],
  ['a version', 'node v20.404.1 and 1.429'],
  ['a time', '2026-11-26T10:00:00.404Z INFO ready'],
  ['a time and a level', '2026-11-26 10:00:00,500 ERROR retrying'],
  ['a process before a level', '11-26 10:00:00 429 ERROR retrying'],
  ['a process after a level', 'ERROR 500 --- [main] retrying'],
  ['a rate', 'http: 500 requests per second'],
  ['a duration after a request', 'GET /health 404 ms'],
  ['a progress', 'status: 429/500 downloaded'],
  ['a fraction', 'error 404.5'],
  ['a number before the reason of another status', 'user 500 not found'],
  ['the end of a process', 'exited with code 500'],
  ['a longer number', 'status=4290'],
  ['a negative number', 'socket error -404: closed'],
  ['a price', 'the total is $402 or 402 EUR'],
  ['a share', 'up by 400% or 400/500'],
  ['a key of Python', 'KeyError: 404'],
  ['an exit code', 'process exited with exit code 404, exit status 429'],
  ['an identifier', 'order #429, id=500, user_404'],
  ['a code of another API', 'Error: Cannot find module, code: MODULE_NOT_FOUND'],
  ['a longer code', 'USER_NOT_FOUND NOT_FOUND_HANDLER ERR_INTERNAL_ERROR'],
  ['a field after a failure', 'msg="call failed" port=500'],
  ['a port after a failure', 'failed to bind to port: 500'],
  ['a port before a request', '127.0.0.1:500 - "GET /a HTTP/1.1" started'],
  ['an exit with a status', 'process exited with status 404'],
  ['a shell', 'bash: social-data: command not found'],
  ['a source file', 'compiled src/pages/not-found.tsx and internal_error.py'],
  ['Kubernetes', 'Error from server (NotFound): pods "api" not found'],
  ['punctuation', '?! ...'],
  ['short words', 'a x of'],
];

describe('recognizes', () => {
  test.for([...CODES, ...STATUSES, ...WORDS])('%s', ([, text, found]) => {
    expect(summaryOf(text)).toBe(found);
  });
});

describe('recognizes nothing in', () => {
  test.for(NOTHING)('%s', ([, text]) => {
    expect(summaryOf(text)).toBe('nothing');
  });
});

test.for(errors)(
  'recognizes $code by its code, token and message in a log line',
  ({ code, testToken, example }) => {
    for (const name of [code, code.toLowerCase(), code.toLowerCase().replaceAll('_', '-'), testToken]) {
      expect(summaryOf(`10:00 ERROR [worker] (${name}) failed`), name).toBe(`code: ${code}`);
    }
    const { message } = example.error as { message: string };
    expect(summaryOf(`10:00 ERROR ${message} [worker]`)).toBe(`words: ${code}`);
  },
);

test('a code of one word is a common word in lower case', () => {
  const entry = errors[0] as Recognizable;
  const codes = [{ ...entry, code: 'TIMEOUT', testToken: 'test_timeout', meaning: 'a', example: {} }];
  expect(summaryOf('ERROR TIMEOUT in worker', codes)).toBe('code: TIMEOUT');
  expect(summaryOf('timeout', codes)).toBe('code: TIMEOUT');
  expect(summaryOf('token test_timeout of worker', codes)).toBe('code: TIMEOUT');
  expect(summaryOf('the timeout of the worker', codes)).toBe('nothing');
});

test('ignores the end of a text that is too long', () => {
  expect(summaryOf(`${'a '.repeat(2 ** 19)} NOT_FOUND`)).toBe('nothing');
});

test('runs in browsers: the modules import nothing of Node', () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, type, from = ''] of text.matchAll(/^(?:import|export) (type )?[^;]*? from '([^']+)';/gm)) {
      expect(type ?? from, `${file} imports ${from}`).toMatch(/^(?:\.|type )/);
      if (!type) visit(join(file, '..', from));
    }
  };
  for (const name of ['explanation', 'parse-response', 'pasted-response']) {
    visit(join(ROOT, `src/reference/${name}.ts`));
  }
  expect(seen.size).toBeGreaterThan(3);
});
