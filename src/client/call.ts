/** A call: its attempts, the waits between them, and the waits that hold back other calls of the same client. */

import { orAbort } from './abort.ts';
import { type Attempt, attempt, failureOf, type Outgoing, type Sender } from './attempt.ts';
import { notify, watchBalance } from './balance.ts';
import type { RetryLimits } from './options.ts';
import type { Draft } from './parse-envelope.ts';
import type { Failure, Result } from './result.ts';
import { backoff } from './retry-timing.ts';

/** The result of a call of any operation. */
export type AnyResult = Result<Record<string, unknown>>;

/** Sends a request and retries it if useful. Resolves to the result and, for a success, the body as received. */
export type Call = (
  request: Outgoing,
  operation: string,
  limits: Limits,
) => Promise<[result: AnyResult, text?: string | undefined]>;

/** The limits of a call. */
export interface Limits {
  timeoutMs: number;
  deadlineMs: number;
  retry: RetryLimits;
}

/** Creates the one function that makes all calls of a client, so that they share its waits and its balance. */
export function createCall(sender: Sender): Call {
  const { settings, contract } = sender;
  const { now, random, sleep } = settings;
  const reportBalance = watchBalance(settings);
  // No call of this client may send a request before this time, because of this failed attempt.
  let heldUntil = 0;
  let heldBy: Attempt = {};

  return async (request, operation, { timeoutMs, deadlineMs, retry }) => {
    const { signal, method } = request;
    const tokens: string[] = [];
    // The clock of this call. After a wait it counts the full wait, even if a timer fired early.
    let at = now();
    const deadline = at + deadlineMs;
    let resumeAt = at;
    let attempts = 0;
    let last: Attempt = {};

    const complete = (error?: Draft) => ({ ...error, operation, attempts }) as Failure;
    const fail = (error?: Draft): [AnyResult] => [
      { success: false, error: complete(error), response: last.response },
    ];
    const isTooLong = (ms: number) => ms > retry.waitMaxMs || ms > deadline - at;

    for (;;) {
      if (signal?.aborted) return fail(failureOf('abort', signal.reason));

      const until = Math.max(resumeAt, heldUntil);
      const left = until - at;
      if (left > 0) {
        if (isTooLong(left)) {
          if (last.error) return fail(last.error);
          // Held back by the failure of another call: report the time left of the wait.
          const field = heldBy.wait?.[1];
          const rest = field && { [field]: Math.ceil(left / 1000) };
          return fail({ ...(heldBy.error as Draft), retryAfterMs: left, ...rest });
        }
        const ends = signal ?? new AbortController().signal;
        // It rejects only if the signal aborts, which the start of the loop handles.
        await orAbort(ends, sleep(left, ends)).catch(() => {});
        at = Math.max(now(), until);
        if (heldUntil <= until && !ends.aborted) heldUntil = 0;
        continue;
      }

      attempts++;
      last = await attempt(request, Math.min(timeoutMs, deadline - at), tokens, sender);
      at = Math.max(now(), at);
      const { data, error, response, requestedMs = 0 } = last;
      reportBalance(last.balance, operation);
      if (!error) return [{ success: true, data, response } as AnyResult, last.text];
      if (error.kind === 'refused') attempts = 0;

      if (requestedMs) error.retryAfterMs = requestedMs;
      const { kind, code, status = 0 } = error;
      // For a known code, the contract decides, regardless of the status. Otherwise the status decides: 429 is a rate
      // limit (RFC 6585 4) and 5xx a server error (RFC 9110 15.6). Network faults and timeouts are retried like 5xx.
      const policy = code
        ? contract.codes[code]?.[2]
        : (status === 429 || status >= 500 || kind === 'timeout' || kind === 'network') && 'backoff';
      const isRate = policy === 'wait';
      const wait =
        isRate && requestedMs ? requestedMs : Math.max(backoff(attempts, random(), retry), requestedMs);
      if (
        (!isRate && policy !== 'backoff') ||
        attempts > retry.retries ||
        // A client may repeat only safe methods without being asked to (RFC 9110 9.2.1 and 9.2.2).
        !/^(GET|HEAD|OPTIONS|TRACE)$/.test(method) ||
        isTooLong(wait)
      ) {
        return fail(error);
      }
      resumeAt = at + wait;
      // "Before making another request": a wait that the server requested, or that a rate limit caused, holds back all
      // calls. A plain backoff holds back only this call, so that one failing request does not slow down the others.
      if ((requestedMs || isRate || status === 429) && resumeAt > heldUntil) {
        heldUntil = resumeAt;
        heldBy = last;
      }
      notify(settings.onRetry, { error: complete(error), attempt: attempts, waitMs: wait });
    }
  };
}
