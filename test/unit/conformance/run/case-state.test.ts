/** The requests of a profile before and after a case: their order, expected status, captured values and cleanup. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadProfile } from '../../../../src/conformance/profile/profile.ts';
import type { Provocation, StateRequest } from '../../../../src/conformance/profile/provocation.ts';
import { REPORTERS } from '../../../../src/conformance/report/reporters.ts';
import { type VerifyOptions, verify } from '../../../../src/conformance/run/verify.ts';
import type { CaseResult, Report } from '../../../../src/conformance/types.ts';
import { contract, temporaryFolder } from '../../../helpers/project.ts';
import { type Admin, startAdmin } from '../../../helpers/servers/admin.ts';
import { type Mutant, type Mutation, startMutant } from '../../../helpers/servers/mutant.ts';

const [operation] = contract.operations.map(({ id }) => id);
const code = contract.errors.find(({ trigger }) => trigger === 'account')?.code ?? '';
/** The only case that a run selects. */
const ID = `${operation}/${code}`;

const file = join(temporaryFolder('case-state'), 'profile.yaml');

/** Whether the server returns the code, as the admin API has set it, and the token of the session. */
let state: { isOn: boolean; token?: string };

/** A target whose state the admin API changes. */
const stateful: Mutation = {
  decide: (decision, { headers }) => {
    const isSession = state.token !== undefined && headers.authorization?.endsWith(state.token);
    return state.isOn || isSession ? { kind: 'error', code } : decision;
  },
};

let target: Mutant;
let admin: Admin;
/** The status and body that the admin API returns for a path, if it is not 204. */
const replies = new Map<string, [number, unknown?] | undefined>();

beforeAll(async () => {
  target = await startMutant(stateful);
  admin = await startAdmin(({ path }) => {
    if (path.startsWith('/on')) state = { isOn: true };
    if (path.startsWith('/off')) state = { isOn: false };
    return replies.has(path) ? replies.get(path) : [204];
  });
});
afterAll(async () => {
  admin.close();
  await target.close();
});

const ENVIRONMENT = { THE_KEY: 'a-key-with-{CODE}-in-it' };

/** Runs the case with these requests, and returns its result and the requests of the admin API. */
async function run(
  provocation: Provocation,
  options: Partial<VerifyOptions> = {},
): Promise<{ result: CaseResult; report: Report; sent: string[] }> {
  state = { isOn: false };
  admin.received.length = 0;
  writeFileSync(
    file,
    stringify({
      headers: { 'X-Environment': 'staging' },
      tokens: { success: contract.sandbox.successToken },
      provoke: { [code]: provocation },
    }),
  );
  const profile = loadProfile(file, contract, ENVIRONMENT);
  const report = await verify({ contract, profile, target: target.url, only: [ID], ...options });
  const [result] = report.results;
  if (!result) throw new Error('the run had no case');
  return { result, report, sent: admin.received.map(({ method, path }) => `${method} ${path}`) };
}

const at = (path: string, more: Partial<StateRequest> = {}): StateRequest => ({
  url: `${admin.url}${path}`,
  ...more,
});

describe('prepare and cleanup', () => {
  test('are requests to any URL, in the order of the profile', async () => {
    const { result, sent } = await run({
      prepare: [at('/accounts?a=1', { method: 'PUT', query: { code: '{code}' } }), at('/on')],
      cleanup: [at('/off'), at('/accounts', { method: 'DELETE' })],
    });
    expect(result.outcome).toBe('passed');
    expect(sent).toEqual([
      `PUT /accounts?a=1&code=${code.toLowerCase()}`,
      'POST /on',
      'POST /off',
      'DELETE /accounts',
    ]);
  });

  test('can be a single request', async () => {
    const { result, sent } = await run({ prepare: at('/on'), cleanup: at('/off') });
    expect(result.outcome).toBe('passed');
    expect(sent).toEqual(['POST /on', 'POST /off']);
  });

  test('send the tokens and headers of the profile to another origin only if they are written there', async () => {
    await run(
      { prepare: [at('/on'), at('/on', { headers: { 'X-Environment': 'admin' }, body: '{"a":{}}' })] },
      { headers: { 'X-Extra': 'of-the-command' } },
    );
    const [first, second] = admin.received;
    expect(JSON.stringify(first?.headers)).not.toMatch(/staging|of-the-command|authorization|token/);
    expect(second?.headers['x-environment']).toBe('admin');
    expect(second?.body).toBe('{"a":{}}');
  });

  test('send the headers of the profile to the target', async () => {
    const seen: unknown[] = [];
    const server = await startMutant({
      request: ({ url, headers }) => url?.endsWith('/debug') && seen.push(headers['x-environment']),
    });
    const { result } = await run({ prepare: { path: '/debug', status: 401 } }, { target: server.url });
    await server.close();
    expect(result.reason).toBeUndefined();
    expect(seen).toEqual(['staging']);
  });

  test('send the value of an environment variable unchanged', async () => {
    await run({ prepare: at('/on', { headers: { 'X-Key': { env: 'THE_KEY' } as never } }) });
    expect(admin.received[0]?.headers['x-key']).toBe(ENVIRONMENT.THE_KEY);
  });
});

describe('the expected status', () => {
  test.for([
    [undefined, 201, true],
    [undefined, 304, false],
    [404, 404, true],
    [404, 204, false],
    [[204, 404], 404, true],
  ] as const)('%o: a response with %i is expected: %o', async ([status, actual, isExpected]) => {
    replies.set('/any', [actual]);
    const { result } = await run({
      prepare: [at('/on'), at('/any', status === undefined ? {} : { status })],
    });
    replies.clear();
    expect(result.outcome).toBe(isExpected ? 'passed' : 'error');
  });

  test('the case reports an unexpected status and does not send its request; cleanup is sent', async () => {
    replies.set('/on', [404]);
    const { result, report, sent } = await run({ prepare: [at('/on'), at('/more')], cleanup: at('/off') });
    replies.clear();
    expect(result.outcome).toBe('error');
    expect(result.reason).toBe(`prepare request 1 returned 404, not 2xx (POST ${admin.url}/on)`);
    expect(report.conformant).toBe(false);
    expect(sent).toEqual(['POST /on', 'POST /off']);
  });

  test('the case reports a request without a response', async () => {
    const closed = await startAdmin();
    closed.close();
    const { result, report } = await run({ prepare: { url: `${closed.url}/x` } });
    expect(result).toMatchObject({
      outcome: 'error',
      reason: `prepare request 1 got no response (POST ${closed.url}/x): The connection was refused: no server listens there.`,
    });
    // The case sent no request that could show the code.
    expect(report.notExercised).toMatchObject([{ code }]);
  });

  test('a failed cleanup is an error, and the rest of the cleanup is sent', async () => {
    replies.set('/a', [500]);
    const { result, sent } = await run({ prepare: at('/on'), cleanup: [at('/a'), at('/off')] });
    expect(result).toMatchObject({
      outcome: 'error',
      reason: `cleanup request 1 returned 500, not 2xx (POST ${admin.url}/a)`,
    });
    expect(sent.at(-1)).toBe('POST /off');
    const failed = await run({ cleanup: [at('/a')] });
    replies.clear();
    expect(failed.result).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('returned 500'),
    });
    // Every report shows the failures of the run.
    expect(failed.report.runFailures).toEqual([
      `${ID}: cleanup request 1 returned 500, not 2xx (POST ${admin.url}/a)`,
    ]);
  });
});

describe('cleanup runs', () => {
  test('after a case that failed', async () => {
    const { result, sent } = await run({ cleanup: at('/off') });
    expect(result.outcome).toBe('failed');
    expect(sent).toEqual(['POST /off']);
  });

  test.for(['the request of the case', 'a request before it'])(
    'after an interruption that ends %s, and its failure is reported',
    async (ended) => {
      const interruption = new AbortController();
      const isInPrepare = ended === 'a request before it';
      const silent = await startMutant({
        response: async (outgoing) => {
          if (!outgoing.request.headers.authorization) return;
          interruption.abort();
          await new Promise(() => {});
        },
      });
      replies.set('/off', [500]);
      if (isInPrepare) replies.set('/hangs', undefined);
      const options = { target: silent.url, signal: interruption.signal, timeoutMs: 30_000 };
      const running = run({ prepare: at('/hangs'), cleanup: at('/off') }, options);
      if (isInPrepare) {
        await expect.poll(() => admin.received.length).toBe(1);
        interruption.abort();
      }
      const { report, sent } = await running;
      replies.clear();
      await silent.close();
      expect(sent).toEqual(['POST /hangs', 'POST /off']);
      expect(report.stopped).toEqual({ reason: 'the run was interrupted', notReached: [ID] });
      expect(report.runFailures).toContain(
        `${ID}: cleanup request 1 returned 500, not 2xx (POST ${admin.url}/off)`,
      );
    },
  );
});

describe('a captured value', () => {
  const TOKEN = 'captured-token-4711';

  test('is used in later requests, and no report shows it', async () => {
    const session = await startAdmin(({ path }) => {
      if (path !== '/sessions') return [204];
      state = { isOn: false, token: TOKEN };
      return [201, { data: { token: TOKEN, id: 42 } }];
    });
    const echo = await startMutant({
      ...stateful,
      response: ({ json, request }) => {
        if (json.error) json.error.message = `Not for ${request.headers.authorization}`;
      },
    });
    const { result, report } = await run(
      {
        prepare: [
          { url: `${session.url}/sessions`, capture: { token: '/data/token', id: '/data/id' } },
          {
            url: `${session.url}/sessions/{id}`,
            headers: { Authorization: 'Bearer {token}' },
            body: '{{id}{id}',
          },
        ],
        token: '{token}',
        cleanup: { method: 'DELETE', url: `${session.url}/sessions/{id}` },
      },
      { target: echo.url },
    );
    session.close();
    await echo.close();
    const [, second, last] = session.received;
    expect([second?.path, second?.headers.authorization, second?.body]).toEqual([
      '/sessions/42',
      `Bearer ${TOKEN}`,
      '{id}42',
    ]);
    expect(last?.path).toBe('/sessions/42');
    expect(result.findings.map(({ check }) => check)).toEqual(['leak']);
    for (const reporter of Object.values(REPORTERS))
      expect(reporter.render(report, { color: false, width: 80, verbose: true })).not.toContain(TOKEN);
    expect(result.evidence?.prepare?.[1]?.headers.Authorization).toBe('Bearer ***');
  });

  test('that is missing is an error, and only the cleanup that needs it is left out', async () => {
    replies.set('/on', [200, { data: { token: null } }]);
    const { result, sent } = await run({
      prepare: at('/on', { capture: { token: '/data/token' } }),
      cleanup: [at('/tokens/{token}'), at('/off')],
    });
    replies.clear();
    expect(result).toMatchObject({
      outcome: 'error',
      reason: `prepare request 1 returned 200 without a text, number or boolean at /data/token of its JSON body, which "capture" needs (POST ${admin.url}/on)`,
    });
    expect(sent).toEqual(['POST /on', 'POST /off']);
  });

  test('that no header can contain is an error', async () => {
    replies.set('/on', [200, 'a\nb']);
    const { result } = await run({ prepare: at('/on', { capture: { it: '' } }), headers: { 'X-A': '{it}' } });
    replies.clear();
    expect(result).toMatchObject({
      outcome: 'error',
      reason: 'the request has an invalid header X-A. Check the captured values in it',
    });
  });
});

test('the evidence of a failure has the requests before it', async () => {
  const { result } = await run({ prepare: at('/off', { body: '{}' }), repeat: 2 });
  expect(result.evidence).toMatchObject({
    prepare: [{ method: 'POST', url: `${admin.url}/off`, body: '{}' }],
    repeat: 2,
    curl: expect.stringContaining(" --data-raw '{}' "),
  });
});
