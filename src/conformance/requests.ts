/** From a case and a profile to the request on the wire, and to the curl line that repeats it. */
import type { Contract } from '../contract/types.ts';
import type { Profile, Provocation } from './profile.ts';
import type { WireRequest } from './transport.ts';
import type { CaseRequest } from './types.ts';

/** What stands in a report instead of a token. */
const MASK = '***';

/**
 * Builds the request of a case.
 *
 * @param base the base URL, path prefix included, without a slash at its end
 * @param provocation what the profile changes
 */
export function buildRequest(
  contract: Contract,
  base: string,
  request: CaseRequest,
  profile: Profile,
  provocation: Provocation = {},
): WireRequest {
  const fill = (value: string) =>
    value
      .replaceAll('{token:success}', provocation.token ?? profile.tokens.success)
      .replaceAll('{token:unknown}', profile.tokens.unknown);
  const url = new URL(base + (provocation.path ?? request.path));
  for (const [name, value] of Object.entries({ ...request.query, ...provocation.query })) {
    url.searchParams.set(name, fill(value));
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = fill(value);
  for (const [name, value] of Object.entries(provocation.headers ?? {})) headers[name] = value;
  // A code that needs a token gets it even where the case's own request sends none.
  const [first] = contract.carriers;
  const carries = contract.carriers.some(({ header }) => header in headers);
  if (provocation.token !== undefined && first && !carries) {
    headers[first.header] = first.scheme ? `${first.scheme} ${provocation.token}` : provocation.token;
  }
  return { method: request.method, url, headers };
}

/** The same request with another value of a query parameter: the next page. */
export function withQuery(request: WireRequest, name: string, value: string): WireRequest {
  const url = new URL(request.url);
  url.searchParams.set(name, value);
  return { ...request, url };
}

/** A shell command that sends the request again, its tokens masked. */
export function curlOf(request: WireRequest, tokens: readonly string[]): string {
  const mask = (text: string) => tokens.reduce((masked, token) => masked.replaceAll(token, MASK), text);
  const headers = Object.entries(request.headers).map(([name, value]) =>
    // curl leaves out a header whose value is empty, unless a semicolon stands for it.
    value === '' ? `-H ${quote(`${name};`)}` : `-H ${quote(`${name}: ${mask(value)}`)}`,
  );
  const method = request.method === 'GET' ? [] : ['-X', request.method];
  return ['curl', '-i', ...method, ...headers, quote(mask(request.url.href))].join(' ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
