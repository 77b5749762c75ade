/** Opens pages of the built docs in Chromium. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Built, buildInto } from './build-into.ts';

/** The colour schemes and widths in which the pages are checked. */
export const SCHEMES = ['light', 'dark'] as const;

/** Builds the docs that the tests of a file share, and closes the browser contexts after each test. */
export function builtSite() {
  let built: Built;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    built = await buildInto('bundle', 'errors', 'docs');
  });
  afterAll(() => built?.remove());
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  return {
    get catalogue() {
      return built.catalogue;
    },
    get folder() {
      return join(built.folder, 'docs');
    },
    /** The paths of the guides' pages. */
    get guides() {
      return readdirSync(join(this.folder, 'guides')).map((name) => `guides/${name}`);
    },
    /** Returns the file URL of a page. */
    url(path: string): string {
      return `${pathToFileURL(this.folder).href}/${path}`;
    },
    async newContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      contexts.push(context);
      return context;
    },
    /** Opens a page from its file. */
    async open(context: BrowserContext, path = 'index.html'): Promise<Page> {
      const page = await context.newPage();
      await page.goto(this.url(path));
      return page;
    },
  };
}
