/** Verifies the same small server on each platform: it passes without faults, and each fault is reported. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { verify } from '../../../src/conformance/run/verify.ts';
import type { Report } from '../../../src/conformance/types.ts';
import { cli } from '../../helpers/command.ts';
import { contract } from '../../helpers/project.ts';
import { type Servers, startServers, whyAbsent } from './start.ts';
import { PLATFORMS } from './targets.ts';

/** The argument for a server without switches. */
const NONE = 'none';

const PROFILE = join(import.meta.dirname, 'profile.yaml');
const profile = loadProfile(PROFILE, contract);

const report = (target: string) => verify({ contract, target, profile, timeoutMs: 20_000 });

/** Summarizes the faults of a report for an assertion message. */
function describeFaults({ faults, results }: Report): string {
  const errors = results
    .filter(({ outcome }) => outcome === 'error')
    .map(({ id, reason }) => `${id}: ${reason}`);
  return faults
    .map(
      ({ level, check, expected, actual, cases }) =>
        `${level} ${check}: ${expected} | ${actual} | ${cases.length}: ${cases.slice(0, 5).join(' ')}`,
    )
    .concat(errors)
    .join('\n');
}

for (const { name, toolchain, command, styles, faults } of PLATFORMS) {
  const absent = toolchain && whyAbsent(toolchain);
  if (absent) console.warn(`Skipped: the servers on ${name}, because ${absent}.`);

  describe.skipIf(absent)(absent ? `${name} (skipped: ${absent})` : name, () => {
    let servers: Servers;

    beforeAll(async () => {
      servers = await startServers(command(), [NONE, ...styles, ...faults.map((fault) => fault.name)]);
    });

    afterAll(() => servers?.stop());

    test.for([NONE, ...styles])('a correct server passes: %s', async (switches) => {
      const result = await report(servers.urlOf(switches));
      expect(result.faults, describeFaults(result)).toEqual([]);
      expect(result.conformant).toBe(true);
      expect(result.notExercised).toEqual([]);
      expect(result.counts.skipped).toBe(0);
    });

    test.for(faults)('a fault is reported: $name', async ({ name, case: id, operation, checks, level }) => {
      const result = await report(servers.urlOf(name));
      expect(result.conformant, describeFaults(result)).toBe(level === 'SHOULD');
      expect([...new Set(result.faults.map(({ check }) => check))].sort(), describeFaults(result)).toEqual(
        [...checks].sort(),
      );
      const operations = operation ? [operation] : contract.operations.map((each) => each.id);
      const expected = operations.flatMap((each) => [id].flat().map((one) => `${each}/${one}`));
      const reported = result.faults.flatMap(({ cases }) => cases);
      expect(reported, describeFaults(result)).toEqual(expect.arrayContaining(expected));
    });
  });
}

test('the command verify with the profile file detects the same fault', async () => {
  const [first] = PLATFORMS;
  if (!first) throw new Error('PLATFORMS is empty');
  const servers = await startServers(first.command(), [NONE, 'default-404']);
  try {
    const correct = await cli('verify', servers.urlOf(NONE), '--profile', PROFILE);
    expect(correct.status, correct.stdout + correct.stderr).toBe(0);
    const faulty = await cli('verify', servers.urlOf('default-404'), '--profile', PROFILE);
    expect(faulty.status, faulty.stdout + faulty.stderr).toBe(1);
    expect(faulty.stdout).toContain('NOT_FOUND');
  } finally {
    await servers.stop();
  }
});
