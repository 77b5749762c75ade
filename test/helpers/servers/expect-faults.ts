/** Runs the tester against faulty servers and asserts what it reports. */
import { expect, test } from 'vitest';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { type VerifyOptions, verify } from '../../../src/conformance/run/verify.ts';
import type { CaseResult, Fault, Report } from '../../../src/conformance/types.ts';
import { contract } from '../project.ts';
import { FAMILIES } from './faulty/index.ts';
import { type Mutation, startMutant } from './mutant.ts';
import type { Faulty } from './mutations.ts';

const profile = loadProfile('sandbox', contract);

/** A long timeout for servers that respond, so that a busy machine does not fail a test. */
const PATIENT_MS = 20_000;

/** Verifies a server with this mutation and returns the report. */
export async function reportOn(
  mutation: Mutation | (() => Mutation),
  options: Partial<Pick<VerifyOptions, 'contract' | 'timeoutMs' | 'headers' | 'only' | 'skip' | 'ids'>> = {},
): Promise<Report> {
  const mutant = await startMutant(typeof mutation === 'function' ? mutation() : mutation);
  try {
    return await verify({ contract, target: mutant.url, profile, timeoutMs: PATIENT_MS, ...options });
  } finally {
    await mutant.close();
  }
}

/** Summarizes the findings of a report for an assertion message. */
export function describeFindings({ results, faults }: Report): string {
  const describe = ({ id, outcome, findings, reason = '' }: CaseResult) =>
    `${id} ${outcome}: ${reason}${findings.map(({ check, actual }) => `${check}: ${actual}`).join('; ')}`;
  const causes = faults.map(({ level, cause, cases }: Fault) => `${level} ${cause} in ${cases.length}`);
  const lines = results.filter(({ outcome }) => outcome !== 'passed').map(describe);
  return [...causes, ...lines].slice(0, 40).join('\n');
}

/** Defines one test for each faulty server of these families. */
export function findsAll(families: readonly (keyof typeof FAMILIES)[]): void {
  for (const family of families) {
    for (const faulty of FAMILIES[family] ?? []) test(`${family}: ${faulty.name}`, () => finds(faulty));
  }
}

/** Runs one test for each check of a family: its first faulty server. */
export function findsOneForEachCheck(family: keyof typeof FAMILIES): void {
  const servers = FAMILIES[family] ?? [];
  const first = servers.filter(({ check }, at) => servers.findIndex((other) => other.check === check) === at);
  test.for(first)(`${family}: $check, of $name`, (faulty) => finds(faulty));
}

/** Returns the ids of the cases that must fail. The list is empty if any case may report the fault. */
export function casesOf({ case: name, operation }: Faulty): string[] {
  const operations = operation ? [operation] : contract.operations.map(({ id }) => id);
  return name === '*' ? [] : operations.map((of) => `${of}/${name}`);
}

async function finds(faulty: Faulty): Promise<void> {
  const { mutation, check, level = 'MUST', entries = 1, only, timeoutMs } = faulty;
  const options = { ...(only && { only }), ...(timeoutMs !== undefined && { timeoutMs }) };
  const report = await reportOn(mutation, options);
  const { results, faults, conformant } = report;
  expect(conformant, describeFindings(report)).toBe(level === 'SHOULD');
  expect(
    faults.length,
    `expected ${entries} reported faults, not ${faults.length}\n${describeFindings(report)}`,
  ).toBe(entries);
  expect(faults.map((fault) => fault.check)).toContain(check);
  for (const id of casesOf(faulty)) {
    const result = results.find((candidate) => candidate.id === id);
    expect(result, `the case ${id} does not exist`).toBeDefined();
    expect(result?.outcome, describeFindings(report)).toBe(level === 'SHOULD' ? 'warning' : 'failed');
    expect(
      result?.findings.map((finding) => finding.check),
      describeFindings(report),
    ).toEqual([check]);
  }
  // A report keeps the exchanges of the first cases of a fault only.
  const shown = results.filter(({ findings }) => findings.some((finding) => finding.check === check));
  expect(shown[0]?.evidence?.curl).toContain('curl');
}
