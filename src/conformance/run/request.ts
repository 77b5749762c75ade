/** Builds the requests to send, with the tokens filled in. */
import type { ValueText } from '../../contract/parameter-value.ts';
import { CODE_PLACEHOLDERS, type Values } from '../profile/placeholders.ts';
import type { Profile } from '../profile/profile.ts';
import type { Provocation, StateRequest } from '../profile/provocation.ts';
import type { CaseRequest } from '../types.ts';
import type { WireRequest } from './transport.ts';

/** The server under test, as all requests of a run use it. */
export interface Target {
  /** The base URL with the path prefix, without a slash at the end. */
  base: string;
  profile: Profile;
  /** Sent with every request; the headers of a case take precedence. */
  headers: Readonly<Record<string, string>>;
}

/** Makes a near miss of a token, by the name of the near miss. */
const FORMS: Readonly<Record<string, (token: string) => string>> = {
  upper: (token) => token.toUpperCase(),
  shorter: (token) => token.slice(0, -1),
  headless: (token) => token.slice(1),
  spaced: (token) => `${token.slice(0, token.length / 2)} ${token.slice(token.length / 2)}`,
  'other-first': (token) => otherThan(token.charAt(0)) + token.slice(1),
  'other-last': (token) => token.slice(0, -1) + otherThan(token.slice(-1)),
};

/** Returns the near misses of a token that a run can send. */
export function nearMissesOf(token: string): string[] {
  return Object.values(FORMS).map((change) => change(token));
}

/** `{token:success}`, `{token:unknown}`, or a near miss of one: `{token:success|upper}`. */
const PLACEHOLDER = /\{token:(success|unknown)(?:\|([a-z-]+))?\}/g;

/**
 * Builds the request of a case.
 *
 * @param provocation the changes that the profile makes
 * @throws {NoNearMiss} if the near miss of a token equals the token
 */
export function buildRequest(
  target: Target,
  request: CaseRequest,
  provocation: Provocation = {},
): WireRequest {
  const fill = (value: string) => fillTokens(value, target.profile, provocation.token);
  const url = new URL(target.base + (provocation.path ?? request.path));
  for (const [name, value] of Object.entries({ ...request.query, ...provocation.query }))
    setQuery(url, name, [value].flat().map(fill));
  const headers: Record<string, string> = { ...target.headers };
  const set = (name: string, value: string) => {
    for (const other of Object.keys(headers))
      if (other.toLowerCase() === name.toLowerCase()) delete headers[other];
    headers[name] = value;
  };
  for (const [name, value] of Object.entries(request.headers)) set(name, fill(value));
  for (const [name, value] of Object.entries(provocation.headers ?? {})) set(name, value);
  return {
    method: request.method,
    url,
    headers,
    ...(request.body !== undefined && { body: request.body }),
  };
}

/**
 * Sets a query parameter. A list is a parameter that is repeated. A comma is not encoded, because it separates the values
 * of a parameter that is not repeated (OpenAPI 3.1.1, 4.8.12).
 */
function setQuery(url: URL, name: string, value: ValueText): void {
  const pairs = url.search.slice(1).split('&');
  const others = pairs.filter((pair) => pair !== '' && !new URLSearchParams(pair).has(name));
  const own = [value]
    .flat()
    .map((text) => new URLSearchParams([[name, text]]).toString().replaceAll('%2C', ','));
  url.search = [...others, ...own].join('&');
}

/** Returns the request of a case with the values of a run in its path, query, headers and body. */
export function withRunValues(request: CaseRequest, values: Values): CaseRequest {
  const known = Object.entries(values).filter(([name]) => !CODE_PLACEHOLDERS.includes(name));
  const replaced = (text: string, change: (text: string) => string = (same) => same) =>
    known.reduce(
      (result, [name, value]) => result.replaceAll(change(`{${name}}`), () => change(String(value))),
      text,
    );
  const escapedJson = (text: string) => JSON.stringify(text).slice(1, -1);
  // A text of the body that is only a placeholder gets the type of the value.
  const inBody = (text: string) =>
    replaced(
      known.reduce(
        (result, [name, value]) => result.replaceAll(`"{${name}}"`, () => JSON.stringify(value)),
        text,
      ),
      escapedJson,
    );
  const { path, query, headers, body } = request;
  const mapped = <Value>(object: Readonly<Record<string, Value>>, change: (value: Value) => Value) =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
  return {
    ...request,
    path: replaced(path, encodeURIComponent),
    query: mapped(query, (value) =>
      typeof value === 'string' ? replaced(value) : value.map((text) => replaced(text)),
    ),
    headers: mapped(headers, (value) => replaced(value)),
    ...(body !== undefined && {
      body:
        typeof body === 'string'
          ? inBody(body)
          : body.map((part) => (typeof part === 'string' ? inBody(part) : part)),
    }),
  };
}

/**
 * Builds a request that brings the target into a state, or back. The headers of the profile are sent only to the origin
 * of the base URL.
 */
export function buildStateRequest(
  target: Target,
  { method = 'POST', path = '', url: absolute, query = {}, headers, body }: StateRequest,
): WireRequest {
  const url = new URL(absolute ?? target.base + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const common = isToTarget(target, url) ? target.headers : {};
  return { method, url, headers: { ...common, ...headers }, ...(body !== undefined && { body }) };
}

/** Returns whether a URL has the origin of the target. */
export function isToTarget({ base }: Target, url: URL): boolean {
  return url.origin === new URL(base).origin;
}

/** The near miss of a token equals the token. */
export class NoNearMiss extends Error {
  override name = 'NoNearMiss';
}

function fillTokens(value: string, profile: Profile, provoking: string | undefined): string {
  return value.replace(PLACEHOLDER, (_, which: 'success' | 'unknown', form?: string) => {
    const token = which === 'success' ? (provoking ?? profile.tokens.success) : profile.tokens.unknown;
    if (form === undefined) return token;
    const changed = FORMS[form]?.(token) ?? token;
    if (changed === token || changed === '')
      throw new NoNearMiss(`the near miss "${form}" of the token equals the token`);
    return changed;
  });
}

/** Returns another character that can occur in a token. */
function otherThan(character: string): string {
  return character === '0' ? '1' : '0';
}

/** Returns the same request with another value of a query parameter. */
export function withQuery(request: WireRequest, name: string, value: string): WireRequest {
  const url = new URL(request.url);
  setQuery(url, name, value);
  return { ...request, url };
}
