/** Replaces `src/contract/prepared.ts` in `dist/` with the parsed bundle and its compiled validators. */
import { join } from 'node:path';
import { _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import type { Contract } from '../../../src/contract/model.ts';
import { ajvOf, referenceTo } from '../../../src/contract/validator.ts';
import type { Project } from '../../lib/project.ts';
import { readGeneratedContract } from '../../lib/read-contract.ts';

/** Returns an esbuild plugin that loads the prepared module. */
export function prepare(project: Project): Plugin {
  return {
    name: 'prepare',
    setup(build) {
      build.onLoad({ filter: /src[\\/]contract[\\/]prepared\.ts$/ }, () => ({
        contents: preparedModule(readGeneratedContract(project)),
        resolveDir: join(project.root, 'src/contract'),
      }));
    },
  };
}

function preparedModule(contract: Contract): string {
  const pointers = pointersOf(contract);
  const ajv = ajvOf(contract.document, {
    code: { source: true, esm: true, formats: _`require("./formats.ts").formats` },
  });
  // Not `validate`: ajv uses this prefix and a number for its own functions.
  const names = Object.fromEntries(pointers.map((pointer, index) => [`prepared${index}`, pointer]));
  for (const [name, pointer] of Object.entries(names)) ajv.addSchema({ $ref: referenceTo(pointer) }, name);
  const ids = Object.fromEntries(Object.keys(names).map((name) => [name, name]));
  const entries = Object.entries(names).map(([name, pointer]) => `${JSON.stringify(pointer)}: ${name}`);
  return `${standaloneCode.default(ajv, ids)}
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
      ...operations.map(({ success }) => success.schemaPointer),
      ...errors.map(({ pointer }) => pointer),
      ...parameters.filter(({ invalid }) => invalid !== undefined).map(({ pointer }) => `${pointer}/schema`),
    ]),
  ];
}
