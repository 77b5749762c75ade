/** generated/openapi.json -> generated/cases.json: the contract tests as data, for a runner in any language. */
import { join } from 'node:path';
import { casesOf } from '../../src/conformance/cases/cases.ts';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';

export async function cases(project: Project): Promise<void> {
  const contract = readGeneratedContract(project);
  const suite = {
    $comment: NOTICE,
    title: contract.title,
    version: contract.version,
    cases: casesOf(contract),
  };
  writeWhole(join(project.generated, 'cases.json'), `${JSON.stringify(suite, null, 2)}\n`);
}
