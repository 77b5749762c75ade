/** The request of an operation: its URL, headers and body. */
import type { Outgoing } from './attempt.ts';
import type { OperationData } from './contract-data.ts';
import { isObject, type Rule, readObject, setHeaders } from './read-options.ts';

/** Half of a surrogate pair cannot be encoded in a URL. */
const isSimple = (value: unknown): boolean =>
  /^(string|number|boolean|bigint)$/.test(typeof value) && !/\p{Surrogate}/u.test(String(value));

// Null is the same as undefined.
const VALUE: Rule = [
  (value) => value === null || isSimple(value),
  'a number or a string without half of a surrogate pair',
];
const LIST: Rule = [
  (value) => value === null || (Array.isArray(value) && value.every(isSimple)),
  'an array of such values',
];
const BODY: Rule = [isObject, 'an object'];

/**
 * Returns a request without a token.
 *
 * @param parameters all parameters and the body in one object, whose inherited properties are ignored
 * @param headers additional headers
 * @throws {TypeError} if a parameter or header is unknown, missing or cannot be sent; the message names it
 */
export type RequestOf = (parameters?: unknown, headers?: object) => Outgoing;

/** Creates the function for the requests of an operation. */
export function requestOf(operation: OperationData, baseUrl: string): RequestOf {
  const { method, path, query = [], headers: headerNames = [], lists = {} } = operation;
  // At the odd places, the template has the names of the parameters.
  const template = path.split(/[{}]/);
  const names = [...template.filter((_, index) => index % 2), ...query, ...headerNames];
  const rules = Object.fromEntries(names.map((name) => [name, Object.hasOwn(lists, name) ? LIST : VALUE]));
  if (operation.body) rules.body = BODY;

  return (parameters = {}, given = {}) => {
    const values = readObject(parameters, rules, 'parameter');
    const segments = template.map((part, index) => (index % 2 ? segment(part, values[part]) : part));
    const pairs = query.flatMap((name) => {
      const start = `${encodeURIComponent(name)}=`;
      const texts = [values[name] ?? []].flat().map((text) => encodeURIComponent(`${text}`));
      return texts.length > 0 ? start + texts.join(lists[name] ? `&${start}` : ',') : [];
    });
    const body = JSON.stringify(values.body) as string | undefined;
    const headers = new Headers({
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
    });
    setHeaders(headers, given);
    setHeaders(headers, Object.fromEntries(headerNames.map((name) => [name, values[name]])));
    return {
      input: baseUrl + segments.join('') + (pairs.length > 0 ? '?' : '') + pairs.join('&'),
      method,
      headers,
      body,
    };
  };
}

/** Encodes a segment of a path. It refuses one that RFC 3986 5.2.4 would remove, which would request another path. */
function segment(name: string, value: unknown): string {
  const text = `${value ?? ''}`;
  if (/^\.{0,2}$/.test(text)) {
    throw new TypeError(`The parameter ${name} must not be missing, empty, "." or "..".`);
  }
  return encodeURIComponent(text);
}
