/** What a report shows of an exchange: enough to understand and repeat it, and no token. */
import { shellQuote } from '../../text/shell.ts';
import { truncate } from '../../text/truncate.ts';
import { textOf } from '../checks/body.ts';
import type { Evidence } from '../types.ts';
import type { WireRequest, WireResponse } from './transport.ts';

/** How much of a body is shown, in characters. */
const MAX_BODY = 2000;

/** @param mask takes tokens out of a text */
export function recordExchange(
  request: WireRequest,
  response: WireResponse | undefined,
  mask: (text: string) => string,
): Evidence {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, mask(value)]),
  );
  const shown = {
    request: { method: request.method, url: mask(request.url.href), headers },
    curl: curlOf(request.method, mask(request.url.href), headers),
  };
  if (!response) return shown;
  const body = textOf(response) || response.bytes.toString('latin1');
  return {
    ...shown,
    response: {
      status: response.status,
      headers: Object.fromEntries(
        [...response.headers].map(([name, values]) => [name, mask(values.join(', '))]),
      ),
      // Cut before it is masked: the mask knows a token that is cut, and a body may be large.
      body: mask(truncate(body, MAX_BODY)),
    },
  };
}

/** Headers that the tester sets by itself; curl does so too. */
const OWN = new Set(['accept', 'accept-encoding', 'user-agent']);

function curlOf(method: string, url: string, headers: Record<string, string>): string {
  const flags = Object.entries(headers)
    .filter(([name]) => !OWN.has(name.toLowerCase()))
    // curl leaves out a header whose value is empty, unless a semicolon stands for it.
    .map(([name, value]) => `-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  // `-X HEAD` would wait for a body that never comes.
  const how = method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['-X', method];
  return ['curl', '-i', '--path-as-is', ...how, ...flags, shellQuote(url)].join(' ');
}
