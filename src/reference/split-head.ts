/** Splits a pasted HTTP response into head and body. */

/** A pasted response in parts. */
export interface SplitResponse {
  /** The status of the last head. Undefined if the text has no status line. */
  status?: number;
  /** The fields of the last head, by name in lower case. */
  headers: Map<string, string[]>;
  body: Uint8Array;
  /** Whether the text is more than the response: a command line, a request, or the output of `curl -v`. */
  embedded: boolean;
}

/** A status line (RFC 9112 4), also in the form that curl prints for HTTP/2 and HTTP/3. */
const STATUS_LINE = /^HTTP\/\d(?:\.\d)? (\d{3})\b/;

/** Splits a response into head and body. Of several heads (100 Continue, a proxy, a redirect), the last one counts. */
export function splitHead(bytes: Uint8Array): SplitResponse {
  // One character per byte.
  const pasted = withoutMark(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).trimStart();
  const isVerbose = /^< HTTP\/\d/m.test(pasted);
  const text = isVerbose ? withoutMarkers(pasted) : pasted;
  const start = text.search(new RegExp(STATUS_LINE, 'm'));
  let rest = text.slice(Math.max(0, start));
  let status: number | undefined;
  let headers = new Map<string, string[]>();
  for (let match = STATUS_LINE.exec(rest); match; match = STATUS_LINE.exec(rest)) {
    status = Number(match[1]);
    const [head = '', body = ''] = splitOnce(rest, /\r?\n\r?\n/);
    headers = fieldsOf(head);
    rest = body;
  }
  if (status === undefined) return { headers, body: bytes, embedded: false };
  // curl --compressed decodes the body but prints the Content-Encoding header.
  if (/^\s*[{[]/.test(rest)) headers.delete('content-encoding');
  const body = Uint8Array.from(rest, (character) => character.charCodeAt(0));
  return { status, headers, body, embedded: isVerbose || start > 0 };
}

/** Removes a byte order mark in UTF-8, which some shells write at the start of a file. */
function withoutMark(text: string): string {
  return text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text;
}

/** Returns the response in the output of `curl -v`, which marks each line that is not of the body. */
function withoutMarkers(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => !/^(?:[*>]|[{}] \[\d{1,10} bytes data\])/.test(line))
    .map((line) => line.replace(/^< ?/, ''))
    .join('\n');
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
