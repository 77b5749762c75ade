import { describe, expect, test } from 'vitest';
import { contract } from '../../helpers/project.ts';
import { STYLES } from '../../helpers/servers/correct/index.ts';
import { describeFindings, reportOn } from '../../helpers/servers/expect-faults.ts';

/** More requests than this, and a run is no longer one of a second: each code has its share. */
const MAX_REQUESTS = 480 + 20 * contract.errors.length;

describe.each(Object.entries(STYLES))('a correct server is left alone: %s', (_, styles) => {
  // Some of them wait more than they work.
  test.concurrent.for(styles)('$name', async ({ mutation, warnings = [] }, { expect }) => {
    const report = await reportOn(mutation);
    const { results, conformant } = report;
    expect(conformant, describeFindings(report)).toBe(true);
    const checks = results.flatMap(({ findings }) => findings.map(({ check }) => check));
    expect([...new Set(checks)].sort(), describeFindings(report)).toEqual(warnings);
    expect(
      results.filter(({ outcome }) => outcome === 'skipped' || outcome === 'error'),
      describeFindings(report),
    ).toEqual([]);
  });
});

test('there are many styles, and no two have one name', () => {
  const names = Object.values(STYLES).flatMap((styles) => styles.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(100);
  expect(new Set(names).size).toBe(names.length);
});

test('a run against a healthy server is short', async () => {
  const { requests } = await reportOn({});
  expect(requests).toBeGreaterThan(200);
  expect(requests).toBeLessThan(MAX_REQUESTS);
});
