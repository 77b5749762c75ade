/** Tests faulty and correct servers of the larger API with all cases of an operation. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '../../../src/contract/model.ts';
import { grownContract } from '../../helpers/grown.ts';
import { describeFindings } from '../../helpers/servers/expect-faults.ts';
import { CORRECT } from '../../helpers/servers/grown/correct.ts';
import { GROWN_FAMILIES } from '../../helpers/servers/grown/faulty.ts';
import { reportOnGrown } from '../../helpers/servers/grown/report-on.ts';

let contract: Contract;

beforeAll(async () => {
  contract = await grownContract();
});

// One server for each check of a family. test/unit/conformance/grown.test.ts runs the case of each server.
describe.each(Object.entries(GROWN_FAMILIES))('a faulty server has one fault: %s', (_, servers) => {
  const first = servers.filter(({ check }, at) => servers.findIndex((other) => other.check === check) === at);
  test.for(first)('$check, of $name', async ({ mutation, operations, case: id, check, level = 'MUST' }) => {
    const only = operations.map((operation) => `${operation}/*`);
    const report = await reportOnGrown(contract, mutation(), only);
    const described = describeFindings(report);
    // A request that succeeds by mistake is charged, too.
    const faults = report.faults.filter((fault) => fault.level === level);
    expect(
      faults.map((fault) => fault.check),
      described,
    ).toEqual([check]);
    expect(
      faults.flatMap(({ cases }) => cases),
      described,
    ).toContain(id);
  });
});

test.for(Object.entries(CORRECT))('a correct server passes: %s', async ([, mutation]) => {
  const report = await reportOnGrown(contract, mutation);
  expect(report.faults, describeFindings(report)).toEqual([]);
  expect(report.conformant, describeFindings(report)).toBe(true);
});
