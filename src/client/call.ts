/** A call: attempts, the waits between them, and what these mean for the other calls of the same client. */

import { orAbort } from './abort.ts';
import { type Attempt, attempt, failureOf, type Outgoing, type Sender } from './attempt.ts';
import { tell, watchBalance } from './balance.ts';
import type { RetryLimits } from './options.ts';
import type { Draft } from './parse-envelope.ts';
import type { Failure, Result } from './result.ts';
import { backoff } from './retry-timing.ts';

/** What a call answers, of whatever operation. */
export type AnyResult = Result<Record<string, unknown>>;

/** Sends a request, again where that is worth it; gives the result, and the body of a success as it came. */
export type Call = (
  request: Outgoing,
  operation: string,
  limits: Limits,
) => Promise<[result: AnyResult, text?: string | undefined]>;

/** What a call goes by. */
export interface Limits {
  timeoutMs: number;
  deadlineMs: number;
  retry: RetryLimits;
}

/** Makes the one function through which all calls of a client go: they share its waits and its balance. */
export function createCall(sender: Sender): Call {
  const { settings, contract } = sender;
  const { now, random, sleep } = settings;
  const noteBalance = watchBalance(settings);
  // Until when no call of this client may send anything, and what brought that about.
  let heldUntil = 0;
  let heldBy: Attempt = {};

  return async (request, operation, { timeoutMs, deadlineMs, retry }) => {
    const { signal, method } = request;
    const tokens: string[] = [];
    // The call's own clock: a wait counts in full when it is over, even where a timer was early.
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
          // Held back by another call's failure: it says what is left of the wait.
          const field = heldBy.wait?.[1];
          const rest = field && { [field]: Math.ceil(left / 1000) };
          return fail({ ...(heldBy.error as Draft), retryAfterMs: left, ...rest });
        }
        const ends = signal ?? new AbortController().signal;
        // A rejection is the signal's: the loop begins with that.
        await orAbort(ends, sleep(left, ends)).catch(() => {});
        at = Math.max(now(), until);
        if (heldUntil <= until && !ends.aborted) heldUntil = 0;
        continue;
      }

      attempts++;
      last = await attempt(request, Math.min(timeoutMs, deadline - at), tokens, sender);
      at = Math.max(now(), at);
      const { data, error, response, asked = 0 } = last;
      noteBalance(last.balance, operation);
      if (!error) return [{ success: true, data, response } as AnyResult, last.text];
      if (error.kind === 'refused') attempts = 0;

      if (asked) error.retryAfterMs = asked;
      const { kind, code, status = 0 } = error;
      // A code goes by the contract, whatever the status, all else by its status: 429 is a rate limit (RFC 6585 4),
      // 5xx a fault of the server (RFC 9110 15.6), as is a fault or a silence of the network.
      const policy = code
        ? contract.codes[code]?.[2]
        : (status === 429 || status >= 500 || kind === 'timeout' || kind === 'network') && 'backoff';
      const isRate = policy === 'wait';
      const wait = isRate && asked ? asked : Math.max(backoff(attempts, random(), retry), asked);
      if (
        (!isRate && policy !== 'backoff') ||
        attempts > retry.retries ||
        // Safe methods are the only ones to send twice without being asked to (RFC 9110 9.2.1 and 9.2.2).
        !/^(GET|HEAD|OPTIONS|TRACE)$/.test(method) ||
        isTooLong(wait)
      ) {
        return fail(error);
      }
      resumeAt = at + wait;
      // "Before making another request": what the server asks for holds for every call, and a rate limit does anyway.
      // A backoff is this call's alone: one request that always fails must not slow down the others.
      if ((asked || isRate || status === 429) && resumeAt > heldUntil) {
        heldUntil = resumeAt;
        heldBy = last;
      }
      tell(settings.onRetry, { error: complete(error), attempt: attempts, waitMs: wait });
    }
  };
}
