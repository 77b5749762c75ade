/** The contract that ships with the package, wherever it is installed and whether this runs from `src/` or `dist/`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDocument } from './document.ts';
import type { Contract } from './model.ts';
import { readContract } from './read.ts';

/** The path of a file of the package, given relative to its folder. */
export function packageFile(path: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, path);
}

/**
 * The contract of a spec file, or the one that ships.
 *
 * @param file a bundled OpenAPI document, YAML or JSON
 * @throws {ContractError} where the file is missing or broken
 */
export function loadContract(file?: string): Contract {
  return readContract(readDocument(file ?? packageFile('generated/openapi.json')));
}
