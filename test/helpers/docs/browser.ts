/** Opens the docs page in Chromium as a file, and uses it as a reader does. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { CatalogueEntry } from '../../../scripts/lib/read-contract.ts';
import { isObject, type Json } from '../../../src/contract/document.ts';
import { type Built, buildInto } from './build-into.ts';

/** A generous time limit for expected changes of the page, so that no test fails on a busy machine. */
export const SOON = { timeout: 30_000 };
export const WINDOW = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

/** Builds the page that the tests of a file share, and closes the browser contexts after each test. */
export function builtDocs() {
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
    get address() {
      return pathToFileURL(join(built.folder, 'docs', 'index.html')).href;
    },
    async newContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
      const context = await browser.newContext({ viewport: WINDOW, ...options });
      context.setDefaultTimeout(SOON.timeout);
      contexts.push(context);
      return context;
    },
    /** Opens the page at a fragment, and waits until Redoc has hydrated the prerendered HTML. */
    async open(context: BrowserContext, fragment = ''): Promise<Page> {
      const page = await context.newPage();
      await page.goto(fragment === '' ? this.address : `${this.address}#${fragment}`);
      await page.locator('[data-testid="search-trigger"][role="button"]').waitFor({ state: 'attached' });
      return page;
    },
    /** Returns the operations of the contract with the summaries that the menu shows. */
    async operations(): Promise<{ id: string; summary: string }[]> {
      const { paths } = JSON.parse(await built.read('openapi.json')) as { paths: Json };
      return Object.values(isObject(paths) ? paths : {})
        .flatMap((item) => Object.values(isObject(item) ? item : {}))
        .flatMap((node) =>
          isObject(node) ? [{ id: String(node.operationId), summary: String(node.summary) }] : [],
        );
    },
  };
}

/** Returns the section of a code. Redoc nests it in a section with the same id, so this is the last match. */
export function section(page: Page, { fragment }: CatalogueEntry): Locator {
  return page.locator(`[data-section-id="/${fragment}"]`).last();
}

/** Expects the heading of a code in the upper half of the window. */
export async function landsOn(page: Page, { code, fragment }: CatalogueEntry): Promise<void> {
  const heading = page.locator(`[id="${fragment}"]`);
  await expect
    .poll(() => heading.evaluate((element) => Math.round(element.getBoundingClientRect().top)), {
      message: code,
      ...SOON,
    })
    .toSatisfy((top: number) => top >= 0 && top < 450);
  expect.soft((await textOf(heading)).trim()).toBe(code);
}

/** Opens an operation with the menu, and returns the panel that contains its responses. */
export async function openOperation(page: Page, summary: string): Promise<Locator> {
  const size = page.viewportSize() ?? WINDOW;
  // A narrow window hides the menu.
  await page.setViewportSize(WINDOW);
  const entry = page.locator('.menu-content').getByText(summary, { exact: true });
  if ((await entry.count()) === 0)
    await page.locator('.menu-content [data-testid="menu-item-label"]').last().click();
  await entry.click();
  await page.getByRole('heading', { name: summary }).waitFor();
  await page.setViewportSize(size);
  const responses = page.locator(`[id="${new URL(page.url()).hash.replace(/^#\/?/, '')}/responses"]`);
  return page.getByTestId('middle-panel').filter({ has: responses });
}

/** Selects a tab. Clicks again if needed, because Redoc may render a new tab twice and lose the first click. */
export async function choose(tab: Locator): Promise<void> {
  const selected = async () => {
    await tab.click();
    return tab.getAttribute('aria-selected');
  };
  await expect.poll(selected, SOON).toBe('true');
}

/** Opens the search with its keyboard shortcut, searches for the words, and returns the results. */
export async function search(page: Page, words: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Search' });
  if (!(await dialog.isVisible())) await page.keyboard.press('Control+K');
  await dialog.getByRole('textbox').fill(words);
  return dialog.locator('[data-component-name="Search/SearchItem"]');
}

export async function textOf(locator: Locator): Promise<string> {
  return plain((await locator.allInnerTexts()).join(' '));
}

/** Returns a text as the page shows it: without the backticks of Markdown, in one line. */
export function plain(text: string): string {
  return text.replaceAll('`', '').replaceAll('\u200b', '').replaceAll(/\s+/g, ' ');
}
