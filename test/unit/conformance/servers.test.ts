/** Tests some faulty and correct servers, so that `npm test` detects a broken check. test/e2e/conformance tests all. */
import { describe, test } from 'vitest';
import { STYLES } from '../../helpers/servers/correct/index.ts';
import { describeFindings, findsOneForEachCheck, reportOn } from '../../helpers/servers/expect-faults.ts';
import { FAMILIES } from '../../helpers/servers/faulty/index.ts';

/** Only every fortieth correct server runs. */
const STEP = 40;

// Concurrent, because some servers spend most of their time waiting.
describe.concurrent.each(Object.keys(FAMILIES))(
  'the tester reports the fault of one server for each check: %s',
  (family) => {
    findsOneForEachCheck(family);
  },
);

describe.each(Object.entries(STYLES))(
  'a correct server has no findings except its expected warnings: %s',
  (_, styles) => {
    const sample = styles.filter((_style, index) => index % STEP === 0);
    test.concurrent.for(sample)('$name', async ({ mutation, warnings = [] }, { expect }) => {
      const report = await reportOn(mutation);
      expect(report.conformant, describeFindings(report)).toBe(true);
      const checks = report.results.flatMap(({ findings }) => findings.map(({ check }) => check));
      expect([...new Set(checks)].sort(), describeFindings(report)).toEqual(warnings);
    });
  },
);
