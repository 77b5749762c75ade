/** Replaces modules in `dist/`: the parsed bundle, its compiled validators, and the compiled schema of profiles. */
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import profileSchema from '../../../src/conformance/schemas/profile.schema.json' with { type: 'json' };
import type { Contract } from '../../../src/contract/model.ts';
import type { Project } from '../../lib/project.ts';
import { readGeneratedContract } from '../../lib/read-contract.ts';
import { standaloneValidators } from '../standalone-validators.ts';

/** Returns an esbuild plugin that loads the prepared module. */
export function prepare(project: Project): Plugin {
  return {
    name: 'prepare',
    setup(build) {
      build.onLoad({ filter: /src[\\/]contract[\\/]prepared\.ts$/ }, () => ({
        contents: preparedModule(readGeneratedContract(project)),
        resolveDir: join(project.root, 'src/contract'),
      }));
      build.onLoad({ filter: /src[\\/]conformance[\\/]profile[\\/]validate\.ts$/ }, () => ({
        contents: profileValidator(),
        resolveDir: join(project.root, 'src/conformance/profile'),
      }));
    },
  };
}

/** Returns the module that validates profiles, as in the source but already compiled. */
function profileValidator(): string {
  const ajv = new Ajv2020({ strict: false, verbose: true, code: { source: true, esm: true } });
  ajv.addSchema(profileSchema, 'profile');
  return standaloneCode.default(ajv, { validateProfile: 'profile' });
}

function preparedModule(contract: Contract): string {
  const pointers = pointersOf(contract);
  const { code, names } = standaloneValidators(contract.document, pointers);
  const entries = pointers.map((pointer, index) => `${JSON.stringify(pointer)}: ${names[index]}`);
  return `${code}
export const prepared = {
  document: JSON.parse(${JSON.stringify(JSON.stringify(contract.document))}),
  validators: { ${entries.join(', ')} },
};`;
}

/** Returns the JSON pointers of the schemas that the commands use. */
function pointersOf({ operations, errors }: Contract): string[] {
  const parameters = operations.flatMap((operation) => operation.parameters);
  return [
    ...new Set([
      ...operations.flatMap(({ successes }) =>
        successes.flatMap(({ content }) => content?.schemaPointer ?? []),
      ),
      ...operations.flatMap(({ body }) => body?.schemaPointer ?? []),
      ...errors.map(({ pointer }) => pointer),
      ...parameters.filter(({ invalid }) => invalid !== undefined).map(({ pointer }) => `${pointer}/schema`),
    ]),
  ];
}
