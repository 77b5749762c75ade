/** Loads the contract that the package contains. It works from `src/` and from `dist/`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ContractError } from './document.ts';
import type { Contract } from './model.ts';
import { prepared } from './prepared.ts';
import { readContract } from './read.ts';
import { readDocument } from './read-document.ts';

/**
 * Returns the absolute path of a file in the package.
 *
 * @param path relative to the folder of package.json
 * @throws {ContractError} if no folder above this file has a package.json
 */
export function packageFile(path: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder)) {
      throw new ContractError(
        `No folder above ${import.meta.dirname} contains a package.json. Install the package again, with all of its files.`,
      );
    }
    folder = dirname(folder);
  }
  return join(folder, path);
}

/**
 * Returns the contract of a spec file.
 *
 * @param file path of a bundled OpenAPI document, YAML or JSON; by default, the document in the package
 * @throws {ContractError} if the file is missing or invalid
 */
export function loadContract(file?: string): Contract {
  if (file === undefined && prepared) return readContract(prepared.document);
  return readContract(readDocument(file ?? packageFile('generated/openapi.json')));
}
