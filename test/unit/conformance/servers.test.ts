/** Runs a few faulty and correct servers, so that `npm test` notices a broken check. test/e2e/conformance runs all. */
import { describe, test } from 'vitest';
import { STYLES } from '../../helpers/servers/correct/index.ts';
import { describeFindings, findsOneForEachCheck, reportOn } from '../../helpers/servers/expect-faults.ts';
import { FAMILIES } from '../../helpers/servers/faulty/index.ts';

/** Every nth of the correct servers is run. */
const ONE_IN = 12;

// Concurrent, because some servers mostly wait.
describe.concurrent.each(Object.keys(FAMILIES))('a faulty server for each check is found: %s', (family) => {
  findsOneForEachCheck(family);
});

describe.each(Object.entries(STYLES))('a correct server has no findings: %s', (_, styles) => {
  const some = styles.filter((_style, index) => index % ONE_IN === 0);
  test.concurrent.for(some)('$name', async ({ mutation, warnings = [] }, { expect }) => {
    const report = await reportOn(mutation);
    expect(report.conformant, describeFindings(report)).toBe(true);
    const checks = report.results.flatMap(({ findings }) => findings.map(({ check }) => check));
    expect([...new Set(checks)].sort(), describeFindings(report)).toEqual(warnings);
  });
});
