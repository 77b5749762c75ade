/** generated/openapi.json -> generated/openapi-3.0.yaml and openapi-3.0.json: the same contract for tools that read only OpenAPI 3.0. */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../src/contract/document.ts';
import { pointerPart, valueAt } from '../../src/contract/json-pointer.ts';
import { isOpaque, type Kind, kindOfPart } from '../../src/contract/node-kinds.ts';
import { readDocument } from '../../src/contract/read-document.ts';
import { NOTICE, type Project, StepError, writeWhole } from '../lib/project.ts';
import { schemaOf30 } from './schema-3.0.ts';

/** Many tools do not know the later patch version 3.0.4, which has the same format. */
const VERSION = '3.0.3';

/** Keys without a form in 3.0. Spectral's rules report the rest: they compare the edition with the schema of OpenAPI 3.0. */
const WITHOUT_FORM: Partial<Record<Kind, readonly string[]>> = {
  document: ['webhooks', 'jsonSchemaDialect'],
  components: ['pathItems'],
};

export async function openapi30(project: Project): Promise<void> {
  const edition = toOpenApi30(readDocument(join(project.generated, 'openapi.json')));
  // Nodes that two places share are written twice: many tools do not read aliases.
  const yaml = stringify(edition, { lineWidth: 0, aliasDuplicateObjects: false });
  writeWhole(join(project.generated, 'openapi-3.0.yaml'), `# ${NOTICE}\n${yaml}`);
  writeWhole(join(project.generated, 'openapi-3.0.json'), `${JSON.stringify(edition, null, 2)}\n`);
}

/**
 * Returns an OpenAPI 3.1 document as OpenAPI 3.0. Both accept the same requests and responses.
 *
 * @throws {StepError} if a part has no form in 3.0; the message names the place
 */
export function toOpenApi30(document: JsonObject): JsonObject {
  return converted(document, 'document', '#', document) as JsonObject;
}

function converted(value: Json, kind: Kind, pointer: string, document: JsonObject): Json {
  if (kind === 'schema' && typeof value === 'boolean') return value ? {} : { not: {} };
  if (typeof value !== 'object' || value === null || isOpaque(kind)) return value;
  const part = ([key, inner]: [string, Json]) => {
    // The only place where 3.0 has boolean schemas.
    if (kind === 'schema' && key === 'additionalProperties' && typeof inner === 'boolean')
      return [key, inner];
    return [key, converted(inner, kindOfPart(kind, key), `${pointer}/${pointerPart(key)}`, document)];
  };
  if (Array.isArray(value)) return Object.entries(value).map((entry) => part(entry)[1] as Json);
  const reference = merged(value, kind, document);
  if (reference) return converted(reference, kind, pointer, document);
  const node = Object.fromEntries(Object.entries(value).map(part)) as JsonObject;
  for (const key of WITHOUT_FORM[kind] ?? []) {
    if (key in node) throw new StepError(`${key} at ${pointer} has no form in OpenAPI 3.0. Remove it.`);
  }
  if (kind === 'schema') return schemaOf30(node, pointer);
  if (kind === 'document') return { ...node, openapi: VERSION, info: infoOf30(node.info) };
  return node;
}

/** Returns a reference that has other keys in another form, because 3.0 ignores these keys. */
function merged({ $ref, ...others }: JsonObject, kind: Kind, document: JsonObject): JsonObject | undefined {
  if (typeof $ref !== 'string' || kind === 'other' || Object.keys(others).length === 0) return undefined;
  if (kind !== 'schema') return { ...(valueAt(document, $ref) as JsonObject), ...others };
  const { allOf } = others;
  return { ...others, allOf: [{ $ref }, ...(Array.isArray(allOf) ? allOf : [])] };
}

/** Removes the keys that only describe the API and that 3.0 does not have. */
function infoOf30(value: Json | undefined): JsonObject {
  const { summary: _, ...info } = isObject(value) ? value : {};
  if (!isObject(info.license)) return info;
  const { identifier: __, ...license } = info.license;
  return { ...info, license };
}
