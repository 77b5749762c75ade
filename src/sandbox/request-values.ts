/** Reads the texts of an operation's parameters from a request. */
import type { Parameter } from '../contract/model.ts';
import type { ValueText } from '../contract/parameter-value.ts';
import type { SandboxRequest } from './decide.ts';
import { decodeText, encodedValues } from './request-target.ts';

/** The maximum number of items of a list. A target of megabytes can have a million. */
const MAX_ITEMS = 10_000;

/** The parts of a request that contain parameters. */
export interface ParameterSource {
  /** The percent-decoded segments of the path, by the name of the path parameter. */
  path: (name: string) => string | undefined;
  /** Without the question mark. */
  query: string;
  headers: SandboxRequest['headers'];
}

/**
 * Returns the text of a parameter, in the default styles of OpenAPI (3.1.1, 4.8.12).
 *
 * @returns undefined if the request does not have the parameter; `too many` if a list has more items than are read
 */
export function textOf(
  { name, in: where, list }: Parameter,
  { path, query, headers }: ParameterSource,
): { text: ValueText | undefined } | 'too many' {
  if (where === 'path') return { text: path(name) };
  if (where === 'header') {
    const value = headers[name.toLowerCase()];
    const field = Array.isArray(value) ? value.join(',') : value;
    return list && field !== undefined ? items(field, (item) => item.trim()) : { text: field };
  }
  if (!list?.explode) {
    const [first] = encodedValues(query, name, 1);
    if (first === undefined) return { text: undefined };
    // An encoded comma belongs to an item, so the list is split first.
    return list ? items(first, decodeText) : { text: decodeText(first) };
  }
  const values = encodedValues(query, name, MAX_ITEMS + 1);
  if (values.length > MAX_ITEMS) return 'too many';
  return { text: values.length === 0 ? undefined : values.map(decodeText) };
}

function items(text: string, read: (item: string) => string): { text: ValueText } | 'too many' {
  const found = text.split(',', MAX_ITEMS + 1);
  return found.length > MAX_ITEMS ? 'too many' : { text: found.map(read) };
}
