/** Correct servers that differ in representation: content codings, framing, header spellings, JSON formatting. */
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Json, JsonObject } from '../../../../src/contract/document.ts';
import type { Mutation, Outgoing } from '../mutant.ts';
import { inTurn, type Style } from './correct-server.ts';

const onAll = (response: (outgoing: Outgoing) => void | Promise<void>): Mutation => ({ response });

const json = (outgoing: Outgoing) => JSON.stringify(outgoing.json);

/** Replaces each body. */
const rewritten = (change: (text: string, outgoing: Outgoing) => string | Buffer): Mutation =>
  onAll((outgoing) => {
    outgoing.body = change(json(outgoing), outgoing);
  });

const coded = (coding: string, encode: (text: string) => Buffer): Mutation =>
  rewritten((text, { headers }) => {
    headers['Content-Encoding'] = coding;
    headers.Vary = 'Accept-Encoding';
    return encode(text);
  });

/** Sends the body in pieces of this many bytes. */
const inPieces = (size: number, gapMs = 0): Mutation =>
  onAll((outgoing) => {
    const body = Buffer.from(json(outgoing));
    outgoing.send = async (response) => {
      response.writeHead(outgoing.status, outgoing.headers);
      if (outgoing.request.method === 'HEAD') return void response.end();
      response.on('error', () => {});
      for (let at = 0; at < body.length; at += size) {
        response.write(body.subarray(at, at + size));
        if (gapMs > 0 && at + size < body.length) await new Promise((resolve) => setTimeout(resolve, gapMs));
      }
      response.end();
    };
  });

/** Writes the response directly to the connection: the status line and headers that `make` returns, then the body. */
const raw = (make: (outgoing: Outgoing, body: Buffer) => string): Mutation =>
  onAll((outgoing) => {
    const body = Buffer.from(json(outgoing));
    outgoing.send = ({ socket }: ServerResponse) => {
      const head = Buffer.from(make(outgoing, body));
      const whole = outgoing.request.method === 'HEAD' ? head : Buffer.concat([head, body]);
      socket?.end(whole);
    };
  });

const fieldsOf = ({ headers }: Outgoing, change = (name: string) => name) =>
  Object.entries(headers)
    .map(([name, value]) => `${change(name)}: ${value}\r\n`)
    .join('');

/** Returns the value with the keys of each object in reverse order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  );
}

const escaped = (text: string) =>
  text.replace(
    /[^\x20-\x7e]|[/é<>&']/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export const forms: readonly Style[] = [
  { name: 'no change', mutation: {} },
  { name: 'gzip', mutation: coded('gzip', (text) => gzipSync(text)) },
  {
    name: 'GZIP in upper case, with two members',
    mutation: coded('GZIP', (text) => Buffer.concat([gzipSync(text.slice(0, 9)), gzipSync(text.slice(9))])),
  },
  { name: 'deflate', mutation: coded('deflate', (text) => deflateSync(text)) },
  { name: 'raw deflate', mutation: coded('deflate', (text) => deflateRawSync(text)) },
  {
    name: 'raw deflate without compression',
    mutation: coded('deflate', (text) => deflateRawSync(text, { level: 0 })),
  },
  {
    name: 'brotli',
    mutation: coded('br', (text) =>
      brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
    ),
  },
  { name: 'the identity coding', mutation: coded('identity', (text) => Buffer.from(text)) },
  {
    name: 'gzip with Content-Length',
    mutation: rewritten((text, { headers }) => {
      const body = gzipSync(text);
      Object.assign(headers, { 'Content-Encoding': 'gzip', 'Content-Length': String(body.length) });
      return body;
    }),
  },
  {
    name: 'hundreds of small chunks',
    mutation: onAll((outgoing) => {
      const body = Buffer.from(json(outgoing));
      // Chunks of single bytes would be too slow for a large page.
      const size = Math.max(1, Math.floor(body.length / 400));
      return inPieces(size).response?.(outgoing);
    }),
  },
  {
    name: 'chunks that split characters',
    mutation: {
      response: (outgoing) => {
        if (outgoing.json.error) outgoing.json.error.message = 'エラーです 🚫 Fehler: ungültig';
        return inPieces(7).response?.(outgoing);
      },
    },
  },
  { name: 'pauses between chunks', mutation: inPieces(4000, 5) },
  {
    name: 'HTTP/1.0',
    mutation: raw(
      (outgoing, body) =>
        `HTTP/1.0 ${outgoing.status} X\r\n${fieldsOf(outgoing)}Content-Length: ${body.length}\r\n\r\n`,
    ),
  },
  {
    name: 'HTTP/1.0 without Content-Length',
    mutation: raw((outgoing) => `HTTP/1.0 ${outgoing.status} X\r\n${fieldsOf(outgoing)}\r\n`),
  },
  {
    name: 'HTTP/1.1 without Content-Length',
    mutation: raw(
      (outgoing) => `HTTP/1.1 ${outgoing.status} X\r\n${fieldsOf(outgoing)}Connection: close\r\n\r\n`,
    ),
  },
  {
    name: 'HTTP/1.1 that closes without announcing it',
    mutation: raw(
      (outgoing, body) =>
        `HTTP/1.1 ${outgoing.status} X\r\n${fieldsOf(outgoing)}Content-Length: ${body.length}\r\n\r\n`,
    ),
  },
  {
    name: 'an empty reason phrase',
    mutation: raw(
      (outgoing, body) =>
        `HTTP/1.1 ${outgoing.status} \r\nConnection: close\r\n${fieldsOf(outgoing)}Content-Length: ${body.length}\r\n\r\n`,
    ),
  },
  {
    name: 'header names in lower case',
    mutation: raw(
      (outgoing, body) =>
        `HTTP/1.1 ${outgoing.status} X\r\nconnection: close\r\n${fieldsOf(outgoing, (name) => name.toLowerCase())}content-length: ${body.length}\r\n\r\n`,
    ),
  },
  {
    name: 'header names in upper case',
    mutation: raw(
      (outgoing, body) =>
        `HTTP/1.1 ${outgoing.status} X\r\nCONNECTION: CLOSE\r\n${fieldsOf(outgoing, (name) => name.toUpperCase())}CONTENT-LENGTH: ${body.length}\r\n\r\n`,
    ),
  },
  {
    name: 'no space after the colon of headers',
    mutation: raw(
      (outgoing, body) =>
        `HTTP/1.1 ${outgoing.status} X\r\nConnection:close\r\n${fieldsOf(outgoing).replaceAll(': ', ':')}Content-Length:${body.length}\r\n\r\n`,
    ),
  },
  {
    name: 'every connection is closed',
    mutation: onAll(({ headers }) => {
      headers.Connection = 'close';
    }),
  },
  {
    name: 'every third connection is closed',
    mutation: () => {
      let responses = 0;
      return onAll(({ headers }) => {
        if (++responses % 3 === 0) headers.Connection = 'close';
      });
    },
  },
  { name: 'one connection at a time', mutation: { oneAtATime: true } },
  {
    name: 'one connection at a time, each closed',
    mutation: {
      oneAtATime: true,
      ...onAll(({ headers }) => {
        headers.Connection = 'close';
      }),
    },
  },
  {
    name: 'HTTP/1.0, one connection at a time',
    mutation: {
      oneAtATime: true,
      ...raw((outgoing) => `HTTP/1.0 ${outgoing.status} X\r\n${fieldsOf(outgoing)}\r\n`),
    },
  },
  {
    name: 'early hints',
    mutation: onAll((outgoing) => {
      outgoing.send = (response) => {
        response.writeEarlyHints({ link: '</style.css>; rel=preload' });
        response.writeHead(outgoing.status, outgoing.headers).end(json(outgoing));
      };
    }),
  },
  {
    name: 'the media type in many spellings',
    mutation: () => {
      const next = inTurn([
        'application/json',
        'application/json; charset=utf-8',
        'application/json;charset=UTF-8',
        'Application/JSON ; Charset="UTF-8"',
        'application/json;  charset = utf-8',
        'application/json; charset="utf-8" ',
        'application/json;',
        'application/json; charset=Utf-8;',
      ]);
      return onAll(({ headers }) => {
        headers['Content-Type'] = next();
      });
    },
  },
  { name: 'pretty JSON', mutation: rewritten((_, { json }) => `\n${JSON.stringify(json, null, 4)}\n`) },
  {
    name: 'JSON with tabs and CRLF',
    mutation: rewritten((_, { json }) => `${JSON.stringify(json, null, '\t').replaceAll('\n', '\r\n')}\r\n`),
  },
  { name: 'keys in reverse order', mutation: rewritten((_, { json }) => JSON.stringify(reversed(json))) },
  {
    name: 'escaped Unicode',
    mutation: onAll((outgoing) => {
      if (outgoing.json.error) outgoing.json.error.message = 'Schlüssel ungültig 🔑';
      outgoing.body = escaped(json(outgoing));
    }),
  },
  {
    name: 'integers with a decimal point',
    mutation: rewritten((text) => text.replace(/:(\d+)(?=[,}])/g, ':$1.0')),
  },
  {
    name: 'integers with an exponent',
    mutation: rewritten((text) => text.replace(/:(\d+)0(?=[,}])/g, ':$1e1')),
  },
  {
    name: 'integers with a negative exponent',
    mutation: rewritten((text) => text.replace(/:([1-9]\d*)(?=[,}])/g, (_, digits) => `:${digits}00E-2`)),
  },
  { name: 'much white space after the JSON', mutation: rewritten((text) => text + ' '.repeat(20_000)) },
  {
    name: 'extra fields everywhere',
    mutation: onAll(({ json, headers, request }) => {
      const more = { id: 'req_81f3', meta: { version: 2, took: 0.4, empty: null, list: [] } };
      Object.assign(json, more, { message: 'OK', status: 'done' });
      Object.assign(json.error ?? {}, more, {
        details: [{ field: 'limit' }],
        data: { a: 1 },
        success: false,
        docs: 'https://docs.example/errors#x',
      });
      if (!json.data) return;
      Object.assign(json.data, more, { total: 3, has_more: true, error: null, success: true });
      for (const post of (json.data.posts ?? []) as JsonObject[]) {
        Object.assign(post, { lang: 'en', extra: { a: [null] }, error: null });
        Object.assign(post.author as JsonObject, { verified: true, followers: null });
        Object.assign(post.engagement as JsonObject, { saves: null, rate: 0.5 });
      }
      Object.assign(headers, {
        'X-Request-Id': 'abc',
        'X-Path': String(request.url),
        ETag: '"1"',
        'Set-Cookie': ['a=b', 'c=d'],
      });
    }),
  },
  {
    name: 'headers of common servers and proxies',
    mutation: onAll(({ headers }) => {
      Object.assign(headers, {
        Server: 'nginx/1.25.3',
        Via: '1.1 varnish.prod.internal, 1.1 10.0.3.7:8080',
        'X-Powered-By': 'PHP/8.3.1',
        'X-Runtime': '0.0042',
        'X-AspNet-Version': '4.0.30319',
        'Strict-Transport-Security': 'max-age=31536000',
        'Content-Security-Policy': "default-src 'none'",
        'Cache-Control': 'no-store',
        Link: '<https://api.example/v1?page=2>; rel="next"',
        'Server-Timing': 'db;dur=12.3, app;dur=4.5',
        'X-RateLimit-Limit': '100',
        'X-RateLimit-Remaining': '99',
        'RateLimit-Reset': '1',
        'Access-Control-Allow-Origin': '*',
        'X-Request-Start': 't=1768467600.123',
      });
    }),
  },
  {
    name: 'no Date header',
    mutation: onAll((outgoing) => {
      outgoing.send = (response) => {
        response.sendDate = false;
        response.writeHead(outgoing.status, outgoing.headers).end(json(outgoing));
      };
    }),
  },
];
