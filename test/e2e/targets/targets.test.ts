/** The same small server on four platforms: each is left alone while it is right, and each of its faults is found. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { verify } from '../../../src/conformance/run/verify.ts';
import type { Report } from '../../../src/conformance/types.ts';
import { cli } from '../../helpers/command.ts';
import { contract } from '../../helpers/project.ts';
import { type Servers, startServers, whyAbsent } from './start.ts';
import { PLATFORMS } from './targets.ts';

/** No switch is on. */
const NONE = 'none';

const PROFILE = join(import.meta.dirname, 'profile.yaml');
const profile = loadProfile(PROFILE, contract);

const report = (target: string) => verify({ contract, target, profile, timeoutMs: 20_000 });

/** The faults of a report, for a message that helps. */
function told({ faults, results }: Report): string {
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

for (const { name, toolchain, program, args, styles, faults } of PLATFORMS) {
  const absent = toolchain && whyAbsent(toolchain);
  if (absent) console.warn(`Skipped: the servers on ${name}, because ${absent}.`);

  describe.skipIf(absent)(absent ? `${name} (skipped: ${absent})` : name, () => {
    let servers: Servers;

    beforeAll(async () => {
      servers = await startServers(program, args(), [NONE, ...styles, ...faults.map((fault) => fault.name)]);
    });

    afterAll(() => servers?.stop());

    test.for([NONE, ...styles])('is left alone: %s', async (switches) => {
      const made = await report(servers.urlOf(switches));
      expect(made.faults, told(made)).toEqual([]);
      expect(made.conformant).toBe(true);
      expect(made.notExercised).toEqual([]);
      expect(made.counts.skipped).toBe(0);
    });

    test.for(faults)('is found: $name', async ({ name, case: id, operation, checks, level }) => {
      const made = await report(servers.urlOf(name));
      expect(made.conformant, told(made)).toBe(level === 'SHOULD');
      expect([...new Set(made.faults.map(({ check }) => check))].sort(), told(made)).toEqual(
        [...checks].sort(),
      );
      const operations = operation ? [operation] : contract.operations.map((each) => each.id);
      const due = operations.map((each) => `${each}/${id}`);
      const found = made.faults.flatMap(({ cases }) => cases);
      expect(found, told(made)).toEqual(expect.arrayContaining(due));
    });
  });
}

test('the command with the profile says the same as the function', async () => {
  const [first] = PLATFORMS;
  if (!first) throw new Error('there are no platforms');
  const servers = await startServers(first.program, first.args(), [NONE, 'default-404']);
  try {
    const right = await cli('verify', servers.urlOf(NONE), '--profile', PROFILE);
    expect(right.status, right.stdout + right.stderr).toBe(0);
    const wrong = await cli('verify', servers.urlOf('default-404'), '--profile', PROFILE);
    expect(wrong.status, wrong.stdout + wrong.stderr).toBe(1);
    expect(wrong.stdout).toContain('NOT_FOUND');
  } finally {
    await servers.stop();
  }
});
