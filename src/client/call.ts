/** A call: its attempts, the waits between them, and the waits that hold back other calls of the same client. */

import { pause } from './abort.ts';
import { type Attempt, attempt, type Outgoing, type Sender } from './attempt.ts';
import { notify, watchBalance } from './balance.ts';
import type { OperationData } from './contract-data.ts';
import { createGates, type Gate, type Pass } from './gate.ts';
import type { CallOptions, CallSettings } from './options.ts';
import type { Draft } from './parse-envelope.ts';
import { failureOf, hiderOf, isToken } from './redact.ts';
import type { Failure, Result } from './result.ts';
import { backoff, requestedWait } from './retry-timing.ts';

/** The result of a call of any operation. */
export type AnyResult = Result<Record<string, unknown>>;

/**
 * Sends a request and retries it if useful. It never rejects.
 *
 * @param operation the `operationId`
 * @param callOptions the caller's options. Their token is masked even if `prepare` throws
 * @param prepare returns the request and the options of the call. If it throws, the call is refused
 * @returns the result and, for a success, the body as received
 */
export type Call = (
  operation: string,
  callOptions: unknown,
  prepare: () => { request: Outgoing; options: CallSettings },
) => Promise<[result: AnyResult, text?: string | undefined]>;

/** Creates the one function that makes all calls of a client, so that they share its waits and its balance. */
export function createCall(sender: Sender): Call {
  const { settings, contract } = sender;
  const { now, random, sleep } = settings;
  const reportBalance = watchBalance(settings);
  const gateOf = createGates(settings);

  return async (operation, callOptions, prepare) => {
    const operationData = contract.operations[operation] as OperationData;
    const tokens = [settings.token].filter(isToken);
    const hide = hiderOf(tokens);
    let attempts = 0;
    let last: Attempt = {};
    let gate: Gate | undefined;
    /** The permission of the request that is in flight, if any. */
    let pass: Pass | undefined;

    // A copy for each event, because a callback may change or freeze it.
    const complete = (error: Draft) =>
      ({ ...error, operation, attempts, requestId: last.requestId }) as Failure;
    const fail = (error: Draft): [AnyResult] => [
      { success: false, error: complete(error), response: last.response, requestId: last.requestId },
    ];

    try {
      const own = (callOptions as CallOptions | null | undefined)?.token;
      if (isToken(own)) tokens.push(own);
      const { request, options } = prepare();
      const { credentials = contract.credentials, idempotencyKey } = operationData;
      const { headers } = request;
      const taken = [...contract.credentials, ...credentials].find(({ header }) => headers.has(header));
      if (taken) {
        throw new TypeError(
          `The header ${taken.header} must not be set: pass the token as the option token.`,
        );
      }
      // The same key for all attempts.
      if (idempotencyKey && !headers.has(idempotencyKey)) headers.set(idempotencyKey, crypto.randomUUID());
      const credential = credentials.find(({ header }) => header === settings.tokenHeader) ?? credentials[0];
      const { token: given = settings.token, signal } = options;
      const token = credential ? given : null;
      const { timeoutMs = settings.timeoutMs, deadlineMs = settings.deadlineMs } = options;
      const retry = { ...settings.retry, ...options.retry };
      const context = { token, credential, tokens, hide, signal, operation: operationData };
      // The clock of this call. After a wait it counts the full wait, even if a timer fired early.
      let at = now();
      const deadline = at + deadlineMs;
      let retries = 0;
      let isFirst = false;
      const isTooLong = (until: number, at: number) => until > deadline || until - at > retry.waitMaxMs;

      for (;;) {
        gate = gateOf(token, at);
        pass = signal?.aborted ? undefined : await gate.enter({ at, deadline, isTooLong, signal, isFirst });
        const start = now();
        at = Math.max(start, at, pass?.at ?? 0);
        if (signal?.aborted) return fail(failureOf('abort', signal.reason, hide));
        if (!pass) return fail(gate.failure(at));

        last = await attempt(request, Math.min(timeoutMs, deadline - at), context, sender);
        const end = now();
        at = Math.max(end, at);
        const { data, error, response } = last;
        // The wait in the headers counts even if the body is incomplete (DECISIONS "Client 4: retries").
        const requestedMs = error && response ? requestedWait(last.wait?.[0], response.headers, end) : 0;
        if (error && requestedMs) error.retryAfterMs = requestedMs;
        if (error?.kind !== 'refused') {
          attempts++;
          notify(settings.onAttempt, {
            operation,
            path: operationData.path,
            attempt: attempts,
            status: response?.status,
            durationMs: Math.max(0, Math.round(end - start)),
            error: error && complete(error),
            requestId: last.requestId,
          });
        }
        reportBalance(last.balance, operation, token);
        if (!error) {
          gate.leave(pass, at, true);
          pass = undefined;
          return [{ success: true, data, response, requestId: last.requestId } as AnyResult, last.text];
        }
        const { kind, code, status = 0 } = error;
        // For a known code, the contract decides, regardless of the status. Otherwise the status decides: 429 is a rate
        // limit (RFC 6585 4) and 5xx a server error (RFC 9110 15.6). Network faults and timeouts are retried like 5xx.
        const policy = code
          ? contract.codes[code]?.retry
          : (status === 429 || status >= 500 || kind === 'timeout' || kind === 'network') && 'backoff';
        const isRateLimit = policy === 'wait' || status === 429;
        // Other requests may have used up the limit. Then the refusal says nothing about this call.
        if (!isRateLimit || !gate.overlapped(pass)) retries++;
        const wait =
          policy === 'wait' && requestedMs
            ? requestedMs
            : Math.max(backoff(attempts, random(), retry), requestedMs);
        const isRetried =
          policy &&
          retry.retries > 0 &&
          retries <= retry.retries &&
          // A client may repeat only safe methods without being asked to (RFC 9110 9.2.1 and 9.2.2).
          (idempotencyKey || /^(GET|HEAD|OPTIONS|TRACE)$/.test(request.method)) &&
          !isTooLong(at + Math.max(wait, gate.left(at)), at);
        // "Before making another request": a wait that the server requested, or that a rate limit caused, holds back all
        // calls. A plain backoff holds back only this call, so that one failing request does not slow down the others.
        isFirst = isRetried
          ? requestedMs > 0 || isRateLimit
          : requestedMs > 0 && requestedMs <= settings.retry.waitMaxMs;
        if (isFirst) gate.wait(pass, at, isRetried ? wait : requestedMs, last);
        gate.leave(pass, at, response !== undefined && !isFirst);
        pass = undefined;
        if (!isRetried) return fail(error);
        notify(settings.onRetry, { error: complete(error), attempt: attempts, waitMs: wait });
        if (!isFirst) {
          const over = at + wait;
          // If the signal aborts, the start of the loop ends the call.
          await pause(sleep, wait, signal, deadline - at);
          at = Math.max(now(), over);
        }
      }
    } catch (cause) {
      // The caller's own options: an invalid one, or a clock or a `random` that throws.
      return fail(last.error ?? failureOf('refused', cause, hide));
    } finally {
      if (pass) gate?.leave(pass, pass.at, false);
    }
  };
}
