/** Faulty servers whose body is not JSON, not UTF-8 or not in its content coding, or whose media type is wrong. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Outgoing } from '../mutant.ts';
import { casesOfCode, type Faulty, on, onErrors, onSuccess } from '../mutations.ts';

type Encode = (json: string, outgoing: Outgoing) => string | Buffer;

const INVALID_JSON: Record<string, Encode> = {
  'an empty body': () => '',
  'only white space': () => ' \n',
  'JSON without its last byte': (json) => json.slice(0, -1),
  'half of the JSON': (json) => json.slice(0, json.length / 2),
  'an extra closing brace': (json) => `${json}}`,
  'text after the JSON': (json) => `${json}\nOK`,
  'text before the JSON': (json) => `Warning: x\n${json}`,
  'the JSON twice': (json) => json.repeat(2),
  'the JSON twice, on two lines': (json) => `${json}\n${json}`,
  'single quotes': (json) => json.replaceAll('"', "'"),
  'keys without quotes': (json) => json.replace(/"(\w+)":/g, '$1:'),
  'a trailing comma': (json) => json.replace(/}$/, ',}'),
  'a comment before the JSON': (json) => `/* ok */${json}`,
  'a comment after the JSON': (json) => `${json} // ok`,
  'the value NaN': (json) => json.replace(/^{/, '{"took":NaN,'),
  'the value Infinity': (json) => json.replace(/^{/, '{"took":Infinity,'),
  'the value undefined': (json) => json.replace(/^{/, '{"took":undefined,'),
  'a number with a leading zero': (json) => json.replace(/^{/, '{"took":01,'),
  'True or False in the spelling of Python': (json) =>
    json.replace(/"success":(true|false)/, (_, word) => `"success":${word === 'true' ? 'True' : 'False'}`),
  'a prefix against JSON hijacking': (json) => `)]}',\n${json}`,
  'a JSONP callback': (json) => `callback(${json})`,
  'a NUL character after the JSON': (json) => `${json}\0`,
  'an unescaped line break in a string': (json) => json.replace(/^{/, '{"note":"a\nb",'),
  'an HTML page': () => '<!doctype html><title>Error</title>',
};

const INVALID_UTF8: Record<string, Encode> = {
  'a byte order mark': (json) => `\uFEFF${json}`,
  'UTF-16 with a byte order mark': (json) => Buffer.from(`\uFEFF${json}`, 'utf16le'),
  'text in Latin-1': (json) => Buffer.from(json.replace(/^{/, '{"note":"déjà vu",'), 'latin1'),
  'an incomplete UTF-8 sequence': (json) =>
    Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from(',"a":"\xe2\x82"}', 'latin1')]),
  'an overlong UTF-8 sequence': (json) =>
    Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from(',"a":"\xc0\xaf"}', 'latin1')]),
  'a surrogate encoded as UTF-8': (json) =>
    Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from(',"a":"\xed\xa0\x80"}', 'latin1')]),
  'gzip without Content-Encoding': (json) => gzipSync(json),
};

const coded =
  (coding: string, encode: Encode): Encode =>
  (json, outgoing) => {
    outgoing.headers['Content-Encoding'] = coding;
    return encode(json, outgoing);
  };

const INVALID_CODING: Record<string, Encode> = {
  'Content-Encoding gzip with an uncompressed body': coded('gzip', (json) => json),
  'Content-Encoding gzip with an empty body': coded('gzip', () => ''),
  'truncated gzip': coded('gzip', (json) => gzipSync(json).subarray(0, -6)),
  'gzip with a wrong checksum': coded('gzip', (json) => {
    const bytes = gzipSync(json);
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 0xff;
    return bytes;
  }),
  'gzip with trailing bytes': coded('gzip', (json) =>
    Buffer.concat([gzipSync(json), Buffer.from('trailing')]),
  ),
  'Content-Encoding deflate with an uncompressed body': coded('deflate', (json) => json),
  'truncated deflate': coded('deflate', (json) => deflateSync(json).subarray(0, -6)),
  'Content-Encoding br with an uncompressed body': coded('br', (json) => json),
  'truncated brotli': coded('br', (json) => brotliCompressSync(json).subarray(0, -4)),
  'Content-Encoding br with a gzip body': coded('br', (json) => gzipSync(json)),
  'a content coding that the request does not accept': coded('zstd', (json) => json),
  'two content codings declared, one applied': coded('gzip, gzip', (json) => gzipSync(json)),
};

const MEDIA_TYPES: Record<string, string | undefined> = {
  missing: undefined,
  empty: '',
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
  'without a subtype': 'application',
  json: 'json',
  'two, separated by a comma': 'application/json, text/html',
  'charset Latin-1': 'application/json; charset=iso-8859-1',
  'charset UTF-16': 'application/json; charset=utf-16',
  'charset US-ASCII': 'application/json; charset=us-ascii',
  'charset Windows-1252': 'application/json; charset="windows-1252"',
  'charset Latin-1 with spaces': 'application/json ; charset = iso-8859-1',
  'charset Latin-1 after another parameter': 'application/json; v=1; charset=iso-8859-1',
};

export const bytes: readonly Faulty[] = [
  ...Object.entries(INVALID_JSON).flatMap(([name, encode]) => inBoth(name, encode, 'json')),
  ...Object.entries({ ...INVALID_UTF8, ...INVALID_CODING }).flatMap(([name, encode]) =>
    inBoth(name, encode, 'encoding'),
  ),
  ...inBoth('UTF-16 without a byte order mark', (json) => Buffer.from(json, 'utf16le'), 'json'),
  ...inBoth(
    'gzip of an empty body',
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
    'media type: two header fields',
    (json, { headers }) => {
      headers['Content-Type'] = ['application/json', 'text/html'];
      return json;
    },
    'media-type',
  ),
  ...inBoth('a duplicate key with different values', (json) => json.replace(/^{/, '{"success":1,'), 'names'),
  ...inBoth(
    'a nested duplicate key with different values',
    (json) => json.replace(/"(code|id)":/g, '"$1":0,"$1":'),
    'names',
  ),
  ...inBoth(
    'a duplicate key with the same value',
    (json) => json.replace(/^{("success":\w+,)/, '{$1$1'),
    'names',
  ).map((fault): Faulty => ({ ...fault, level: 'SHOULD' })),
  {
    name: 'every error is an HTML page',
    mutation: onErrors((outgoing) => {
      outgoing.headers['Content-Type'] = 'text/html';
      outgoing.body = `<h1>${outgoing.status}</h1>`;
    }),
    case: 'NOT_FOUND',
    check: 'media-type',
  },
  {
    name: 'every error is plain text with status 200',
    mutation: onErrors((outgoing) => {
      outgoing.status = 200;
      outgoing.headers['Content-Type'] = 'text/plain';
      outgoing.body = String(outgoing.code);
    }),
    case: 'NOT_FOUND',
    check: 'media-type',
  },
  {
    name: 'an HTML error page of a proxy',
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

/** Returns two servers: one with the fault in an error, one with the fault in successes. */
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
