/** A call: its attempts, the waits between them, and the waits that hold back other calls of the same client. */

import { type Work, within } from './abort.ts';
import { watchBalance } from './balance.ts';
import { callSafely } from './call-safely.ts';
import { createClock } from './clock.ts';
import type { ContractData, OperationData } from './contract-data.ts';
import { type Caller, createGates } from './gate.ts';
import type { CallOptions, Settings } from './options.ts';
import { type Draft, type ParsedEnvelope, parseResponse } from './parse-envelope.ts';
import { readBody } from './read-body.ts';
import { readCallOptions } from './read-options.ts';
import { type FaultKind, failureOf, hiderOf, isToken } from './redact.ts';
import type { Failure, Result } from './result.ts';
import { backoff, requestedWait } from './retry-timing.ts';

/** The result of a call of any operation. */
export type AnyResult = Result<Record<string, unknown>>;

/** A request to send. The call adds the token, a signal and `redirect: 'manual'`. */
export interface Outgoing {
  /** The input of `fetch`. A URL costs less than a `Request`, which `fetch` copies. The body of a `Request` is not used. */
  input: string | Request;
  method: string;
  headers: Headers;
  /** Null replaces the body of a `Request`. */
  body: string | null | undefined;
}

/**
 * Sends a request and retries it if useful. It never rejects.
 *
 * @param id the `operationId`
 * @param options the caller's options
 * @param requestOf returns the request with additional headers. If it throws, the call is refused
 * @param rules the rules of the options, if they are not those of a call
 * @returns the result and, for a success, the body as received
 */
export type Call = (
  id: string,
  options: CallOptions | undefined,
  requestOf: (headers?: object) => Outgoing,
  rules?: Parameters<typeof readCallOptions>[1],
) => Promise<[result: AnyResult, text?: string | undefined]>;

/** The headers that contain the id of a request, in order of precedence. */
const REQUEST_ID_HEADERS = ['x-request-id', 'request-id', 'cf-ray'];

/** The outcome of an attempt, and the body of the response. */
type Outcome = ParsedEnvelope & { text?: string };

/** Creates the one function that makes all calls of a client, so that they share its waits and its balance. */
export function createCall(contract: ContractData, settings: Settings): Call {
  const { now, random } = settings;
  const [time, pause] = createClock(settings);
  const gateOf = createGates(time, pause);
  const reportBalance = watchBalance(settings);

  return async (id, given, requestOf, rules) => {
    const tokens = [settings.token].filter(isToken);
    const hide = hiderOf(tokens);
    const fault = (kind: FaultKind, cause: unknown) => failureOf(kind, cause, hide);
    let attempts = 0;
    let retries = 0;
    // The last attempt: its outcome, and when its request was sent.
    let last: Outcome = {};
    let response: Response | undefined;
    let requestId: string | undefined;
    let sentAt: number | undefined;

    // A copy for each event, because a callback may change or freeze it.
    const complete = (error: Draft) => ({ ...error, operation: id, attempts, requestId }) as Failure;
    const fail = (error: Draft): [AnyResult] => [
      { success: false, error: complete(error), response, requestId },
    ];

    try {
      // The token is masked even if another option is invalid.
      tokens.push(...[given?.token].filter(isToken));
      const options = readCallOptions(given, rules);
      const { token, signal, timeoutMs, deadlineMs, tokenHeader } = { ...settings, ...options };
      const retry = { ...settings.retry, ...options.retry };
      const request = requestOf(options.headers);
      const { input, method, headers } = request;
      const operation = contract.operations[id] as OperationData;
      const { path, credentials = contract.credentials, idempotencyKey } = operation;
      for (const { header } of [...contract.credentials, ...credentials]) {
        if (headers.has(header)) {
          throw new TypeError(`The header ${header} must not be set: pass the token as the option token.`);
        }
      }
      // The same key for all attempts.
      if (idempotencyKey && !headers.has(idempotencyKey)) headers.set(idempotencyKey, crypto.randomUUID());
      const credential = credentials.find(({ header }) => header === tokenHeader) ?? credentials[0];
      const key = credential && token;
      const caller: Caller = { signal, deadline: time() + deadlineMs, waitMaxMs: retry.waitMaxMs };

      /** Returns the failure of an aborted call, else the given one. */
      const abortOr = (error: Draft) => (signal?.aborted ? fault('abort', signal.reason) : error);

      /** Gets the token, sends the request and reads the response. It rejects only if it cannot get a token. */
      const exchange: Work<Outcome> = async (stop, onStop) => {
        const value = typeof key === 'function' ? await key() : key;
        if (typeof key === 'function') {
          if (!isToken(value)) {
            throw new TypeError('The token function must return a string of visible ASCII characters.');
          }
          tokens.push(value);
          // The token function may have taken long: send nothing for a call that has ended.
          stop.throwIfAborted();
        }
        sentAt = now();
        attempts++;
        try {
          if (credential && value) headers.set(credential.header, credential.prefix + value);
          const received = await settings.fetch(input, {
            ...(request as RequestInit),
            signal: stop,
            // Following a redirect would send the token elsewhere (DECISIONS "Redirects").
            redirect: 'manual',
          });
          const foundId = REQUEST_ID_HEADERS.map((name) => received.headers.get(name)).find(Boolean);
          // A response after the end of the attempt is in no result.
          if (!stop.aborted) {
            requestId = foundId ? hide(foundId) : undefined;
            response = received;
          }
          const body = await readBody(received, settings.maxBodyBytes, onStop);
          return { ...parseResponse(received, body, contract, operation, hide), text: body.text };
        } catch (cause) {
          return { error: fault('network', cause) };
        }
      };

      const attempt = async (ms: number): Promise<void> => {
        last = {};
        response = requestId = sentAt = undefined;
        last = (await within(ms, signal, exchange)) ?? {
          error: abortOr(fault('timeout', new Error(`No complete response within ${Math.round(ms)} ms.`))),
        };
      };

      for (;;) {
        const gate = gateOf(key);
        const refusal = await gate.enter(caller);
        if (refusal) return fail(abortOr(refusal));
        let waitMs = 0;
        let heldMs: number | undefined;
        try {
          await attempt(Math.min(timeoutMs, caller.deadline - time()));
          const { data, error, text, wait, balance } = last;
          const end = now();
          // The wait in the headers counts even if the body is incomplete (DECISIONS "Client 4: retries").
          const requestedMs = error && response ? requestedWait(wait?.[0], response.headers, end) : 0;
          if (error && requestedMs) error.retryAfterMs = requestedMs;
          if (sentAt !== undefined) {
            callSafely(settings.onAttempt, {
              operation: id,
              path,
              attempt: attempts,
              status: response?.status,
              durationMs: Math.max(0, Math.round(end - sentAt)),
              error: error && complete(error),
              requestId,
            });
          }
          reportBalance(balance, id, key);
          if (!error) return [{ success: true, data, response, requestId } as AnyResult, text];
          const { code, status = signal?.aborted ? 0 : 500 } = error;
          // For a known code, the contract decides, regardless of the status. Otherwise the status decides: 429 is a
          // rate limit (RFC 6585 4) and 5xx a server error (RFC 9110 15.6). No response is like a 500, except after an abort.
          const policy = code ? contract.codes[code]?.retry : (status === 429 || status >= 500) && 'backoff';
          const isRateLimit = policy === 'wait' || status === 429;
          // Other requests may have used up the limit. Then the refusal says nothing about this call.
          if (!isRateLimit || gate.isAlone(caller)) retries++;
          waitMs =
            policy === 'wait' && requestedMs
              ? requestedMs
              : Math.max(backoff(attempts, random(), retry), requestedMs);
          const isRetried =
            policy &&
            retry.retries > 0 &&
            retries <= retry.retries &&
            // A client may repeat only safe methods without being asked to (RFC 9110 9.2.1 and 9.2.2).
            (idempotencyKey || /^(GET|HEAD|OPTIONS|TRACE)$/.test(method)) &&
            !gate.isTooLong(caller, waitMs);
          // "Before making another request": a wait that the server requested, or that a rate limit caused, holds back
          // all calls. A plain backoff holds back only this call, so that a failing request does not slow down others.
          if (isRetried) {
            if (requestedMs || isRateLimit) heldMs = waitMs;
          } else {
            if (requestedMs && requestedMs <= settings.retry.waitMaxMs) heldMs = requestedMs;
            return fail(error);
          }
          callSafely(settings.onRetry, { error: complete(error), attempt: attempts, waitMs });
        } finally {
          gate.leave(caller, last, response !== undefined, heldMs);
        }
        // If the signal aborts, the gate ends the call.
        if (heldMs === undefined) {
          await within(caller.deadline - time(), signal, (stop) => pause(waitMs, stop));
        }
      }
    } catch (cause) {
      // The caller's own options: an invalid one, or a clock or a `random` that throws.
      return fail(last.error ?? fault('refused', cause));
    }
  };
}
