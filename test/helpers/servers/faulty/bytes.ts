/** Bytes that are no JSON in UTF-8, content codings that are none, media types that are others. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Outgoing } from '../mutant.ts';
import { casesOfCode, type Faulty, on, onErrors, onSuccess } from '../mutations.ts';

type Encode = (json: string, outgoing: Outgoing) => string | Buffer;

const NO_JSON: Record<string, Encode> = {
  'an empty body': () => '',
  'white space': () => ' \n',
  'cut by a byte': (json) => json.slice(0, -1),
  'cut in the middle': (json) => json.slice(0, json.length / 2),
  'a bracket too many': (json) => `${json}}`,
  'text behind it': (json) => `${json}\nOK`,
  'text before it': (json) => `Warning: x\n${json}`,
  'two of it': (json) => json.repeat(2),
  'two of it on two lines': (json) => `${json}\n${json}`,
  'single quotes': (json) => json.replaceAll('"', "'"),
  'names without quotes': (json) => json.replace(/"(\w+)":/g, '$1:'),
  'a comma at the end': (json) => json.replace(/}$/, ',}'),
  'a comment': (json) => `/* ok */${json}`,
  'a comment behind it': (json) => `${json} // ok`,
  'NaN in it': (json) => json.replace(/^{/, '{"took":NaN,'),
  'Infinity in it': (json) => json.replace(/^{/, '{"took":Infinity,'),
  'undefined in it': (json) => json.replace(/^{/, '{"took":undefined,'),
  'a number with a leading zero': (json) => json.replace(/^{/, '{"took":01,'),
  'True of Python': (json) =>
    json.replace(/"success":(true|false)/, (_, word) => `"success":${word === 'true' ? 'True' : 'False'}`),
  'a guard against hijacking': (json) => `)]}',\n${json}`,
  'a callback around it': (json) => `callback(${json})`,
  'a NUL behind it': (json) => `${json}\0`,
  'a line break in a text': (json) => json.replace(/^{/, '{"note":"a\nb",'),
  HTML: () => '<!doctype html><title>Error</title>',
};

const NO_UTF8: Record<string, Encode> = {
  'a byte order mark': (json) => `\uFEFF${json}`,
  'UTF-16 with its mark': (json) => Buffer.from(`\uFEFF${json}`, 'utf16le'),
  'Latin-1': (json) => Buffer.from(json.replace(/^{/, '{"note":"déjà vu",'), 'latin1'),
  'a lone byte of a character': (json) =>
    Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from(',"a":"\xe2\x82"}', 'latin1')]),
  'an overlong character': (json) =>
    Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from(',"a":"\xc0\xaf"}', 'latin1')]),
  'a surrogate as bytes': (json) =>
    Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from(',"a":"\xed\xa0\x80"}', 'latin1')]),
  'gzip that is not said': (json) => gzipSync(json),
};

const coded =
  (coding: string, encode: Encode): Encode =>
  (json, outgoing) => {
    outgoing.headers['Content-Encoding'] = coding;
    return encode(json, outgoing);
  };

const NO_CODING: Record<string, Encode> = {
  'gzip that is none': coded('gzip', (json) => json),
  'gzip of nothing at all': coded('gzip', () => ''),
  'gzip cut off': coded('gzip', (json) => gzipSync(json).subarray(0, -6)),
  'gzip with a wrong sum': coded('gzip', (json) => {
    const bytes = gzipSync(json);
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 0xff;
    return bytes;
  }),
  'gzip with bytes behind it': coded('gzip', (json) =>
    Buffer.concat([gzipSync(json), Buffer.from('trailing')]),
  ),
  'deflate that is none': coded('deflate', (json) => json),
  'deflate cut off': coded('deflate', (json) => deflateSync(json).subarray(0, -6)),
  'brotli that is none': coded('br', (json) => json),
  'brotli cut off': coded('br', (json) => brotliCompressSync(json).subarray(0, -4)),
  'gzip called brotli': coded('br', (json) => gzipSync(json)),
  'a coding that nobody asked for': coded('zstd', (json) => json),
  'two codings, one done': coded('gzip, gzip', (json) => gzipSync(json)),
};

const MEDIA_TYPES: Record<string, string | undefined> = {
  missing: undefined,
  'an empty one': '',
  'text/html': 'text/html; charset=utf-8',
  'text/plain': 'text/plain',
  'text/json': 'text/json',
  'application/problem+json': 'application/problem+json',
  'application/hal+json': 'application/hal+json',
  'application/vnd.api+json': 'application/vnd.api+json',
  'application/x-json': 'application/x-json',
  'application/jsonp': 'application/jsonp',
  'application/json5': 'application/json5',
  'application/x-ndjson': 'application/x-ndjson',
  'application/xml': 'application/xml',
  'application/octet-stream': 'application/octet-stream',
  'application/javascript': 'application/javascript',
  'no subtype': 'application',
  json: 'json',
  'a comma and another': 'application/json, text/html',
  'Latin-1': 'application/json; charset=iso-8859-1',
  'UTF-16': 'application/json; charset=utf-16',
  ASCII: 'application/json; charset=us-ascii',
  'Windows-1252': 'application/json; charset="windows-1252"',
  'Latin-1 with spaces': 'application/json ; charset = iso-8859-1',
  'Latin-1 behind another parameter': 'application/json; v=1; charset=iso-8859-1',
};

export const bytes: readonly Faulty[] = [
  ...Object.entries({ ...NO_JSON }).flatMap(([name, encode]) => inBoth(name, encode, 'json')),
  ...Object.entries({ ...NO_UTF8, ...NO_CODING }).flatMap(([name, encode]) =>
    inBoth(name, encode, 'encoding'),
  ),
  ...inBoth('UTF-16 without a mark', (json) => Buffer.from(json, 'utf16le'), 'json'),
  ...inBoth(
    'gzip of an empty text',
    coded('gzip', () => gzipSync('')),
    'json',
  ),
  ...Object.entries(MEDIA_TYPES).flatMap(([name, type]) =>
    inBoth(
      `media type: ${name}`,
      (json, { headers }) => {
        if (type === undefined) delete headers['Content-Type'];
        else headers['Content-Type'] = type;
        return json;
      },
      'media-type',
    ),
  ),
  ...inBoth(
    'media type: two fields',
    (json, { headers }) => {
      headers['Content-Type'] = ['application/json', 'text/html'];
      return json;
    },
    'media-type',
  ),
  ...inBoth('a name twice with two values', (json) => json.replace(/^{/, '{"success":1,'), 'names'),
  ...inBoth(
    'a name twice, deep inside, with two values',
    (json) => json.replace(/"(code|id)":/g, '"$1":0,"$1":'),
    'names',
  ),
  ...inBoth(
    'a name twice with one value',
    (json) => json.replace(/^{("success":\w+,)/, '{$1$1'),
    'names',
  ).map((fault): Faulty => ({ ...fault, level: 'SHOULD' })),
  {
    name: 'every error is HTML',
    mutation: onErrors((outgoing) => {
      outgoing.headers['Content-Type'] = 'text/html';
      outgoing.body = `<h1>${outgoing.status}</h1>`;
    }),
    case: 'NOT_FOUND',
    check: 'media-type',
  },
  {
    name: 'every error is plain text under 200',
    mutation: onErrors((outgoing) => {
      outgoing.status = 200;
      outgoing.headers['Content-Type'] = 'text/plain';
      outgoing.body = String(outgoing.code);
    }),
    case: 'NOT_FOUND',
    check: 'media-type',
  },
  {
    name: 'HTML from a proxy before it',
    mutation: on('SERVICE_UNAVAILABLE', (outgoing) => {
      outgoing.status = 502;
      outgoing.headers['Content-Type'] = 'text/html';
      outgoing.body = '<h1>Bad Gateway</h1>';
    }),
    case: 'SERVICE_UNAVAILABLE',
    check: 'media-type',
    only: casesOfCode('SERVICE_UNAVAILABLE'),
  },
];

/** The fault in one error, and in the successes. */
function inBoth(name: string, encode: Encode, check: Faulty['check']): Faulty[] {
  const change = (outgoing: Outgoing) => {
    outgoing.body = encode(JSON.stringify(outgoing.json), outgoing);
  };
  return [
    {
      name: `${name}, in an error`,
      mutation: on('INTERNAL_ERROR', change),
      case: 'INTERNAL_ERROR',
      check,
      only: casesOfCode('INTERNAL_ERROR'),
    },
    {
      name: `${name}, in a success`,
      mutation: onSuccess(change),
      case: 'success',
      check,
      only: ['successes'],
    },
  ];
}
