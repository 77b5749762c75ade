/**
 * generated/openapi.json -> the error catalogue: errors.json for any language, errors.ts for TypeScript, and the
 * reference in Markdown for people and language models.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';
import { catalogueOf, readGeneratedContract } from '../lib/read-contract.ts';
import { catalogueFiles, PAGES } from './error-pages.ts';

export async function errors(project: Project): Promise<void> {
  const contract = readGeneratedContract(project);
  const catalogue = catalogueOf(contract);
  const byCode = Object.fromEntries(catalogue.errors.map((entry) => [entry.code, entry]));
  writeWhole(
    join(project.generated, 'errors.ts'),
    `// ${NOTICE}
import type { components } from './types.ts';

/** The version of the contract. */
export const version = ${JSON.stringify(catalogue.version)};

/** The sandbox responds to this token with a success. */
export const successToken = ${JSON.stringify(catalogue.successToken)};

/** The error catalogue: the rules of the contract for each code. */
export const errors = ${JSON.stringify(byCode, null, 2)} as const;

/** An error code of the contract. */
export type ErrorCode = keyof typeof errors;

/** The \`error\` object of a response with this code: \`code\`, \`message\` and the additional fields of the code. */
export type ErrorOf<Code extends ErrorCode> = components['schemas'][Code];
`,
  );
  const files = catalogueFiles(catalogue, contract);
  for (const [path, text] of files) writeWhole(join(project.generated, path), text);
  // Deletes the pages of codes that were removed.
  for (const name of readdirSync(join(project.generated, PAGES.folder))) {
    if (!files.has(`${PAGES.folder}/${name}`)) rmSync(join(project.generated, PAGES.folder, name));
  }
}
