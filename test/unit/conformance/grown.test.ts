/** Tests the cases of the larger API: each faulty server fails its case. test/e2e/conformance runs all cases of the operation. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '../../../src/contract/model.ts';
import { grownContract } from '../../helpers/grown.ts';
import { describeFindings } from '../../helpers/servers/expect-faults.ts';
import { GROWN_FAMILIES } from '../../helpers/servers/grown/faulty.ts';
import { reportOnGrown } from '../../helpers/servers/grown/report-on.ts';

let contract: Contract;

beforeAll(async () => {
  contract = await grownContract();
});

describe.each(Object.entries(GROWN_FAMILIES))('the case of a faulty server reports it: %s', (_, servers) => {
  test.for(servers)('$name', async ({ mutation, case: id, group, check, level = 'MUST' }) => {
    const report = await reportOnGrown(contract, mutation(), [id]);
    expect(
      report.results.flatMap((result) =>
        result.findings.map((found) => [result.id, result.group, found.check, found.level]),
      ),
      describeFindings(report),
    ).toEqual([[id, group, check, level]]);
  });
});

test('a correct server passes these cases', async () => {
  const ids = Object.values(GROWN_FAMILIES).flatMap((servers) => servers.map((faulty) => faulty.case));
  const report = await reportOnGrown(contract, {}, ids);
  expect(report.faults, describeFindings(report)).toEqual([]);
  expect(report.counts.passed).toBe(new Set(ids).size);
});
