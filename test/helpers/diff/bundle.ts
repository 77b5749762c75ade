/** Changed copies of the committed bundle. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, temporaryFolder } from '../project.ts';

/** A bundle as tests change it: what is not there is their own fault. */
// biome-ignore lint/suspicious/noExplicitAny: a test reaches in where it knows what is there
export type Bundle = any;

export const SHIPPED = join(ROOT, 'generated/openapi.json');

/** The committed bundle, changed. Its version is 1.0.0, whatever release the contract has come to. */
export function changed(change: (bundle: Bundle) => void): Bundle {
  const bundle: Bundle = JSON.parse(readFileSync(SHIPPED, 'utf8'));
  bundle.info.version = '1.0.0';
  change(bundle);
  return bundle;
}

/** Writes the committed bundle, changed, and gives the path back. */
export function writeChanged(file: string, change: (bundle: Bundle) => void): string {
  writeFileSync(file, JSON.stringify(changed(change), null, 2));
  return file;
}

/** The committed bundle, as what all others are compared with. */
export const COMMITTED = writeChanged(join(temporaryFolder('bundle'), 'committed.json'), () => {});

/** Adds a code beside another one, like it in all but its name. */
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

/** Takes a code out of its response. */
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

/** The operation at a path that begins so, with its path. */
export function operationBy(bundle: Bundle, start: string): { path: string; operation: Bundle } {
  const path = Object.keys(bundle.paths).find((candidate) => candidate.startsWith(start)) ?? '';
  return { path, operation: bundle.paths[path].get };
}
