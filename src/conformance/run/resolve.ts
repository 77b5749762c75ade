/** Decides which requests a case sends with a profile, or why the case is skipped. */
import type { Contract, ErrorEntry } from '../../contract/model.ts';
import { entryOf } from '../../contract/read.ts';
import { withTexts } from '../../text/sanitize.ts';
import type { NotProvoked, Profile, Provocation } from '../profile/profile.ts';
import type { Case, CaseRequest } from '../types.ts';
import { buildPreparing, buildRequest, NoNearMiss, type Target } from './request.ts';
import type { WireRequest } from './transport.ts';

/** The requests of one case. */
export interface CaseRequests {
  /** Sent first, in this order; their responses do not count. */
  before: readonly WireRequest[];
  /** The request whose response is checked. */
  request: WireRequest;
  /** Only in a case that compares balances: the request that is sent between two successes. */
  between?: WireRequest;
}

/**
 * Returns the requests of a case at a target.
 *
 * @returns the requests; or `skip`, the reason why the case cannot be carried out with the target's profile
 */
export function resolveCase(contract: Contract, target: Target, item: Case): CaseRequests | NotProvoked {
  const chosen = chooseRequest(contract, target.profile, item);
  if ('skip' in chosen) return chosen;
  const { prepare, repeat = 0 } = chosen.provocation;
  try {
    const request = buildRequest(target, chosen.request, chosen.provocation);
    return {
      before: [
        ...(prepare ? [buildPreparing(target, prepare)] : []),
        ...Array.from({ length: repeat }, () => request),
      ],
      request,
      ...(item.expect.kind === 'no-charge' && { between: buildRequest(target, item.expect.between) }),
    };
  } catch (error) {
    if (error instanceof NoNearMiss) return { skip: error.message };
    throw error;
  }
}

/** Returns every token that a run may send, the longest first, because a token may be a part of another. */
export function tokensOf({ errors }: Contract, profile: Profile): string[] {
  const provoking = errors.map((entry) => {
    const provocation = provocationIn(profile, entry);
    return (provocation && 'token' in provocation && provocation.token) || '';
  });
  const all = new Set([profile.tokens.success, profile.tokens.unknown, ...provoking]);
  return [...all].filter((token) => token !== '').sort((a, b) => b.length - a.length);
}

/** A request, and the changes that the profile makes to it. */
interface ChosenRequest {
  request: CaseRequest;
  provocation: Provocation;
}

/**
 * Chooses how to provoke a code, in this order: the profile's entry for the code, the request that provokes the code at
 * any server, the profile's default. With `always`, the default comes before that request.
 */
function chooseRequest(
  contract: Contract,
  profile: Profile,
  { provoke, natural, request }: Case,
): ChosenRequest | NotProvoked {
  if (provoke === undefined) return { request, provocation: {} };
  const entry = entryOf(contract, provoke);
  const prefersNatural = natural !== undefined && !profile.always && !profile.provoke[provoke];
  const provocation = prefersNatural ? undefined : provocationIn(profile, entry);
  if (provocation) return 'skip' in provocation ? provocation : { request, provocation };
  if (natural) return { request: natural, provocation: {} };
  return {
    skip: `the profile ${profile.name} does not say how to provoke ${provoke}: add it under "provoke"`,
  };
}

/** Returns the profile's entry for a code, or the default, with the templates filled in. */
function provocationIn({ provoke }: Profile, entry: ErrorEntry): Provocation | NotProvoked | undefined {
  const listed = provoke[entry.code] ?? provoke.default;
  return listed && fill(listed, entry);
}

/** Fills the templates in all texts of a provocation. */
function fill<Value>(value: Value, entry: ErrorEntry): Value {
  return withTexts(value, (text) =>
    text
      .replaceAll('{code}', entry.code.toLowerCase())
      .replaceAll('{CODE}', entry.code)
      .replaceAll('{status}', String(entry.status)),
  );
}
