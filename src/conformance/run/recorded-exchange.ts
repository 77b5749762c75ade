/** Records an exchange for a report: enough to understand and repeat it, with the tokens masked. */
import { truncate } from '../../text/truncate.ts';
import { textOf } from '../checks/body.ts';
import type { Evidence, SentRequest } from '../types.ts';
import { bodyText } from './body-text.ts';
import { type CommandOptions, commandsOf, type Step } from './commands.ts';
import type { Redactor } from './redact.ts';
import type { WireRequest, WireResponse } from './transport.ts';

/** The length of a body in a report, in characters; the rest is cut. */
const MAX_BODY = 2000;

/** The requests of a case before and with the one that has the findings. */
export interface SentRequests {
  /** The requests that the profile sent first. */
  prepare: readonly Step[];
  /** How often the profile sent the request before the one whose response is checked. */
  repeat: number;
  /** The request of the case, or the requests that led to the finding. */
  steps: readonly Step[];
}

/** Returns the evidence for a report. The secrets of the run are masked. */
export function recordExchange(
  request: WireRequest,
  response: WireResponse | undefined,
  { prepare, repeat, steps }: SentRequests,
  options: CommandOptions,
): Evidence {
  const { redactor } = options;
  const repeated = repeat > 0 ? [{ request, times: repeat, isSilent: true }] : [];
  const shown = {
    ...(prepare.length > 0 && { prepare: prepare.map((step) => sentRequest(step.request, redactor)) }),
    ...(repeat > 0 && { repeat }),
    request: sentRequest(request, redactor),
    curl: commandsOf([...prepare, ...repeated, ...steps], response, options),
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
  const { method, url, headers, body, secretHeaders } = request;
  return {
    method,
    url: redactor.url(url.href),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        secretHeaders?.has(name) ? '***' : redactor.header(value),
      ]),
    ),
    // A large body is cut as in a response.
    ...(body !== undefined && { body: redactor.foreign(truncate(bodyText(body), MAX_BODY)) }),
  };
}
