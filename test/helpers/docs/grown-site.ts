/** The pages of the larger API in test/fixtures/grown. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { readSite, siteFiles } from '../../../scripts/build/docs.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { grownContract } from '../grown.ts';
import { ROOT, temporaryFolder } from '../project.ts';

export interface GrownSite {
  contract: Contract;
  /** The folder with the pages. */
  folder: string;
  /** The texts of the files by path. */
  files: ReadonlyMap<string, string>;
}

/** Builds all pages except operations.html, which the tests of the site cover. */
export async function grownSite(): Promise<GrownSite> {
  const contract = await grownContract();
  const project = { root: ROOT, generated: temporaryFolder('grown-site') };
  writeFileSync(join(project.generated, 'openapi.json'), JSON.stringify(contract.document));
  writeFileSync(join(project.generated, 'openapi.yaml'), stringify(contract.document));
  const files = await siteFiles(project, await readSite(project));
  const folder = join(project.generated, 'docs');
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { contract, folder, files };
}
