/** Records an exchange for a report: enough to understand and repeat it, with the tokens masked. */
import { shellQuote } from '../../text/shell.ts';
import { truncate } from '../../text/truncate.ts';
import { textOf } from '../checks/body.ts';
import type { Evidence, SentRequest } from '../types.ts';
import type { Redactor } from './redact.ts';
import type { WireRequest, WireResponse } from './transport.ts';

/** The length of a body in a report, in characters; the rest is cut. */
const MAX_BODY = 2000;

/**
 * Returns the evidence for a report.
 *
 * @param redactor masks the secrets of the run
 * @param before the requests that the profile sent first, and how often the request was sent before
 */
export function recordExchange(
  request: WireRequest,
  response: WireResponse | undefined,
  redactor: Redactor,
  before: { prepare: readonly WireRequest[]; repeat: number },
): Evidence {
  const { curl, ...sent } = sentRequest(request, redactor);
  const shown = {
    ...(before.prepare.length > 0 && { prepare: before.prepare.map((one) => sentRequest(one, redactor)) }),
    ...(before.repeat > 0 && { repeat: before.repeat }),
    request: sent,
    curl,
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

function sentRequest(request: WireRequest, redactor: Redactor): SentRequest {
  const { method, headers, body, secretHeaders } = request;
  const url = redactor.url(request.url.href);
  const shown = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders?.has(name) ? '***' : redactor.header(value),
    ]),
  );
  const text = body === undefined ? undefined : redactor.foreign(body);
  return {
    method,
    url,
    headers: shown,
    ...(text !== undefined && { body: text }),
    curl: curlOf(method, url, shown, text),
  };
}

/** Headers that the tester sets itself. They are not part of the curl line, because curl sets its own. */
const DEFAULT_HEADERS = new Set(['accept', 'accept-encoding', 'user-agent']);

function curlOf(method: string, url: string, headers: Record<string, string>, body?: string): string {
  const flags = Object.entries(headers)
    .filter(([name]) => !DEFAULT_HEADERS.has(name.toLowerCase()))
    // curl omits a header with an empty value, unless it is written with a semicolon.
    .map(([name, value]) => `-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  // `-X HEAD` would wait for a body that is never sent.
  const how = method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['-X', method];
  const data = body === undefined ? [] : ['--data-binary', shellQuote(body)];
  return ['curl', '-i', '--path-as-is', ...how, ...flags, ...data, shellQuote(url)].join(' ');
}
