/** Reads the contract and the catalogue from the generated bundle. */
import { join } from 'node:path';
import type { Contract } from '../../src/contract/model.ts';
import { readContract } from '../../src/contract/read.ts';
import { readDocument } from '../../src/contract/read-document.ts';
import type { Project } from './project.ts';

export { catalogueOf } from '../../src/contract/catalogue.ts';

/** Reads the contract from the bundle in `generated/`. */
export function readGeneratedContract(project: Project): Contract {
  return readContract(readDocument(join(project.generated, 'openapi.json')));
}
