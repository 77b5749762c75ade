/** Validators and linters of OpenAPI documents. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { endOf, runProcess } from '../../../scripts/lib/spawn.ts';
import { temporaryFolder } from '../../helpers/project.ts';
import { documentOf, type Installed, importPackage, type Tool } from '../tool.ts';

/** The folder in packages/ of the tools that need little else. */
const LOCKED = 'document-validators';

/** Throws if the document in the file is invalid. */
type Validate = (installed: Installed, file: string) => Promise<void>;

/** Returns the rows of a validator: one for each edition of the document. */
function validator(name: string, locked: string, validate: Validate): Tool[] {
  return (['openapi.yaml', 'openapi-3.0.yaml'] as const).map((reads) => ({
    name,
    locked,
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

const seriousme = validator('@seriousme/openapi-schema-validator', LOCKED, async (installed, file) => {
  const { Validator } = (await importPackage(installed, '@seriousme/openapi-schema-validator')) as {
    Validator: new () => { validate(file: string): Promise<{ valid: boolean; errors: unknown }> };
  };
  const { valid, errors } = await new Validator().validate(file);
  if (!valid) throw new Error(JSON.stringify(errors));
});

const swaggerParser = validator('@apidevtools/swagger-parser', LOCKED, async (installed, file) => {
  const { default: parser } = (await importPackage(installed, '@apidevtools/swagger-parser')) as {
    default: { validate(file: string): Promise<unknown> };
  };
  await parser.validate(file);
});

/** IBM's own rules, for example snake case in paths, are for IBM's APIs. The check reads only the rules of OpenAPI. */
const ibm = validator('ibm-openapi-validator', 'ibm-openapi-validator', async ({ folder }, file) => {
  const program = join(folder, 'node_modules/.bin/lint-openapi');
  const end = await runProcess(process.execPath, [program, '--json', file], { cwd: temporaryFolder('ibm') });
  // A crash prints no JSON.
  if (!end.stdout.startsWith('{')) throw new Error(endOf('lint-openapi', ['--json', file], end));
  const { error } = JSON.parse(end.stdout) as { error: { results: { rule: string }[] } };
  const findings = error.results.filter(({ rule }) => !rule.startsWith('ibm-'));
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
});

export const DOCUMENT_VALIDATORS: readonly Tool[] = [...seriousme, ...swaggerParser, ...ibm];
