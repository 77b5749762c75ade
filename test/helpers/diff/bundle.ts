/** Changed copies of the committed bundle. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, temporaryFolder } from '../project.ts';

/** A bundle that tests change without checks of its structure. */
// biome-ignore lint/suspicious/noExplicitAny: tests know the structure of the bundle
export type Bundle = any;

export const SHIPPED = join(ROOT, 'generated/openapi.json');

/** Returns a changed copy of the committed bundle. The version is set to 1.0.0 before the change. */
export function changed(change: (bundle: Bundle) => void): Bundle {
  const bundle: Bundle = JSON.parse(readFileSync(SHIPPED, 'utf8'));
  bundle.info.version = '1.0.0';
  change(bundle);
  return bundle;
}

/** Writes a changed copy of the committed bundle to a file and returns the path of the file. */
export function writeChanged(file: string, change: (bundle: Bundle) => void): string {
  writeFileSync(file, JSON.stringify(changed(change), null, 2));
  return file;
}

/** The file of the unchanged bundle, with which the changed copies are compared. */
export const COMMITTED = writeChanged(join(temporaryFolder('bundle'), 'committed.json'), () => {});

/** Adds a code that is a copy of another code under a new name. */
export function addCode(bundle: Bundle, code: string, like: string): void {
  const { schemas, responses } = bundle.components;
  schemas[code] = structuredClone(schemas[like]);
  schemas[code].title = code;
  schemas[code].properties.code.const = code;
  for (const { content } of Object.values<Bundle>(responses)) {
    const { schema, examples } = content['application/json'];
    if (!examples[like]) continue;
    const { error } = schema.properties;
    error.oneOf.push({ $ref: `#/components/schemas/${code}` });
    error.discriminator.mapping[code] = `#/components/schemas/${code}`;
    examples[code] = structuredClone(examples[like]);
    examples[code].value.error.code = code;
  }
}

/** Removes a code from the schemas and responses. */
export function removeCode(bundle: Bundle, code: string): void {
  delete bundle.components.schemas[code];
  for (const { content } of Object.values<Bundle>(bundle.components.responses)) {
    const { schema, examples } = content['application/json'];
    if (!examples[code]) continue;
    const { error } = schema.properties;
    error.oneOf = error.oneOf.filter(({ $ref }: { $ref: string }) => !$ref.endsWith(`/${code}`));
    delete error.discriminator.mapping[code];
    delete examples[code];
  }
}

/** Returns the operation whose path starts with a text, and this path. */
export function operationBy(bundle: Bundle, start: string): { path: string; operation: Bundle } {
  const path = Object.keys(bundle.paths).find((candidate) => candidate.startsWith(start)) ?? '';
  return { path, operation: bundle.paths[path].get };
}
