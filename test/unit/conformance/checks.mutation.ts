/**
 * What Stryker runs against the judges of the contract tests: the faulty and the correct servers, each asked by few cases
 * and in this process alone. All cases of `npm test` against all servers would take a minute for each mutant.
 */
import { describe, expect, test } from 'vitest';
import { contract } from '../../helpers/project.ts';
import { STYLES } from '../../helpers/servers/correct/index.ts';
import { casesOf, describeFindings, reportOn } from '../../helpers/servers/expect-faults.ts';
import { FAMILIES } from '../../helpers/servers/faulty/index.ts';

/** Every code under every other status is 300 servers; so manieth of them are tried. */
const EACH_OF_CODES = 7;

const [first] = contract.operations;

/** Cases in which the style of an answer shows. */
const ANSWERS = [
  ...contract.errors.map(({ code }) => `${first?.id}/${code}`),
  ...['success', 'success/limit/maximum', 'success/pages/maximum'].map((id) => `${first?.id}/${id}`),
];

/** The cases that ask servers of each family. */
const ASKED: Readonly<Record<keyof typeof STYLES, readonly string[]>> = {
  forms: ANSWERS,
  values: ANSWERS,
  behaviour: ['routing', 'parameters'],
};

/** Servers that wait more than they work. */
const SLOW = /limit|take|quicker|connection|one at a time|drip/i;

// What comes at all, and how often, is no judge's.
const { transport: _, steadiness: __, ...judged } = FAMILIES;

describe.each(Object.entries(judged))('a fault is found by its own case: %s', (family, faults) => {
  const tried = family === 'codes' ? faults.filter((_, index) => index % EACH_OF_CODES === 0) : faults;
  test.for(tried)('$name', async (faulty) => {
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

describe.each(Object.entries(STYLES))('a correct server is left alone: %s', (family, styles) => {
  test.for(styles.filter(({ name }) => !SLOW.test(name)))('$name', async ({ mutation, warnings = [] }) => {
    const report = await reportOn(mutation, { only: ASKED[family] ?? [] });
    expect(report.conformant, describeFindings(report)).toBe(true);
    const checks = report.results.flatMap(({ findings }) => findings.map(({ check }) => check));
    expect(warnings).toEqual(expect.arrayContaining(checks));
  });
});
