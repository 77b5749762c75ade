/** operations.html: the page of `redocly build-docs`, with the errors of each operation, and without outside requests. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../../src/contract/document.ts';
import { exampleCurl } from '../../../src/contract/example-request.ts';
import type { Operation } from '../../../src/contract/model.ts';
import { sentence } from '../../../src/reference/phrases.ts';
import { SANDBOX } from '../../../src/reference/sandbox-request.ts';
import { code, link, paragraph, parseInline, strong, table } from '../../../src/text/blocks.ts';
import { toMarkdown } from '../../../src/text/markdown.ts';
import { NOTICE, type Project, StepError } from '../../lib/project.ts';
import { runRedocly } from '../../lib/run-tool.ts';
import type { Site } from './site.ts';

/** Renders the page. */
export async function operationsPage(project: Project, site: Site): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'social-data-docs-'));
  try {
    const document = join(folder, 'openapi.json');
    const page = join(folder, 'operations.html');
    await writeFile(document, JSON.stringify(operationsDocument(site)));
    // A separate configuration, because this command does not need the lint rules of redocly.yaml.
    const config = join(import.meta.dirname, 'redocly.yaml');
    await runRedocly(
      ['build-docs', document, '--inlineBundle', '--output', page, '--config', config],
      project.root,
    );
    const style = await readFile(join(import.meta.dirname, 'operations.css'), 'utf8');
    return withoutOutsideRequests(await readFile(page, 'utf8')).replace(
      '</head>',
      () => `<!-- ${NOTICE} -->\n<link rel="icon" href="data:,">\n<style>\n${style}</style>\n</head>`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Returns the bundle with the errors of each operation in its description. The bundle in `generated/` has no such text. */
function operationsDocument({ contract, catalogue }: Site): JsonObject {
  const document = structuredClone(contract.document);
  if (isObject(document.info)) {
    const [about = ''] = String(document.info.description).split('\n\n');
    document.info.description = `${about}\n\n[Errors, authentication and best practices](index.html)`;
  }
  forEachObject(document.paths ?? {}, (node) => {
    const operation = contract.operations.find(({ id }) => id === node.operationId);
    if (!operation) return;
    node.description = `${operation.description.trim()}\n\n${errorTable(operation, catalogue.errors)}`;
    const source = exampleCurl(operation, SANDBOX.origin + contract.basePath, contract.sandbox.successToken);
    node['x-codeSamples'] = [{ lang: 'Shell', label: 'curl', source }];
  });
  return document;
}

function errorTable({ codes }: Operation, errors: Site['catalogue']['errors']): string {
  const rows = errors
    .filter((entry) => codes.includes(entry.code))
    .map((entry) => [
      [link(code(entry.code), entry.docs), entry.retired === undefined ? '' : ' (retired)'],
      String(entry.status),
      parseInline(sentence(entry.meaning)),
    ]);
  return toMarkdown([
    paragraph(strong('Errors of this operation')),
    table(['Code', 'Status', 'Cause'], rows),
  ]);
}

function forEachObject(node: Json, visit: (node: JsonObject) => void): void {
  if (Array.isArray(node)) for (const item of node) forEachObject(item, visit);
  if (!isObject(node)) return;
  visit(node);
  for (const value of Object.values(node)) forEachObject(value, visit);
}

/** The addresses that Redoc requests: its logo, its icons and its telemetry. */
const REQUESTED = [
  /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g,
  /https:\/\/cdn\.redocly\.com\/icons\/[^`"']+/g,
  /https:\/\/otel\.cloud\.redocly\.com\/v1\/traces/g,
];

/** Hosts that a page must not name. */
const HOSTS = /https?:\/\/(?:cdn|otel|fonts|api)\.[\w.-]+/g;

/**
 * Replaces the requested addresses by an address that requests nothing.
 *
 * @throws {StepError} if the page lacks one of them, or names another host: Redoc has probably changed
 */
export function withoutOutsideRequests(page: string): string {
  let changed = page;
  for (const address of REQUESTED) {
    const next = changed.replace(address, 'data:,');
    if (next === changed) throw unexpected(`does not contain ${address.source}`);
    changed = next;
  }
  const left = [...new Set(changed.match(HOSTS))];
  if (left.length > 0) throw unexpected(`names ${left.join(', ')}`);
  return changed;
}

function unexpected(fault: string): StepError {
  return new StepError(
    `The page of \`redocly build-docs\` ${fault}. Check the new version of Redoc, and update scripts/build/docs/operations-page.ts.`,
  );
}
