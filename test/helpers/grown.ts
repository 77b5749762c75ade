/** The contract of the larger API in `test/fixtures/grown`. */
import { join } from 'node:path';
import { runRedocly } from '../../scripts/lib/run-tool.ts';
import type { JsonObject } from '../../src/contract/document.ts';
import type { Contract } from '../../src/contract/model.ts';
import { readContract } from '../../src/contract/read.ts';
import { readDocument } from '../../src/contract/read-document.ts';
import { ROOT, temporaryFolder } from './project.ts';

let bundled: Promise<JsonObject> | undefined;

/**
 * Bundles the spec of the larger API, as the build does, and reads the contract. The first call takes about a second.
 *
 * @returns a contract that the caller can change
 */
export async function grownContract(): Promise<Contract> {
  bundled ??= bundle();
  return readContract(structuredClone(await bundled));
}

async function bundle(): Promise<JsonObject> {
  const file = join(temporaryFolder('grown'), 'openapi.json');
  await runRedocly(['bundle', join(ROOT, 'test/fixtures/grown/spec/openapi.yaml'), '--output', file], ROOT);
  return readDocument(file);
}
