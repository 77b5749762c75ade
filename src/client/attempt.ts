/** One attempt: token, request, whole answer, within its time. */

import { later } from './abort.ts';
import type { ContractData } from './contract-data.ts';
import type { ClientOptions, Settings } from './options.ts';
import { type Draft, judge, type Verdict } from './parse-envelope.ts';
import { readText } from './read-body.ts';
import { isToken, mask, maskCause, wordsOf } from './redact.ts';
import { askedWait } from './retry-timing.ts';

/** What an attempt came to: a verdict, and the answer where there was one. */
export interface Attempt extends Verdict {
  response?: Response | undefined;
  /** Its body. */
  text?: string;
  /** The wait that it asks for, in milliseconds; 0 where it names none that makes sense. */
  asked?: number;
}

/** What an attempt needs beside the request. */
export interface Sender {
  contract: ContractData;
  settings: Settings;
  token: ClientOptions['token'];
  /** The header that carries the token, in lower case, and what stands before it there. */
  credential: ContractData['credentials'][number];
}

/** What is to be sent. The attempt adds the token, and what keeps the request in hand. */
export interface Outgoing {
  /** What `fetch` takes: an URL costs less than a `Request`, of which it makes another one. */
  input: string | Request;
  method: string;
  /** Their names in lower case. */
  headers?: Record<string, string> | undefined;
  /** The caller's. */
  signal?: AbortSignal | null | undefined;
}

/**
 * Sends the request once.
 *
 * @param ms the time for all of it, the token and the body included
 * @param tokens where the token is noted, to be masked in whatever comes of this call
 */
export function attempt(
  request: Outgoing,
  ms: number,
  tokens: string[],
  { contract, settings, token, credential: [header, before] }: Sender,
): Promise<Attempt> {
  const { input, headers, signal } = request;
  const controller = new AbortController();
  const hide = (text: string) => mask(text, tokens);
  let kind: FaultKind = 'refused';
  let response: Response | undefined;
  let asked = 0;

  async function exchange(): Promise<Attempt> {
    let value = token;
    if (typeof value === 'function') {
      value = await value();
      if (!isToken(value)) throw new TypeError('The token must be visible ASCII.');
      // It may have taken its time; nothing is sent for a call that is over.
      controller.signal.throwIfAborted();
    }
    tokens.push(value);
    kind = 'network';
    response = await settings.fetch(input, {
      ...request,
      headers: { accept: 'application/json', ...headers, [header]: before + value },
      signal: controller.signal,
      // Followed, a redirect would carry the token away (DECISIONS "Redirects").
      redirect: 'manual',
    });
    // Heeded even where the body breaks off (DECISIONS "Client 4: retries").
    asked = askedWait(undefined, response.headers, settings.now());
    const text = await readText(response, settings.maxBodyBytes);
    const verdict = judge(response, text, contract, hide);
    asked = askedWait(verdict.wait?.[0], response.headers, settings.now());
    return Object.assign(verdict, { response, text, asked });
  }

  return new Promise((resolve) => {
    const done = (outcome: Attempt) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    // The attempt is over, whether or not what is under way listens to its signal.
    const end = (its: FaultKind, cause: unknown) => {
      done({ error: failureOf(its, cause, hide), response, asked });
      controller.abort(cause);
    };
    const onAbort = () => end('abort', signal?.reason);
    const timer = later(ms, () => end('timeout', new Error(`No whole answer within ${Math.round(ms)} ms.`)));
    signal?.addEventListener('abort', onAbort);
    exchange().then(done, (cause) => end(kind, cause));
  });
}

type FaultKind = 'refused' | 'network' | 'timeout' | 'abort';

/**
 * The failure that an exception is.
 *
 * @param hide masks the token in a text; left out where none has been asked for
 */
export function failureOf(kind: FaultKind, cause: unknown, hide: (text: string) => string = String): Draft {
  return {
    kind,
    message: hide(`The call failed (${kind}): ${wordsOf(cause)}`),
    // The reason of an abort is the caller's own.
    cause: kind === 'abort' ? cause : maskCause(cause, hide),
  };
}
