/** Faulty servers that do not respond, whose response never ends, or that violate HTTP. */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { casesOfCode, type Faulty, on, onErrors, onSuccess } from '../mutations.ts';

const JSON_HEADERS = 'Content-Type: application/json\r\n';
const BODY = '{"success":false,"error":{"code":"INTERNAL_ERROR","message":"Boom."}}';

/** A short timeout for servers that never respond, but long enough for a busy machine. */
const SHORT_MS = 1500;

type Send = (response: ServerResponse) => void;

const raw =
  (text: string, end = true): Send =>
  ({ socket }) => {
    socket?.write(text);
    if (end) setTimeout(() => socket?.destroy(), 30);
  };

/** Faults that the tester detects immediately. */
const BROKEN: Record<string, Send> = {
  'the connection is reset': ({ socket }) => socket?.resetAndDestroy(),
  'the connection is closed without a response': ({ socket }) => socket?.end(),
  'the connection is closed within the header section': raw(`HTTP/1.1 500 Boom\r\n${JSON_HEADERS}`),
  'the body is shorter than Content-Length and the connection is closed': raw(
    `HTTP/1.1 500 Boom\r\n${JSON_HEADERS}Content-Length: ${BODY.length + 50}\r\n\r\n${BODY}`,
  ),
  'a chunk is incomplete': raw(
    `HTTP/1.1 500 Boom\r\n${JSON_HEADERS}Transfer-Encoding: chunked\r\n\r\nff\r\n${BODY}`,
  ),
  'the last chunk is missing': raw(
    `HTTP/1.1 500 Boom\r\n${JSON_HEADERS}Transfer-Encoding: chunked\r\n\r\n${BODY.length.toString(16)}\r\n${BODY}\r\n`,
  ),
  'the size of a chunk is not a number': raw(
    `HTTP/1.1 500 Boom\r\n${JSON_HEADERS}Transfer-Encoding: chunked\r\n\r\nzz\r\n${BODY}\r\n0\r\n\r\n`,
  ),
  'an HTTP/0.9 response': raw(BODY),
  'a response of another protocol': raw('SSH-2.0-OpenSSH_9.6\r\n'),
  'a status that is not a number': raw(`HTTP/1.1 abc Boom\r\n${JSON_HEADERS}\r\n${BODY}`),
  'two different Content-Length headers': raw(
    `HTTP/1.1 500 Boom\r\n${JSON_HEADERS}Content-Length: ${BODY.length}\r\nContent-Length: 5\r\n\r\n${BODY}`,
  ),
  'both Content-Length and Transfer-Encoding': raw(
    `HTTP/1.1 500 Boom\r\n${JSON_HEADERS}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`,
  ),
  'an endless body': (response) => {
    response.writeHead(500, { 'Content-Type': 'application/json' });
    const block = Buffer.alloc(1024 * 1024, ' ');
    const more = () => {
      while (!response.destroyed && response.write(block));
    };
    response.on('drain', more);
    response.on('error', () => {});
    more();
  },
};

/** Faults that the tester detects by its timeout. */
const HANGING: Record<string, Send> = {
  'the server does not respond': () => {},
  'the announced body is never sent': (response) => {
    response.writeHead(500, { 'Content-Type': 'application/json', 'Content-Length': '70' }).flushHeaders();
  },
  'Content-Length is too large and the connection stays open': raw(
    `HTTP/1.1 500 Boom\r\n${JSON_HEADERS}Content-Length: ${BODY.length + 5}\r\n\r\n${BODY}`,
    false,
  ),
  'the body never ends, in small pieces': (response) => {
    response.writeHead(500, { 'Content-Type': 'application/json' });
    response.write(BODY);
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
  },
};

export const transport: readonly Faulty[] = [
  ...Object.entries(BROKEN).map(
    ([name, send]): Faulty => ({
      name,
      mutation: on('INTERNAL_ERROR', (outgoing) => {
        outgoing.send = send;
      }),
      case: 'INTERNAL_ERROR',
      check: 'answer',
      only: casesOfCode('INTERNAL_ERROR'),
    }),
  ),
  ...Object.entries(HANGING).map(
    ([name, send]): Faulty => ({
      name,
      mutation: on('INTERNAL_ERROR', (outgoing) => {
        outgoing.send = send;
      }),
      case: 'INTERNAL_ERROR',
      check: 'answer',
      only: casesOfCode('INTERNAL_ERROR'),
      timeoutMs: SHORT_MS,
    }),
  ),
  {
    name: 'Content-Length is too small',
    mutation: on('NOT_FOUND', (outgoing) => {
      outgoing.headers['Content-Length'] = String(JSON.stringify(outgoing.json).length - 3);
      outgoing.send = ({ socket }) => {
        const body = JSON.stringify(outgoing.json);
        socket?.write(
          `HTTP/1.1 404 Not Found\r\n${JSON_HEADERS}Content-Length: ${body.length - 3}\r\n\r\n${body}`,
        );
      };
    }),
    case: 'NOT_FOUND',
    check: 'answer',
    only: casesOfCode('NOT_FOUND'),
  },
  {
    name: 'Content-Length is 0',
    mutation: on('NOT_FOUND', (outgoing) => {
      outgoing.headers['Content-Length'] = '0';
      outgoing.body = '';
    }),
    case: 'NOT_FOUND',
    check: 'json',
    only: casesOfCode('NOT_FOUND'),
  },
  {
    name: 'a gzip bomb',
    mutation: onSuccess((outgoing) => {
      outgoing.headers['Content-Encoding'] = 'gzip';
      outgoing.body = BOMB;
    }),
    case: 'success',
    check: 'encoding',
    only: ['*/success'],
  },
  {
    name: 'the server does not respond to valid requests',
    mutation: onSuccess((outgoing) => {
      outgoing.send = () => {};
    }),
    case: 'success',
    check: 'answer',
    only: ['*/success', '*/success/X-API-Token'],
    timeoutMs: SHORT_MS,
  },
  {
    name: 'every error closes the connection without a response',
    mutation: onErrors((outgoing) => {
      outgoing.send = ({ socket }) => socket?.destroy();
    }),
    case: 'NOT_FOUND',
    check: 'answer',
  },
];

const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
