/** The contract and its catalogue as the pipeline reads them: from the bundle that it made. */
import { join } from 'node:path';
import { readDocument } from '../../src/contract/document.ts';
import type { Contract } from '../../src/contract/model.ts';
import { readContract } from '../../src/contract/read.ts';
import type { Project } from './project.ts';

export {
  type Catalogue,
  type CatalogueEntry,
  catalogueOf,
  REFERENCE_HEADING,
} from '../../src/contract/catalogue.ts';

/** The contract as the bundle in `generated/` has it. */
export function readGeneratedContract(project: Project): Contract {
  return readContract(readDocument(join(project.generated, 'openapi.json')));
}
