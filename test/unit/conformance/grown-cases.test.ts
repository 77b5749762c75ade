/** Tests the cases of the larger API as data, and the commands that repeat requests with a body. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsOfAjv from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { runProcess } from '../../../scripts/lib/spawn.ts';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { bodyText } from '../../../src/conformance/run/body-text.ts';
import { verify } from '../../../src/conformance/run/verify.ts';
import type { Case } from '../../../src/conformance/types.ts';
import type { Contract, Operation } from '../../../src/contract/model.ts';
import { grownContract } from '../../helpers/grown.ts';
import { ROOT } from '../../helpers/project.ts';
import { describeFindings } from '../../helpers/servers/expect-faults.ts';
import { reportOnGrown } from '../../helpers/servers/grown/report-on.ts';
import { type GrownMutation, startGrown } from '../../helpers/servers/grown/server.ts';

let contract: Contract;
let cases: readonly Case[];

beforeAll(async () => {
  contract = await grownContract();
  cases = casesOf(contract);
});

test('they are valid against cases.schema.json, and their ids are unique and have no glob characters', () => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'src/conformance/schemas/cases.schema.json'), 'utf8'));
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const suite = JSON.parse(JSON.stringify({ title: 'a', version: '1.0.0', cases }));
  expect(validate(suite), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  const ids = cases.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.filter((id) => !/^[\w./-]+$/.test(id))).toEqual([]);
  // The parts of large bodies are repeated by the runner.
  expect(JSON.stringify(suite).length).toBeLessThan(3_000_000);
});

test('every body of a success is valid, and every rejected body is malformed or invalid', () => {
  const ajv = new Ajv2020({ strict: false });
  formatsOfAjv.default(ajv);
  ajv.addSchema({ ...contract.document, $id: 'spec' });
  const counts = { valid: 0, invalid: 0, malformed: 0 };
  for (const { id, operation, group, request } of cases) {
    const { body } = contract.operations.find((one) => one.id === operation) ?? {};
    if (!body || request.body === undefined || (group !== 'successes' && group !== 'bodies')) continue;
    if (id.includes('/unspecified/')) continue;
    let value: unknown;
    try {
      value = JSON.parse(bodyText(request.body));
    } catch {
      expect(id).toContain('/body/malformed/');
      counts.malformed++;
      continue;
    }
    const isValid = ajv.validate({ $ref: `spec${body.schemaPointer}` }, value);
    expect(isValid, id).toBe(group === 'successes');
    counts[isValid ? 'valid' : 'invalid']++;
  }
  expect(counts.valid).toBeGreaterThan(60);
  expect(counts.invalid).toBeGreaterThan(300);
  expect(counts.malformed).toBeGreaterThan(20);
});

test('no case provokes a retired code, and no case of an operation without a token sends one, except to provoke', () => {
  const retired = contract.errors.filter((entry) => entry.retired !== undefined).map(({ code }) => code);
  expect(retired.length).toBeGreaterThan(0);
  expect(cases.filter(({ code = '' }) => retired.includes(code))).toEqual([]);
  const open = contract.operations.filter(({ credentials }) => credentials.length === 0).map(({ id }) => id);
  const sending = cases.filter(
    ({ operation, group, request }) =>
      open.includes(operation) && group === 'successes' && 'Authorization' in request.headers,
  );
  expect(sending).toEqual([]);
});

test('a case of an unknown path never has the path of an operation, and a case of another scheme never an allowed one', () => {
  const [first] = contract.operations;
  const path = {
    ...first,
    id: 'anyPath',
    path: '/{a}/{b}',
    parameters: [],
  } as (typeof contract.operations)[0];
  const basic = {
    ...path,
    id: 'basic',
    path: '/basic',
    credentials: [{ header: 'Authorization', scheme: 'Basic' }],
  };
  const suite = casesOf({ ...contract, operations: [...contract.operations, path, basic] });
  const unknown = suite.filter(({ id }) => /^(?:anyPath\/NOT_FOUND$|\w+\/routing\/shape\/)/.test(id));
  expect(unknown.length).toBeGreaterThan(1);
  expect(unknown.filter(({ request }) => request.path.split('/').length === 3)).toEqual([]);
  const schemes = suite.filter(({ id }) => id.startsWith('basic/authentication/scheme-'));
  expect(schemes.some(({ id }) => id.endsWith('scheme-Digest'))).toBe(true);
  expect(schemes.filter(({ id }) => id.endsWith('scheme-Basic'))).toEqual([]);
});

test('a valid value in the path is never that of another resource if the operation changes data', () => {
  const writing = contract.operations.filter(({ safe }) => !safe).map(({ id }) => id);
  const paths = cases
    .filter(({ operation, group }) => writing.includes(operation) && group === 'successes')
    .map(({ operation, request }) => `${operation} ${request.path}`);
  for (const operation of writing)
    expect(new Set(paths.filter((path) => path.startsWith(`${operation} `))).size, operation).toBe(1);
});

test('an invalid request that succeeds is not an error that is charged', async () => {
  const accepts: GrownMutation = { parse: () => contract.operations.find(({ body }) => body)?.body?.example };
  const report = await reportOnGrown(contract, accepts, ['createSavedSearch/charging/INVALID_BODY']);
  expect(report.results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['skipped', 'the invalid request succeeded, so the cost of its error is unknown'],
  ]);
});

test('a wrong status of a success quotes the responses of the operation', async () => {
  const status: GrownMutation = {
    response: (response) => {
      if (response.decision.kind === 'success') response.status = 201;
    },
  };
  const { faults } = await reportOnGrown(contract, status, ['getReport/success']);
  const { successes, pointer } = contract.operations.find(({ id }) => id === 'getReport') as Operation;
  expect(faults.map(({ check, source }) => [check, source])).toEqual([['status', `${pointer}/responses`]]);
  for (const { status: expected, description } of successes)
    expect(faults[0]?.requirement).toContain(`${expected}: ${description}`);
});

describe('without another operation that has the balance', () => {
  test.for([
    ['a repeated key is charged once', {}, []],
    [
      'a repeated key is charged again',
      {
        decide: (decision) => (decision.kind === 'success' ? { ...decision, key: undefined } : decision),
        response: ({ json }) => {
          if (json?.data?.saved_search) Object.assign(json.data.saved_search, { id: 12 });
        },
      },
      ['charge'],
    ],
  ] as const satisfies readonly [string, Parameters<typeof reportOnGrown>[1], readonly string[]][])(
    '%s',
    async ([, mutation, checks]) => {
      const operations = contract.operations.filter(({ id }) => id === 'createSavedSearch');
      const only = ['createSavedSearch/charging/idempotency'];
      const report = await reportOnGrown({ ...contract, operations }, mutation, only);
      expect(
        report.faults.map(({ check }) => check),
        describeFindings(report),
      ).toEqual(checks);
      expect(report.counts.skipped).toBe(0);
    },
  );
});

test('the commands of a report send the same bodies again, also large ones and bytes that a shell cannot show', async () => {
  const received: string[] = [];
  const crash: GrownMutation = {
    before: async ({ text, message }) => {
      if (message.method === 'POST') received.push(text);
    },
    response: (response) => {
      response.status = 500;
    },
  };
  const server = await startGrown(contract, crash);
  try {
    const profile = loadProfile('sandbox', contract);
    const names = ['byte-order-mark', 'deep', 'large', 'text', 'no-media-type'];
    for (const name of names) {
      const only = [`createReport/body/unspecified/${name}`];
      const report = await verify({ contract, target: server.url, profile, only });
      const [{ evidence, requirement } = {}] = report.faults;
      expect(requirement).toMatch(/^A body with another media type, .* may get any response except a 5xx\.$/);
      expect(evidence?.request.method).toBe('POST');
      expect(evidence?.request.body?.length).toBeLessThanOrEqual(2000);
      expect(evidence?.curl).toContain('-X POST');
      expect(evidence?.curl.length).toBeLessThan(1500);
      const sent = received.splice(0);
      const { status, stderr } = await runProcess('sh', ['-c', evidence?.curl ?? '']);
      expect(status, stderr).toBe(0);
      expect(received.splice(0), name).toEqual(sent);
      expect(sent).toHaveLength(1);
    }
  } finally {
    await server.close();
  }
});
