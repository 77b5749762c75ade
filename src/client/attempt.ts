/** One attempt within its time limit: get the token, send the request, read the whole response. */

import { race } from './abort.ts';
import type { ContractData, CredentialData, OperationData } from './contract-data.ts';
import type { Settings, Token } from './options.ts';
import { type ParsedEnvelope, parseResponse } from './parse-envelope.ts';
import { type BodyReader, cancelBody, readBody } from './read-body.ts';
import { type FaultKind, failureOf, type Hide, isToken } from './redact.ts';

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
}

/** A request to send. The attempt adds the token, a signal and `redirect: 'manual'`. */
export interface Outgoing {
  /** The input of `fetch`. A URL costs less than a `Request`, which `fetch` copies. The body of a `Request` is not used. */
  input: string | Request;
  method: string;
  headers: Headers;
  body: string | undefined;
}

/** What the attempts of one call have in common. */
export interface AttemptContext {
  token: Token;
  /** The header for the token; undefined if the operation needs no token. */
  credential: CredentialData | undefined;
  /** The tokens of this call. The attempt adds its token, so that later messages can be masked. */
  tokens: string[];
  /** Masks these tokens. */
  hide: Hide;
  /** The caller's signal. */
  signal: AbortSignal | null | undefined;
  operation: OperationData;
}

/**
 * Sends the request once. It never rejects.
 *
 * @param ms the time limit, which includes getting the token and reading the body
 */
export function attempt(
  { input, method, headers, body }: Outgoing,
  ms: number,
  { token, credential, tokens, hide, signal, operation }: AttemptContext,
  { contract, settings }: Sender,
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
    if (credential && value !== null) headers.set(credential.header, credential.prefix + value);
    const response = await settings.fetch(input, {
      method,
      headers,
      body: body ?? null,
      signal: controller.signal,
      // Following a redirect would send the token elsewhere (DECISIONS "Redirects").
      redirect: 'manual',
    });
    received.requestId = requestIdOf(response.headers, hide);
    received.response = response;
    reader = response.body?.getReader();
    // The attempt may have ended before the response arrived.
    if (controller.signal.aborted) cancelBody(reader);
    const read = await readBody(reader, settings.maxBodyBytes);
    return { ...received, ...parseResponse(response, read, contract, operation, hide), text: read.text };
  }

  // Ends the attempt, even if the pending work ignores its signal.
  const fail = (kind: FaultKind, cause: unknown): Attempt => {
    controller.abort(cause);
    cancelBody(reader);
    return { ...received, error: failureOf(kind, cause, hide) };
  };
  return race(
    ms,
    signal,
    (end) => void exchange().then(end, (cause) => end(fail(kind, cause))),
    (kind) =>
      fail(
        kind,
        kind === 'abort' ? signal?.reason : new Error(`No complete response within ${Math.round(ms)} ms.`),
      ),
  );
}

/** The headers that contain the id of a request, in order of precedence. */
const REQUEST_ID_HEADERS = ['x-request-id', 'request-id', 'cf-ray'];

function requestIdOf(headers: Headers, hide: Hide): string | undefined {
  const id = REQUEST_ID_HEADERS.map((name) => headers.get(name)).find(Boolean);
  return id ? hide(id) : undefined;
}
