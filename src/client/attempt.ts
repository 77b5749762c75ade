/** One attempt: token, request, whole answer, within its time. */
import { readText } from './body.ts';
import type { ContractData } from './contract-data.ts';
import { type Draft, judge, type Verdict } from './envelope.ts';
import { isToken, mask, maskCause } from './mask.ts';
import type { ClientOptions, Settings } from './options.ts';
import { later, orAbort } from './race.ts';

/** What an attempt came to: a verdict, and the answer where there was one. */
export interface Attempt extends Verdict {
  response?: Response | undefined;
  /** Its body. */
  text?: string;
}

/** What an attempt needs beside the request. */
export interface Sender {
  contract: ContractData;
  settings: Settings;
  token: ClientOptions['token'];
  /** The header that carries the token, and what stands before it there. */
  carrier: ContractData['carriers'][number];
}

/** How the URL of a request begins that is not to be sent; the parameter that it must not be sent for follows. */
export const REFUSED = 'about:';

/**
 * Sends the request once.
 *
 * @param request without the token; it is sent as a copy
 * @param ms the time for all of it, the token and the body included
 * @param tokens where the token is noted, to be masked in whatever comes of this call
 */
export async function attempt(
  request: Request,
  ms: number,
  tokens: Set<string>,
  { contract, settings, token, carrier: [header, before] }: Sender,
): Promise<Attempt> {
  const hide = (text: string) => mask(text, tokens);
  const controller = new AbortController();
  const { signal } = controller;
  const abort = () => controller.abort(request.signal.reason);
  let kind: 'refused' | 'network' | 'timeout' = 'refused';
  let response: Response | undefined;

  async function exchange(): Promise<Attempt> {
    if (request.url.startsWith(REFUSED)) {
      const { pathname } = new URL(request.url);
      throw new TypeError(`The parameter ${pathname} must not be missing, empty, "." or "..".`);
    }
    const value = typeof token === 'function' ? await token() : token;
    if (!isToken(value)) throw new TypeError('The token must be visible ASCII.');
    tokens.add(value);
    // The token function may have taken its time; nothing is sent for a call that is over.
    signal.throwIfAborted();
    kind = 'network';
    request.headers.set(header, before + value);
    // Followed, a redirect would carry the token away (CONTRACT "Envelope").
    response = await settings.fetch(request, { signal, redirect: 'manual' });
    const text = await readText(response, settings.maxBodyBytes);
    return { ...judge(response, text, contract, hide), response, text };
  }

  const timer = later(ms, () => {
    kind = 'timeout';
    controller.abort(new Error(`No whole answer within ${Math.round(ms)} ms.`));
  });
  request.signal.addEventListener('abort', abort);
  try {
    return await orAbort(signal, exchange());
  } catch (cause) {
    // Ends what is still under way, and frees its connection.
    abort();
    return { error: failureOf(request.signal.aborted ? 'abort' : kind, cause, hide), response };
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', abort);
  }
}

/** The failure that an exception is. */
export function failureOf(
  kind: 'refused' | 'network' | 'timeout' | 'abort',
  cause: unknown,
  hide: (text: string) => string,
): Draft {
  const message = hide(`The call failed (${kind}): ${(cause as Error | undefined)?.message ?? cause}`);
  return { kind, message, cause: maskCause(cause, hide) };
}
