/** Profiles as modules: how they are loaded, what their functions may do, and how their errors are reported. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FunctionFault } from '../../../../src/conformance/profile/functions.ts';
import { importProfile } from '../../../../src/conformance/profile/module.ts';
import { checkProfile } from '../../../../src/conformance/profile/profile.ts';
import { renderJson } from '../../../../src/conformance/report/json.ts';
import { type VerifyOptions, verify } from '../../../../src/conformance/run/verify.ts';
import type { ProfileDefinition, ProvokeContext, ProvokeFunction } from '../../../../src/conformance.ts';
import { cli } from '../../../helpers/program.ts';
import { contract, temporaryFolder } from '../../../helpers/project.ts';
import { startAdmin } from '../../../helpers/servers/admin.ts';
import { type Mutation, startMutant } from '../../../helpers/servers/mutant.ts';

const folder = temporaryFolder('module-profile');
const [operation] = contract.operations.map(({ id }) => id);
const entry = contract.errors.find(({ trigger }) => trigger === 'account');
const code = entry?.code ?? '';
const ID = `${operation}/${code}`;
const tokens = { success: contract.sandbox.successToken };

let files = 0;

/** Writes a module with a new name, because a module is loaded once. */
function moduleOf(text: string, extension = 'mjs'): string {
  const file = join(folder, `profile-${files++}.${extension}`);
  writeFileSync(file, text);
  return file;
}

describe('a module is loaded', () => {
  test('from JavaScript, with the same names as in YAML', async () => {
    const file = moduleOf(`export default { name: 'staging', tokens: { success: { env: 'TOKEN' } },
      provoke: { ${code}: async () => ({ token: 'x' }) } };`);
    const profile = await importProfile(file, contract, { TOKEN: 'from-the-environment' });
    expect(profile).toMatchObject({
      name: 'staging',
      tokens: { success: 'from-the-environment' },
      secrets: ['from-the-environment'],
    });
  });

  test.for([
    ['export const profile = {};', /has no default export\. Write: export default defineProfile/],
    ['throw new Error("first line\\nsecond")', /cannot be loaded: first line second\.$/],
    ['throw null', /cannot be loaded: null\.$/],
    ['import "no-such-package-4711"', /cannot be loaded: [^\n]*no-such-package-4711[^\n]*\.$/],
    ['export default { tokens: {} }', /is invalid at tokens: the key success is missing\.$/],
    [
      'export default { tokens: { success: undefined } }',
      /is invalid at tokens: the key success is missing\.$/,
    ],
    [
      'export default { token: { success: "a" }, tokens: { success: "a" } }',
      /the key token is unknown\. Did you mean tokens\?/,
    ],
    [
      `export default { tokens: { success: "a" }, provoke: { ${code.slice(1)}: () => {} } }`,
      new RegExp(`there is no code ${code.slice(1)}\\. Did you mean ${code}\\?`),
    ],
    [
      `export default { tokens: { success: "a" }, provoke: { ${code}: { operations: { nowhere: () => {} } } } }`,
      /there is no operation nowhere/,
    ],
    [
      'export default { tokens: { success: "a" }, headers: { "X-A": () => {} } }',
      /at headers\.X-A: it must be a string, or \{ env: NAME \} for an environment variable, not a function/,
    ],
    ['export default { tokens: { success: "a" }, request: "sign" }', /at request: it must be a function/],
    ['const a = { tokens: {} }; a.a = a; export default a', /it contains itself/],
  ] as const)('an invalid one is reported on one line: %s', async ([text, message]) => {
    const { status, stdout, stderr } = await cli('verify', 'http://127.0.0.1:1', '--profile', moduleOf(text));
    expect(stderr).toMatch(/^The profile [^\n]+\.\n$/);
    expect(stderr.trim()).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

/** Runs one case with these functions. */
async function run(
  definition: Partial<ProfileDefinition>,
  { mutation = {}, ...options }: Partial<VerifyOptions> & { mutation?: Mutation } = {},
) {
  const target = await startMutant(mutation);
  try {
    const profile = checkProfile({ name: 'p.mjs', tokens, ...definition }, 'p.mjs', contract);
    const report = await verify({ contract, profile, target: target.url, only: [ID], ...options });
    const [result] = report.results;
    if (!result) throw new Error('the run had no case');
    return { report, result };
  } finally {
    await target.close();
  }
}

const provoking = (call: ProvokeFunction): Partial<ProfileDefinition> => ({ provoke: { [code]: call } });

describe('provoke', () => {
  test('gets the case, and returns how to change the request', async () => {
    let context: ProvokeContext | undefined;
    const { result } = await run(
      provoking((given) => {
        context = given;
        return { token: entry?.testToken ?? '' };
      }),
    );
    expect(result.outcome).toBe('passed');
    expect(context).toMatchObject({ caseId: ID, operation, code, status: entry?.status });
    expect(context?.target).toMatch(/^http:/);
    expect(context?.signal).toBeInstanceOf(AbortSignal);
  });

  test('can change the state of the target, and restores it after the case', async () => {
    const log: string[] = [];
    let isOn = false;
    const { result } = await run(
      provoking(async ({ cleanup }) => {
        isOn = true;
        log.push('on');
        cleanup(() => {
          isOn = false;
          log.push('off');
        });
        cleanup(async () => log.push('last in, first out'));
      }),
      {
        mutation: {
          decide: (decision) => {
            if (isOn) log.push('request');
            return isOn ? { kind: 'error', code } : decision;
          },
        },
      },
    );
    expect(result.outcome).toBe('passed');
    expect([...new Set(log)]).toEqual(['on', 'request', 'last in, first out', 'off']);
  });

  test('runs alone, also for a single operation, and can skip the case', async () => {
    const { result } = await run({
      provoke: {
        [code]: {
          skip: 'not this one',
          operations: { [`${operation}`]: () => ({ skip: 'no {CODE} today' }) },
        },
      },
    });
    expect(result).toMatchObject({ outcome: 'skipped', reason: `no ${code} today` });
  });

  test('can return requests', async () => {
    const admin = await startAdmin(() => [200, { data: { token: entry?.testToken } }]);
    const { result } = await run(
      provoking(() => ({
        prepare: { url: `${admin.url}/tokens`, capture: { key: '/data/token' } },
        token: '{key}',
        cleanup: { url: `${admin.url}/done` },
      })),
    );
    admin.close();
    expect(result.outcome).toBe('passed');
    expect(admin.received.map(({ path }) => path)).toEqual(['/tokens', '/done']);
  });

  const LABEL = `provoke.${code} of the profile p.mjs`;
  const failing =
    (fault: unknown): ProvokeFunction =>
    () => {
      throw fault;
    };
  const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
  test.for<[string, ProvokeFunction, string | RegExp]>([
    ['throws', failing(new Error('no database\n  at x')), `${LABEL} threw an error: no database at x`],
    ['throws a text', failing('text'), `${LABEL} threw an error: text`],
    ['throws nothing', failing(undefined), `${LABEL} threw an error: undefined`],
    ['throws without a message', failing(refused), `${LABEL} threw an error: ECONNREFUSED`],
    [
      'rejects',
      () => Promise.reject(new TypeError('fetch failed', { cause: new Error('why') })),
      `${LABEL} threw an error: fetch failed (why)`,
    ],
    ['does not end', () => new Promise(() => {}), `${LABEL} did not end within 0.2 s`],
    [
      'returns a text',
      () => 'x' as never,
      /result of provoke\.\w+\) is invalid at provoke\.\w+: it must be a map with keys, not a string/,
    ],
    [
      'returns an unknown key',
      () => ({ tokn: 'x' }) as never,
      /the key tokn is unknown\. Did you mean token\?/,
    ],
    [
      'returns an unknown placeholder',
      () => ({ token: '{COD}' }),
      /the placeholder \{COD\} has no value here\. Did you mean CODE\?/,
    ],
    [
      'returns an invalid header',
      () => ({ headers: { 'X-A': 'a\nb' } }),
      /is not a valid value of an HTTP header/,
    ],
    ['returns a function', () => (() => {}) as never, /must not have functions or operations/],
  ])('that %s is an error of the case', async ([, call, reason]) => {
    const { result, report } = await run(provoking(call), { timeoutMs: 200 });
    expect(result.outcome).toBe('error');
    expect(result.reason).toMatch(reason);
    expect(result.reason).not.toMatch(/\n| at .*:\d+:\d+/);
    expect(report.conformant).toBe(false);
  });

  test('that throws is followed by its cleanup, and a cleanup that fails is reported', async () => {
    const log: string[] = [];
    const { result } = await run(
      provoking(({ cleanup }) => {
        cleanup(() => log.push('restored'));
        cleanup(() => Promise.reject(new Error('stuck')));
        throw new Error('half done');
      }),
    );
    expect(log).toEqual(['restored']);
    expect(result.reason).toBe(
      `${LABEL} threw an error: half done\ncleanup() in ${LABEL} threw an error: stuck`,
    );
  });

  test('its secrets are in no report', async () => {
    const { report } = await run(
      provoking(({ secret }) => ({ headers: { 'X-Key': secret('a-secret-of-the-vault') } })),
      {
        mutation: {
          response: ({ json }) => {
            json.note = 'a-secret-of-the-vault';
          },
        },
      },
    );
    expect(report.counts.failed).toBe(1);
    expect(renderJson(report)).not.toContain('a-secret-of-the-vault');
  });

  test('is interrupted with the run, and its cleanup runs', async () => {
    const interruption = new AbortController();
    const log: string[] = [];
    const { report } = await run(
      provoking(async ({ cleanup, signal }) => {
        cleanup(() => log.push('restored'));
        signal.addEventListener('abort', () => log.push('aborted'));
        interruption.abort();
        await new Promise(() => {});
      }),
      { signal: interruption.signal, timeoutMs: 30_000 },
    );
    expect(log).toEqual(['aborted', 'restored']);
    expect(report.stopped?.reason).toBe('the run was interrupted');
  });
});

describe('request', () => {
  test('signs each request to the target, and no other one', async () => {
    const signatures: unknown[] = [];
    const admin = await startAdmin();
    let calls = 0;
    const { result, report } = await run(
      {
        request: ({ url, method, headers }) => ({
          headers: { ...headers, 'X-Signature': `${method} ${url} ${++calls}` },
        }),
        provoke: {
          [code]: {
            prepare: [{ url: `${admin.url}/on` }, { path: '/debug', status: 401 }],
            token: entry?.testToken ?? '',
            repeat: 1,
          },
        },
      },
      { mutation: { request: ({ headers }) => signatures.push(headers['x-signature']) } },
    );
    admin.close();
    expect(result.reason).toBeUndefined();
    expect(result.outcome).toBe('passed');
    expect(admin.received[0]?.headers).not.toHaveProperty('x-signature');
    expect(signatures).toHaveLength(report.requests - 1);
    expect(new Set(signatures).size).toBe(signatures.length);
    for (const signature of signatures) expect(signature).toMatch(/^(?:GET|POST) http:/);
  });

  test('may change the given headers; reports mask the changed ones', async () => {
    const { result } = await run({
      request: (request) => {
        request.headers['X-Signature'] = 'a1';
      },
      provoke: { [code]: { token: tokens.success } },
    });
    expect(result.outcome).toBe('failed');
    expect(result.evidence?.request.headers['X-Signature']).toBe('***');
    expect(result.evidence?.curl).toContain("-H 'X-Signature: ***'");
  });

  test.for<[string, NonNullable<ProfileDefinition['request']>, string]>([
    ['throws', () => Promise.reject(new Error('no key')), 'threw an error: no key'],
    ['returns a text', () => 'x' as never, 'must return the request with its headers, or nothing'],
    [
      'changes the URL',
      (request) => ({ ...request, url: 'http://127.0.0.1:1' }),
      'changed the url. It may change only the headers',
    ],
    [
      'returns a number',
      ({ headers }) => ({ headers: { ...headers, 'X-A': 1 as never } }),
      'returned the header X-A, which is not a string',
    ],
    [
      'returns an invalid header',
      () => ({ headers: { 'X-A': 'a\nb' } }),
      'returned the header X-A, which is not a valid HTTP header',
    ],
    ['does not end', () => new Promise(() => {}), 'did not end within 0.2 s'],
  ])('that %s ends the run with one sentence', async ([, request, message]) => {
    const running = run({ request, provoke: { [code]: { token: 'x' } } }, { timeoutMs: 200 });
    await expect(running).rejects.toThrow(
      new FunctionFault(`No request can be sent: request of the profile p.mjs ${message}.`),
    );
  });

  test('that fails only later is an error of the case', async () => {
    let calls = 0;
    const { result } = await run({
      request: () => {
        if (++calls > 1) throw new Error('expired');
      },
      provoke: { [code]: { token: 'x' } },
    });
    expect(result).toMatchObject({
      outcome: 'error',
      reason: 'request of the profile p.mjs threw an error: expired',
    });
  });
});
