/** The path and query of a request. */
import type { OperationData } from './contract-data.ts';
import { type Rule, readObject } from './read-options.ts';

/** A value of a parameter. Null is the same as undefined. A URL cannot contain half of a surrogate pair. */
const VALUE: Rule = [
  (value) =>
    value === null ||
    (/^(string|number|boolean|bigint)$/.test(typeof value) && !/\p{Surrogate}/u.test(String(value))),
  'a number or a string without half of a surrogate pair',
];

/**
 * Returns the path and query of a request.
 *
 * @param parameters path and query parameters in one object, whose inherited properties are ignored
 * @throws {TypeError} if a parameter is unknown, missing or cannot be sent; the message names the parameter
 */
export type PathAndQuery = (parameters?: unknown) => string;

/** Creates the function for the requests of an operation. */
export function pathAndQueryOf({ path, query = [] }: OperationData): PathAndQuery {
  // At the odd places, the template has the names of the parameters.
  const parts = path.split(/[{}]/);
  const names = [...parts.filter((_, index) => index % 2), ...query];
  const rules = Object.fromEntries(names.map((name) => [name, VALUE]));

  return (parameters = {}) => {
    const values = readObject(parameters, rules, 'parameter');
    const segments = parts.map((part, index) => (index % 2 ? segment(part, values[part]) : part));
    const pairs = query
      .filter((name) => values[name] != null)
      .map((name) => [name, values[name]].map((text) => encodeURIComponent(`${text}`)).join('='));
    return segments.join('') + (pairs.length > 0 ? '?' : '') + pairs.join('&');
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
