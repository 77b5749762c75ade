/** One attempt within its time limit: get the token, send the request, read the whole response. */

import { onAbort, startTimer } from './abort.ts';
import type { ContractData, CredentialData } from './contract-data.ts';
import type { Settings, Token } from './options.ts';
import { type Draft, type ParsedEnvelope, parseResponse } from './parse-envelope.ts';
import { type BodyReader, cancelBody, readBody } from './read-body.ts';
import { type Hide, isToken, maskCause, messageOf, reasonOf } from './redact.ts';

/** The outcome of an attempt: the parsed envelope or a failure, and the response if there was one. */
export interface Attempt extends ParsedEnvelope {
  response?: Response | undefined;
  /** The body of the response. */
  text?: string;
  /** The id of the request in the headers of the response. */
  requestId?: string | undefined;
}

/** What all attempts of a client have in common. */
export interface Sender {
  contract: ContractData;
  settings: Settings;
  credential: CredentialData;
}

/** A request to send. The attempt adds the token, a signal and `redirect: 'manual'`. */
export interface Outgoing {
  /** The input of `fetch`. A URL costs less than a `Request`, which `fetch` copies. */
  input: string | Request;
  method: string;
  /** The headers by their name in lower case. */
  headers: Record<string, string>;
}

/** What the attempts of one call have in common. */
export interface AttemptContext {
  token: Token;
  /** The tokens of this call. The attempt adds its token, so that later messages can be masked. */
  tokens: string[];
  /** Masks these tokens. */
  hide: Hide;
  /** The caller's signal. */
  signal: AbortSignal | null | undefined;
  /** The field of `data` that must be an array, if any. */
  items?: string | undefined;
}

/**
 * Sends the request once. It never rejects.
 *
 * @param ms the time limit, which includes getting the token and reading the body
 */
export function attempt(
  { input, method, headers }: Outgoing,
  ms: number,
  { token, tokens, hide, signal, items }: AttemptContext,
  { contract, settings, credential }: Sender,
): Promise<Attempt> {
  const controller = new AbortController();
  let kind: FaultKind = 'refused';
  /** What is known about the response so far. */
  const received: Attempt = {};
  let reader: BodyReader;

  async function exchange(): Promise<Attempt> {
    let value = token;
    if (typeof value === 'function') {
      value = await value();
      if (!isToken(value)) {
        throw new TypeError('The token function must return a string of visible ASCII characters.');
      }
      tokens.push(value);
      // The token function may have taken long: send nothing for a call that has ended.
      controller.signal.throwIfAborted();
    }
    kind = 'network';
    const response = await settings.fetch(input, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(value !== null && { [credential.header.toLowerCase()]: credential.prefix + value }),
      },
      signal: controller.signal,
      // Following a redirect would send the token elsewhere (DECISIONS "Redirects").
      redirect: 'manual',
    });
    received.requestId = requestIdOf(response.headers, hide);
    received.response = response;
    reader = response.body?.getReader();
    // The attempt may have ended before the response arrived.
    if (controller.signal.aborted) cancelBody(reader);
    const body = await readBody(reader, settings.maxBodyBytes);
    const parsed = parseResponse(response, body, contract, items, hide);
    return { ...received, ...parsed, text: body.text };
  }

  return new Promise((resolve) => {
    const done = (outcome: Attempt) => {
      clearTimeout(timer);
      unlisten();
      resolve(outcome);
    };
    // Ends the attempt, even if the pending work ignores its signal.
    const end = (reason: FaultKind, cause: unknown) => {
      done({ ...received, error: failureOf(reason, cause, hide) });
      controller.abort(cause);
      cancelBody(reader);
    };
    const unlisten = onAbort(signal, () => end('abort', signal?.reason));
    const timer = startTimer(ms, () =>
      end('timeout', new Error(`No complete response within ${Math.round(ms)} ms.`)),
    );
    exchange().then(done, (cause) => end(kind, cause));
  });
}

type FaultKind = 'refused' | 'network' | 'timeout' | 'abort';

/** Builds the failure for an exception. It never throws, so that a call always ends. */
export function failureOf(kind: FaultKind, thrown: unknown, hide: Hide): Draft {
  const text = `The call failed (${kind})`;
  try {
    const { message, reason } = kind === 'network' ? reasonOf(thrown) : { message: messageOf(thrown) };
    const cause = maskCause(thrown, hide);
    return {
      kind,
      message: hide(`${text}: ${message}`),
      cause,
      ...(reason && { reason: hide(reason) }),
    } as Draft;
  } catch {
    return { kind, message: `${text}.` };
  }
}

/** The headers that contain the id of a request, in order of precedence. */
const REQUEST_ID_HEADERS = ['x-request-id', 'request-id', 'cf-ray'];

function requestIdOf(headers: Headers, hide: Hide): string | undefined {
  const name = REQUEST_ID_HEADERS.find((header) => headers.get(header));
  return name && hide(headers.get(name) as string);
}
