/** generated/openapi.json -> generated/types.ts: the paths, operations and components as TypeScript types. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString, NEVER } from 'openapi-typescript';
import { isNever } from '../../src/contract/nodes.ts';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';

export async function types(project: Project): Promise<void> {
  // The command would ignore its argument in a folder whose redocly.yaml has `apis`, so this calls the library.
  const ast = await openapiTS(readFileSync(join(project.generated, 'openapi.json'), 'utf8'), {
    // A property of a body that has a default can be left out.
    defaultNonNullable: false,
    // The type of a field that is never present. Without this, it would be `unknown`.
    transform: (schema) => (isNever(schema) ? NEVER : undefined),
  });
  writeWhole(join(project.generated, 'types.ts'), `// ${NOTICE}\n\n${astToString(ast)}`);
}
