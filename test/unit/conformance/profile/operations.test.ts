/** Tests the keys `writes` and `operations` of a profile: what is sent, what is not exercised, and the messages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ProfileDefinition } from '../../../../src/conformance/profile/definition.ts';
import { checkProfile, loadProfile } from '../../../../src/conformance/profile/profile.ts';
import { profileTemplate } from '../../../../src/conformance/profile/template.ts';
import { renderJunit } from '../../../../src/conformance/report/junit.ts';
import { renderText } from '../../../../src/conformance/report/text.ts';
import { type VerifyOptions, verify } from '../../../../src/conformance/run/verify.ts';
import type { Contract } from '../../../../src/contract/model.ts';
import { grownContract } from '../../../helpers/grown.ts';
import { ROOT } from '../../../helpers/project.ts';
import { describeFindings } from '../../../helpers/servers/expect-faults.ts';
import { type GrownMutation, startGrown } from '../../../helpers/servers/grown/server.ts';

let contract: Contract;

beforeAll(async () => {
  contract = await grownContract();
});

/** Runs cases and returns the report with the requests that the server received. */
async function run(
  profile: ProfileDefinition,
  options: Pick<VerifyOptions, 'only' | 'requireAll' | 'requireObserved'>,
  mutation: GrownMutation = {},
) {
  const requests: { method: string | undefined; path: string; text: string; key: unknown }[] = [];
  const server = await startGrown(contract, {
    ...mutation,
    decide: (decision, request) => {
      const { method, headers } = request.message;
      const key = headers['idempotency-key'];
      requests.push({ method, path: request.url.pathname, text: request.text, key });
      return mutation.decide?.(decision, request) ?? decision;
    },
  });
  try {
    const checked = checkProfile(profile, 'staging.yaml', contract);
    const report = await verify({
      contract,
      target: server.url,
      profile: checked,
      timeoutMs: 20_000,
      ...options,
    });
    return { report, requests };
  } finally {
    await server.close();
  }
}

const TOKENS = { success: 'test_ok' };
const BODY = { name: 'Test {unique}', filter: { query: 'sunrise', platforms: ['x'], published_from: null } };

describe('without the permission to change data', () => {
  test('no request of such an operation is sent, and every report says what to add', async () => {
    const { report, requests } = await run(
      { tokens: TOKENS },
      { only: ['createSavedSearch', 'getPost/success'] },
    );
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    const reason =
      'the requests change data, which the profile staging.yaml does not allow: add writes: true and operations.createSavedSearch.body';
    expect(report.notExercised).toEqual([{ operation: 'createSavedSearch', reason }]);
    const skipped = report.results.filter(({ operation }) => operation === 'createSavedSearch');
    expect(skipped.length).toBeGreaterThan(100);
    for (const result of skipped) expect(result).toMatchObject({ outcome: 'skipped', reason });
    expect(report.conformant).toBe(true);
    const text = renderText(report, { color: false, width: 1000, verbose: false });
    expect(text).toContain(`Not exercised: createSavedSearch: ${reason}`);
    expect(text).not.toMatch(/^Skipped:|Not seen: createSavedSearch/m);
    expect(text).toContain('1 of 2 operations');
    expect(renderJunit(report)).toContain(`<skipped message="${reason}"/>`);
  });

  test('--require-all and --require-observed fail the run', async () => {
    const { report } = await run(
      { tokens: TOKENS },
      { only: ['createSavedSearch', 'getPost/success'], requireAll: true, requireObserved: ['operations'] },
    );
    expect(report.conformant).toBe(false);
    expect(report.runFailures).toEqual([
      '--require-all: 1 operation not exercised',
      'createSavedSearch: --require-observed operations: no request succeeded',
    ]);
  });

  test.for([
    ['a missing body', { writes: true }, 'createReport', 'operations.createReport.body'],
    [
      'a missing parameter',
      { writes: true },
      'deleteSavedSearch',
      'operations.deleteSavedSearch.parameters.search_id',
    ],
    [
      'writes: false',
      { writes: false, operations: { createSavedSearch: { body: BODY } } },
      'createSavedSearch',
      'writes: true',
    ],
  ] as const)('%s', async ([, keys, operation, missing]) => {
    const { report, requests } = await run({ tokens: TOKENS, ...keys } as ProfileDefinition, {
      only: [`${operation}/success`, 'getPost/success'],
    });
    expect(requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(report.notExercised).toMatchObject([
      { operation, reason: expect.stringMatching(`: add ${missing}$`) },
    ]);
  });
});

test('each case has its own {unique} and its own idempotency key, and the cleanup deletes what was created', async () => {
  const { report, requests } = await run(
    {
      tokens: TOKENS,
      writes: true,
      operations: {
        createSavedSearch: {
          body: BODY,
          capture: { created: '/data/saved_search/id' },
          cleanup: {
            method: 'DELETE',
            path: '/saved-searches/{created}',
            headers: { 'X-API-Token': 'test_ok' },
          },
        },
      },
    },
    { only: ['createSavedSearch/success*', 'createSavedSearch/body/name/*'] },
  );
  expect(report.counts.passed, describeFindings(report)).toBe(report.results.length);
  const posts = requests.filter(({ method }) => method === 'POST');
  const keys = posts.map(({ key }) => key).filter((key) => key !== undefined);
  expect(new Set(keys).size).toBe(keys.length);
  const names = posts.flatMap(({ text }) => /"name":"Test ([\w-]{36})"/.exec(text)?.[1] ?? []);
  expect(names.length).toBeGreaterThan(5);
  expect(new Set(names).size).toBe(names.length);
  const created = report.results.filter(({ id }) => id.includes('/success')).length;
  const deleted = requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
  expect(new Set(deleted).size).toBe(created);
});

test('a resource is prepared for each case, and its number is in the path and in the body', async () => {
  const { report, requests } = await run(
    {
      tokens: TOKENS,
      writes: true,
      operations: {
        deleteSavedSearch: {
          prepare: {
            path: '/saved-searches',
            headers: { 'X-API-Token': 'test_ok', 'Content-Type': 'application/json' },
            body: JSON.stringify(BODY),
            capture: { search: '/data/saved_search/id' },
          },
          parameters: { search_id: '{search}' },
        },
        createReport: {
          prepare: {
            path: '/saved-searches',
            headers: { 'X-API-Token': 'test_ok', 'Content-Type': 'application/json' },
            body: JSON.stringify(BODY),
            capture: { search: '/data/saved_search/id' },
          },
          body: {
            kind: 'mentions',
            period: { from: '2026-01-01', to: '2026-01-02' },
            search_ids: ['{search}'],
          },
        },
      },
    },
    { only: ['deleteSavedSearch/success*', 'createReport/success*', 'createReport/body/kind/*'] },
  );
  expect(report.counts.passed, describeFindings(report)).toBe(report.results.length);
  const deleted = requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
  expect(deleted.length).toBeGreaterThan(1);
  expect(new Set(deleted).size).toBe(deleted.length);
  for (const path of deleted) expect(path).toMatch(/^\/api\/v1\/saved-searches\/\d+$/);
  const reports = requests.filter(({ path }) => path.endsWith('/reports'));
  // A number, not a text.
  expect(reports.filter(({ text }) => /"search_ids":\[\d+\]/.test(text)).length).toBeGreaterThan(5);
  expect(reports.filter(({ text }) => text.includes('{search}'))).toEqual([]);
});

test('an operation can have a token of its own', async () => {
  const { report } = await run(
    { tokens: { success: 'another-token-1' }, operations: { getAccount: { token: 'test_ok' } } },
    { only: ['getAccount/success*'] },
  );
  expect(report.counts).toMatchObject({ passed: 1, failed: 0 });
});

test('requests that change data are sent one after another', async () => {
  let running = 0;
  let most = 0;
  const { report } = await run(
    { tokens: TOKENS, writes: true, operations: { createSavedSearch: { body: BODY } } },
    { only: ['createSavedSearch/body/name/*'] },
    {
      before: async () => {
        most = Math.max(most, ++running);
        // Long enough for the other requests of a parallel run to arrive.
        await setTimeout(20);
        running--;
      },
    },
  );
  expect(report.results.length).toBeGreaterThan(3);
  expect(most).toBe(1);
});

const messageOf = (keys: object): string | undefined => {
  try {
    checkProfile({ tokens: TOKENS, ...keys }, 'a.yaml', contract);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace('The profile a.yaml is invalid ', '');
  }
};

test.for<[string, object, string | RegExp]>([
  [
    'an unknown operation',
    { operations: { createSearch: { body: 1 } } },
    /^at operations: there is no operation createSearch\. Did you mean/,
  ],
  [
    'an optional parameter',
    { operations: { searchPosts: { parameters: { sort: 'newest' } } } },
    /^at operations\.searchPosts\.parameters: there is no required parameter sort\./,
  ],
  [
    'an invalid value',
    { operations: { getPost: { parameters: { post_id: '0' } } } },
    'at operations.getPost.parameters.post_id: the contract does not allow the value "0".',
  ],
  [
    'a list for one value',
    { operations: { getPost: { parameters: { post_id: ['1', '2'] } } } },
    'at operations.getPost.parameters.post_id: the contract does not allow the list ["1","2"].',
  ],
  [
    'a body of an operation without one',
    { operations: { getPost: { body: {} } } },
    'at operations.getPost.body: getPost has no request body. Remove the key.',
  ],
  [
    'an invalid body',
    { operations: { createReport: { body: { kind: 'all' } } } },
    /^at operations\.createReport\.body: (kind|period|search_ids) /,
  ],
  [
    'an unknown placeholder',
    { operations: { getPost: { parameters: { post_id: '{id}' } } } },
    /^at operations\.getPost\.parameters: the placeholder \{id\} has no value here/,
  ],
  [
    'an unknown key',
    { operations: { getPost: { bodies: 1 } } },
    /^at operations\.getPost: the key bodies is unknown\./,
  ],
  ['writes with another type', { writes: 'yes' }, 'at writes: it must be true or false, not a string.'],
])('the message about %s', ([, keys, message]) => {
  if (typeof message === 'string') expect(messageOf(keys)).toBe(message);
  else expect(messageOf(keys)).toMatch(message);
});

test('a placeholder in a body may stand for a number', () => {
  const body = {
    kind: 'mentions',
    period: { from: '2026-01-01', to: '2026-01-02' },
    search_ids: ['{search}'],
  };
  const prepare = { path: '/saved-searches', capture: { search: '/data/id' } };
  expect(messageOf({ operations: { createReport: { body, prepare } } })).toBeUndefined();
});

test('the profile of --init is valid for a contract with such operations, also with all its examples', () => {
  const text = profileTemplate(contract, 'profile.schema.json');
  const env = { API_TOKEN: 'works-4711', OTHER_TOKEN: 'empty-4711', ADMIN_TOKEN: 'admin-4711' };
  const complete = text.replace(/^( *)#(?! \S)/gm, '$1');
  const profile = checkProfile(parse(complete), 'init.yaml', contract, env);
  const writing = contract.operations.filter(({ safe }) => !safe).map(({ id }) => id);
  expect(Object.keys(profile.operations)).toEqual(writing);
  expect(checkProfile(parse(text), 'init.yaml', contract, env).writes).toBe(false);
});

test('the example of the guide is valid', () => {
  const guide = readFileSync(join(ROOT, 'docs/verify.md'), 'utf8');
  const [, block = ''] = /```yaml\n(# for a contract with these operations\n[\s\S]*?)```/.exec(guide) ?? [];
  const profile = checkProfile({ tokens: TOKENS, ...parse(block) }, 'verify.md', contract, {
    STAGING_TOKEN: 'a',
  });
  expect(Object.keys(profile.operations)).toEqual(['createSavedSearch', 'deleteSavedSearch']);
});

test('the built-in profiles send the examples of the spec', () => {
  for (const name of ['sandbox', 'prism']) expect(loadProfile(name, contract).writes).toBe(true);
});
