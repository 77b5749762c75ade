/**
 * generated/openapi.json -> the error catalogue: errors.json for any language, errors.ts for TypeScript, and the reference in
 * Markdown for people and language models.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../src/contract/catalogue.ts';
import type { Contract } from '../../src/contract/model.ts';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';
import { catalogueOf, readGeneratedContract } from '../lib/read-contract.ts';
import { PAGES, pageOf, renderCodePage, renderErrorsPage, renderGuide } from './error-pages.ts';

export async function errors(project: Project): Promise<void> {
  const contract = readGeneratedContract(project);
  const catalogue = catalogueOf(contract);
  writeWhole(
    join(project.generated, 'errors.json'),
    `${JSON.stringify({ $comment: NOTICE, ...catalogue }, null, 2)}\n`,
  );
  const byCode = Object.fromEntries(catalogue.errors.map((entry) => [entry.code, entry]));
  writeWhole(
    join(project.generated, 'errors.ts'),
    `// ${NOTICE}
import type { components } from './types.ts';

/** The version of the contract. */
export const version = ${JSON.stringify(catalogue.version)};

/** The token that the sandbox answers a success to. */
export const successToken = ${JSON.stringify(catalogue.successToken)};

/** The error catalogue: what the contract says of each code. */
export const errors = ${JSON.stringify(byCode, null, 2)} as const;

/** A code of the contract. */
export type ErrorCode = keyof typeof errors;

/** The \`error\` of an answer, by its code: \`code\`, \`message\` and the code's own fields. */
export type ErrorOf<Code extends ErrorCode> = components['schemas'][Code];
`,
  );
  writePages(project, catalogue, contract);
}

function writePages({ generated }: Project, catalogue: Catalogue, contract: Contract): void {
  const pages = new Map([
    [PAGES.all, renderErrorsPage(catalogue, contract)],
    [PAGES.guide, renderGuide(catalogue, contract)],
    ...catalogue.errors.map((entry) => [pageOf(entry), renderCodePage(entry, catalogue, contract)] as const),
  ]);
  for (const [path, text] of pages) writeWhole(join(generated, path), text);
  // A code that is no more leaves no page behind.
  for (const name of readdirSync(join(generated, PAGES.folder))) {
    if (!pages.has(`${PAGES.folder}/${name}`)) rmSync(join(generated, PAGES.folder, name));
  }
}
