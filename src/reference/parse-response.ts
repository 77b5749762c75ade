/** Parses a pasted response of the API: JSON, or the output of `curl -i`. Also runs in browsers. */
import { isObject, type JsonObject } from '../contract/document.ts';
import { JsonBoundError, parseBounded } from '../text/bounded-json.ts';

export type ParsedResponse =
  | ParsedError
  | { type: 'success' }
  /** Not a response of the API. The reason is a clause without a full stop. */
  | { type: 'invalid'; reason: string; status?: number };

/** An error response. */
export interface ParsedError {
  type: 'error';
  code: string;
  /** The `error` object of the envelope. */
  error: JsonObject;
  /** Present if the pasted text begins with a status line. */
  status?: number;
  /** Present with `status`. By name in lower case. */
  headers?: Map<string, string[]>;
  /** The bytes of the envelope. */
  body: Uint8Array;
}

/** Parses an envelope or only its `error` object. Either may follow the head of an HTTP response. */
export function parseResponse(bytes: Uint8Array): ParsedResponse {
  const { status, headers, body } = splitHead(bytes);
  const head = status === undefined ? {} : { status, headers };
  const invalid = (reason: string): ParsedResponse => ({
    type: 'invalid',
    reason,
    ...(status !== undefined && { status }),
  });
  // A shell may put a byte order mark at the start of a file. The decoder removes it.
  const text = new TextDecoder().decode(body);
  if (text.trim() === '') return invalid('the body is empty');
  let value: unknown;
  try {
    value = parseBounded(text);
  } catch (error) {
    if (error instanceof JsonBoundError) return invalid(`the body is JSON with ${error.message}`);
    return invalid('the body is not JSON');
  }
  if (!isObject(value)) return invalid('the body is JSON, but not an object');
  if (value.success === true && isObject(value.data) && !('error' in value)) return { type: 'success' };
  const bare = !('success' in value) && !isObject(value.error);
  const envelope = bare ? { success: false, error: value } : value;
  const { error } = envelope;
  if (!isObject(error) || typeof error.code !== 'string') return invalid('the body has no error with a code');
  const sent = new TextEncoder().encode(bare ? JSON.stringify(envelope) : text);
  return { type: 'error', code: error.code, error, ...head, body: status === undefined ? sent : body };
}

/** Splits a response into head and body. Of several heads (100 Continue, a proxy, a redirect), the last one counts. */
function splitHead(bytes: Uint8Array): {
  status?: number;
  headers: Map<string, string[]>;
  body: Uint8Array;
} {
  // One character per byte.
  let rest = Array.from(bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .trimStart();
  let status: number | undefined;
  let headers = new Map<string, string[]>();
  for (let match = matchStatusLine(rest); match; match = matchStatusLine(rest)) {
    status = Number(match[1]);
    const [head = '', body = ''] = splitOnce(rest, /\r?\n\r?\n/);
    headers = fieldsOf(head);
    rest = body;
  }
  if (status === undefined) return { headers, body: bytes };
  // curl --compressed decodes the body but prints the Content-Encoding header.
  if (/^\s*[{[]/.test(rest)) headers.delete('content-encoding');
  return { status, headers, body: bytes.subarray(bytes.length - rest.length) };
}

/** Matches a status line (RFC 9112 4), also in the form that curl prints for HTTP/2 and HTTP/3. */
function matchStatusLine(text: string): RegExpExecArray | null {
  return /^HTTP\/\d(?:\.\d)? (\d{3})\b/.exec(text);
}

function fieldsOf(head: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of head.split(/\r?\n/).slice(1)) {
    const [name = '', value = ''] = splitOnce(line, /:/);
    const key = name.trim().toLowerCase();
    const values = fields.get(key) ?? [];
    values.push(value.trim());
    fields.set(key, values);
  }
  return fields;
}

function splitOnce(text: string, separator: RegExp): [string, string] {
  const match = separator.exec(text);
  return match ? [text.slice(0, match.index), text.slice(match.index + match[0].length)] : [text, ''];
}
