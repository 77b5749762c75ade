/** Raw Prism, driven by the profile `prism`: which cases it fails is known, one by one, with the reason. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { verify } from '../../../src/conformance/run/verify.ts';
import { type Serving, serve } from '../../helpers/command.ts';
import { contract, ROOT } from '../../helpers/project.ts';
import { KNOWN_FAILURES } from './raw-prism-known-failures.ts';

/** Malformed percent-encoding ends raw Prism's process: it has a test of its own. */
const DEADLY = '*/routing/percent-encoding*';

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

test('raw Prism fails the cases that it is known to fail, and no other', async () => {
  const profile = loadProfile('prism', contract);
  const { results } = await verify({
    contract,
    target: prism.found,
    profile,
    timeoutMs: 30_000,
    skip: [DEADLY],
  });
  const failed = results
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
    .map(({ id }) => id);
  const known = contract.operations.flatMap(({ id }) =>
    KNOWN_FAILURES.map(({ case: name }) => `${id}/${name}`),
  );
  const told = results
    .filter(({ outcome }) => outcome !== 'passed')
    .map(
      ({ id, findings, reason }) =>
        `${id}: ${reason ?? findings.map(({ expected, actual }) => `${expected} | ${actual}`).join('; ')}`,
    );
  expect(
    failed.filter((id) => !known.includes(id)),
    told.join('\n'),
  ).toEqual([]);
  expect(
    known.filter((id) => !failed.includes(id)),
    'known to fail, but does not',
  ).toEqual([]);
  expect(results.filter(({ outcome }) => outcome === 'skipped')).toEqual([]);
});

test('every known failure has a reason of its own', () => {
  for (const { case: name, reason } of KNOWN_FAILURES) expect(reason, name).toMatch(/^[A-Z].{20,}\.$/);
  const names = KNOWN_FAILURES.map(({ case: name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('malformed percent-encoding ends raw Prism, which is found and said', async () => {
  const own = await startPrism();
  const profile = loadProfile('prism', contract);
  const { results } = await verify({ contract, target: own.found, profile, only: [DEADLY], concurrency: 1 });
  expect(results.some(({ findings }) => findings.some(({ check }) => check === 'answer'))).toBe(true);
  expect((await own.stop()).status).not.toBe(0);
});
