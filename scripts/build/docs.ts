/** generated/openapi.json -> generated/docs/: the site, static pages with relative links that request nothing from other hosts. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { compareBundles } from '../../src/diff/bundles.ts';
import type { ContractDiff } from '../../src/diff/types.ts';
import { readRelease, readWorkingBundle, releasesOf } from '../lib/bundles.ts';
import { type Project, writeWhole } from '../lib/project.ts';
import { catalogueOf, readGeneratedContract } from '../lib/read-contract.ts';
import { browserScripts, inlineTexts } from './docs/browser-scripts.ts';
import { changesPage } from './docs/changes-page.ts';
import { codePage } from './docs/code-page.ts';
import { guidePage, readGuides } from './docs/guide-page.ts';
import { indexPage } from './docs/index-page.ts';
import { notFoundPage } from './docs/not-found-page.ts';
import { operationsPage } from './docs/operations-page.ts';
import { renderPage, type Site } from './docs/site.ts';
import { catalogueFiles, pageOf, withoutNotice } from './error-pages.ts';

/** The page that Redoc renders. It takes longer than all other pages together. */
export const OPERATIONS = 'operations.html';

export async function docs(project: Project): Promise<void> {
  const site = await readSite(project);
  const files = await siteFiles(project, site);
  files.set(OPERATIONS, await operationsPage(project, site));
  writeSite(project, files);
  const folder = join(project.generated, 'docs');
  // Deletes the pages of codes and guides that were removed.
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    if (entry.isFile() && !files.has(path)) rmSync(file);
  }
}

/** Writes files of the site. */
export function writeSite({ generated }: Project, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) writeWhole(join(generated, 'docs', path), text);
}

/** Reads the data of the site. */
export async function readSite(project: Project): Promise<Site> {
  const contract = readGeneratedContract(project);
  return {
    contract,
    catalogue: catalogueOf(contract),
    guides: readGuides(project),
    changelog: readFileSync(join(project.root, 'CHANGELOG.md'), 'utf8'),
    comparisons: comparisonsOf(project),
    inline: await inlineTexts(),
  };
}

/** Compares each release with the next version, the newest first. The last version is the one in the working tree. */
function comparisonsOf(project: Project): ContractDiff[] {
  const bundles = [
    ...releasesOf(project).map((version) => readRelease(project, version)),
    readWorkingBundle(project),
  ];
  return bundles
    .flatMap((next, at) => {
      const old = bundles[at - 1];
      return old ? [compareBundles(old, next)] : [];
    })
    .filter(({ changes }) => changes.length > 0)
    .reverse();
}

/** Returns all files of the site by path, except the page of the operations. */
export async function siteFiles(project: Project, site: Site): Promise<Map<string, string>> {
  const { catalogue, contract, guides } = site;
  const data = catalogueFiles(catalogue, contract);
  const pages = [
    indexPage(site),
    ...catalogue.errors.map((entry) => codePage(entry, site, withoutNotice(data.get(pageOf(entry)) ?? ''))),
    ...guides.map((guide) => guidePage(guide, site)),
    changesPage(site),
    notFoundPage(site),
  ];
  return new Map([
    ...data,
    ...pages.map((page) => [page.path, renderPage(page, site)] as const),
    ...(await browserScripts()),
    ['openapi.yaml', await readFile(join(project.generated, 'openapi.yaml'), 'utf8')],
    ['openapi.json', await readFile(join(project.generated, 'openapi.json'), 'utf8')],
  ]);
}
