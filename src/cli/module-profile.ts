/** Protects the command from what a module profile does besides its functions. */
import { ProfileError } from '../conformance/profile/check.ts';
import { errorText } from '../conformance/profile/functions.ts';
import type { Profile } from '../conformance/profile/profile.ts';
import { Redactor } from '../conformance/run/redact.ts';
import type { World } from './world.ts';

/** How long the connections of a module may keep the process running after the run, in milliseconds. */
const GRACE_MS = 1000;

/**
 * Carries out a run with a module profile. Afterwards the process ends, also if the module has open connections.
 *
 * @param run carries out the run
 * @param load returns the profile
 * @throws {ProfileError} if the module had an error that no function caught, such as a promise without `await`
 */
export async function superviseModule(
  world: World,
  run: () => Promise<void>,
  load: () => Promise<Profile>,
): Promise<void> {
  const faults: unknown[] = [];
  world.on?.('uncaughtException', (error) => faults.push(error));
  try {
    await run();
    if (faults.length === 0) return;
    const { name, secrets, tokens } = await load();
    const reason = new Redactor([...secrets, ...Object.values(tokens)]).foreign(errorText(faults[0]));
    throw new ProfileError(
      `The profile ${name} had an error outside of its functions: ${reason}. Await every promise, and handle the errors of connections.`,
    );
  } finally {
    setTimeout(() => world.exit?.(), GRACE_MS).unref();
  }
}
