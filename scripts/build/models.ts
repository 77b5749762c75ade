/** generated/openapi.json -> generated/models.ts: names for the schemas of the API, and the values of its enums. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../../src/contract/document.ts';
import type { Contract } from '../../src/contract/model.ts';
import { NOTICE, type Project, StepError, writeWhole } from '../lib/project.ts';

/** The entry of the package. It exports all models, but an export of its own would hide a model with the same name. */
const ENTRY = new URL('../../src/index.ts', import.meta.url);

/** Returns the names that the entry of the package exports in braces. */
export function entryNames(): string[] {
  const lists = readFileSync(ENTRY, 'utf8').matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  return [...lists].flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));
}

/** Writes a type for each schema except those of the codes, and a list and a type guard for each enum of strings. */
export function writeModels({ generated }: Project, contract: Contract, taken: readonly string[]): void {
  const codes = new Set(contract.errors.map(({ code }) => code));
  const { components } = contract.document;
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  const names = new Set([...taken, ...entryNames()]);
  const blocks = Object.entries(schemas)
    .filter(([name]) => !codes.has(name))
    .map(([name, schema]) => {
      const { text, exported } = modelOf(name, isObject(schema) ? schema : {});
      for (const one of exported) {
        if (names.has(one)) {
          throw new StepError(`The client exports ${one} for something else. Rename the schema ${name}.`);
        }
        names.add(one);
      }
      return text;
    });
  writeWhole(
    join(generated, 'models.ts'),
    `// ${NOTICE}\nimport type { components } from './types.ts';\n\n${blocks.join('\n')}`,
  );
}

/** Returns the names that the package exports for a schema: the type and, for an enum of strings, a list and a type guard. */
export function modelNames(
  schema: string,
  { enum: values }: JsonObject,
): [type: string, ...others: string[]] {
  // The name of a component may contain dots and hyphens (OpenAPI 3.1.1 4.8.7).
  const name = schema.replace(/(^|[^A-Za-z0-9_]+)(.)/g, (_, __, letter: string) => letter.toUpperCase());
  return Array.isArray(values) && values.every((value) => typeof value === 'string')
    ? [name, pluralOf(name.charAt(0).toLowerCase() + name.slice(1)), `is${name}`]
    : [name];
}

function modelOf(schema: string, node: JsonObject) {
  const { enum: values, deprecated } = node;
  const exported = modelNames(schema, node);
  const [name, list, guard] = exported;
  const mark =
    deprecated === true ? '\n *\n * @deprecated The description of the schema says what to use.\n' : '';
  const type = `/**${mark && '\n *'} The type of the schema \`${schema}\`.${mark} */
export type ${name} = components['schemas'][${JSON.stringify(schema)}];
`;
  if (list === undefined) return { text: type, exported };
  const text = `${type}
/** All values of {@link ${name}}. */
export const ${list} = ${JSON.stringify(values)} as const satisfies readonly ${name}[];

/** Returns whether a value is one of {@link ${list}}. */
export function ${guard}(value: unknown): value is ${name} {
  return (${list} as readonly unknown[]).includes(value);
}
`;
  return { text, exported };
}

/** Returns the plural of an English noun with a regular one. */
function pluralOf(noun: string): string {
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
