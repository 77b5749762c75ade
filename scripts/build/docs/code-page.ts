/** The page of one code: errors/CODE.html. */
import type { CatalogueEntry } from '../../../src/contract/catalogue.ts';
import type { RetryPolicy } from '../../../src/contract/vocabulary.ts';
import { statusBlocks } from '../../../src/reference/code-history.ts';
import { codeParts } from '../../../src/reference/code-section.ts';
import { sentence } from '../../../src/reference/phrases.ts';
import { parseInline } from '../../../src/text/blocks.ts';
import { html, type Markup } from '../../../src/text/html.ts';
import { inlineToHtml, toHtml } from '../../../src/text/html-blocks.ts';
import { inline } from '../../../src/text/markdown.ts';
import { changesOf, versionId } from './changes-page.ts';
import { highlight } from './highlight.ts';
import { operationPath, type Page, type Site } from './site.ts';

/**
 * Returns the page of a code.
 *
 * @param markdown the Markdown version of the page, which a button copies
 */
export function codePage(entry: CatalogueEntry, site: Site, markdown: string): Page {
  const { catalogue, contract } = site;
  const href = (other: CatalogueEntry) => `${other.code}.html`;
  const parts = codeParts(entry, catalogue, {
    level: 1,
    contract,
    href,
    operationHref: (id) => `../${operationPath(id)}`,
    compared: changesOf(entry, site),
    versionHref: (version) => `../changes.html#${versionId(version)}`,
  });
  return {
    path: entry.docs,
    title: `${entry.code} (${entry.status}) – ${catalogue.title}`,
    description: inline(`${sentence(entry.meaning)} ${sentence(entry.solution)}`).replaceAll('`', ''),
    markdown: `${entry.code}.md`,
    main: html`<p class="crumbs"><a href="../index.html#${entry.code}">All codes</a></p>
<h1 class="code-title"><code>${entry.code}</code></h1>
<p class="badges">${badges(entry)}</p>
<p><strong>${inlineToHtml(parseInline(sentence(entry.meaning)))}</strong> ${inlineToHtml(parseInline(entry.occurs))}</p>
<p class="actions"><button type="button" data-copy="link" hidden>Copy link</button> <button type="button" data-copy="markdown" hidden>Copy as Markdown</button> <a href="${entry.code}.md">Markdown</a></p>
<template id="markdown">${markdown}</template>
${toHtml([...statusBlocks(entry, catalogue, href), ...parts], highlight)}`,
  };
}

/** Returns the status, the category and the retry policy of a code as badges. */
function badges(entry: CatalogueEntry): Markup {
  return html`<span class="badge">${String(entry.status)}</span> <span class="badge">${entry.category}</span> ${retryBadge(entry)}${statusBadge(entry)}`;
}

/** Returns a badge if clients should not rely on a code. */
export function statusBadge({ deprecated, retired }: CatalogueEntry): Markup | false {
  return deprecated && html` <span class="badge">${retired === undefined ? 'deprecated' : 'retired'}</span>`;
}

const RETRY_LABELS: Readonly<Record<RetryPolicy, string>> = {
  never: 'no retry',
  wait: 'wait, then retry',
  backoff: 'retry with backoff',
};

/** Returns the retry policy of a code as a badge. */
export function retryBadge({ retry }: CatalogueEntry): Markup {
  return html`<span class="badge retry-${retry}">${RETRY_LABELS[retry]}</span>`;
}
