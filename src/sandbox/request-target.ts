/** Splits request targets of any length, and reads single parameters of a query without parsing the others. */

export interface Target {
  /** With its percent-encoding. */
  path: string;
  /** Without the question mark. */
  query: string;
}

/** The scheme and the authority of a target in absolute form (RFC 9112 3.2.2). */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/** Splits a request target. `new URL` is not suitable: it resolves `..` and rejects targets that clients may send. */
export function splitTarget(target: string): Target {
  const local = target.startsWith('/') ? target : target.replace(ORIGIN, '');
  const fragment = local.indexOf('#');
  const whole = fragment === -1 ? local : local.slice(0, fragment);
  const mark = whole.indexOf('?');
  const path = mark === -1 ? whole : whole.slice(0, mark);
  return { path: path || '/', query: mark === -1 ? '' : whole.slice(mark + 1) };
}

/**
 * Returns the values of a query parameter with their encoding, in order. It reads only the parameters that can have the
 * name, because a query may have a million others.
 *
 * @param max the maximum number of values to return
 */
export function encodedValues(query: string, name: string, max: number): string[] {
  const values: string[] = [];
  for (let start = 0; start < query.length && values.length < max; ) {
    const next = query.indexOf('&', start);
    const end = next === -1 ? query.length : next;
    if (mayHaveName(query, start, end, name)) {
      const pair = query.slice(start, end);
      const sign = pair.indexOf('=');
      if (decodeText(sign === -1 ? pair : pair.slice(0, sign)) === name)
        values.push(sign === -1 ? '' : pair.slice(sign + 1));
    }
    start = end + 1;
  }
  return values;
}

/** Decodes a text of a query as `URLSearchParams` does: a plus is a space, and malformed percent-encoding is kept. */
export function decodeText(text: string): string {
  return new URLSearchParams(`=${text}`).get('') ?? '';
}

/** Returns whether the decoded text from `start` can begin with a name, so far as its first character shows. */
function mayHaveName(query: string, start: number, end: number, name: string): boolean {
  if (end - start < name.length) return false;
  const first = query[start];
  return first === name[0] || first === '%' || first === '+';
}
