/** generated/openapi.json -> the error catalogue: errors.json for any language, errors.ts for TypeScript, errors.md for people. */
import { join } from 'node:path';
import { catalogueOf, generatedContract } from '../catalogue.ts';
import { renderErrorsPage } from '../error-reference.ts';
import { NOTICE, type Project, writeWhole } from '../project.ts';

export async function errors(project: Project): Promise<void> {
  const contract = generatedContract(project);
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
  writeWhole(join(project.generated, 'errors.md'), renderErrorsPage(catalogue, contract));
}
