/** Holds back the calls with one token during a wait, then restarts them gradually (DECISIONS "Client 4: held calls"). */

import { within } from './abort.ts';
import type { Pause } from './clock.ts';
import type { Draft, ParsedEnvelope } from './parse-envelope.ts';

/** A call, as its gate sees it. Times are in milliseconds. */
export interface Caller {
  signal: AbortSignal | null | undefined;
  /** The time by which the call must end. */
  deadline: number;
  /** The longest wait that the call accepts. */
  waitMaxMs: number;
  /** The time at which the last request started. The gate sets it. */
  start?: number;
  /**
   * The time at which the call caused a wait, if its last request did. The call then goes before those that were only held
   * back. The gate sets it.
   */
  heldSince?: number | undefined;
}

/** The gate of one token. A call enters it before each request, and leaves it after each. */
export interface Gate {
  /** Resolves to undefined when the call may send a request, or to the failure of a call that cannot wait. */
  enter(caller: Caller): Promise<Draft | undefined>;
  /**
   * Ends a request.
   *
   * @param last its outcome, which is the cause of the wait
   * @param ms the wait that starts now, or that makes the current one longer; undefined for none
   */
  leave(caller: Caller, last: ParsedEnvelope, hasResponse: boolean, ms: number | undefined): void;
  /** Returns whether no other request was in flight at the same time as that of the call. */
  isAlone(caller: Caller): boolean;
  /** Returns whether the call cannot wait for a time, or until the end of the current wait. */
  isTooLong(caller: Caller, ms?: number): boolean;
  /** Returns whether the gate has nothing to remember. */
  isIdle(): boolean;
}

/** One more request may be in flight after this number of successes. */
const SUCCESSES_PER_STEP = 10;

/** The gate forgets a rate limit this long after the last wait: the longest wait of the contract. */
const FORGET_MS = 60_000;

/** Creates a gate without a wait. */
function createGate(time: () => number, pause: Pause): Gate {
  /** The held calls, and the function that ends the hold of each. */
  const first = new Map<Caller, (isStarted: boolean) => void>();
  const others = new Map<Caller, (isStarted: boolean) => void>();
  let sleeping: AbortController | undefined;
  let inFlight = 0;
  /** The call whose request is in flight and overlaps no other. */
  let alone: Caller | undefined;
  /** The number of requests that may be in flight. It falls to `floor` as requests end. */
  let limit = Infinity;
  let floor = limit;
  /**
   * The number of requests that started after the last refusal that changed the limit, and succeeded. It is not counted
   * before the first refusal.
   */
  let passed = NaN;
  /** The time of that refusal. */
  let since = -Infinity;
  /** The end of the last wait, and its cause. */
  let until = since;
  let cause: ParsedEnvelope = {};

  function* held() {
    yield* first;
    yield* others;
  }

  function isTooLong({ deadline, waitMaxMs }: Caller, ms = 0): boolean {
    const at = time();
    const end = Math.max(at + ms, until);
    return end > deadline || end - at > waitMaxMs;
  }

  function hold(caller: Caller): Promise<boolean | undefined> {
    return within(
      caller.deadline - time(),
      caller.signal,
      (_, onStop) =>
        new Promise((resolve) => {
          const queue = caller.heldSince === undefined ? others : first;
          const end = (isStarted: boolean) => {
            queue.delete(caller);
            resolve(isStarted);
          };
          queue.set(caller, end);
          onStop(() => {
            end(false);
            update();
          });
          // From the start of the wait, so that `sleep` gets the time that the server named.
          update(caller.heldSince);
        }),
    );
  }

  const isAnyHeld = () => first.size + others.size > 0;

  /** Starts a call if the gate is open. */
  function start(caller: Caller): boolean {
    const at = time();
    const isOpen = at >= until && inFlight < limit && !caller.signal?.aborted;
    if (isOpen) {
      caller.start = at;
      alone = inFlight++ > 0 ? undefined : caller;
    }
    return isOpen;
  }

  /** Starts the calls that may start, and sleeps if others have to wait. One timer serves all of them. */
  function update(at = time()): void {
    for (const [caller, end] of held()) {
      const isLate = caller.deadline <= at;
      if (!isLate && !start(caller)) break;
      end(!isLate);
    }
    if (!isAnyHeld()) {
      sleeping?.abort();
      sleeping = undefined;
    } else if (!sleeping && at < until) {
      sleeping = new AbortController();
      const { signal } = sleeping;
      pause(until - at, signal).then(() => {
        if (signal.aborted) return;
        sleeping = undefined;
        update();
      });
    }
  }

  return {
    isTooLong,
    isAlone: (caller) => alone === caller,
    isIdle: () => inFlight === 0 && !isAnyHeld() && time() > until + FORGET_MS,

    async enter(caller) {
      if ((!isAnyHeld() && start(caller)) || (!isTooLong(caller) && (await hold(caller)))) return;
      const left = Math.ceil(until - time());
      const failure = { ...cause.error } as Draft;
      if (left > 0) {
        failure.retryAfterMs = left;
        if (cause.wait) Object.assign(failure, { [cause.wait[1]]: Math.ceil(left / 1000) });
      }
      return failure;
    },

    leave(caller, last, hasResponse, ms) {
      const at = time();
      caller.heldSince = ms === undefined ? undefined : at;
      // Only the first refusal after a wait shows how many requests are too many.
      if ((caller.start as number) > since) {
        if (ms === undefined) {
          if (hasResponse && ++passed % SUCCESSES_PER_STEP === 0) floor++;
          limit = Math.max(floor, limit - 1);
        } else {
          floor = Math.max(1, Math.floor(Math.min(floor, inFlight) / 2));
          limit = floor;
          // If more requests passed than are in flight, the limit is not in their number at a time. Then this many fit
          // into the time of the wait. One more finds out whether the limit has changed.
          if (passed >= inFlight) {
            floor = 1;
            limit = 1 + Math.floor(passed * Math.min(1, ms / (at - until)));
          }
          passed = 0;
          since = at;
        }
      }
      inFlight--;
      if (ms !== undefined && at + ms > until) {
        until = at + ms;
        cause = last;
        for (const [caller, end] of held()) if (isTooLong(caller)) end(false);
      }
      update();
    },
  };
}

/** Creates the function that returns the gate of a token. It forgets the gates that have nothing to remember. */
export function createGates(time: () => number, pause: Pause): (token: unknown) => Gate {
  const gates = new Map<unknown, Gate>();
  return (token) => {
    let gate = gates.get(token);
    if (!gate || gate.isIdle()) {
      for (const [key, other] of gates) if (other.isIdle()) gates.delete(key);
      gate = createGate(time, pause);
      gates.set(token, gate);
    }
    return gate;
  };
}
