/** 404.html: suggests the codes that are nearest to the address. A static host serves the page at any address. */
import { html } from '../../../src/text/html.ts';
import { codeTable } from './index-page.ts';
import type { Page, Site } from './site.ts';

/** Returns the page. Its script fills the suggestions; without the script, the page lists all codes. */
export function notFoundPage(site: Site): Page {
  return {
    path: '404.html',
    isAnywhere: true,
    title: `Page not found – ${site.catalogue.title}`,
    description: 'The address belongs to no page.',
    main: html`<h1>This page does not exist</h1>
<p id="nearest" role="status">Choose a code, or <a href="index.html">paste your error</a>.</p>
${codeTable(site)}`,
  };
}
