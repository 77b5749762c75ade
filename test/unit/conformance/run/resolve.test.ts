/** Tests which requests a case sends with a profile, and when a case is skipped. */
import { describe, expect, test } from 'vitest';
import { casesOf } from '../../../../src/conformance/cases/cases.ts';
import type { NotProvoked, Profile, Provocation } from '../../../../src/conformance/profile/profile.ts';
import { buildRequest, type Target } from '../../../../src/conformance/run/request.ts';
import { resolveCase, tokensOf } from '../../../../src/conformance/run/resolve.ts';
import type { Case } from '../../../../src/conformance/types.ts';
import { contract } from '../../../helpers/project.ts';

const BASE = 'http://localhost/api';

const PROFILE: Profile = {
  name: 'staging',
  headers: {},
  tokens: { success: 'works-1', unknown: 'unknown-1' },
  provoke: {},
  always: false,
  secrets: [],
};

const codeCase = (natural: boolean): Case & { provoke: string } => {
  const found = casesOf(contract).find(
    (item) => item.provoke !== undefined && (item.natural !== undefined) === natural,
  );
  if (found?.provoke === undefined) throw new Error('the suite has no such case');
  return { ...found, provoke: found.provoke };
};

/** A code that a request provokes by itself, and one that only the server's state provokes. */
const [natural, stateful] = [codeCase(true), codeCase(false)];

const targetOf = (profile: Profile): Target => ({ base: BASE, profile, headers: {} });

const resolve = (item: Case, profile: Partial<Profile> = {}) =>
  resolveCase(contract, targetOf({ ...PROFILE, ...profile }), item);

function requestsOf(item: Case, profile?: Partial<Profile>) {
  const requests = resolve(item, profile);
  if ('skip' in requests) throw new Error(requests.skip);
  return requests;
}

const provoked = (provocation: Provocation | NotProvoked, code = 'default') => ({
  provoke: { [code]: provocation },
});

test('a case that provokes no code sends its request unchanged', () => {
  const success = casesOf(contract).find(({ expect }) => expect.kind === 'success');
  if (!success) throw new Error('the suite has no success');
  const { before, request, between } = requestsOf(success, provoked({ path: '/default' }));
  expect(request.url.href.startsWith(BASE + success.request.path)).toBe(true);
  expect(Object.values(request.headers).join()).toContain('works-1');
  expect([before, between]).toEqual([[], undefined]);
});

describe('which request provokes a code', () => {
  const mark = { query: { mark: '{CODE} {code} {status}' } };
  const marked = ({ provoke }: { provoke: string }) => {
    const entry = contract.errors.find(({ code }) => code === provoke);
    return `${provoke} ${provoke.toLowerCase()} ${entry?.status}`;
  };
  const markOf = (item: Case, profile: Partial<Profile>) =>
    requestsOf(item, profile).request.url.searchParams.get('mark');

  test("the profile's entry for the code comes first", () => {
    expect(markOf(stateful, provoked(mark, stateful.provoke))).toBe(marked(stateful));
    expect(markOf(natural, provoked(mark, natural.provoke))).toBe(marked(natural));
  });

  test('without an entry, the natural request, or else the default', () => {
    expect(markOf(stateful, provoked(mark))).toBe(marked(stateful));
    expect(markOf(natural, provoked(mark))).toBeNull();
    expect(requestsOf(natural).request).toEqual(
      buildRequest(targetOf(PROFILE), natural.natural ?? natural.request),
    );
  });

  test('with always, the default wins over the natural request', () => {
    expect(markOf(natural, { ...provoked(mark), always: true })).toBe(marked(natural));
  });
});

test('the preparing request is sent first, then the repetitions', () => {
  const provocation = { token: 'busy', prepare: { path: '/prepare' }, repeat: 2 };
  const { before, request } = requestsOf(stateful, provoked(provocation));
  expect(before.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
    'POST /api/prepare',
    ...[request, request].map(({ method, url }) => `${method} ${url.pathname}`),
  ]);
  expect(Object.values(request.headers).join()).toContain('busy');
});

test('a case that compares balances sends its error in between', () => {
  const charging = casesOf(contract).find(({ group }) => group === 'charging');
  if (charging?.expect.kind !== 'no-charge') throw new Error('the suite compares no balances');
  const { between } = requestsOf(charging);
  expect(between?.url.pathname).toBe(`/api${charging.expect.between.path}`);
});

describe('a case is skipped', () => {
  test('with the reason that the profile gives', () => {
    expect(resolve(stateful, provoked({ skip: 'no switch for {CODE}' }, stateful.provoke))).toEqual({
      skip: `no switch for ${stateful.provoke}`,
    });
  });

  test('if nothing provokes its code', () => {
    expect(resolve(stateful)).toEqual({
      skip: `the profile staging does not say how to provoke ${stateful.provoke}: add it under "provoke"`,
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
    [stateful.provoke]: { skip: 'x' },
    [natural.provoke]: {},
  };
  const others = contract.errors
    .filter(({ code }) => code !== stateful.provoke && code !== natural.provoke)
    .map(({ code }) => `a-${code.toLowerCase()}`);
  const tokens = tokensOf(contract, { ...PROFILE, provoke });
  expect(tokens.toSorted()).toEqual(['works-1', 'unknown-1', ...others].toSorted());
  expect(tokens.map(({ length }) => length)).toEqual(
    tokens.map(({ length }) => length).toSorted((a, b) => b - a),
  );
});
