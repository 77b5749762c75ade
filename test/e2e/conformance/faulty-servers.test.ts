import { describe, expect, test } from 'vitest';
import { GROUPS, type Group } from '../../../src/conformance/types.ts';
import { contract } from '../../helpers/project.ts';
import { describeFindings, findsAll, reportOn } from '../../helpers/servers/expect-faults.ts';
import { FAMILIES } from '../../helpers/servers/faulty/index.ts';
import type { Mutation } from '../../helpers/servers/mutant.ts';

describe('a fault in request handling is reported by its own case and check', () => {
  findsAll(['authentication', 'parameters', 'routing', 'steadiness']);
});

// These tests mostly wait for timeouts.
describe.concurrent('a missing or incomplete response is reported', () => {
  findsAll(['transport']);
});

/** Faulty servers that only this group of cases detects. */
const ONLY_BY: Readonly<Record<Group, readonly string[]>> = {
  // The operations of this contract have no bodies: test/unit/conformance/grown.test.ts tests them.
  bodies: [],
  codes: [
    'INSUFFICIENT_BALANCE with status 400',
    'retry_after is 0',
    'SERVICE_UNAVAILABLE instead of INTERNAL_ERROR',
  ],
  successes: [
    'page size: one post more than limit if it is 100',
    'the second page is INTERNAL_ERROR',
    'platform linkedin is rejected',
  ],
  parameters: [
    'limit becomes the maximum if it is 101',
    'limit can have a plus sign',
    'platform youtube is accepted',
  ],
  authentication: [
    'a token is accepted if it differs only in letter case',
    'a token in the query parameter token is accepted',
    'the scheme Basic is accepted',
  ],
  routing: [
    'HEAD causes a server error',
    'paths with an extra segment return a success',
    'a cursor of special characters causes a server error',
  ],
  charging: ['NOT_FOUND is charged', 'INVALID_PARAMETERS is charged'],
};

describe('every group of cases is necessary', () => {
  const all = Object.values(FAMILIES).flat();
  const pairs = GROUPS.flatMap((group) => ONLY_BY[group].map((name) => [group, name] as const));
  test.for(pairs)('only the group %s detects "%s"', async ([group, name]) => {
    const faulty = all.find((candidate) => candidate.name === name);
    if (!faulty) throw new Error(`The faulty server "${name}" does not exist.`);
    const withGroup = await reportOn(faulty.mutation, { only: [group] });
    expect(withGroup.faults, describeFindings(withGroup)).toHaveLength(1);
    const withoutGroup = await reportOn(faulty.mutation, { skip: [group] });
    expect(withoutGroup.faults, describeFindings(withoutGroup)).toEqual([]);
  });
});

test('the list has more than 1000 faulty servers with unique names', () => {
  const names = Object.values(FAMILIES).flatMap((family) => family.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(1000);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('a report of failures contains no secret of the caller, but the public test tokens', async () => {
  const secret = 'key-of-the-gateway-4f81';
  const mutation: Mutation = {
    response: (outgoing) => {
      outgoing.status = 418;
      outgoing.headers['X-Echo'] = secret;
    },
  };
  const { results } = await reportOn(mutation, { headers: { 'X-Gateway-Key': secret } });
  const all = JSON.stringify(results);
  expect(all).toContain('***');
  expect(all).not.toContain(secret);
  expect(all).toContain(contract.sandbox.successToken);
});

test('a target that never responds ends the run early, and the report says so', async () => {
  const hangs: Mutation = {
    response: (outgoing) => {
      outgoing.send = () => {};
    },
  };
  const { results, requests } = await reportOn(hangs, { timeoutMs: 300 });
  expect(requests).toBeLessThan(30);
  expect(
    results.filter(({ reason }) => reason?.includes('the target does not respond')).length,
  ).toBeGreaterThan(results.length / 2);
});
