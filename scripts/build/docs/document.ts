/** The document that the docs are rendered from: the bundle, with the error reference and links to it. */
import { isObject, type Json, type JsonObject } from '../../../src/contract/document.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { isNever } from '../../../src/contract/nodes.ts';
import { curlLine } from '../../../src/reference/sandbox-request.ts';
import { listed } from '../../../src/text/english.ts';
import { code } from '../../../src/text/markdown.ts';
import type { Catalogue } from '../../lib/read-contract.ts';
import { renderLanding } from './landing.ts';

/**
 * Makes the docs' document. What it changes is wording alone: the bundle in `generated/` stays the contract.
 *
 * @param contract the contract, whose document is left as it is
 * @param catalogue the catalogue made of it
 */
export function docsDocument(contract: Contract, catalogue: Catalogue): JsonObject {
  const document = structuredClone(contract.document);
  addReference(document, contract, catalogue);
  linkSchemas(document, catalogue);
  linkParameters(document, catalogue);
  forEachObject(document, wordAbsentProperties);
  nameNoHost(document);
  addSamples(document, contract);
  return document;
}

function addReference(document: JsonObject, contract: Contract, catalogue: Catalogue): void {
  if (isObject(document.info)) document.info.description = renderLanding(contract, catalogue);
}

/** Each code's schema, as the operations show it, leads to the code's section. */
function linkSchemas(document: JsonObject, catalogue: Catalogue): void {
  const components = isObject(document.components) ? document.components : {};
  const schemas = isObject(components.schemas) ? components.schemas : {};
  for (const entry of catalogue.errors) {
    const schema = schemas[entry.code];
    const property = isObject(schema) && isObject(schema.properties) && schema.properties.code;
    if (isObject(property)) append(property, `[When it occurs and what to do](#${entry.fragment}).`);
  }
}

/** A parameter says which code a bad value is answered with; the extension that knows is not shown. */
function linkParameters(document: JsonObject, catalogue: Catalogue): void {
  forEachObject(document, (node) => {
    const entry = catalogue.errors.find((candidate) => candidate.code === node['x-invalid']);
    if (entry && typeof node.in === 'string') {
      append(node, `A bad value is answered with [${code(entry.code)}](#${entry.fragment}).`);
    }
  });
}

/**
 * A property whose schema accepts nothing must not be there. Redoc shows it as a property of type "any", which says the
 * opposite, and shows no text of the whole body's schema: the docs say it in the response's words.
 */
function wordAbsentProperties(node: JsonObject): void {
  for (const mediaType of Object.values(isObject(node.content) ? node.content : {})) {
    const properties = isObject(mediaType) && isObject(mediaType.schema) && mediaType.schema.properties;
    if (!isObject(properties)) continue;
    const absent = Object.keys(properties).filter((name) => isNever(properties[name]));
    if (absent.length === 0) continue;
    for (const name of absent) delete properties[name];
    append(node, `${listed(absent.map(code)).join('')} MUST NOT be there.`);
  }
}

/** Redoc completes a server's path with the address of the page, which would name a host that serves no API. */
function nameNoHost(document: JsonObject): void {
  for (const server of Array.isArray(document.servers) ? document.servers : []) {
    if (isObject(server) && typeof server.url === 'string' && server.url.startsWith('/')) {
      server.url = `{scheme}://{host}${server.url}`;
    }
  }
}

/** Beside each operation stands a request that the sandbox answers a success to. */
function addSamples(document: JsonObject, contract: Contract): void {
  forEachObject(document.paths ?? {}, (node) => {
    if (!contract.operations.some(({ id }) => id === node.operationId)) return;
    const source = curlLine(contract, String(node.operationId), contract.sandbox.successToken);
    node['x-codeSamples'] = [{ lang: 'Shell', label: 'curl', source }];
  });
}

function append(node: JsonObject, sentence: string): void {
  const description = typeof node.description === 'string' ? node.description.trim() : '';
  node.description = description === '' ? sentence : `${description} ${sentence}`;
}

function forEachObject(node: Json, visit: (node: JsonObject) => void): void {
  if (Array.isArray(node)) for (const item of node) forEachObject(item, visit);
  if (!isObject(node)) return;
  visit(node);
  for (const value of Object.values(node)) forEachObject(value, visit);
}
