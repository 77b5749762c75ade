/** Tests which requests a case sends with a profile, and when a case is skipped. */
import { describe, expect, test } from 'vitest';
import { casesOf } from '../../../../src/conformance/cases/cases.ts';
import type { Profile } from '../../../../src/conformance/profile/profile.ts';
import type { ProvocationEntry } from '../../../../src/conformance/profile/provocation.ts';
import { withRequestedValues } from '../../../../src/conformance/run/plan.ts';
import type { Target } from '../../../../src/conformance/run/request.ts';
import { isIncluded, resolveCase, tokensOf } from '../../../../src/conformance/run/resolve.ts';
import type { Case } from '../../../../src/conformance/types.ts';
import { contract } from '../../../helpers/project.ts';

const BASE = 'http://localhost/api';

const PROFILE: Profile = {
  name: 'staging',
  headers: {},
  tokens: { success: 'works-1', unknown: 'unknown-1' },
  writes: false,
  operations: {},
  provoke: {},
  always: false,
  secrets: [],
};

const codeCase = (provoke: Case['provoke']): Case & { code: string } => {
  const found = casesOf(contract).find((item) => item.code !== undefined && item.provoke === provoke);
  if (found?.code === undefined) throw new Error('the suite has no such case');
  return { ...found, code: found.code };
};

/** A request that provokes its code by itself; the same code as the profile provokes it; a code of the server's state. */
const [natural, optional, stateful] = [codeCase(undefined), codeCase('optional'), codeCase('required')];

const targetOf = (profile: Profile): Target => ({ base: BASE, profile, headers: {} });

const resolve = (item: Case, profile: Partial<Profile> = {}) =>
  resolveCase(contract, targetOf({ ...PROFILE, ...profile }), item);

function requestsOf(item: Case, profile?: Partial<Profile>) {
  const requests = resolve(item, profile);
  if ('skip' in requests) throw new Error(requests.skip);
  return requests;
}

const provoked = (provocation: ProvocationEntry, code = 'default') => ({
  provoke: { [code]: provocation },
});

test('a case that provokes no code sends its request unchanged', () => {
  const success = casesOf(contract).find(({ expect }) => expect.kind === 'success');
  if (!success) throw new Error('the suite has no success');
  const { prepare, cleanup, repeat, request, meter } = requestsOf(success, provoked({ path: '/default' }));
  expect(request.url.href.startsWith(BASE + success.request.path)).toBe(true);
  expect(Object.values(request.headers).join()).toContain('works-1');
  expect([prepare, cleanup, repeat, meter]).toEqual([[], [], 0, undefined]);
});

describe('which request provokes a code', () => {
  const mark = { query: { mark: '{CODE} {code} {status}' } };
  const marked = ({ code }: { code: string }) => {
    const entry = contract.errors.find((candidate) => candidate.code === code);
    return `${code} ${code.toLowerCase()} ${entry?.status}`;
  };
  const markOf = (item: Case, profile: Partial<Profile>) =>
    requestsOf(item, profile).request.url.searchParams.get('mark');
  const isPartOf = (item: Case, profile: Partial<Profile>) =>
    isIncluded(contract, { ...PROFILE, ...profile }, item);

  test("the profile's entry for the code, or else the default", () => {
    expect(markOf(stateful, { provoke: { default: {}, [stateful.code]: mark } })).toBe(marked(stateful));
    expect(markOf(stateful, provoked(mark))).toBe(marked(stateful));
  });

  test('an entry adds a case to the request that provokes the code by itself', () => {
    expect(isPartOf(optional, provoked(mark, optional.code))).toBe(true);
    expect(markOf(optional, provoked(mark, optional.code))).toBe(marked(optional));
    expect(markOf(natural, provoked(mark, natural.code))).toBeNull();
  });

  test('the default adds such a case only with always', () => {
    expect(isPartOf(optional, provoked(mark))).toBe(false);
    expect(isPartOf(optional, { ...provoked(mark), always: true })).toBe(true);
    expect(markOf(optional, { ...provoked(mark), always: true })).toBe(marked(optional));
    for (const item of [natural, stateful]) expect(isPartOf(item, {})).toBe(true);
  });

  test('skip concerns only the provocation of the profile', () => {
    expect(isPartOf(optional, provoked({ skip: 'no' }, optional.code))).toBe(true);
    expect(resolve(optional, provoked({ skip: 'no' }, optional.code))).toEqual({ skip: 'no' });
    expect(resolve(natural, provoked({ skip: 'no' }, natural.code))).not.toHaveProperty('skip');
  });
});

describe('a provocation belongs to an operation', () => {
  const [first, second] = contract.operations;
  if (!first || !second) throw new Error('the contract needs two operations');
  const at = ({ id }: typeof first): Case => {
    const found = casesOf(contract).find((item) => item.code === stateful.code && item.operation === id);
    if (!found) throw new Error('the suite has no such case');
    return found;
  };
  const entry = (provocation: ProvocationEntry) => provoked(provocation, stateful.code);
  const pathOf = (item: Case, profile: Partial<Profile>) => requestsOf(item, profile).request.url.pathname;
  /** The parameters that both operations have, and those that only the first or the second has. */
  const names = ({ parameters }: typeof first) => parameters.map(({ name }) => name);
  const [ownOfFirst = '', ownOfSecond = ''] = [
    names(first).find((name) => !names(second).includes(name)),
    names(second).find((name) => !names(first).includes(name)),
  ];
  const shared = names(first).find((name) => names(second).includes(name)) ?? '';

  test.for([{ [ownOfFirst]: 'crash-me' }, { [ownOfFirst]: 'crash-me', [shared]: 'any' }])(
    'parameters of one operation do not change the other: %o',
    (parameters) => {
      expect(pathOf(at(first), entry({ parameters }))).toContain('/crash-me');
      expect(resolve(at(second), entry({ parameters }))).toEqual({
        skip: expect.stringContaining(`${ownOfFirst}, which ${second.id} does not have`),
      });
    },
  );

  test('each operation takes its own of the parameters', () => {
    const parameters = { [ownOfFirst]: 'a/1', [ownOfSecond]: 'b', [shared]: 'c' };
    expect(pathOf(at(first), entry({ parameters })).split('/').slice(-2)).toEqual(['c', 'a%2F1']);
    expect(pathOf(at(second), entry({ parameters })).split('/').slice(-2)).toEqual(['c', 'b']);
  });

  test('a path applies to the operation that it matches', () => {
    const path = `${first.path.replace(/\{[^}]+\}/g, 'x')}?a=1`;
    expect(`${pathOf(at(first), entry({ path }))}?a=1`).toBe(`/api${path}`);
    expect(resolve(at(second), entry({ path }))).toEqual({
      skip: expect.stringContaining(`which is not a path of ${second.id}`),
    });
  });

  test('a path that no operation has provokes only the code of an unknown path', () => {
    const unknown = casesOf(contract).find(
      ({ code, provoke }) =>
        provoke && contract.errors.some((e) => e.code === code && e.trigger === 'path-unknown'),
    );
    if (!unknown?.code) throw new Error('the suite has no such case');
    expect(pathOf(unknown, provoked({ path: '/nowhere' }, unknown.code))).toBe('/api/nowhere');
    for (const operation of [first, second])
      expect(resolve(at(operation), entry({ path: '/nowhere' }))).toHaveProperty('skip');
  });

  test('operations has the entries of single operations', () => {
    const operations = { [second.id]: { token: 'second' } };
    const tokenAt = (operation: typeof first, profile: Partial<Profile>) =>
      Object.values(requestsOf(at(operation), profile).request.headers).join();
    expect(tokenAt(second, entry({ operations }))).toContain('second');
    expect(resolve(at(first), entry({ operations }))).toEqual({
      skip: `the profile staging says how to provoke ${stateful.code} only for ${second.id}`,
    });
    expect(tokenAt(first, entry({ token: 'general', operations }))).toContain('general');
    expect(tokenAt(second, entry({ token: 'general', operations }))).toContain('second');
    expect(tokensOf(contract, { ...PROFILE, ...entry({ token: 'general', operations }) })).toEqual(
      expect.arrayContaining(['general', 'second']),
    );
  });

  test('the cases request the values of the profile', () => {
    const changed = withRequestedValues(contract, { ...PROFILE, parameters: { [ownOfFirst]: 'somebody' } });
    const paths = casesOf(changed)
      .filter(({ group }) => group === 'authentication')
      .map(({ operation, request }) => `${operation} ${request.path}`);
    for (const path of paths) expect(path.endsWith('/somebody')).toBe(path.startsWith(first.id));
  });
});

test('a case that compares balances sends a request whose success has the balance', () => {
  const charging = casesOf(contract).find(({ group }) => group === 'charging');
  if (charging?.expect.kind !== 'no-charge') throw new Error('the suite compares no balances');
  const { meter } = requestsOf(charging);
  expect(meter?.url.pathname).toBe(`/api${charging.expect.meter.request.path}`);
});

describe('a case is skipped', () => {
  test('with the reason that the profile gives', () => {
    expect(resolve(stateful, provoked({ skip: 'no switch for {CODE}' }, stateful.code))).toEqual({
      skip: `no switch for ${stateful.code}`,
    });
  });

  test('if nothing provokes its code', () => {
    expect(resolve(stateful)).toEqual({
      skip: `the profile staging does not say how to provoke ${stateful.code}: add it under "provoke"`,
    });
  });

  test('if the near miss of the token equals the token', () => {
    const capitals = casesOf(contract).find(({ id }) => id.endsWith('-capitals'));
    if (!capitals) throw new Error('the suite has no near miss in capitals');
    expect(resolve(capitals)).not.toHaveProperty('skip');
    expect(resolve(capitals, { tokens: { success: '1234567', unknown: 'u' } })).toEqual({
      skip: 'the near miss "upper" of the token equals the token',
    });
  });
});

test('tokensOf returns the tokens of a run, the longest first', () => {
  const provoke = {
    default: { token: 'a-{code}' },
    [stateful.code]: { skip: 'x' },
    [natural.code]: {},
  };
  const others = contract.errors
    .filter(({ code }) => code !== stateful.code && code !== natural.code)
    .map(({ code }) => `a-${code.toLowerCase()}`);
  const tokens = tokensOf(contract, { ...PROFILE, provoke });
  expect(tokens.toSorted()).toEqual(['works-1', 'unknown-1', ...others].toSorted());
  expect(tokens.map(({ length }) => length)).toEqual(
    tokens.map(({ length }) => length).toSorted((a, b) => b - a),
  );
});
