/** Parses a pasted response of the API: JSON, or the output of `curl -i` or `curl -v`. Also runs in browsers. */
import { isObject, type JsonObject } from '../contract/document.ts';
import { JsonBoundError, parseBounded } from '../text/bounded-json.ts';
import { splitHead } from './split-head.ts';

export type ParsedResponse = ParsedError | { type: 'success' } | InvalidResponse;

/** Not a response of the API. The reason is a clause without a full stop; the text is the decoded input. */
export interface InvalidResponse {
  type: 'invalid';
  reason: string;
  text: string;
  status?: number;
}

/** An error response. */
export interface ParsedError {
  type: 'error';
  code: string;
  /** The `error` object of the envelope. */
  error: JsonObject;
  /** Present if the pasted text contains a status line. */
  status?: number;
  /** Present with `status`. By name in lower case. */
  headers?: Map<string, string[]>;
  /** The bytes of the envelope. */
  body: Uint8Array;
}

/** What the parser knows about the API and its platform. */
export interface ParseOptions {
  /** The names of the additional fields of all codes. @default none */
  fields?: readonly string[];
  /** The statuses of the successes without a body. @default none */
  emptyStatuses?: readonly number[];
  /** Decodes a compressed body. Returns any other body unchanged. @default returns every body unchanged */
  decode?: (body: Uint8Array) => Uint8Array;
}

/**
 * Parses an envelope or only its `error` object. Either may follow the head of an HTTP response. Without a head, a record
 * of a log that contains an error is not a response.
 */
export function parseResponse(bytes: Uint8Array, options: ParseOptions = {}): ParsedResponse {
  const { fields = [], emptyStatuses = [], decode = (body) => body } = options;
  const { status, headers, body: sent, embedded } = splitHead(bytes);
  const body = decode(sent);
  const isDecoded = body !== sent;
  if (isDecoded) headers.delete('content-encoding');
  const text = embedded ? objectIn(textOf(body)) : textOf(body);
  const invalid = (reason: string): ParsedResponse => ({
    type: 'invalid',
    reason,
    text: isDecoded ? textOf(body) : textOf(bytes),
    // A log may contain a status line.
    ...(status !== undefined && !embedded && { status }),
  });
  if (text.trim() === '')
    return status !== undefined && emptyStatuses.includes(status)
      ? { type: 'success' }
      : invalid('the body is empty');
  let value: unknown;
  try {
    value = parseBounded(text);
  } catch (error) {
    if (error instanceof JsonBoundError) return invalid(`the body is JSON with ${error.message}`);
    return invalid('the body is not JSON');
  }
  if (!isObject(value)) return invalid('the body is JSON, but not an object');
  if (value.success === true && isObject(value.data) && !('error' in value)) {
    const isSuccess = status === undefined || (status >= 200 && status < 300);
    return isSuccess ? { type: 'success' } : invalid('the body is a success, but the status is not 2xx');
  }
  const envelope = status === undefined && isLogRecord(value, fields) ? {} : envelopeOf(value);
  const { error } = envelope;
  if (!isObject(error) || typeof error.code !== 'string') return invalid('the body has no error with a code');
  if (status !== undefined) {
    const wire = embedded ? bytesOf(text) : body;
    return { type: 'error', code: error.code, error, status, headers, body: wire };
  }
  const wire = bytesOf(envelope === value ? text : JSON.stringify(envelope));
  return { type: 'error', code: error.code, error, body: wire };
}

/** Returns the envelope, also if only its `error` object was pasted. */
function envelopeOf(value: JsonObject): JsonObject {
  return 'success' in value || isObject(value.error) ? value : { success: false, error: value };
}

/** The names in common loggers for the level of a record, in lower case. A response has no level. */
const LEVELS = new Set(['level', 'lvl', 'levelname', 'loglevel', 'log.level', 'severity', '@l']);

/**
 * Returns whether an object is a record of a log. An envelope may have unknown fields, so only a level makes it a record.
 * Without `success`, every unknown field does.
 *
 * @param fields the names of the additional fields of all codes
 */
function isLogRecord(value: JsonObject, fields: readonly string[]): boolean {
  const names = Object.keys(value);
  if ('success' in value) return names.some((name) => LEVELS.has(name.toLowerCase()));
  const known = isObject(value.error) ? ['error', 'data'] : ['code', 'message', ...fields];
  return names.some((name) => !known.includes(name));
}

/** Returns the text from the first to the last brace, without the progress of curl and the prompt of a shell. */
function objectIn(text: string): string {
  return text.slice(Math.max(0, text.indexOf('{')), text.lastIndexOf('}') + 1);
}

/** Decodes UTF-8, and removes a byte order mark. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
