/** Runs the contract tests against unmodified Prism. Every case that Prism fails is listed with the reason. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { verify } from '../../../src/conformance/run/verify.ts';
import { type Serving, serve } from '../../helpers/command.ts';
import { contract, ROOT } from '../../helpers/project.ts';
import { KNOWN_FAILURES } from './raw-prism-known-failures.ts';

/** Malformed percent-encoding crashes Prism, so it has a separate test. */
const CRASHING = '*/routing/percent-encoding*';

let prism: Serving;

beforeAll(async () => {
  prism = await startPrism();
});

function startPrism(): Promise<Serving> {
  const bin = join(ROOT, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const spec = join(ROOT, 'generated/openapi.json');
  return serve([bin, 'mock', spec, '--port', '0', '--host', '127.0.0.1'], /listening on (http:\S+)/);
}

afterAll(() => prism?.stop());

test('Prism fails exactly the cases that are listed as known failures', async () => {
  const profile = loadProfile('prism', contract);
  const { results } = await verify({
    contract,
    target: prism.found,
    profile,
    timeoutMs: 30_000,
    skip: [CRASHING],
  });
  const failed = results
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
    .map(({ id }) => id);
  const known = contract.operations.flatMap(({ id }) =>
    KNOWN_FAILURES.map(({ case: name }) => `${id}/${name}`),
  );
  const findings = results
    .filter(({ outcome }) => outcome !== 'passed')
    .map(
      ({ id, findings, reason }) =>
        `${id}: ${reason ?? findings.map(({ expected, actual }) => `${expected} | ${actual}`).join('; ')}`,
    );
  expect(
    failed.filter((id) => !known.includes(id)),
    findings.join('\n'),
  ).toEqual([]);
  expect(
    known.filter((id) => !failed.includes(id)),
    'listed as known failures, but passed',
  ).toEqual([]);
  expect(results.filter(({ outcome }) => outcome === 'skipped')).toEqual([]);
});

test('every known failure is listed once, with a reason', () => {
  for (const { case: name, reason } of KNOWN_FAILURES) expect(reason, name).toMatch(/^[A-Z].{20,}\.$/);
  const names = KNOWN_FAILURES.map(({ case: name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('the crash of Prism on malformed percent-encoding is reported', async () => {
  const separate = await startPrism();
  const profile = loadProfile('prism', contract);
  const { results } = await verify({
    contract,
    target: separate.found,
    profile,
    only: [CRASHING],
    concurrency: 1,
  });
  expect(results.some(({ findings }) => findings.some(({ check }) => check === 'answer'))).toBe(true);
  expect((await separate.stop()).status).not.toBe(0);
});
