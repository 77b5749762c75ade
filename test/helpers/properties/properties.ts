/** What must hold of the client against whatever answers, as properties over the client that they are given. */
import { inspect } from 'node:util';
import fc from 'fast-check';
import { ApiError } from '../../../src/index.ts';
import * as arbitraries from './arbitraries.ts';
import { faultsOf } from './expectations.ts';
import { playTogether } from './together.ts';
import { echo, reveals, textsIn, token } from './token.ts';
import { type Wire, wireSteps } from './wire.ts';
import { type Door, type Limits, type Make, type Played, play, type Step } from './world.ts';

const door = fc.constantFrom<Door>('method', 'http');
const steps = (...of: fc.Arbitrary<Step>[]) => fc.array(fc.oneof(...of), { minLength: 1, maxLength: 4 });
const { answers, breaks, silences, oddities, limits } = arbitraries;

/** A property fails with all that is wrong, and what came of it. */
function refuse(faults: readonly string[], its: unknown): void {
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\n${inspect(its, { depth: 4 })}`);
}

/** Whether it tries again, when, and what it says in the end: all by the contract. */
export const keepsTheContract = (make: Make) =>
  fc.asyncProperty(steps(answers, answers, answers, breaks), limits, door, async (script, its, through) => {
    const played = await play(make, script, its, { door: through });
    refuse(faultsOf(played, its), played);
  });

/** The same where an answer does not come to its end. The time for an attempt is real: a millisecond. */
export const endsInTime = (make: Make) =>
  fc.asyncProperty(steps(silences, answers, breaks), limits, door, async (script, given, through) => {
    const its = { ...given, timeoutMs: 1 };
    const played = await play(make, script, its, { door: through });
    refuse(faultsOf(played, its), played);
  });

/** The same where the fetch does what no fetch should. */
export const standsOddities = (make: Make) =>
  fc.asyncProperty(steps(oddities, answers), limits, door, async (script, its, through) => {
    const played = await play(make, script, its, { door: through });
    refuse(faultsOf(played, its), played);
  });

/** Where a body is cut makes no difference. */
export const readsPieces = (make: Make) =>
  fc.asyncProperty(answers, limits, fc.array(fc.nat(), { minLength: 1 }), async (step, its, cuts) => {
    const [whole, inPieces] = await Promise.all([
      play(make, [{ ...step, cuts: [] }], its),
      play(make, [{ ...step, cuts }], its),
    ]);
    const said = ({ result, seen }: Played) => JSON.stringify({ ...result, requests: seen.length });
    refuse(said(whole) === said(inPieces) ? [] : ['pieces make a difference'], [
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

/** The token is in nothing that is said of a failure, however the answer spells it. */
export const hidesTheToken = (make: Make) => {
  const cases = token.chain((its) => fc.tuple(fc.constant(its), echo(its)));
  return fc.asyncProperty(cases, door, async ([its, step], through) => {
    const { result, told } = await play(make, [step], PLAIN, { door: through, options: { token: its } });
    const { error } = result;
    const texts = [
      ...textsIn(error),
      ...textsIn(told),
      JSON.stringify(error),
      inspect(error),
      ...(error ? [String(new ApiError(error)), JSON.stringify(new ApiError(error))] : []),
    ];
    refuse(
      texts.filter((text) => reveals(text, its)).map((text) => `the token is in ${text}`),
      error,
    );
  });
};

/** An abort, at whatever moment, is the end: no request follows, and the result says so. */
export const abortsAtOnce = (make: Make) =>
  fc.asyncProperty(
    steps(answers, answers, breaks),
    limits,
    door,
    fc.nat({ max: 12 }),
    async (script, its, through, abortAt) => {
      const { result, seen, aborted } = await play(make, script, its, { door: through, abortAt });
      if (!aborted) return;
      const { kind, attempts } = result.error ?? {};
      refuse(
        [
          ...(kind === 'abort' ? [] : [`the kind is ${kind}`]),
          ...(attempts === seen.length ? [] : [`${seen.length} requests, but attempts is ${attempts}`]),
        ],
        [result, seen],
      );
    },
  );

/** Calls of one client: while a wait is on that the server asked for, none of them sends anything. */
export const holdsBack = (make: Make) =>
  fc.asyncProperty(
    fc.array(fc.nat({ max: 5000 }), { minLength: 2, maxLength: 4 }),
    fc.array(answers, { minLength: 1, maxLength: 8 }),
    limits,
    async (starts, script, its) => {
      const { faults, log } = await playTogether(make, starts, script, its);
      refuse(faults, log);
    },
  );

/** The first property over a real connection, which takes real time: no limit of it is near. */
export const keepsTheContractOnAWire = (make: Make, wire: Wire) =>
  fc.asyncProperty(wireSteps, limits, door, async (script, given, through) => {
    const its = { ...given, deadlineMs: 1_000_000, timeoutMs: 2000 };
    const played = await play(make, script, its, {
      door: through,
      perform: (step, _, request) => wire.send(step, request),
      options: { baseUrl: wire.baseUrl },
    });
    refuse(faultsOf(played, its), played);
  });
