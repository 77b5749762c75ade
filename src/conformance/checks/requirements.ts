/** The sentences that the checks refer to: of the bundle, and those that hold for every response. */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import { pointerPart, resolveRef } from '../../contract/json-pointer.ts';
import type { ErrorEntry } from '../../contract/model.ts';
import { inline } from '../../text/markdown.ts';

/** A requirement of the contract, and its source. */
export interface Requirement {
  /** One or more sentences; backquotes enclose names and values. */
  requirement: string;
  /** A JSON pointer into the bundle, an RFC with its section, or a CWE. */
  source: string;
}

/** The requirements on every response. If the spec has the sentence, it is the same (`test/unit/conformance`). */
export const REQUIREMENTS = {
  complete: { requirement: 'Every request gets a complete response.', source: 'RFC 9112' },
  noRedirect: { requirement: 'The API never redirects.', source: 'RFC 9110 15.4' },
  noServerError: {
    requirement: 'The response to these requests is unspecified, but it is never a 5xx.',
    source: 'RFC 9110 15.6',
  },
  unspecifiedBody: {
    requirement:
      'A body with another media type, a byte order mark, duplicate keys, deep nesting or a large size may get any response except a 5xx.',
    source: 'RFC 9110 15.6',
  },
  contentCoding: {
    requirement: 'The header `Content-Encoding` names the codings of the body, in the order of their use.',
    source: 'RFC 9110 8.4',
  },
  mediaType: {
    requirement: 'A response with a body names its media type in the header `Content-Type`.',
    source: 'RFC 9110 8.3',
  },
  charset: {
    requirement: 'The parameter `charset=utf-8` is allowed. No other charset is allowed.',
    source: 'RFC 9110 8.3.1',
  },
  utf8: { requirement: 'A response is UTF-8 without a byte order mark.', source: 'RFC 8259 8.1' },
  json: { requirement: 'Every response is one JSON envelope.', source: 'RFC 8259 2' },
  envelope: {
    requirement:
      'Every response is one JSON envelope. Only a success has `data`, and only an error has `error`.',
    source: '#/info',
  },
  bounded: {
    requirement: 'Parsers may limit the size and the depth of a text.',
    source: 'RFC 8259 9',
  },
  safeIntegers: {
    requirement: 'Integers SHOULD be within ±(2^53 - 1), so that every JSON parser reads them exactly.',
    source: 'RFC 8259 6',
  },
  uniqueNames: {
    requirement: 'The names within an object SHOULD be unique, because parsers disagree on which one counts.',
    source: 'RFC 8259 4',
  },
  noLeak: {
    requirement:
      'No response contains the token of the request, a stack trace, SQL or other internals of the server.',
    source: 'CWE-209',
  },
} as const satisfies Record<string, Requirement>;

/** Returns the requirement to return an error: its status, and when it occurs. */
export function requirementOfError({ status, code, occurs, pointer }: ErrorEntry): Requirement {
  return { requirement: `${status} \`${code}\`: ${inline(occurs)}`, source: pointer };
}

/**
 * Returns the description of a place in a value: of its schema, or of the nearest schema around it that has one.
 *
 * @param pointer the JSON pointer of the schema of the whole value
 * @param at the JSON pointer of the place in the value
 */
export function requirementOfPlace(document: JsonObject, pointer: string, at: string): Requirement {
  let place = resolveRef(document, { $ref: pointer }, pointer);
  let described = { requirement: descriptionOf(place.node), source: place.pointer };
  for (const part of at.split('/').slice(1)) {
    const inner = inside(place, part.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (!inner) break;
    place = resolveRef(document, inner.node, inner.pointer);
    const requirement = descriptionOf(inner.node) || descriptionOf(place.node);
    if (requirement !== '') described = { requirement, source: inner.pointer };
  }
  return described;
}

/** Returns the schema of a property or an item. */
function inside(
  { node: { properties, items }, pointer }: { node: JsonObject; pointer: string },
  name: string,
): { node: Json; pointer: string } | undefined {
  if (isObject(properties) && Object.hasOwn(properties, name))
    return { node: properties[name] ?? null, pointer: `${pointer}/properties/${pointerPart(name)}` };
  return isObject(items) && /^\d+$/.test(name) ? { node: items, pointer: `${pointer}/items` } : undefined;
}

function descriptionOf(schema: Json): string {
  return isObject(schema) && typeof schema.description === 'string' ? inline(schema.description) : '';
}
