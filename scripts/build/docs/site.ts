/** The parts that all pages of the site share: the data, and the frame of a page. */
import { createHash } from 'node:crypto';
import type { Catalogue } from '../../../src/contract/catalogue.ts';
import type { Contract } from '../../../src/contract/model.ts';
import type { ContractDiff } from '../../../src/diff/types.ts';
import { html, Markup } from '../../../src/text/html.ts';
import { NOTICE } from '../../lib/project.ts';

/** A guide of the site. */
export interface Guide {
  /** The file name without extension. */
  name: string;
  title: string;
  markdown: string;
  /** The path of the source, relative to the root of the repository. */
  source: string;
}

/** The data of the site. */
export interface Site {
  contract: Contract;
  catalogue: Catalogue;
  guides: readonly Guide[];
  /** The text of CHANGELOG.md. */
  changelog: string;
  /** The changes of the contract from each release to the next version, the newest first. */
  comparisons: readonly ContractDiff[];
  inline: Inline;
}

/** One page. */
export interface Page {
  /** The path of the page, relative to the root of the site. */
  path: string;
  title: string;
  description: string;
  main: Markup;
  /** The Markdown version of the page, relative to the page. */
  markdown?: string;
  /** More scripts of the page, relative to the root of the site. */
  scripts?: readonly string[];
  /** The address of the page is unknown: a static host serves the page for every address without a page. */
  isAnywhere?: true;
}

/** The texts that each page contains, so that its first paint needs no other file. */
export interface Inline {
  style: string;
  /** The script that applies the chosen colour scheme. */
  theme: string;
  /** The script that finds the root of the site, for a page at any address. */
  base: string;
}

/**
 * Returns the policy of a page: only its own style and scripts, nothing from other hosts, and no form that leaves the page.
 */
function policyOf(style: string, scripts: readonly string[]): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src 'self' ${scripts.map(hash).join(' ')}; img-src data:; connect-src 'self'; base-uri 'self'; form-action 'none'`;
}

/** The pages that every page links to. */
const PAGES = [
  ['index.html', 'Errors'],
  ['operations.html', 'Operations'],
  ['changes.html', 'Changes'],
] as const;

/** The files that programs read. */
export const DATA_FILES = ['errors.json', 'openapi.yaml', 'llms.txt', 'llms-full.txt'];

/** Returns the relative path from a page to the root of the site: empty, or `../`. */
function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}

/** Renders a complete page. */
export function renderPage(page: Page, site: Site): string {
  const { catalogue, inline } = site;
  const root = rootOf(page.path);
  const inlineScripts = [...(page.isAnywhere ? [inline.base] : []), inline.theme];
  const markdown =
    page.markdown && html`<link rel="alternate" type="text/markdown" href="${page.markdown}">\n`;
  const scripts = ['script.js', ...(page.scripts ?? [])].map(
    (file) => html`<script src="${root}${file}" defer></script>\n`,
  );
  return html`<!DOCTYPE html>
<!-- ${NOTICE} -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(inline.style, inlineScripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${page.description}">
<title>${page.title}</title>
<link rel="icon" href="data:,">
${inlineScripts.map((text) => html`<script>${new Markup(text)}</script>\n`)}<style>${new Markup(inline.style)}</style>
${markdown}${scripts}</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
<a class="home" href="${root}index.html">${catalogue.title}</a>
<nav aria-label="Pages">
${PAGES.map(([path, name]) => navLink(page, path, name))}<a class="menu" href="#menu">Menu</a>
</nav>
<button class="theme" type="button" hidden>Dark</button>
</header>
<div class="layout">
<main id="content" tabindex="-1">
${page.main}</main>
${sideNav(page, site)}
</div>
<footer>
<p>Version ${catalogue.version} of the contract. For programs: ${DATA_FILES.map((file, at) => html`${at > 0 && ', '}<a href="${root}${file}">${file}</a>`)}.</p>
</footer>
</body>
</html>
`.text;
}

/** Links to all codes by category, to the operations and to the guides. */
function sideNav(page: Page, { catalogue, contract, guides }: Site): Markup {
  const { errors } = catalogue;
  const categories = [...new Set(errors.map(({ category }) => category))];
  const group = (title: string, links: readonly Markup[]) =>
    links.length > 0 &&
    html`<h2>${title}</h2>\n<ul>\n${links.map((link) => html`<li>${link}</li>\n`)}</ul>\n`;
  const groups = categories.map((category) =>
    group(
      category,
      errors
        .filter((entry) => entry.category === category)
        .map(({ code, docs }) => navLink(page, docs, code, 'code')),
    ),
  );
  const tags = [...new Set(contract.operations.map(({ tags: [tag = ''] }) => tag))];
  const operations = tags.map((tag) =>
    group(
      // With one tag, its name says nothing.
      tags.length === 1 ? 'Operations' : tag,
      contract.operations
        .filter(({ tags: [first = ''] }) => first === tag)
        .map(({ id }) => navLink(page, operationPath(id), id)),
    ),
  );
  const pages = guides.map(({ name, title }) => navLink(page, `guides/${name}.html`, title));
  return html`<nav class="side" id="menu" aria-label="Codes and guides" tabindex="-1">
${groups}${operations}${group('Guides', pages)}</nav>`;
}

/** Returns the address of an operation, relative to the root of the site. */
export function operationPath(id: string): string {
  return `operations.html#operation/${id}`;
}

function navLink(page: Page, path: string, name: string, style = ''): Markup {
  const current = page.path === path && html` aria-current="page"`;
  return html`<a href="${rootOf(page.path)}${path}"${style !== '' && html` class="${style}"`}${current}>${name}</a>\n`;
}
