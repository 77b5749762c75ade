import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../src/conformance/profile.ts';
import type { CaseResult } from '../../src/conformance/types.ts';
import { verify } from '../../src/conformance/verify.ts';
import { type Mutation, startMutant } from '../helpers/mutant.ts';
import { contract } from '../helpers/project.ts';
import { FAULTS, STYLES } from './faults.ts';

const profile = loadProfile('sandbox', contract);

/** @param timeoutMs short where the fault is that nothing answers, else long: two busy cores are slow */
async function reportOn(mutation: Mutation, timeoutMs = 20_000) {
  const mutant = await startMutant(mutation);
  try {
    return await verify({ contract, target: mutant.url, profile, timeoutMs });
  } finally {
    await mutant.close();
  }
}

/** The findings of a result, for a message that helps. */
function told(results: CaseResult[]): string {
  return results
    .filter(({ outcome }) => outcome !== 'passed')
    .map(
      ({ id, outcome, findings, reason }) =>
        `${id} ${outcome}: ${reason ?? ''}${findings.map(({ check, came }) => `${check}: ${came}`).join('; ')}`,
    )
    .join('\n');
}

describe('a faulty server is found', () => {
  test.for(FAULTS)('$name', async ({ mutation, operation, case: name, check, hangs }) => {
    const { results, conformant, faults } = await reportOn(mutation, hangs ? 1_500 : undefined);
    expect(conformant).toBe(false);
    expect(faults.map((fault) => fault.check)).toContain(check);
    const operations = operation ? [operation] : contract.operations.map(({ id }) => id);
    const due = results.filter(({ id }) => operations.some((of) => id === `${of}/${name}`));
    expect(due.length, `there is no case ${name}`).toBe(operations.length);
    for (const result of due) {
      expect(result.outcome, told(results)).toBe('failed');
      expect(
        result.findings.map((finding) => finding.check),
        told(results),
      ).toEqual([check]);
      expect(result.evidence?.curl).toContain('curl');
    }
  });
});

describe('a correct server is left alone, whatever its style', () => {
  test.for(STYLES)('$name', async ({ mutation, warnings = [] }) => {
    const { results, conformant } = await reportOn(mutation);
    expect(conformant, told(results)).toBe(true);
    const checks = results.flatMap(({ findings }) => findings.map(({ check }) => check));
    expect([...new Set(checks)].sort(), told(results)).toEqual(warnings);
  });
});

test('no report names a token', async () => {
  const { results } = await reportOn({
    answer: (outgoing) => {
      outgoing.status = 418;
    },
  });
  const all = JSON.stringify(results);
  expect(all).toContain('***');
  for (const { testToken } of contract.errors) expect(all).not.toContain(testToken);
  expect(all).not.toContain(contract.sandbox.successToken);
});

test('a target that hangs ends the run early, and is said to be hanging', async () => {
  const { results, requests } = await reportOn(
    {
      answer: (outgoing) => {
        outgoing.send = () => {};
      },
    },
    300,
  );
  expect(requests).toBeLessThan(30);
  expect(results.filter(({ reason }) => reason?.includes('the target hangs')).length).toBeGreaterThan(
    results.length / 2,
  );
});
