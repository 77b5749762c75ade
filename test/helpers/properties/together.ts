/** Several concurrent calls of one client, with a fake clock that jumps from one event to the next. */
import { contract } from '../project.ts';
import { virtualClock } from '../virtual-clock.ts';
import { PRECISION } from './expectations.ts';
import { outcomeOf, policyOf } from './oracle.ts';
import { callMethod, type Limits, type Make, NOW, performStep, type Step, TOKEN } from './world.ts';

/** The maximum time that a response takes, in milliseconds. */
const SLOWEST = 3000;

/** An entry of the log. */
type Event =
  | { at: number; sent: number }
  /** A wait that holds back all calls has started. */
  | { at: number; heldFor: number }
  /** A request has ended. */
  | { at: number; since: number; ended: number; isRateLimit: boolean }
  | { at: number; over: number; attempts: number | undefined };

/**
 * Makes the calls and checks them.
 *
 * @param starts the start time of each call, in milliseconds
 * @param steps the responses in the order of the requests; the last one is repeated
 */
export async function playTogether(
  make: Make,
  starts: readonly number[],
  steps: readonly Step[],
  { retries, backoffMs, backoffMaxMs, waitMaxMs, deadlineMs, timeoutMs, random }: Limits,
): Promise<{ faults: string[]; log: Event[] }> {
  const clock = virtualClock();
  const { now, after } = clock;
  const log: Event[] = [];
  let requests = 0;
  const client = make({
    baseUrl: 'https://api.test/api/v1',
    token: TOKEN,
    fetch: async (request) => {
      const step = steps[Math.min(requests++, steps.length - 1)] as Step;
      const [since, call] = [now(), Number(request.headers.get('x-call'))];
      log.push({ at: now(), sent: call });
      await after(step.slowness * SLOWEST);
      log.push({ at: now(), since, ended: call, isRateLimit: isRateLimit(step) });
      return performStep(step);
    },
    now: () => NOW + now(),
    random: () => random,
    sleep: after,
    onRetry: ({ error, waitMs }) => {
      const policy = contract.errors.find(({ code }) => code === error.code)?.retry;
      if (error.retryAfterMs || policy === 'wait') log.push({ at: now(), heldFor: waitMs });
    },
    retry: { retries, backoffMs, backoffMaxMs, waitMaxMs },
    deadlineMs,
    timeoutMs,
  });
  const calls = starts.map(async (start, call) => {
    await after(start);
    const { error } = await callMethod(client, undefined, { 'x-call': String(call) });
    log.push({ at: now(), over: call, attempts: error?.attempts });
  });
  await clock.run(Promise.all(calls));
  return { faults: faultsIn(log, starts, retries, deadlineMs), log };
}

/** Returns whether the server refuses the request because of a rate limit. */
function isRateLimit({ does }: Step): boolean {
  if (!('response' in does) || 'breaksAfter' in does) return false;
  const { response } = does;
  return response.status === 429 || policyOf(outcomeOf(response), response.status) === 'wait';
}

function faultsIn(
  log: readonly Event[],
  starts: readonly number[],
  retries: number,
  deadlineMs: number,
): string[] {
  const faults: string[] = [];
  let heldUntil = 0;
  const ended = log.filter((event) => 'ended' in event);
  const overlaps = (one: { at: number; since: number }) =>
    ended.some((other) => other !== one && other.since <= one.at && other.at >= one.since);
  const sent = starts.map(() => 0);
  for (const event of log) {
    if ('heldFor' in event) heldUntil = Math.max(heldUntil, event.at + event.heldFor);
    if ('sent' in event) {
      sent[event.sent] = (sent[event.sent] ?? 0) + 1;
      if (event.at < heldUntil - PRECISION)
        faults.push(`call ${event.sent} sends a request at ${event.at}, before ${heldUntil}`);
    }
    if ('over' in event) {
      const count = sent[event.over] ?? 0;
      const took = event.at - (starts[event.over] ?? 0);
      // A refusal uses no retry if another request overlapped it.
      const free = ended.filter((one) => one.ended === event.over && one.isRateLimit && overlaps(one)).length;
      if (count > 1 + retries + (retries && free)) faults.push(`call ${event.over} sends ${count} requests`);
      if ((event.attempts ?? count) !== count)
        faults.push(`call ${event.over}: attempts is ${event.attempts}`);
      // The time limit of an attempt is real time, which does not pass here: the last response may be slow.
      if (took > deadlineMs + SLOWEST) faults.push(`call ${event.over} takes ${took} ms`);
    }
  }
  return faults;
}
