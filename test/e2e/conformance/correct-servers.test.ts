import { describe, expect, test } from 'vitest';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import type { Case } from '../../../src/conformance/types.ts';
import { contract } from '../../helpers/project.ts';
import { STYLES } from '../../helpers/servers/correct/index.ts';
import { describeFindings, reportOn } from '../../helpers/servers/expect-faults.ts';

/** An upper limit that keeps a run short; each code adds requests. */
const MAX_REQUESTS = 520 + 26 * contract.errors.length;

const cases = casesOf(contract);

/** The ids of all cases, grouped by what follows the operation in the id. */
const GROUPS = [...new Set(cases.map(nameOf))].map((name) =>
  cases.filter((item) => nameOf(item) === name).map(({ id }) => id),
);

function nameOf({ id, operation }: Case): string {
  return id.slice(operation.length);
}

/** Returns the cases for a server: of the cases with the same name, one. The operations take turns, to keep the runs short. */
function selectionOf(index: number): string[] {
  return GROUPS.flatMap((ids) => ids[index % ids.length] ?? []);
}

describe.each(Object.entries(STYLES))('a correct server passes: %s', (_, styles) => {
  for (const [index, { name, mutation, warnings = [] }] of styles.entries()) {
    // Concurrent, because some servers mostly wait.
    test.concurrent(name, async ({ expect }) => {
      const report = await reportOn(mutation, { ids: selectionOf(index) });
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
