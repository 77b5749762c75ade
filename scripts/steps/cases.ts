/** generated/openapi.json -> generated/cases.json: the contract tests as data, for a runner in any language. */
import { join } from 'node:path';
import { casesOf } from '../../src/conformance/cases/cases.ts';
import { generatedContract } from '../catalogue.ts';
import { NOTICE, type Project, writeWhole } from '../project.ts';

export async function cases(project: Project): Promise<void> {
  const contract = generatedContract(project);
  const suite = {
    $comment: NOTICE,
    title: contract.title,
    version: contract.version,
    cases: casesOf(contract),
  };
  writeWhole(join(project.generated, 'cases.json'), `${JSON.stringify(suite, null, 2)}\n`);
}
