/** Generates large specs: copies of `spec/` with more operations and more codes that pass the lint. */
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { basename, join } from 'node:path';
import { parse, parseDocument, stringify } from 'yaml';
import { UNIQUE_TRIGGERS } from '../../src/contract/vocabulary.ts';
import type { Project } from '../lib/project.ts';

/** The size of a generated spec. */
export interface Size {
  operations: number;
  codes: number;
}

/** The files and folders that the pipeline needs. */
const NEEDED = [
  ...['scripts', 'src', 'spec', 'docs', 'redocly.yaml', '.spectral.yaml'],
  ...['package.json', 'tsconfig.json', 'README.md', 'CHANGELOG.md'],
];

/** A parsed file of the spec. */
type Node = { [key: string]: Node } & { [index: number]: Node };

/**
 * Copies the pipeline into a folder, with a spec of this size.
 *
 * The new operations are copies of the existing operations with other paths and separate success schemas. The new codes
 * are copies of existing codes. Their categories rotate, and half of them have statuses that the spec did not use.
 *
 * @param folder an empty folder
 */
export function growProject({ root }: Project, folder: string, { operations, codes }: Size): void {
  for (const name of NEEDED) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const spec = join(folder, 'spec');
  // Codes first, because the new operations are copies that must also have the new codes.
  growCodes(spec, codes);
  growOperations(spec, operations);
}

function growCodes(spec: string, count: number): void {
  const entry = read(join(spec, 'openapi.yaml'));
  const categories = entry['x-error-categories'] as unknown as string[];
  const places = placesOf(spec);
  const models = [...places.keys()].filter((code) => {
    const { trigger } = read(join(spec, 'errors', `${code}.yaml`))['x-error'] as Node;
    return !UNIQUE_TRIGGERS.some((unique) => unique === String(trigger));
  });
  const statuses = Object.keys(STATUS_CODES).filter(
    (status) => Number(status) >= 400 && !isUsed(spec, status),
  );
  for (let number = 0; number < count - places.size; number++) {
    const model = models[number % models.length] ?? '';
    const code = `${model}_${number}`;
    const text = readFileSync(join(spec, 'errors', `${model}.yaml`), 'utf8').replaceAll(model, code);
    const error = parseDocument(text);
    error.setIn(['x-error', 'category'], categories[number % categories.length]);
    writeFileSync(join(spec, 'errors', `${code}.yaml`), error.toString({ lineWidth: 0 }));
    const ownResponse = places.get(model) ?? '';
    // The headers of a response can depend on the fields of its codes, so only copies of one code share a new status.
    const status = number % 2 === 0 ? undefined : statuses[number % models.length];
    if (status === undefined) addCode(join(spec, 'responses', ownResponse), model, code);
    else addStatus(spec, status, ownResponse, model, code);
  }
}

/** Returns the response file of each code. */
function placesOf(spec: string): Map<string, string> {
  const places = new Map<string, string>();
  for (const name of readdirSync(join(spec, 'responses'))) {
    for (const code of Object.keys(
      errorOf(read(join(spec, 'responses', name)))?.discriminator?.mapping ?? {},
    ))
      places.set(code, name);
  }
  return places;
}

function isUsed(spec: string, status: string): boolean {
  return readdirSync(join(spec, 'paths')).some((name) =>
    readFileSync(join(spec, 'paths', name), 'utf8').includes(`"${status}"`),
  );
}

/** Adds a code to a response, as a copy of another code. */
function addCode(file: string, model: string, code: string): void {
  const response = read(file);
  const error = errorOf(response) as Node;
  const media = Object.values(response.content as Node)[0] as Node;
  const $ref = `../errors/${code}.yaml`;
  (error.oneOf as unknown as object[]).push({ $ref });
  Object.assign(error.discriminator?.mapping as Node, { [code]: $ref });
  Object.assign(media.examples as Node, { [code]: exampleOf(media, model, code) });
  writeFileSync(file, stringify(response, { lineWidth: 0, aliasDuplicateObjects: false }));
}

/** Adds a code with a new status. Codes that are copies of the same code share the status. */
function addStatus(spec: string, status: string, like: string, model: string, code: string): void {
  const name = `${(STATUS_CODES[status] ?? '').replaceAll(/[^A-Za-z]/g, '')}Response.yaml`;
  const file = join(spec, 'responses', name);
  if (readdirSync(join(spec, 'responses')).includes(name)) {
    addCode(file, Object.keys(errorOf(read(file))?.discriminator?.mapping ?? {})[0] ?? '', code);
    return;
  }
  const response = read(join(spec, 'responses', like));
  const error = errorOf(response) as Node;
  const media = Object.values(response.content as Node)[0] as Node;
  const $ref = `../errors/${code}.yaml`;
  Object.assign(error, {
    oneOf: [{ $ref }],
    discriminator: { ...error.discriminator, mapping: { [code]: $ref } },
  });
  media.examples = { [code]: exampleOf(media, model, code) } as Node;
  writeFileSync(file, stringify(response, { lineWidth: 0, aliasDuplicateObjects: false }));
  for (const path of readdirSync(join(spec, 'paths'))) {
    const item = parseDocument(readFileSync(join(spec, 'paths', path), 'utf8'));
    for (const method of Object.keys(item.toJS() as Node))
      item.setIn([method, 'responses', status], { $ref: `../responses/${name}` });
    writeFileSync(join(spec, 'paths', path), item.toString({ lineWidth: 0 }));
  }
}

/** Returns a copy of a code's example for another code. */
function exampleOf(media: Node, model: string, code: string): unknown {
  return JSON.parse(JSON.stringify((media.examples as Node)[model]).replaceAll(`"${model}"`, `"${code}"`));
}

function growOperations(spec: string, count: number): void {
  const entry = parseDocument(readFileSync(join(spec, 'openapi.yaml'), 'utf8'));
  const models = Object.entries((entry.toJS() as Node).paths as Node).map(([path, item]) => ({
    path,
    file: String(item.$ref),
  }));
  for (let number = models.length; number < count; number++) {
    const model = models[number % models.length];
    if (!model) throw new Error('The spec has no operation to copy.');
    const own = basename(model.file, '.yaml');
    const id = `${own}${number}`;
    const item = parseDocument(readFileSync(join(spec, model.file), 'utf8'));
    for (const [method, operation] of Object.entries(item.toJS() as Node)) {
      item.setIn([method, 'operationId'], id);
      const status = Object.keys(operation.responses as Node).find((key) => key.startsWith('2')) ?? '';
      const $ref = ownSuccess(spec, String(operation.responses?.[status]?.$ref), number);
      item.setIn([method, 'responses', status], { $ref });
    }
    writeFileSync(join(spec, 'paths', `${id}.yaml`), item.toString({ lineWidth: 0 }));
    const path = model.path.replace(/^\/([^/]+)/, `/$1-${number}`);
    entry.setIn(['paths', path], { $ref: `paths/${id}.yaml` });
  }
  writeFileSync(join(spec, 'openapi.yaml'), entry.toString({ lineWidth: 0 }));
}

/** Writes a success response for one operation, with a separate schema for `data`, and returns the `$ref` to it. */
function ownSuccess(spec: string, reference: string, number: number): string {
  const copied = (from: string) => from.replace(/\.yaml$/, `${number}.yaml`);
  const file = join(spec, 'paths', reference);
  const response = parseDocument(readFileSync(file, 'utf8'));
  const [mediaType = ''] = Object.keys((response.toJS() as Node).content ?? {});
  const place = ['content', mediaType, 'schema', 'properties', 'data', '$ref'];
  const data = String(response.getIn(place));
  response.setIn(place, copied(data));
  writeFileSync(copied(file), response.toString({ lineWidth: 0 }));
  const schema = join(spec, 'responses', data);
  writeFileSync(copied(schema), readFileSync(schema));
  return copied(reference);
}

/** Returns the schema of `error` in a response, or undefined for a success. */
function errorOf(response: Node): Node | undefined {
  const media = Object.values((response.content ?? {}) as Node)[0];
  return media?.schema?.properties?.error;
}

function read(file: string): Node {
  return parse(readFileSync(file, 'utf8')) as Node;
}
