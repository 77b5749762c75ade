import { describe, expect, test } from 'vitest';
import { GROUPS, type Group } from '../../../src/conformance/types.ts';
import { contract } from '../../helpers/project.ts';
import { describeFindings, findsAll, reportOn } from '../../helpers/servers/expect-faults.ts';
import { FAMILIES } from '../../helpers/servers/faulty/index.ts';
import type { Mutation } from '../../helpers/servers/mutant.ts';

describe('a server with one fault in what it takes is found, by the case and the check that name it', () => {
  findsAll(['authentication', 'parameters', 'routing', 'steadiness']);
});

// These wait more than they work.
describe.concurrent('a server whose answers do not come is found', () => {
  findsAll(['transport']);
});

/** Servers that one group of cases finds and no other. */
const ONLY_BY: Readonly<Record<Group, readonly string[]>> = {
  codes: [
    'INSUFFICIENT_BALANCE under 400',
    'retry_after is 0',
    'SERVICE_UNAVAILABLE in place of INTERNAL_ERROR',
  ],
  successes: ['limit: one more at the most', 'the second page fails', 'platforms: linkedin is refused'],
  parameters: ['limit: 101 is taken', 'limit: a sign before it', 'platforms: taken: youtube'],
  authentication: [
    'tokens: case does not count',
    'a token in the query (token) is taken',
    'the scheme Basic is taken',
  ],
  routing: [
    'HEAD is a fault of the server',
    'paths with a part too many are served',
    'an odd cursor is a fault of the server',
  ],
  charging: ['NOT_FOUND is charged', 'INVALID_PARAMETERS is charged'],
};

describe('each group of cases is needed', () => {
  const all = Object.values(FAMILIES).flat();
  const pairs = GROUPS.flatMap((group) => ONLY_BY[group].map((name) => [group, name] as const));
  test.for(pairs)('%s finds "%s", and nothing else does', async ([group, name]) => {
    const faulty = all.find((candidate) => candidate.name === name);
    if (!faulty) throw new Error(`there is no faulty server "${name}"`);
    const alone = await reportOn(faulty.mutation, { only: [group] });
    expect(alone.faults, describeFindings(alone)).toHaveLength(1);
    const others = await reportOn(faulty.mutation, { skip: [group] });
    expect(others.faults, describeFindings(others)).toEqual([]);
  });
});

test('there are hundreds of faulty servers, and no two have one name', () => {
  const names = Object.values(FAMILIES).flatMap((family) => family.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(1000);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('no report names a token', async () => {
  const { results } = await reportOn({
    response: (outgoing) => {
      outgoing.status = 418;
    },
  });
  const all = JSON.stringify(results);
  expect(all).toContain('***');
  for (const { testToken } of contract.errors) expect(all).not.toContain(testToken);
  expect(all).not.toContain(contract.sandbox.successToken);
});

test('a target that hangs ends the run early, and is said to be hanging', async () => {
  const hangs: Mutation = {
    response: (outgoing) => {
      outgoing.send = () => {};
    },
  };
  const { results, requests } = await reportOn(hangs, { timeoutMs: 300 });
  expect(requests).toBeLessThan(30);
  expect(results.filter(({ reason }) => reason?.includes('the target hangs')).length).toBeGreaterThan(
    results.length / 2,
  );
});
