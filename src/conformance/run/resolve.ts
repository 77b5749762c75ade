/** Decides which requests a case sends with a profile, or why the case is skipped. */
import type { Contract } from '../../contract/model.ts';
import { entryOf, operationOf } from '../../contract/read.ts';
import { OperationCases } from '../cases/operation-cases.ts';
import { type Values, valuesOf } from '../profile/placeholders.ts';
import type { Profile } from '../profile/profile.ts';
import {
  type NotProvoked,
  type Provocation,
  provocationOf,
  provokingTokens,
  type StateRequest,
} from '../profile/provocation.ts';
import type { Case } from '../types.ts';
import { buildRequest, NoNearMiss, type Target } from './request.ts';
import type { WireRequest } from './transport.ts';

/** The requests of one case. */
export interface CaseRequests {
  /** Sent first, in this order. They may capture values, so the request below is complete only after them. */
  prepare: readonly StateRequest[];
  /** Sent after the case. */
  cleanup: readonly StateRequest[];
  /** The placeholders in `prepare` and `cleanup`, except captured values. */
  values: Values;
  /** How often the request is sent before the one whose response is checked; these responses do not count. */
  repeat: number;
  /** The token that the profile provokes the code with. */
  token?: string;
  /** The request whose response is checked. */
  request: WireRequest;
  /** Only in a case that compares balances: the request that is sent between two successes. */
  between?: WireRequest;
}

/**
 * Returns the requests of a case at a target.
 *
 * @param captured the values that the requests before the case have captured
 * @returns the requests; or `skip`, the reason why the case cannot be carried out with the target's profile
 */
export function resolveCase(
  contract: Contract,
  target: Target,
  item: Case,
  captured: Values = {},
): CaseRequests | NotProvoked {
  const provocation = provocationFor(contract, target.profile, item, captured);
  if ('skip' in provocation) return provocation;
  const { prepare = [], cleanup = [], repeat = 0, parameters, token } = provocation;
  const suite = new OperationCases(contract, operationOf(contract, item.operation));
  const { headers } = item.request;
  const changed = parameters ? suite.request({ headers, values: suite.own(parameters) }) : item.request;
  try {
    const request = buildRequest(target, changed, provocation);
    return {
      prepare: [prepare].flat(),
      cleanup: [cleanup].flat(),
      values: item.code === undefined ? {} : valuesOf(entryOf(contract, item.code)),
      repeat,
      ...(token !== undefined && { token }),
      request,
      ...(item.expect.kind === 'no-charge' && { between: buildRequest(target, item.expect.between) }),
    };
  } catch (error) {
    if (error instanceof NoNearMiss) return { skip: error.message };
    throw error;
  }
}

/** Returns whether a case is a part of a run with this profile: only an optional provocation may be left out. */
export function isIncluded(
  contract: Contract,
  profile: Profile,
  { code, provoke, operation }: Case,
): boolean {
  if (code === undefined || provoke !== 'optional') return true;
  const entry = entryOf(contract, code);
  return provocationOf(contract, profile, operationOf(contract, operation), entry, true) !== undefined;
}

/** Returns every token that a run may send, the longest first, because a token may be a part of another. */
export function tokensOf(contract: Contract, profile: Profile): string[] {
  const { success, unknown } = profile.tokens;
  const all = new Set([success, unknown, ...provokingTokens(contract, profile)]);
  return [...all].filter((token) => token !== '').sort((a, b) => b.length - a.length);
}

/** Returns the changes that the profile makes to the request of a case. */
function provocationFor(
  contract: Contract,
  profile: Profile,
  { code, provoke, operation }: Case,
  captured: Values,
): Provocation | NotProvoked {
  if (code === undefined || provoke === undefined) return {};
  const entry = entryOf(contract, code);
  const isOptional = provoke === 'optional';
  return (
    provocationOf(contract, profile, operationOf(contract, operation), entry, isOptional, captured) ?? {
      skip: `the profile ${profile.name} does not say how to provoke ${code}: add it under "provoke"`,
    }
  );
}
