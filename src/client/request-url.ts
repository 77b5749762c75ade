/** The path and query of a request. */
import type { OperationData } from './contract-data.ts';

/** The braces around the name of a parameter in a path template. */
const BRACES = /[{}]/;

/** Returns whether a part of a path template, split at its braces, is the name of a parameter. */
const isName = (_: string, index: number) => index % 2 === 1;

/**
 * Returns the path and query of a request.
 *
 * @param parameters path and query parameters in one object, whose inherited properties are ignored
 * @throws {TypeError} if a parameter is unknown, missing or cannot be sent; the message names the parameter
 */
export function pathAndQuery({ path, query = [] }: OperationData, parameters: unknown): string {
  if (parameters === null || Array.isArray(parameters) || !/^(object|undefined)$/.test(typeof parameters)) {
    throw new TypeError('The parameters must be an object.');
  }
  const parts = path.split(BRACES);
  const names = [...parts.filter(isName), ...query];
  const values = { __proto__: null, ...(parameters as object) } as Record<string, unknown>;
  const unknown = Object.keys(values).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`The parameter ${unknown} does not exist. The parameters are ${names.join(', ')}.`);
  }
  const pairs = query
    .filter((name) => values[name] != null)
    .map((name) => `${encodeURIComponent(name)}=${encode(name, values[name])}`);
  return fillIn(parts, values) + (pairs.length > 0 ? `?${pairs.join('&')}` : '');
}

/**
 * Builds a path from the parts of its template.
 *
 * @throws {TypeError} for a segment that RFC 3986 5.2.4 would remove, which would request another path
 */
function fillIn(parts: readonly string[], values: Readonly<Record<string, unknown>>): string {
  const filled = parts.map((part, index) => {
    if (!isName(part, index)) return part;
    const value = encode(part, values[part] ?? '');
    if (/^\.{0,2}$/.test(value)) {
      throw new TypeError(`The parameter ${part} must not be missing, empty, "." or "..".`);
    }
    return value;
  });
  return filled.join('');
}

/** Percent-encodes the value of a parameter. */
function encode(name: string, value: unknown): string {
  if (!/^(string|number|boolean|bigint)$/.test(typeof value)) {
    throw new TypeError(`The parameter ${name} must be a string or a number.`);
  }
  try {
    return encodeURIComponent(`${value}`);
  } catch {
    throw new TypeError(
      `The parameter ${name} contains half of a surrogate pair, which UTF-8 cannot represent.`,
    );
  }
}
