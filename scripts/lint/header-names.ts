/** The names of headers that requests and responses can have. */
import { isToken } from '../../src/contract/nodes.ts';

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

/** Returns the message about a name that no header can have; undefined if a header can have the name. */
export function headerNameFault(name: string): string | undefined {
  if (isToken(name)) return undefined;
  return `\`${name}\` is not a valid header name (RFC 9110 5.1). Use letters, digits and hyphens.`;
}

/** Returns the message about a name that no header of a request can have; undefined if such a header can have the name. */
export function requestHeaderNameFault(name: string): string | undefined {
  if (!isForbidden(name.toLowerCase())) return headerNameFault(name);
  return `A program in a browser cannot set the header \`${name}\` (Fetch, forbidden request-header). Use another header.`;
}

function isForbidden(key: string): boolean {
  return FORBIDDEN.has(key) || FORBIDDEN_PREFIX.test(key);
}

/** Returns whether the HTTP server sets a header of a response, and not the program behind it. */
export function isOfMessage(name: string): boolean {
  return OF_MESSAGE.has(name.toLowerCase());
}
