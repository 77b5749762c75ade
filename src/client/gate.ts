/** Holds back the calls with one token during a wait, then restarts them gradually (DECISIONS "Client 4: held calls"). */

import { race, startWait } from './abort.ts';
import type { Attempt } from './attempt.ts';
import type { Settings } from './options.ts';
import type { Draft } from './parse-envelope.ts';

/** A permission to send one request. */
export interface Pass {
  /** When it was given. */
  at: number;
  /** The number of requests before this one, and of those the number that were in flight. */
  before: number;
  inFlight: number;
  /** The number of waits before this request. */
  waits: number;
}

/** A call that asks for a {@link Pass}. */
export interface Caller {
  /** The time, in milliseconds. */
  at: number;
  /** The time by which the call must end. */
  deadline: number;
  /** Returns whether a wait from a time until another is too long for the call. */
  isTooLong(until: number, at: number): boolean;
  signal?: AbortSignal | null | undefined;
  /** Whether the wait is due to this call. The call then goes before those that were only held back. */
  isFirst: boolean;
}

/** The gate of one token. A call enters it before each request, and leaves it after each. */
export interface Gate {
  /**
   * Resolves when the call may send a request. Resolves to undefined if the call aborts, if its deadline comes before
   * the end of the wait, or if the wait is too long for the call.
   */
  enter(caller: Caller): Pass | Promise<Pass | undefined>;
  /** Starts a wait, or makes the current one longer. The request of the pass is still in flight. */
  wait(pass: Pass, at: number, ms: number, cause: Attempt): void;
  /** Ends a request. @param passed whether the server accepted the request without a wait */
  leave(pass: Pass, at: number, passed: boolean): void;
  /** Returns whether another request was in flight at the same time as this one. Call it before the next request. */
  overlapped(pass: Pass): boolean;
  /** Returns the time left of the wait in milliseconds, or 0 without a wait. */
  left(at: number): number;
  /** Returns the error that caused the last wait, with the time left of the wait. */
  failure(at: number): Draft;
  /** Returns whether the gate has nothing to remember. */
  isIdle(at: number): boolean;
}

/** One more request may be in flight after this number of successes. */
const SUCCESSES_PER_STEP = 10;

/** The gate forgets a rate limit this long after the last wait: the longest wait of the contract. */
const FORGET_MS = 60_000;

interface Held extends Caller {
  settle(pass?: Pass): void;
}

/** Creates a gate without a wait. It costs a call nothing until the first wait. */
function createGate({ now, sleep }: Pick<Settings, 'now' | 'sleep'>): Gate {
  const first = new Set<Held>();
  const others = new Set<Held>();
  let inFlight = 0;
  let sent = 0;
  let waits = 0;
  /** The number of requests that may be in flight. */
  let limit = Infinity;
  /** The number of requests that may start even if `limit` is reached. */
  let burst = 0;
  /** The number of requests that started after the last wait and succeeded. */
  let passed = 0;
  let until = -Infinity;
  /** The time at which the last wait ended, or will end. */
  let restart = -Infinity;
  let cause: Attempt = {};
  let stopSleep: (() => void) | undefined;

  const isOpen = (at: number) => at >= until && (inFlight < limit || burst > 0);
  const isAnyHeld = () => first.size + others.size > 0;
  const isIdle = (at: number) => inFlight === 0 && !isAnyHeld() && at > restart + FORGET_MS;

  function start(at: number): Pass {
    burst--;
    return { at, before: sent++, inFlight: inFlight++, waits };
  }

  function resume(at: number): void {
    for (const queue of [first, others]) {
      for (const held of queue) {
        if (!isOpen(at)) return;
        held.settle(held.deadline > at ? start(at) : undefined);
      }
    }
  }

  /** Sleeps until the wait is over. One timer serves all held calls, and none is left without a held call. */
  function sleepUntilOver(at: number): void {
    if (stopSleep || at >= until || !isAnyHeld()) return;
    const end = until;
    stopSleep = startWait(sleep, end - at, () => {
      stopSleep = undefined;
      // The wait counts in full, even if the timer fired early.
      if (until <= end) until = -Infinity;
      const later = Math.max(now(), end);
      resume(later);
      sleepUntilOver(later);
    });
  }

  function hold(caller: Caller): Promise<Pass | undefined> {
    const { at, deadline, signal } = caller;
    const queue = caller.isFirst ? first : others;
    let held: Held;
    const release = (): undefined => {
      queue.delete(held);
      if (isAnyHeld()) return;
      stopSleep?.();
      stopSleep = undefined;
    };
    return race<Pass | undefined>(
      deadline - at,
      signal,
      (end) => {
        held = {
          ...caller,
          settle(pass) {
            release();
            end(pass);
          },
        };
        queue.add(held);
        sleepUntilOver(at);
      },
      release,
    );
  }

  return {
    left: (at) => Math.max(0, until - at),
    failure(at) {
      const left = Math.ceil(until - at);
      const field = cause.wait?.[1];
      const rest = field && { [field]: Math.ceil(left / 1000) };
      return { ...(cause.error as Draft), ...(left > 0 && { retryAfterMs: left, ...rest }) };
    },
    isIdle,
    overlapped: (pass) => pass.inFlight > 0 || sent > pass.before + 1,

    enter(caller) {
      if (isIdle(caller.at)) limit = Infinity;
      if (isOpen(caller.at) && !isAnyHeld()) return start(caller.at);
      return caller.isTooLong(until, caller.at) ? Promise.resolve(undefined) : hold(caller);
    },

    wait(pass, at, ms, by) {
      // Only the first refusal after a wait shows how many requests are too many.
      if (pass.waits === waits) {
        waits++;
        // If more requests passed than are in flight, the limit is not in their number at a time. Then this many fit
        // into the time of the wait. One more finds out whether the limit has changed.
        burst =
          limit === Infinity || passed < inFlight
            ? 0
            : 1 + Math.floor(passed * Math.min(1, ms / (at - restart)));
        limit = burst ? 1 : Math.max(1, Math.floor(Math.min(limit, inFlight) / 2));
        passed = 0;
      }
      if (at + ms <= until) return;
      until = at + ms;
      restart = until;
      cause = by;
      for (const queue of [first, others]) {
        for (const held of queue) if (held.isTooLong(until, at)) held.settle();
      }
      sleepUntilOver(at);
    },

    leave(pass, at, ok) {
      inFlight--;
      if (ok && pass.waits === waits && ++passed % SUCCESSES_PER_STEP === 0) limit++;
      resume(at);
    },
  };
}

/** The gates of a client. Idle gates are forgotten when a new token is used. */
export function createGates(settings: Pick<Settings, 'now' | 'sleep'>): (token: unknown, at: number) => Gate {
  const gates = new Map<unknown, Gate>();
  return (token, at) => {
    let gate = gates.get(token);
    if (!gate) {
      for (const [key, other] of gates) if (other.isIdle(at)) gates.delete(key);
      gate = createGate(settings);
      gates.set(token, gate);
    }
    return gate;
  };
}
