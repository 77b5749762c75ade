/**
 * The findings on many faults, word by word, compared with `findings.txt`. To update that file, run
 * `npx vitest run test/unit/conformance/findings.test.ts -u`, and read every changed line before you commit it.
 */
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/conformance/types.ts';
import type { JsonObject } from '../../../src/contract/document.ts';
import { contract } from '../../helpers/project.ts';
import { reportOn } from '../../helpers/servers/expect-faults.ts';
import type { Mutation } from '../../helpers/servers/mutant.ts';
import { on, onData, onError, onErrors, onPosts, onSuccess, swaps } from '../../helpers/servers/mutations.ts';

const [operation] = contract.operations;

const wrongHeader = (code: string, name: string, value: string | undefined) =>
  on(code, ({ headers }) => {
    if (value === undefined) delete headers[name];
    else headers[name] = value;
  });

const envelope = (change: (json: JsonObject) => unknown) =>
  on('NOT_FOUND', (outgoing) => {
    outgoing.body = JSON.stringify(change(outgoing.json as JsonObject));
  });

const body = (bytes: string | Buffer, headers: Record<string, string | undefined> = {}) =>
  on('NOT_FOUND', (outgoing) => {
    outgoing.body = bytes;
    for (const [name, value] of Object.entries(headers)) {
      if (value === undefined) delete outgoing.headers[name];
      else outgoing.headers[name] = value;
    }
  });

/** The name of a fault, the case of the first operation that runs, and the fault. */
const FAULTS: readonly [name: string, id: string, mutation: Mutation][] = [
  ['a wrong status', 'NOT_FOUND', on('NOT_FOUND', (outgoing) => Object.assign(outgoing, { status: 410 }))],
  [
    'the status 200 with an error',
    'NOT_FOUND',
    on('NOT_FOUND', (outgoing) => Object.assign(outgoing, { status: 200 })),
  ],
  ['another code of the contract', 'NOT_FOUND', swaps('NOT_FOUND', 'INTERNAL_ERROR')],
  [
    'a code outside the contract',
    'NOT_FOUND',
    onError('NOT_FOUND', (error) => Object.assign(error, { code: 'not_found' })),
  ],
  [
    'an error without a code',
    'NOT_FOUND',
    onError('NOT_FOUND', (error) => Reflect.deleteProperty(error, 'code')),
  ],
  [
    'a success instead of an error',
    'ACCOUNT_INACTIVE',
    on('ACCOUNT_INACTIVE', (outgoing) => {
      outgoing.json = { success: true, data: {} };
      outgoing.status = 200;
    }),
  ],
  ['success as a string', 'NOT_FOUND', envelope((json) => ({ ...json, success: 'false' }))],
  ['an envelope without success', 'NOT_FOUND', envelope(({ error }) => ({ error }))],
  ['an array', 'NOT_FOUND', envelope((json) => [json])],
  ['null', 'NOT_FOUND', envelope(() => null)],
  ['an envelope without error', 'NOT_FOUND', envelope(() => ({ success: false }))],
  ['error: null', 'NOT_FOUND', envelope(() => ({ success: false, error: null }))],
  ['data and error together', 'NOT_FOUND', envelope((json) => ({ ...json, data: null }))],
  [
    'a wrong status and a body that is not an envelope',
    'NOT_FOUND',
    on('NOT_FOUND', (outgoing) => {
      outgoing.status = 500;
      outgoing.body = '[]';
    }),
  ],
  [
    'a message without a visible character',
    'NOT_FOUND',
    onError('NOT_FOUND', (error) => Object.assign(error, { message: '\u2800' })),
  ],
  [
    'a missing field',
    'INSUFFICIENT_BALANCE',
    onError('INSUFFICIENT_BALANCE', (error) => Reflect.deleteProperty(error, 'required')),
  ],
  [
    'a field of the wrong type',
    'INSUFFICIENT_BALANCE',
    onError('INSUFFICIENT_BALANCE', (error) => Object.assign(error, { available: '25' })),
  ],
  [
    'a violated relation between fields',
    'INSUFFICIENT_BALANCE',
    onError('INSUFFICIENT_BALANCE', (error) => Object.assign(error, { available: 50 })),
  ],
  ['no Retry-After', 'RATE_LIMIT_EXCEEDED', wrongHeader('RATE_LIMIT_EXCEEDED', 'Retry-After', undefined)],
  ['a wrong Retry-After', 'RATE_LIMIT_EXCEEDED', wrongHeader('RATE_LIMIT_EXCEEDED', 'Retry-After', '7')],
  [
    'a Retry-After in words',
    'RATE_LIMIT_EXCEEDED',
    wrongHeader('RATE_LIMIT_EXCEEDED', 'Retry-After', 'in a minute'),
  ],
  [
    'an optional Retry-After in words',
    'SERVICE_UNAVAILABLE',
    wrongHeader('SERVICE_UNAVAILABLE', 'Retry-After', 'soon'),
  ],
  [
    'no WWW-Authenticate',
    'INVALID_API_TOKEN',
    wrongHeader('INVALID_API_TOKEN', 'WWW-Authenticate', undefined),
  ],
  [
    'a challenge of another scheme',
    'INVALID_API_TOKEN',
    wrongHeader('INVALID_API_TOKEN', 'WWW-Authenticate', 'Basic realm="bearer"'),
  ],
  [
    'an HTML page',
    'NOT_FOUND',
    body(`<h1>${'Not\n found '.repeat(30)}</h1>`, { 'Content-Type': 'text/html' }),
  ],
  ['no Content-Type and no body', 'NOT_FOUND', body('', { 'Content-Type': undefined })],
  ['another charset', 'NOT_FOUND', body('{}', { 'Content-Type': 'application/json; charset=latin1' })],
  ['an invalid media type', 'NOT_FOUND', body('{}', { 'Content-Type': 'json' })],
  ['a byte order mark', 'NOT_FOUND', body('\ufeff{}')],
  ['invalid UTF-8', 'NOT_FOUND', body(Buffer.from([0x22, 0xff, 0x22]))],
  ['invalid UTF-8 that begins like a byte order mark', 'NOT_FOUND', body(Buffer.from([0xef, 0xbb, 0x22]))],
  ['an unknown content coding', 'NOT_FOUND', body('{}', { 'Content-Encoding': 'rot13' })],
  ['a body that is not in its content coding', 'NOT_FOUND', body('{}', { 'Content-Encoding': 'deflate' })],
  [
    'a redirect',
    'NOT_FOUND',
    on('NOT_FOUND', (outgoing) => {
      outgoing.status = 300;
      outgoing.headers.Location = 'https://elsewhere.example/';
    }),
  ],
  ['a duplicate key with the same value', 'NOT_FOUND', body('{"success":false,"success":false,"error":{}}')],
  [
    'a nested duplicate key with different values',
    'NOT_FOUND',
    on('NOT_FOUND', (outgoing) => {
      outgoing.body = JSON.stringify(outgoing.json).replace('"message":', '"message":"a","message":');
    }),
  ],
  [
    'the token in a header',
    'NOT_FOUND',
    on('NOT_FOUND', ({ request, headers }) => {
      headers['X-Echo'] = String(request.headers.authorization);
    }),
  ],
  [
    'a database error',
    'NOT_FOUND',
    onErrors(({ json }) => Object.assign(json, { error: { ...json.error, debug: 'ORA-00942' } })),
  ],
  ['a success with status 201', 'success', onSuccess((outgoing) => Object.assign(outgoing, { status: 201 }))],
  [
    'an error instead of a success',
    'success',
    onSuccess((outgoing) => {
      outgoing.status = 503;
      outgoing.json = { success: false, error: { code: 'BUSY', message: 'Busy.' } };
    }),
  ],
  [
    'a success without data',
    'success',
    onSuccess((outgoing) => Object.assign(outgoing, { json: { success: true } })),
  ],
  ['a missing field of data', 'success', onData((data) => Reflect.deleteProperty(data, 'remaining_balance'))],
  [
    'a value that is not in the enum',
    'success',
    onPosts((post) => Object.assign(post, { media: { type: 'gif', urls: [] } })),
  ],
  ['a date in words', 'success', onPosts((post) => Object.assign(post, { published_at: 'yesterday' }))],
  [
    'a date with text after it',
    'success',
    onPosts((post) => Object.assign(post, { scraped_at: `${post.scraped_at} or so` })),
  ],
  ['a URL without a host', 'success', onPosts((post) => Object.assign(post, { post_url: 'https:///x' }))],
  [
    'a URL in capitals without a host',
    'success',
    onPosts((post) => Object.assign(post, { post_url: 'HTTP:x' })),
  ],
  [
    'a wrong sum',
    'success',
    onPosts((post) => Object.assign(post, { engagement: { ...(post.engagement as JsonObject), total: 1 } })),
  ],
  [
    'many violations in one response',
    'success',
    onPosts((post) => {
      Object.assign(post, { id: 'x'.repeat(100), hashtags: null, mentions: 7 });
    }),
  ],
  ['posts of another platform', 'success', onPosts((post) => Object.assign(post, { platform: 'snapchat' }))],
  [
    'more posts than the limit',
    'success/limit/2',
    onData((data) => Object.assign(data, { posts: [...(data.posts as []), ...(data.posts as [])] })),
  ],
  [
    'a rate limit with data and error together',
    'RATE_LIMIT_EXCEEDED',
    on('RATE_LIMIT_EXCEEDED', ({ json }) => Object.assign(json, { data: null })),
  ],
  [
    'a rate limit with the media type of HTML',
    'RATE_LIMIT_EXCEEDED',
    wrongHeader('RATE_LIMIT_EXCEEDED', 'Content-Type', 'text/html'),
  ],
  [
    'a server error in a response that the contract does not specify',
    'routing/head',
    {
      response: (outgoing) => {
        if (outgoing.request.method === 'HEAD') outgoing.status = 502;
      },
    },
  ],
];

const textOf = ({ check, level, title, expected, actual, requirement, cause, source }: Finding) =>
  [
    `${level} ${check}: ${title}`,
    `expected: ${expected}`,
    `actual: ${actual}`,
    `cause: ${cause}`,
    `contract: ${requirement} [${source}]`,
  ]
    .map((line) => `  ${line}`)
    .join('\n');

test('the findings on each fault match findings.txt', async () => {
  const blocks: string[] = [];
  for (const [name, id, mutation] of FAULTS) {
    const { results } = await reportOn(mutation, { only: [`${operation?.id}/${id}`] });
    const findings = results.flatMap((result) => result.findings);
    expect(findings.length, name).toBeGreaterThan(0);
    blocks.push(`${name} (${id})\n${findings.map(textOf).join('\n')}\n`);
  }
  await expect(blocks.join('\n')).toMatchFileSnapshot('./findings.txt');
});
