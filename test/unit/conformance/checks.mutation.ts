/**
 * The tests that Stryker runs against src/conformance/checks: the faulty and correct servers, each with few cases and in this
 * process. The complete tests would take a minute for each mutant.
 */
import { describe, expect, test } from 'vitest';
import { contract } from '../../helpers/project.ts';
import { STYLES } from '../../helpers/servers/correct/index.ts';
import { casesOf, describeFindings, reportOn } from '../../helpers/servers/expect-faults.ts';
import { FAMILIES } from '../../helpers/servers/faulty/index.ts';

/** The family `codes` has over 300 servers. Only every seventh is tested. */
const CODES_STEP = 7;

const [first] = contract.operations;

/** Cases that depend on the form and values of a response. */
const RESPONSE_CASES = [
  ...contract.errors.map(({ code }) => `${first?.id}/${code}`),
  ...['success', 'success/limit/maximum', 'success/pages/maximum'].map((id) => `${first?.id}/${id}`),
];

/** The cases to run against the correct servers of each kind. */
const CASES: Readonly<Record<keyof typeof STYLES, readonly string[]>> = {
  forms: RESPONSE_CASES,
  values: RESPONSE_CASES,
  behaviour: ['routing', 'parameters'],
};

/** Names of servers that mostly wait. */
const SLOW = /limit|take|quicker|connection|one at a time|drip/i;

// The checks see only complete responses, one at a time.
const { transport: _, steadiness: __, ...checked } = FAMILIES;

describe.each(Object.entries(checked))('a fault is reported by its own case: %s', (family, faults) => {
  const selected = family === 'codes' ? faults.filter((_, index) => index % CODES_STEP === 0) : faults;
  test.for(selected)('$name', async (faulty) => {
    const cases = casesOf(faulty);
    const report = await reportOn(faulty.mutation, {
      only: cases.length > 0 ? cases : (faulty.only ?? ['codes']),
    });
    expect(report.conformant, describeFindings(report)).toBe(faulty.level === 'SHOULD');
    expect(report.faults.map(({ check }) => check)).toContain(faulty.check);
    for (const { id, findings } of report.results.filter((result) => cases.includes(result.id)))
      expect(
        findings.map(({ check }) => check),
        `${id}\n${describeFindings(report)}`,
      ).toEqual([faulty.check]);
  });
});

describe.each(Object.entries(STYLES))('a correct server passes: %s', (family, styles) => {
  test.for(styles.filter(({ name }) => !SLOW.test(name)))('$name', async ({ mutation, warnings = [] }) => {
    const report = await reportOn(mutation, { only: CASES[family] ?? [] });
    expect(report.conformant, describeFindings(report)).toBe(true);
    const checks = report.results.flatMap(({ findings }) => findings.map(({ check }) => check));
    expect(warnings).toEqual(expect.arrayContaining(checks));
  });
});
