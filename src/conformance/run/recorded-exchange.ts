/** Records an exchange for a report: enough to understand and repeat it, with the tokens masked. */
import { shellQuote } from '../../text/shell.ts';
import { truncate } from '../../text/truncate.ts';
import { textOf } from '../checks/body.ts';
import type { Evidence } from '../types.ts';
import type { Redactor } from './redact.ts';
import type { WireRequest, WireResponse } from './transport.ts';

/** The length of a body in a report, in characters; the rest is cut. */
const MAX_BODY = 2000;

/**
 * Returns the evidence for a report.
 *
 * @param redactor masks the secrets of the run
 */
export function recordExchange(
  request: WireRequest,
  response: WireResponse | undefined,
  redactor: Redactor,
): Evidence {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, redactor.header(value)]),
  );
  const url = redactor.url(request.url.href);
  const shown = {
    request: { method: request.method, url, headers },
    curl: curlOf(request.method, url, headers),
  };
  if (!response) return shown;
  const body = textOf(response) || response.bytes.toString('latin1');
  return {
    ...shown,
    response: {
      status: response.status,
      headers: Object.fromEntries(
        [...response.headers].map(([name, values]) => [name, redactor.foreign(values.join(', '))]),
      ),
      // Cut before masking, because a body may be large. The redactor also masks the beginning of a secret at the cut.
      body: redactor.foreign(truncate(body, MAX_BODY)),
    },
  };
}

/** Headers that the tester sets itself. They are not part of the curl line, because curl sets its own. */
const DEFAULT_HEADERS = new Set(['accept', 'accept-encoding', 'user-agent']);

function curlOf(method: string, url: string, headers: Record<string, string>): string {
  const flags = Object.entries(headers)
    .filter(([name]) => !DEFAULT_HEADERS.has(name.toLowerCase()))
    // curl omits a header with an empty value, unless it is written with a semicolon.
    .map(([name, value]) => `-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  // `-X HEAD` would wait for a body that is never sent.
  const how = method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['-X', method];
  return ['curl', '-i', '--path-as-is', ...how, ...flags, shellQuote(url)].join(' ');
}
