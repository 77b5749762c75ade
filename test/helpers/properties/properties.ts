/** The properties of the client for any behaviour of the server. Each takes the client to test as an argument. */
import { inspect } from 'node:util';
import fc from 'fast-check';
import { ApiError } from '../../../src/index.ts';
import { makeCalls, processUsers } from '../client/limited-program.ts';
import * as arbitraries from './arbitraries.ts';
import { faultsOf } from './expectations.ts';
import { playTogether } from './together.ts';
import { echo, reveals, textsIn, token } from './token.ts';
import { type Wire, wireSteps } from './wire.ts';
import { type Door, type Limits, type Make, type Played, play, type Step } from './world.ts';

const door = fc.constantFrom<Door>('method', 'http');
const steps = (...of: fc.Arbitrary<Step>[]) => fc.array(fc.oneof(...of), { minLength: 1, maxLength: 4 });
const { responses, breaks, silences, oddities, limits } = arbitraries;

/** Fails the property with all faults and the details of the run. */
function failOn(faults: readonly string[], details: unknown): void {
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\n${inspect(details, { depth: 4 })}`);
}

/** Retries, waits and results conform to the contract. */
export const keepsTheContract = (make: Make) =>
  fc.asyncProperty(
    steps(responses, responses, responses, breaks),
    limits,
    door,
    async (script, bounds, through) => {
      const played = await play(make, script, bounds, { door: through });
      failOn(faultsOf(played, bounds), played);
    },
  );

/** The same if a response never ends. The time limit for an attempt is real here: one millisecond. */
export const endsInTime = (make: Make) =>
  fc.asyncProperty(steps(silences, responses, breaks), limits, door, async (script, given, through) => {
    const bounds = { ...given, timeoutMs: 1 };
    const played = await play(make, script, bounds, { door: through });
    failOn(faultsOf(played, bounds), played);
  });

/** The same if fetch violates its specification. */
export const survivesOddities = (make: Make) =>
  fc.asyncProperty(steps(oddities, responses), limits, door, async (script, bounds, through) => {
    const played = await play(make, script, bounds, { door: through });
    failOn(faultsOf(played, bounds), played);
  });

/** Cutting a body into pieces makes no difference. */
export const readsPieces = (make: Make) =>
  fc.asyncProperty(responses, limits, fc.array(fc.nat(), { minLength: 1 }), async (step, bounds, cuts) => {
    const [whole, inPieces] = await Promise.all([
      play(make, [{ ...step, cuts: [] }], bounds),
      play(make, [{ ...step, cuts }], bounds),
    ]);
    const summary = ({ result, seen }: Played) => JSON.stringify({ ...result, requests: seen.length });
    failOn(summary(whole) === summary(inPieces) ? [] : ['the pieces make a difference'], [
      whole.result,
      inPieces.result,
    ]);
  });

const PLAIN: Limits = {
  retries: 1,
  backoffMs: 500,
  backoffMaxMs: 8000,
  waitMaxMs: 60_000,
  deadlineMs: 120_000,
  timeoutMs: 30_000,
  random: 0.5,
};

/** No text about a failure contains the token, in any spelling in the response. */
export const masksTheToken = (make: Make) => {
  const cases = token.chain((secret) => fc.tuple(fc.constant(secret), echo(secret)));
  return fc.asyncProperty(cases, door, async ([secret, step], through) => {
    const { result, retryEvents } = await play(make, [step], PLAIN, {
      door: through,
      options: { token: secret },
    });
    const { error } = result;
    const texts = [
      ...textsIn(error),
      ...textsIn(retryEvents),
      JSON.stringify(error),
      inspect(error),
      ...(error ? [String(new ApiError(error)), JSON.stringify(new ApiError(error))] : []),
    ];
    failOn(
      texts.filter((text) => reveals(text, secret)).map((text) => `the token is in ${text}`),
      error,
    );
  });
};

/** An abort at any time ends the call: no request follows, and the result is an abort. */
export const abortsImmediately = (make: Make) =>
  fc.asyncProperty(
    steps(responses, responses, breaks),
    limits,
    door,
    fc.nat({ max: 12 }),
    async (script, bounds, through, abortAt) => {
      const { result, seen, aborted } = await play(make, script, bounds, { door: through, abortAt });
      if (!aborted) return;
      const { kind, attempts } = result.error ?? {};
      failOn(
        [
          ...(kind === 'abort' ? [] : [`the kind is ${kind}`]),
          ...(attempts === seen.length ? [] : [`${seen.length} requests, but attempts is ${attempts}`]),
        ],
        [result, seen],
      );
    },
  );

/** None of the calls of a client sends a request during a wait that the server requested. */
export const holdsBack = (make: Make) =>
  fc.asyncProperty(
    fc.array(fc.nat({ max: 5000 }), { minLength: 2, maxLength: 4 }),
    fc.array(responses, { minLength: 1, maxLength: 8 }),
    limits,
    async (starts, script, bounds) => {
      const { faults, log } = await playTogether(make, starts, script, bounds);
      failOn(faults, log);
    },
  );

/** The first property over a real connection. It takes real time, so its time limits are high. */
export const keepsTheContractOnAWire = (make: Make, wire: Wire) =>
  fc.asyncProperty(wireSteps, limits, door, async (script, given, through) => {
    const bounds = { ...given, deadlineMs: 1_000_000, timeoutMs: 2000 };
    const played = await play(make, script, bounds, {
      door: through,
      perform: (step, _, request) => wire.send(step, request),
      options: { baseUrl: wire.baseUrl },
    });
    failOn(faultsOf(played, bounds), played);
  });

/** A program of many calls loses none because of a rate limit, and takes little more time than the limit requires. */
export const losesNoCall = (make: Make) =>
  fc.asyncProperty(arbitraries.limitedServers, arbitraries.concurrency, async (server, concurrency) => {
    const outcome = await processUsers(server, concurrency, make);
    const { lost, refusals, totalMs, requiredMs, waitedMs } = outcome;
    const faults: string[] = [];
    if (lost > 0) faults.push(`${lost} calls are lost`);
    if (totalMs > 1.35 * requiredMs + 2000)
      faults.push(`it takes ${totalMs} ms, required are ${requiredMs} ms`);
    // Until the number in flight is small, there are at most twice as many refusals as calls in flight.
    if (refusals > 2 * concurrency + 2 * (waitedMs / 1000) + 5) {
      faults.push(`${refusals} refusals in ${waitedMs} ms of waits`);
    }
    failOn(faults, outcome);
  });

/** No call fails before its deadline, and none succeeds after it. */
export const endsByTheDeadline = (make: Make) =>
  fc.asyncProperty(arbitraries.limitedServers, arbitraries.arrivals, async (server, arrivals) => {
    const results = await makeCalls(server, arrivals, make);
    const faults = results.flatMap(({ code, tookMs }, index) => {
      const { deadlineMs = 0 } = arrivals[index] ?? {};
      // The deadline is real time for an attempt, which therefore ends too late here.
      if (!code)
        return tookMs > deadlineMs + Math.max(...server.latencies) ? [`${tookMs} ms are too long`] : [];
      if (deadlineMs === 120_000) return [`a call fails after ${tookMs} ms`];
      // An attempt that starts just before the deadline times out.
      return ['RATE_LIMIT_EXCEEDED', 'timeout'].includes(code) ? [] : [`the error is ${code}`];
    });
    failOn(faults, results);
  });
