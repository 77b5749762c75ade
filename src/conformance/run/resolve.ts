/** Decides which requests a case sends with a profile, or why the case is skipped. */
import type { Contract, Operation } from '../../contract/model.ts';
import { entryOf, operationOf } from '../../contract/read.ts';
import { OperationCases } from '../cases/operation-cases.ts';
import type { ProvokeFunction } from '../profile/definition.ts';
import { fill, type Values } from '../profile/placeholders.ts';
import type { Profile } from '../profile/profile.ts';
import {
  appliedTo,
  type NotProvoked,
  operationTokens,
  type Provocation,
  type Provoking,
  provocationOf,
  provokingTokens,
  type StateRequest,
} from '../profile/provocation.ts';
import { writeObstacle } from '../profile/writes.ts';
import type { Case, CaseRequest } from '../types.ts';
import { buildRequest, NoNearMiss, type Target, withRunValues } from './request.ts';
import type { WireRequest } from './transport.ts';

/** The requests of one case. */
export interface CaseRequests {
  /** The function of the profile that provokes the code. Its result changes the other requests. */
  call?: ProvokeFunction;
  /** Sent first, in this order. They may capture values, so the request below is complete only after them. */
  prepare: readonly StateRequest[];
  /** Sent after the case. */
  cleanup: readonly StateRequest[];
  /** How often the request is sent before the one whose response is checked; these responses do not count. */
  repeat: number;
  /** Values of a success to keep for the cleanup, by JSON pointer. */
  capture: Readonly<Record<string, string>>;
  /** The token that the profile sends instead of the one that works. */
  token?: string;
  /** The request whose response is checked. */
  request: WireRequest;
  /** Only in a case that compares balances: the request whose success has the balance. */
  meter?: WireRequest;
}

/** What is known about a case only during the run. */
export interface Known {
  /** The result of the function of the profile. */
  provocation?: Provocation | NotProvoked;
  /** The values that the requests before the case have captured. */
  captured?: Values;
}

/**
 * Returns the requests of a case at a target.
 *
 * @returns the requests; or `skip`, the reason why the case cannot be carried out with the target's profile
 */
export function resolveCase(
  contract: Contract,
  target: Target,
  item: Case,
  known: Known = {},
): CaseRequests | NotProvoked {
  const { profile } = target;
  const operation = operationOf(contract, item.operation);
  const obstacle = writeObstacle(profile, operation);
  if (obstacle !== undefined) return { skip: obstacle };
  const provoking = provokingFor(contract, profile, item, known);
  if ('skip' in provoking) return provoking;
  const provocation: Provocation = 'call' in provoking ? {} : provoking;
  const { prepare = [], cleanup = [], repeat = 0 } = provocation;
  const { captured = {} } = known;
  const own = profile.operations[operation.id] ?? {};
  const tokenFor = (id: string) => {
    const given = profile.operations[id]?.token;
    return given === undefined ? {} : { token: fill(given, captured) };
  };
  const build = (request: CaseRequest, changes: Provocation) =>
    buildRequest(target, withRunValues(request, captured), changes);
  const changes = { ...tokenFor(operation.id), ...provocation };
  const { expect } = item;
  try {
    return {
      ...('call' in provoking && provoking),
      prepare: [own.prepare ?? [], prepare].flat(),
      cleanup: [cleanup, own.cleanup ?? []].flat(),
      capture: own.capture ?? {},
      repeat,
      ...(changes.token !== undefined && { token: changes.token }),
      request: build(provokedRequest(contract, operation, item.request, provocation), changes),
      ...((expect.kind === 'no-charge' || expect.kind === 'idempotent') &&
        expect.meter && { meter: build(expect.meter.request, tokenFor(expect.meter.operation)) }),
    };
  } catch (error) {
    if (error instanceof NoNearMiss) return { skip: error.message };
    throw error;
  }
}

/** Returns the request of a case with the parameters and the body of a provocation. */
function provokedRequest(
  contract: Contract,
  operation: Operation,
  request: CaseRequest,
  { parameters, body }: Provocation,
): CaseRequest {
  if (!parameters && body === undefined) return request;
  const suite = new OperationCases(contract, operation);
  return suite.request({
    headers: request.headers,
    values: suite.own(parameters ?? {}),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Returns whether a case is a part of a run with this profile: only an optional provocation may be left out. */
export function isIncluded(
  contract: Contract,
  profile: Profile,
  { code, provoke, operation }: Case,
): boolean {
  if (code === undefined || provoke !== 'optional') return true;
  const entry = entryOf(contract, code);
  return provocationOf(profile, operationOf(contract, operation), entry, true) !== undefined;
}

/** Returns every token that a run may send, the longest first, because a token may be a part of another. */
export function tokensOf(contract: Contract, profile: Profile): string[] {
  const { success, unknown } = profile.tokens;
  const all = new Set([success, unknown, ...provokingTokens(contract, profile), ...operationTokens(profile)]);
  return [...all].filter((token) => token !== '').sort((a, b) => b.length - a.length);
}

/** Returns how the profile provokes the code of a case. */
function provokingFor(
  contract: Contract,
  profile: Profile,
  { code, provoke, operation: id }: Case,
  known: Known,
): Provoking {
  if (code === undefined || provoke === undefined) return {};
  const entry = entryOf(contract, code);
  const operation = operationOf(contract, id);
  const provoking = known.provocation ?? provocationOf(profile, operation, entry, provoke === 'optional');
  if (!provoking)
    return {
      skip: `the profile ${profile.name} does not say how to provoke ${code}: add it under "provoke"`,
    };
  if ('call' in provoking) return provoking;
  return appliedTo(contract, profile.name, operation, entry, provoking, known.captured ?? {});
}
