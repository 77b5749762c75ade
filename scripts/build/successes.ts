/**
 * generated/openapi.json -> generated/successes.ts, generated/validate-success.js and its declaration: the successes of
 * the operations for `successResponse`, and the compiled validators of their schemas.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import { isObject, type JsonObject } from '../../src/contract/document.ts';
import { resolveRef } from '../../src/contract/json-pointer.ts';
import type { Contract, Success } from '../../src/contract/model.ts';
import { relationsOf } from '../../src/contract/read-relations.ts';
import type { PlacedRelation, SuccessData } from '../../src/server/success-data.ts';
import { NOTICE, type Project, writeWhole } from '../lib/project.ts';
import { standaloneValidators } from './standalone-validators.ts';

/** The deepest object whose relations are read. A schema may contain itself. */
const MAX_DEPTH = 10;

/** The keywords of an object that can have more fields than `properties` lists. */
const OPEN_KEYWORDS = ['additionalProperties', 'allOf'];

export async function writeSuccesses(project: Project, contract: Contract): Promise<void> {
  const { operations, document } = contract;
  const data = operations.map(({ id, successes }) => {
    const entries = successes.map((success) => successData(document, success));
    return `  ${JSON.stringify(id)}: ${JSON.stringify(entries, null, 2).replaceAll('\n', '\n  ')},\n`;
  });
  const types = operations.map(({ id, successes }) => {
    const each = successes.map((success) => `{ status: ${success.status}; data: ${dataType(id, success)} }`);
    return `  ${JSON.stringify(id)}: [${each.join(', ')}];\n`;
  });
  writeWhole(
    join(project.generated, 'successes.ts'),
    `// ${NOTICE}
import type { SuccessData } from '../src/server/success-data.ts';
import type { operations } from './types.ts';

/** The status and the \`data\` of each success, by \`operationId\`. The main success is the first. */
export interface SuccessesOf {
${types.join('')}}

/** The successes of each operation, in the same order. */
export const successes: Readonly<Record<string, readonly SuccessData[]>> = {
${data.join('')}};
`,
  );
  writeWhole(join(project.generated, 'validate-success.js'), await validatorsOf(project, contract));
  writeWhole(
    join(project.generated, 'validate-success.d.ts'),
    `// ${NOTICE}
/** The validators of the envelopes, by \`operationId\` and status with a space between them. */
export declare const validators: Readonly<Record<string, Validator>>;

/** Returns whether a value conforms to the schema, and keeps the errors until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: { instancePath: string; message?: string }[] | null;
}
`,
  );
}

function successData(document: JsonObject, { status, headers, fields, content }: Success): SuccessData {
  const sent = headers.flatMap(({ name, level, example }) =>
    level === 'MAY' || example === undefined ? [] : [[name, String(example)]],
  );
  const head = { status, headers: Object.fromEntries(sent) };
  if (!content) return head;
  const { mediaType, example, schemaPointer } = content;
  const relations = placedRelations(document, { $ref: schemaPointer }, []);
  const isOpen = OPEN_KEYWORDS.some((keyword) => keyword in dataSchema(document, schemaPointer));
  return { ...head, content: { mediaType, ...(!isOpen && { fields }), relations, example } };
}

function dataSchema(document: JsonObject, schemaPointer: string): JsonObject {
  const { node } = resolveRef(document, { $ref: schemaPointer }, schemaPointer);
  const data = isObject(node.properties) ? node.properties.data : undefined;
  return resolveRef(document, data, `${schemaPointer}/properties/data`).node;
}

function dataType(id: string, { status, content }: Success): string {
  if (!content) return 'undefined';
  return `operations[${JSON.stringify(id)}]['responses'][${status}]['content'][${JSON.stringify(content.mediaType)}]['data']`;
}

/** Compiles the schemas with ajv, and bundles them with the helpers of ajv that they use. */
async function validatorsOf({ root }: Project, { document, operations }: Contract): Promise<string> {
  const withContent = operations.flatMap(({ id, successes }) =>
    successes.flatMap(({ status, content }) => (content ? [{ name: `${id} ${status}`, content }] : [])),
  );
  const pointers = withContent.map(({ content }) => content.schemaPointer);
  const { code, names } = standaloneValidators(document, pointers);
  const entries = withContent.map(({ name }, index) => `${JSON.stringify(name)}: ${names[index]}`);
  const { outputFiles } = await build({
    stdin: {
      contents: `${code}\nexport const validators = { ${entries.join(', ')} };`,
      resolveDir: join(root, 'src/contract'),
    },
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minifySyntax: true,
    banner: { js: `// ${NOTICE}` },
    write: false,
    logLevel: 'warning',
  });
  // The validators are internal: only the table is exported.
  return (outputFiles[0]?.text ?? '').replace(/export \{[^}]*\};\s*$/, 'export { validators };\n');
}

/** Returns the MUST relations between fields in a schema, with the path to their objects. */
function placedRelations(document: JsonObject, schema: JsonObject, path: string[]): PlacedRelation[] {
  const { node } = resolveRef(document, schema, path.join('/'));
  if (path.length > MAX_DEPTH) return [];
  const own = relationsOf(node)
    .filter(({ level, echoes }) => level === 'MUST' && echoes === undefined)
    .map((relation) => ({ path, relation }));
  const properties = Object.entries(isObject(node.properties) ? node.properties : {});
  const children = isObject(node.items) ? [...properties, ['*', node.items] as const] : properties;
  const inner = children.flatMap(([name, child]) =>
    isObject(child) ? placedRelations(document, child, [...path, name]) : [],
  );
  return [...own, ...inner];
}
