/** What must hold of every call, whatever was answered. Each fault is a sentence. */
import { type Asked, askedBy, type Outcome, outcomeOf, policyOf } from './oracle.ts';
import { type Limits, NOW, type Played, type Seen } from './world.ts';

/** In milliseconds. A clock of this century counts in doubles, which tell no less apart. */
export const PRECISION = 0.001;

/** The outcome of a request, where it is certain. */
function outcomeOfSeen({ step: { does } }: Seen): Outcome | undefined {
  if ('hangs' in does || 'stallsAfter' in does) return { kind: 'timeout' };
  if ('throws' in does || 'breaksAfter' in does) return { kind: 'network' };
  return 'answer' in does ? outcomeOf(does.answer) : undefined;
}

/** The faults of a call; none where it kept the contract. */
export function faultsOf({ result, seen, told, elapsedMs }: Played, limits: Limits): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  const { error, success, data } = result;
  must(
    success === (data !== undefined) && success === (error === undefined),
    'data or an error, one of both',
  );
  must(seen.length <= 1 + limits.retries, `at most ${1 + limits.retries} requests, not ${seen.length}`);
  must(seen.length >= 1, 'a request');
  must(told.length === seen.length - 1, `an event before each wait, not ${told.length}`);
  must(elapsedMs <= limits.deadlineMs, `over after ${elapsedMs} ms of ${limits.deadlineMs}`);
  if (error) {
    must(error.attempts === seen.length, `${seen.length} requests, but attempts is ${error.attempts}`);
    must(/\S/.test(error.message), 'a message');
  }
  for (const [index, request] of seen.entries()) {
    const next = seen[index + 1];
    const outcome = outcomeOfSeen(request);
    const waited = next && next.sentAt - request.overAt;
    if (outcome) faults.push(...faultsAt(request, outcome, index + 1, waited, limits));
    else if (!next) must(!success, 'no success of what is no Response');
    if (outcome && !next) faults.push(...faultsOfLast(result, outcome, request));
  }
  return faults;
}

/** Whether it was right to try again, or not to, and to wait that long. */
function faultsAt(
  request: Seen,
  outcome: Outcome,
  attempt: number,
  waited: number | undefined,
  limits: Limits,
): string[] {
  const {
    step: { does },
    overAt,
  } = request;
  const answer = 'answer' in does && outcome.kind !== 'network' && outcome.kind !== 'timeout' && does.answer;
  const policy = policyOf(outcome, answer ? answer.status : 0);
  const asked = askedOf(request, outcome);
  const doubled = limits.backoffMs * 2 ** (attempt - 1);
  const backoff = (Math.min(doubled, limits.backoffMaxMs) * (1 + limits.random)) / 2;
  const wait = policy === 'wait' && asked.ms > 0 ? asked.ms : Math.max(backoff, asked.ms);
  const left = limits.deadlineMs - overAt;
  if (waited === undefined) {
    const mayEnd =
      policy === 'never' ||
      attempt > limits.retries ||
      wait > limits.waitMaxMs ||
      wait > left ||
      asked.unsure;
    return mayEnd ? [] : [`given up after attempt ${attempt}, though ${outcome.kind} is worth another`];
  }
  const faults: string[] = [];
  if (policy === 'never') faults.push(`tried again after ${outcome.kind}`);
  if (waited < asked.ms - PRECISION) faults.push(`waited ${waited} ms, asked for ${asked.ms}`);
  if (waited > limits.waitMaxMs + PRECISION) faults.push(`waited ${waited} ms, over the longest`);
  if (waited > left + PRECISION) faults.push(`waited ${waited} ms, with ${left} left`);
  if (!asked.unsure && Math.abs(waited - wait) > PRECISION) faults.push(`waited ${waited} ms, not ${wait}`);
  return faults;
}

/**
 * What was asked for; the head of an answer counts even where its body breaks off. A date against the local clock says
 * less the later one looks: either moment will do.
 */
function askedOf({ step: { does }, heardAt, overAt }: Seen, outcome: Outcome): Asked {
  if (!('answer' in does)) return { ms: 0, unsure: false };
  const [heard, over] = [heardAt, overAt].map((at) => askedBy(does.answer, outcome, NOW + at)) as [
    Asked,
    Asked,
  ];
  return { ms: over.ms, unsure: over.unsure || heard.ms !== over.ms };
}

/** Whether the result is what the last answer says. */
function faultsOfLast({ success, error }: Played['result'], outcome: Outcome, request: Seen): string[] {
  if (outcome.kind === 'success') return success ? [] : ['a success is reported as a failure'];
  if (!error) return [`a success is reported of ${outcome.kind}`];
  const faults: string[] = [];
  const { does } = request.step;
  if (error.kind !== outcome.kind) faults.push(`the kind is ${outcome.kind}, not ${error.kind}`);
  if (outcome.kind === 'api') {
    if (error.code !== outcome.code) faults.push(`the code is ${outcome.code}, not ${error.code}`);
    const { message = error.message } = outcome;
    if (error.message !== message) faults.push(`the message is not ${message}`);
    for (const [name, value] of Object.entries(outcome.fields)) {
      const its = (error as unknown as Record<string, unknown>)[name];
      if (its !== value) faults.push(`${name} is ${value}, not ${its}`);
    }
  }
  if (outcome.kind === 'unknown_code' && error.receivedCode !== outcome.code) {
    faults.push(`the code is ${outcome.code}, not ${error.receivedCode}`);
  }
  if ('answer' in does && outcome.kind !== 'network' && outcome.kind !== 'timeout') {
    if (error.status !== does.answer.status) faults.push(`the status is ${error.status}`);
  }
  const asked = askedOf(request, outcome);
  // A wait beyond all numbers can't pass through JSON.
  if (!asked.unsure && Number.isFinite(asked.ms) && (error.retryAfterMs ?? 0) !== asked.ms) {
    faults.push(`asked for ${asked.ms} ms, but retryAfterMs is ${error.retryAfterMs}`);
  }
  return faults;
}
