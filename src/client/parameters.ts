/**
 * The kinds of parameters. `generated/contract.ts` names only those that the contract uses, so that a bundler leaves out
 * the others.
 */
import type { Outgoing } from './call.ts';
import { OBJECT, type Rule, setHeaders } from './read-options.ts';

/** How a parameter is checked, and how it becomes a part of a request. */
export interface ParameterKind {
  rule: Rule;
  /** Adds a value that is valid, but not null. The `input` of the request is only the path and the query. */
  add(request: Outgoing & { input: string }, name: string, value: unknown): void;
}

/** Half of a surrogate pair cannot be encoded in a URL. */
const isSimple = (value: unknown): boolean =>
  /^(string|number|boolean|bigint)$/.test(typeof value) && !/\p{Surrogate}/u.test(String(value));

const SIMPLE = 'a number or a string without half of a surrogate pair';

// Null is the same as undefined.
const VALUE: Rule = [(value) => value === null || isSimple(value), SIMPLE];
const LIST: Rule = [
  (value) => value === null || (Array.isArray(value) && value.every(isSimple)),
  'an array of such values',
];

const encode = (value: unknown) => encodeURIComponent(`${value}`);

function addToQuery(request: { input: string }, name: string, text: string): void {
  request.input += `${request.input.includes('?') ? '&' : '?'}${encode(name)}=${text}`;
}

export const inPath: ParameterKind = {
  // RFC 3986 5.2.4 would remove the other segments, which would request another path.
  rule: [
    (value) => isSimple(value) && !/^\.{0,2}$/.test(`${value}`),
    `${SIMPLE}, and not empty, "." or ".."`,
  ],
  add(request, name, value) {
    request.input = request.input.replace(`{${name}}`, encode(value));
  },
};

export const inQuery: ParameterKind = {
  rule: VALUE,
  add: (request, name, value) => addToQuery(request, name, encode(value)),
};

/** `a=1&a=2` */
export const listInQuery: ParameterKind = {
  rule: LIST,
  add: (request, name, value) => {
    for (const item of value as unknown[]) addToQuery(request, name, encode(item));
  },
};

/** `a=1,2` */
export const commaListInQuery: ParameterKind = {
  rule: LIST,
  add: (request, name, value) => {
    const items = (value as unknown[]).map(encode);
    if (items.length > 0) addToQuery(request, name, items.join());
  },
};

const addToHeaders: ParameterKind['add'] = ({ headers }, name, value) =>
  setHeaders(headers, { [name]: value });

export const inHeader: ParameterKind = { rule: VALUE, add: addToHeaders };

export const listInHeader: ParameterKind = { rule: LIST, add: addToHeaders };

/** The request body. */
export const inBody: ParameterKind = {
  rule: OBJECT,
  add(request, _, value) {
    request.body = JSON.stringify(value);
    if (!request.headers.has('content-type')) request.headers.set('content-type', 'application/json');
  },
};
