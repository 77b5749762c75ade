/** Validators and linters of OpenAPI documents. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { endOf, runProcess } from '../../../scripts/lib/spawn.ts';
import { temporaryFolder } from '../../helpers/project.ts';
import { documentOf, type Installed, importPackage, type Tool } from '../tool.ts';

/** Throws if the document in the file is invalid. */
type Validate = (installed: Installed, file: string) => Promise<void>;

/** Returns the rows of a validator: one for each edition of the document. */
function validator(name: string, validate: Validate): Tool[] {
  return (['openapi.yaml', 'openapi-3.0.yaml'] as const).map((reads) => ({
    name,
    locked: 'document-validators',
    reads,
    checks: {
      'accepts the document': (installed) => validate(installed, documentOf({ reads })),
      'rejects an invalid document': async (installed) => {
        const accepted = await validate(installed, withoutTitle(documentOf({ reads }))).then(
          () => true,
          () => false,
        );
        if (accepted) throw new Error('Accepted: a document without info.title.');
      },
    },
  }));
}

/** Writes a copy of a document without `info.title`, which is required. */
function withoutTitle(file: string): string {
  const document = parse(readFileSync(file, 'utf8')) as { info: { title?: string } };
  delete document.info.title;
  const copy = join(temporaryFolder('invalid'), 'openapi.yaml');
  writeFileSync(copy, stringify(document));
  return copy;
}

const seriousme = validator('@seriousme/openapi-schema-validator', async (installed, file) => {
  const { Validator } = (await importPackage(installed, '@seriousme/openapi-schema-validator')) as {
    Validator: new () => { validate(file: string): Promise<{ valid: boolean; errors: unknown }> };
  };
  const { valid, errors } = await new Validator().validate(file);
  if (!valid) throw new Error(JSON.stringify(errors));
});

const swaggerParser = validator('@apidevtools/swagger-parser', async (installed, file) => {
  const { default: parser } = (await importPackage(installed, '@apidevtools/swagger-parser')) as {
    default: { validate(file: string): Promise<unknown> };
  };
  await parser.validate(file);
});

/** IBM's rules of style, for example snake case in paths, are for IBM's own APIs. So the check reads only the rules of OpenAPI. */
const ibm: Tool = {
  name: 'ibm-openapi-validator',
  locked: 'ibm-openapi-validator',
  reads: 'openapi.yaml',
  checks: {
    'lints the document': async ({ folder }) => {
      const command = [join(folder, 'node_modules/.bin/lint-openapi'), '-j', documentOf(ibm)];
      const end = await runProcess(process.execPath, command, { cwd: temporaryFolder('ibm') });
      if (!end.stdout.startsWith('{')) throw new Error(endOf('lint-openapi', [], end));
      const { error } = JSON.parse(end.stdout) as {
        error: { results: { rule: string; message: string; path: string[] }[] };
      };
      const faults = error.results.filter(({ rule }) => !rule.startsWith('ibm-'));
      if (faults.length > 0) throw new Error(JSON.stringify(faults));
    },
  },
};

export const DOCUMENT_VALIDATORS: readonly Tool[] = [...seriousme, ...swaggerParser, ibm];
