/** The names of headers that requests and responses can have. */

/** A token (RFC 9110 5.6.2), the form of a header name and of an authentication scheme. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/u;

/** The headers that a program in a browser cannot set (Fetch, "forbidden request-header"), in lower case. */
const FORBIDDEN = new Set([
  ...['accept-charset', 'accept-encoding', 'access-control-request-headers', 'access-control-request-method'],
  ...['access-control-request-private-network', 'connection', 'content-length', 'cookie', 'cookie2', 'date'],
  ...['dnt', 'expect', 'host', 'keep-alive', 'origin', 'referer', 'set-cookie', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade', 'via'],
]);
const FORBIDDEN_PREFIX = /^(?:proxy|sec)-/u;

/** The headers of a response that belong to the connection or to the form of its content (RFC 9110 7.6.1, 8.4, 8.6). */
const OF_MESSAGE = new Set([
  ...['connection', 'content-encoding', 'content-length', 'keep-alive', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade'],
]);

export function isHeaderName(name: string): boolean {
  return TOKEN.test(name);
}

/** Returns whether a program in a browser cannot set a header of a request. */
export function isForbidden(name: string): boolean {
  return FORBIDDEN.has(name.toLowerCase()) || FORBIDDEN_PREFIX.test(name.toLowerCase());
}

/** Returns whether the HTTP server sets a header of a response, and not the program behind it. */
export function isOfMessage(name: string): boolean {
  return OF_MESSAGE.has(name.toLowerCase());
}
