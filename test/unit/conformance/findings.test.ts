/**
 * What a report says of a fault, word by word: `findings.txt`, which people read before they commit a change of it
 * (`npx vitest run test/unit/conformance/findings.test.ts -u` writes it anew).
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

/** A fault, and the case of the first operation that is asked. */
const FAULTS: readonly [name: string, id: string, mutation: Mutation][] = [
  ['a status', 'NOT_FOUND', on('NOT_FOUND', (outgoing) => Object.assign(outgoing, { status: 410 }))],
  [
    'a status of no HTTP',
    'NOT_FOUND',
    on('NOT_FOUND', (outgoing) => Object.assign(outgoing, { status: 200 })),
  ],
  ['another code', 'NOT_FOUND', swaps('NOT_FOUND', 'INTERNAL_ERROR')],
  [
    'a code of no contract',
    'NOT_FOUND',
    onError('NOT_FOUND', (error) => Object.assign(error, { code: 'not_found' })),
  ],
  ['no code', 'NOT_FOUND', onError('NOT_FOUND', (error) => Reflect.deleteProperty(error, 'code'))],
  [
    'a success',
    'ACCOUNT_INACTIVE',
    on('ACCOUNT_INACTIVE', (outgoing) => {
      outgoing.json = { success: true, data: {} };
      outgoing.status = 200;
    }),
  ],
  ['success as a text', 'NOT_FOUND', envelope((json) => ({ ...json, success: 'false' }))],
  ['no success', 'NOT_FOUND', envelope(({ error }) => ({ error }))],
  ['a list', 'NOT_FOUND', envelope((json) => [json])],
  ['null', 'NOT_FOUND', envelope(() => null)],
  ['no error', 'NOT_FOUND', envelope(() => ({ success: false }))],
  ['error: null', 'NOT_FOUND', envelope(() => ({ success: false, error: null }))],
  ['data beside error', 'NOT_FOUND', envelope((json) => ({ ...json, data: null }))],
  [
    'an envelope of another status',
    'NOT_FOUND',
    on('NOT_FOUND', (outgoing) => {
      outgoing.status = 500;
      outgoing.body = '[]';
    }),
  ],
  [
    'an empty message',
    'NOT_FOUND',
    onError('NOT_FOUND', (error) => Object.assign(error, { message: '\u2800' })),
  ],
  [
    'a field that is missing',
    'INSUFFICIENT_BALANCE',
    onError('INSUFFICIENT_BALANCE', (error) => Reflect.deleteProperty(error, 'required')),
  ],
  [
    'a field of another type',
    'INSUFFICIENT_BALANCE',
    onError('INSUFFICIENT_BALANCE', (error) => Object.assign(error, { available: '25' })),
  ],
  [
    'fields in the wrong relation',
    'INSUFFICIENT_BALANCE',
    onError('INSUFFICIENT_BALANCE', (error) => Object.assign(error, { available: 50 })),
  ],
  ['no Retry-After', 'RATE_LIMIT_EXCEEDED', wrongHeader('RATE_LIMIT_EXCEEDED', 'Retry-After', undefined)],
  ['another Retry-After', 'RATE_LIMIT_EXCEEDED', wrongHeader('RATE_LIMIT_EXCEEDED', 'Retry-After', '7')],
  [
    'Retry-After in words',
    'RATE_LIMIT_EXCEEDED',
    wrongHeader('RATE_LIMIT_EXCEEDED', 'Retry-After', 'in a minute'),
  ],
  [
    'Retry-After that is no wait of a 503',
    'SERVICE_UNAVAILABLE',
    wrongHeader('SERVICE_UNAVAILABLE', 'Retry-After', 'soon'),
  ],
  ['no challenge', 'INVALID_API_TOKEN', wrongHeader('INVALID_API_TOKEN', 'WWW-Authenticate', undefined)],
  [
    'a challenge of another scheme',
    'INVALID_API_TOKEN',
    wrongHeader('INVALID_API_TOKEN', 'WWW-Authenticate', 'Basic realm="bearer"'),
  ],
  ['a page', 'NOT_FOUND', body(`<h1>${'Not\n found '.repeat(30)}</h1>`, { 'Content-Type': 'text/html' })],
  ['nothing at all', 'NOT_FOUND', body('', { 'Content-Type': undefined })],
  ['another charset', 'NOT_FOUND', body('{}', { 'Content-Type': 'application/json; charset=latin1' })],
  ['a media type that is none', 'NOT_FOUND', body('{}', { 'Content-Type': 'json' })],
  ['a byte order mark', 'NOT_FOUND', body('\ufeff{}')],
  ['no UTF-8', 'NOT_FOUND', body(Buffer.from([0x22, 0xff, 0x22]))],
  ['no UTF-8 that begins like a mark', 'NOT_FOUND', body(Buffer.from([0xef, 0xbb, 0x22]))],
  ['a coding that is none', 'NOT_FOUND', body('{}', { 'Content-Encoding': 'rot13' })],
  ['a coding that it is not', 'NOT_FOUND', body('{}', { 'Content-Encoding': 'deflate' })],
  [
    'a redirect',
    'NOT_FOUND',
    on('NOT_FOUND', (outgoing) => {
      outgoing.status = 300;
      outgoing.headers.Location = 'https://elsewhere.example/';
    }),
  ],
  ['a name twice', 'NOT_FOUND', body('{"success":false,"success":false,"error":{}}')],
  [
    'a name twice, deep',
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
    'a trace',
    'NOT_FOUND',
    onErrors(({ json }) => Object.assign(json, { error: { ...json.error, debug: 'ORA-00942' } })),
  ],
  ['a success under 201', 'success', onSuccess((outgoing) => Object.assign(outgoing, { status: 201 }))],
  [
    'an error in place of a success',
    'success',
    onSuccess((outgoing) => {
      outgoing.status = 503;
      outgoing.json = { success: false, error: { code: 'BUSY', message: 'Busy.' } };
    }),
  ],
  ['no data', 'success', onSuccess((outgoing) => Object.assign(outgoing, { json: { success: true } }))],
  [
    'a field of data that is missing',
    'success',
    onData((data) => Reflect.deleteProperty(data, 'remaining_balance')),
  ],
  [
    'a value that is not listed',
    'success',
    onPosts((post) => Object.assign(post, { media: { type: 'gif', urls: [] } })),
  ],
  ['a date in words', 'success', onPosts((post) => Object.assign(post, { published_at: 'yesterday' }))],
  [
    'a date with something behind it',
    'success',
    onPosts((post) => Object.assign(post, { scraped_at: `${post.scraped_at} or so` })),
  ],
  [
    'an address without a host',
    'success',
    onPosts((post) => Object.assign(post, { post_url: 'https:///x' })),
  ],
  [
    'an address in capitals without one',
    'success',
    onPosts((post) => Object.assign(post, { post_url: 'HTTP:x' })),
  ],
  [
    'a sum that is none',
    'success',
    onPosts((post) => Object.assign(post, { engagement: { ...(post.engagement as JsonObject), total: 1 } })),
  ],
  [
    'many faults of one answer',
    'success',
    onPosts((post) => {
      Object.assign(post, { id: 'x'.repeat(100), hashtags: null, mentions: 7 });
    }),
  ],
  ['posts of another platform', 'success', onPosts((post) => Object.assign(post, { platform: 'snapchat' }))],
  [
    'more posts than asked for',
    'success/limit/2',
    onData((data) => Object.assign(data, { posts: [...(data.posts as []), ...(data.posts as [])] })),
  ],
  [
    'a fault of the server where much is open',
    'routing/head',
    {
      response: (outgoing) => {
        if (outgoing.request.method === 'HEAD') outgoing.status = 502;
      },
    },
  ],
];

const said = ({ check, level, expected, actual, cause, source }: Finding) =>
  [`${level} ${check}`, `expected: ${expected}`, `actual: ${actual}`, `cause: ${cause}`, `source: ${source}`]
    .map((line) => `  ${line}`)
    .join('\n');

test('each fault is told in words that lead to it', async () => {
  const blocks: string[] = [];
  for (const [name, id, mutation] of FAULTS) {
    const { results } = await reportOn(mutation, { only: [`${operation?.id}/${id}`] });
    const findings = results.flatMap((result) => result.findings);
    expect(findings.length, name).toBeGreaterThan(0);
    blocks.push(`${name} (${id})\n${findings.map(said).join('\n')}\n`);
  }
  await expect(blocks.join('\n')).toMatchFileSnapshot('./findings.txt');
});
