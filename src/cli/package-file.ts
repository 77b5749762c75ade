/** Files that ship in the package, wherever it is installed and whether this runs from `src/` or from `dist/`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readContract } from '../contract/contract.ts';
import { readDocument } from '../contract/document.ts';
import type { Contract } from '../contract/types.ts';

/** The path of a file, given relative to the package's folder. */
export function packageFile(path: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, path);
}

/**
 * The contract of a spec file, or the one that ships.
 *
 * @throws {ContractError} where the file is missing or broken
 */
export function loadContract(file?: string): Contract {
  return readContract(readDocument(file ?? packageFile('generated/openapi.json')));
}
