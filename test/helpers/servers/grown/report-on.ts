/** Runs the tester against servers of the larger API. */
import { loadProfile } from '../../../../src/conformance/profile/profile.ts';
import { verify } from '../../../../src/conformance/run/verify.ts';
import type { Report } from '../../../../src/conformance/types.ts';
import type { Contract } from '../../../../src/contract/model.ts';
import { type GrownMutation, startGrown } from './server.ts';

/** @param only patterns of the cases to run; all by default */
export async function reportOnGrown(
  contract: Contract,
  mutation: GrownMutation,
  only: readonly string[] = [],
): Promise<Report> {
  const server = await startGrown(contract, mutation);
  try {
    const profile = loadProfile('sandbox', contract);
    return await verify({ contract, target: server.url, profile, only, timeoutMs: 20_000 });
  } finally {
    await server.close();
  }
}
