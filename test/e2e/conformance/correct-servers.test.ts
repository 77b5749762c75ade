import { describe, expect, test } from 'vitest';
import { contract } from '../../helpers/project.ts';
import { STYLES } from '../../helpers/servers/correct/index.ts';
import { describeFindings, reportOn } from '../../helpers/servers/expect-faults.ts';

/** An upper limit that keeps a run short; each code adds requests. */
const MAX_REQUESTS = 520 + 26 * contract.errors.length;

describe.each(Object.entries(STYLES))('a correct server passes: %s', (_, styles) => {
  for (const [index, { name, mutation, warnings = [] }] of styles.entries()) {
    // The operations have the same cases, and no style is of one operation: they take turns.
    const operation = contract.operations[index % contract.operations.length]?.id;
    // Concurrent, because some servers mostly wait.
    test.concurrent(name, async ({ expect }) => {
      const report = await reportOn(mutation, { only: [`${operation}/*`] });
      const { results, conformant } = report;
      expect(conformant, describeFindings(report)).toBe(true);
      const checks = results.flatMap(({ findings }) => findings.map(({ check }) => check));
      expect([...new Set(checks)].sort(), describeFindings(report)).toEqual(warnings);
      expect(
        results.filter(({ outcome }) => outcome === 'skipped' || outcome === 'error'),
        describeFindings(report),
      ).toEqual([]);
    });
  }
});

test('the list has more than 100 correct servers with unique names', () => {
  const names = Object.values(STYLES).flatMap((styles) => styles.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(100);
  expect(new Set(names).size).toBe(names.length);
});

test('a run against a correct server sends a limited number of requests', async () => {
  const { requests } = await reportOn({});
  expect(requests).toBeGreaterThan(200);
  expect(requests).toBeLessThan(MAX_REQUESTS);
});
