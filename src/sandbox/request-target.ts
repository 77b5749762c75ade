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
 * Returns the first value of a query parameter, decoded, as `URLSearchParams` does. A query may have a million
 * parameters: only those that can have the name are decoded.
 */
export function queryValue(query: string, name: string): string | undefined {
  // Percent-encoding writes each byte of a name as up to three characters.
  const longest = 3 * Buffer.byteLength(name);
  for (let start = 0; start < query.length; ) {
    const next = query.indexOf('&', start);
    const end = next === -1 ? query.length : next;
    // Looks for `=` only as far as the name can reach, because a query without `=` may be long.
    const [raw = ''] = query.slice(start, Math.min(end, start + longest + 1)).split('=', 1);
    if (raw.length <= longest && (raw === name || /[%+]/.test(raw))) {
      const value = new URLSearchParams(query.slice(start, end)).get(name);
      if (value !== null) return value;
    }
    start = end + 1;
  }
  return undefined;
}
