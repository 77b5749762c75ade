/** Parses a response of the API as somebody pastes it: JSON, or the output of `curl -i`. Runs in browsers, too. */
import { isObject, type JsonObject } from '../contract/document.ts';

export type ParsedResponse =
  | ParsedError
  | { type: 'success' }
  /** Not a response of the API; the reason follows a colon. */
  | { type: 'invalid'; reason: string; status?: number };

/** An error response. */
export interface ParsedError {
  type: 'error';
  code: string;
  /** The whole `error`. */
  error: JsonObject;
  /** Present if the response was pasted with its head. */
  status?: number;
  headers?: Map<string, string[]>;
  /** The envelope, as it came. */
  body: Uint8Array;
}

/** Parses an envelope, its `error` alone, or either behind the head of an HTTP response. */
export function parseResponse(bytes: Uint8Array): ParsedResponse {
  const { status, headers, body } = splitHead(bytes);
  const head = status === undefined ? {} : { status, headers };
  const invalid = (reason: string): ParsedResponse => ({
    type: 'invalid',
    reason,
    ...(status !== undefined && { status }),
  });
  // What a shell wrote into a file may begin with a byte order mark that the server did not send: it is dropped.
  const text = new TextDecoder().decode(body);
  if (text.trim() === '') return invalid('its body is empty');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return invalid('it is no JSON');
  }
  if (!isObject(value)) return invalid('it is JSON, but no object');
  if (value.success === true && isObject(value.data) && !('error' in value)) return { type: 'success' };
  const bare = !('success' in value) && !isObject(value.error);
  const envelope = bare ? { success: false, error: value } : value;
  const { error } = envelope;
  if (!isObject(error) || typeof error.code !== 'string') return invalid('it has no error with a code');
  const sent = new TextEncoder().encode(bare ? JSON.stringify(envelope) : text);
  return { type: 'error', code: error.code, error, ...head, body: status === undefined ? sent : body };
}

/** The heads before a body: of several (100 Continue, a proxy's, a redirect that was followed) the last one counts. */
function splitHead(bytes: Uint8Array): {
  status?: number;
  headers: Map<string, string[]>;
  body: Uint8Array;
} {
  // A character for each byte.
  let rest = Array.from(bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .trimStart();
  let status: number | undefined;
  let headers = new Map<string, string[]>();
  for (let match = startOf(rest); match; match = startOf(rest)) {
    status = Number(match[1]);
    const [head = '', body = ''] = splitOnce(rest, /\r?\n\r?\n/);
    headers = fieldsOf(head);
    rest = body;
  }
  if (status === undefined) return { headers, body: bytes };
  // curl undoes a content coding when told to (--compressed), and leaves its header.
  if (/^\s*[{[]/.test(rest)) headers.delete('content-encoding');
  return { status, headers, body: bytes.subarray(bytes.length - rest.length) };
}

/** The status line (RFC 9112 4), as curl writes it for HTTP/2 and 3, too. */
function startOf(text: string): RegExpExecArray | null {
  return /^HTTP\/\d(?:\.\d)? (\d{3})\b/.exec(text);
}

function fieldsOf(head: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of head.split(/\r?\n/).slice(1)) {
    const [name = '', value = ''] = splitOnce(line, /:/);
    const key = name.trim().toLowerCase();
    fields.set(key, [...(fields.get(key) ?? []), value.trim()]);
  }
  return fields;
}

function splitOnce(text: string, separator: RegExp): [string, string] {
  const match = separator.exec(text);
  return match ? [text.slice(0, match.index), text.slice(match.index + match[0].length)] : [text, ''];
}
