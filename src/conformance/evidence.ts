/** What a report shows of an exchange: enough to understand and repeat it, and no token. */
import { textOf } from './judge/body.ts';
import type { WireRequest, WireResponse } from './transport.ts';
import type { Evidence } from './types.ts';

/** What stands in a report instead of a token. */
const MASK = '***';

/** How much of a body is shown, in characters. */
const MAX_BODY = 2000;

/** @param tokens the longest first: one may be a part of another */
export function evidenceOf(
  request: WireRequest,
  response: WireResponse | undefined,
  tokens: readonly string[],
): Evidence {
  const mask = (text: string) => maskTokens(text, tokens);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, mask(value)]),
  );
  const shown = {
    request: { method: request.method, url: mask(request.url.href), headers },
    curl: curlOf(request.method, mask(request.url.href), headers),
  };
  if (!response) return shown;
  const body = mask(textOf(response) || response.bytes.toString('latin1'));
  return {
    ...shown,
    response: {
      status: response.status,
      headers: Object.fromEntries(
        [...response.headers].map(([name, values]) => [name, mask(values.join(', '))]),
      ),
      body: body.length > MAX_BODY ? `${body.slice(0, MAX_BODY)}…` : body,
    },
  };
}

/** A text without any of the tokens, nor any of them percent-encoded. */
export function maskTokens(text: string, tokens: readonly string[]): string {
  return tokens
    .flatMap((token) => [token, encodeURIComponent(token)])
    .reduce((masked, token) => masked.replaceAll(token, MASK), text);
}

/** Headers that the tester sets by itself; curl does so too. */
const OWN = new Set(['accept', 'accept-encoding', 'user-agent']);

function curlOf(method: string, url: string, headers: Record<string, string>): string {
  const flags = Object.entries(headers)
    .filter(([name]) => !OWN.has(name.toLowerCase()))
    // curl leaves out a header whose value is empty, unless a semicolon stands for it.
    .map(([name, value]) => `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  // `-X HEAD` would wait for a body that never comes.
  const how = method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['-X', method];
  return ['curl', '-i', '--path-as-is', ...how, ...flags, quote(url)].join(' ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
