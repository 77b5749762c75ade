/** One attempt within its time limit: get the token, send the request, read the whole response. */

import { startTimer } from './abort.ts';
import type { ContractData } from './contract-data.ts';
import type { ClientOptions, Settings } from './options.ts';
import { type Draft, type ParsedEnvelope, parseEnvelope } from './parse-envelope.ts';
import { readText } from './read-body.ts';
import { isToken, mask, maskCause, messageOf } from './redact.ts';
import { requestedWait } from './retry-timing.ts';

/** The outcome of an attempt: the parsed envelope or a failure, and the response if there was one. */
export interface Attempt extends ParsedEnvelope {
  response?: Response | undefined;
  /** The body of the response. */
  text?: string;
  /** The wait that the server requested, in milliseconds; 0 if it requested none or the value makes no sense. */
  requestedMs?: number;
}

/** What an attempt needs in addition to the request. */
export interface Sender {
  contract: ContractData;
  settings: Settings;
  token: ClientOptions['token'];
  /** The header for the token, in lower case, and the text before the token. */
  credential: ContractData['credentials'][number];
}

/** A request to send. The attempt adds the token, a signal and `redirect: 'manual'`. */
export interface Outgoing {
  /** The input of `fetch`. A URL costs less than a `Request`, which `fetch` copies. */
  input: string | Request;
  method: string;
  /** The headers by their name in lower case. */
  headers?: Record<string, string> | undefined;
  /** The caller's signal. */
  signal?: AbortSignal | null | undefined;
}

/**
 * Sends the request once.
 *
 * @param ms the time limit, which includes getting the token and reading the body
 * @param tokens the tokens of this call. The attempt adds its token, so that later messages can be masked
 */
export function attempt(
  request: Outgoing,
  ms: number,
  tokens: string[],
  { contract, settings, token, credential: [header, prefix] }: Sender,
): Promise<Attempt> {
  const { input, headers, signal } = request;
  const controller = new AbortController();
  const hide = (text: string) => mask(text, tokens);
  let kind: FaultKind = 'refused';
  let response: Response | undefined;
  let requestedMs = 0;

  async function exchange(): Promise<Attempt> {
    let value = token;
    if (typeof value === 'function') {
      value = await value();
      if (!isToken(value)) {
        throw new TypeError('The token function must return a string of visible ASCII characters.');
      }
      // The token function may have taken long: send nothing for a call that has ended.
      controller.signal.throwIfAborted();
    }
    tokens.push(value);
    kind = 'network';
    response = await settings.fetch(input, {
      ...request,
      headers: { accept: 'application/json', ...headers, [header]: prefix + value },
      signal: controller.signal,
      // Following a redirect would send the token elsewhere (DECISIONS "Redirects").
      redirect: 'manual',
    });
    // The wait in the headers counts even if the body is incomplete (DECISIONS "Client 4: retries").
    requestedMs = requestedWait(undefined, response.headers, settings.now());
    const text = await readText(response, settings.maxBodyBytes);
    const parsed = parseEnvelope(response, text, contract, hide);
    requestedMs = requestedWait(parsed.wait?.[0], response.headers, settings.now());
    return Object.assign(parsed, { response, text, requestedMs });
  }

  return new Promise((resolve) => {
    const done = (outcome: Attempt) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    // Ends the attempt, even if the pending work ignores its signal.
    const end = (reason: FaultKind, cause: unknown) => {
      done({ error: failureOf(reason, cause, hide), response, requestedMs });
      controller.abort(cause);
    };
    const onAbort = () => end('abort', signal?.reason);
    const timer = startTimer(ms, () =>
      end('timeout', new Error(`No complete response within ${Math.round(ms)} ms.`)),
    );
    signal?.addEventListener('abort', onAbort);
    exchange().then(done, (cause) => end(kind, cause));
  });
}

type FaultKind = 'refused' | 'network' | 'timeout' | 'abort';

/**
 * Builds the failure for an exception.
 *
 * @param hide masks the token in a text; optional if no token has been used yet
 */
export function failureOf(kind: FaultKind, cause: unknown, hide: (text: string) => string = String): Draft {
  return {
    kind,
    message: hide(`The call failed (${kind}): ${messageOf(cause)}`),
    // The reason of an abort belongs to the caller, who gets it unchanged.
    cause: kind === 'abort' ? cause : maskCause(cause, hide),
  };
}
