/** The expectations for every call, for any responses. Each violation is described by a sentence. */
import { type Outcome, outcomeOf, policyOf, type RequestedWait, requestedWait } from './oracle.ts';
import { type Limits, NOW, type Played, type Seen } from './world.ts';

/** In milliseconds. Timestamps are doubles, which cannot represent smaller differences. */
export const PRECISION = 0.001;

/** Returns the outcome of a request, if it is certain. */
function outcomeOfSeen({ step: { does } }: Seen): Outcome | undefined {
  if ('hangs' in does || 'stallsAfter' in does) return { kind: 'timeout' };
  if ('throws' in does || 'breaksAfter' in does) return { kind: 'network' };
  return 'response' in does ? outcomeOf(does.response) : undefined;
}

/** Returns the faults of a call; empty if the call conforms to the contract. */
export function faultsOf({ result, seen, retryEvents, elapsedMs }: Played, limits: Limits): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  const { error, success, data } = result;
  must(
    success === (data !== undefined) && success === (error === undefined),
    'exactly one of data and error',
  );
  must(seen.length <= 1 + limits.retries, `at most ${1 + limits.retries} requests, not ${seen.length}`);
  must(seen.length >= 1, 'at least one request');
  must(retryEvents.length === seen.length - 1, `one event before each wait, not ${retryEvents.length}`);
  must(elapsedMs <= limits.deadlineMs, `ended after ${elapsedMs} ms, deadline ${limits.deadlineMs} ms`);
  if (error) {
    must(error.attempts === seen.length, `${seen.length} requests, but attempts is ${error.attempts}`);
    must(/\S/.test(error.message), 'a message with a visible character');
  }
  for (const [index, request] of seen.entries()) {
    const next = seen[index + 1];
    const outcome = outcomeOfSeen(request);
    const waited = next && next.sentAt - request.overAt;
    if (outcome) faults.push(...faultsAt(request, outcome, index + 1, waited, limits));
    else if (!next) must(!success, 'a failure if fetch did not return a Response');
    if (outcome && !next) faults.push(...faultsOfLast(result, outcome, request));
  }
  return faults;
}

/** Checks the decision to retry or not, and the length of the wait. */
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
  const response =
    'response' in does && outcome.kind !== 'network' && outcome.kind !== 'timeout' && does.response;
  const policy = policyOf(outcome, response ? response.status : 0);
  const requested = waitOf(request, outcome);
  const doubled = limits.backoffMs * 2 ** (attempt - 1);
  const backoff = (Math.min(doubled, limits.backoffMaxMs) * (1 + limits.random)) / 2;
  const wait = policy === 'wait' && requested.ms > 0 ? requested.ms : Math.max(backoff, requested.ms);
  const left = limits.deadlineMs - overAt;
  if (waited === undefined) {
    const mayEnd =
      policy === 'never' ||
      attempt > limits.retries ||
      wait > limits.waitMaxMs ||
      wait > left ||
      requested.unsure;
    return mayEnd ? [] : [`no retry after attempt ${attempt}, although ${outcome.kind} must be retried`];
  }
  const faults: string[] = [];
  if (policy === 'never') faults.push(`retried after ${outcome.kind}`);
  if (waited < requested.ms - PRECISION)
    faults.push(`waited ${waited} ms, requested were ${requested.ms} ms`);
  if (waited > limits.waitMaxMs + PRECISION) faults.push(`waited ${waited} ms, longer than waitMaxMs`);
  if (waited > left + PRECISION) faults.push(`waited ${waited} ms with ${left} ms left`);
  if (!requested.unsure && Math.abs(waited - wait) > PRECISION)
    faults.push(`waited ${waited} ms, expected ${wait} ms`);
  return faults;
}

/**
 * Returns the wait that a response requests. The head counts even if the body breaks off. A date relative to the local
 * clock gives a shorter wait at a later time: the time of the head and the time of the end are both accepted.
 */
function waitOf({ step: { does }, headAt, overAt }: Seen, outcome: Outcome): RequestedWait {
  if (!('response' in does)) return { ms: 0, unsure: false };
  const [atHead, atEnd] = [headAt, overAt].map((at) => requestedWait(does.response, outcome, NOW + at)) as [
    RequestedWait,
    RequestedWait,
  ];
  return { ms: atEnd.ms, unsure: atEnd.unsure || atHead.ms !== atEnd.ms };
}

/** Compares the result with the last response. */
function faultsOfLast({ success, error }: Played['result'], outcome: Outcome, request: Seen): string[] {
  if (outcome.kind === 'success') return success ? [] : ['a success was reported as a failure'];
  if (!error) return [`${outcome.kind} was reported as a success`];
  const faults: string[] = [];
  const { does } = request.step;
  if (error.kind !== outcome.kind) faults.push(`the kind is ${error.kind}, expected ${outcome.kind}`);
  if (outcome.kind === 'api') {
    if (error.code !== outcome.code) faults.push(`the code is ${error.code}, expected ${outcome.code}`);
    const { message = error.message } = outcome;
    if (error.message !== message) faults.push(`the message differs from ${message}`);
    for (const [name, value] of Object.entries(outcome.fields)) {
      const actual = (error as unknown as Record<string, unknown>)[name];
      if (actual !== value) faults.push(`${name} is ${actual}, expected ${value}`);
    }
  }
  if (outcome.kind === 'unknown_code' && error.receivedCode !== outcome.code) {
    faults.push(`the code is ${error.receivedCode}, expected ${outcome.code}`);
  }
  if ('response' in does && outcome.kind !== 'network' && outcome.kind !== 'timeout') {
    if (error.status !== does.response.status) faults.push(`the status is ${error.status}`);
  }
  const requested = waitOf(request, outcome);
  // An infinite wait cannot be represented in JSON.
  if (!requested.unsure && Number.isFinite(requested.ms) && (error.retryAfterMs ?? 0) !== requested.ms) {
    faults.push(`retryAfterMs is ${error.retryAfterMs}, requested were ${requested.ms} ms`);
  }
  return faults;
}
