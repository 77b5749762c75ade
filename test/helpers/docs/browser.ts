/** The docs' page in Chromium: opened as a file, and used as a reader does. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { CatalogueEntry } from '../../../scripts/lib/read-contract.ts';
import { isObject, type Json } from '../../../src/contract/document.ts';
import { type Built, buildInto } from './build-into.ts';

/** How long what is to come may take: a bound for busy machines, not a measure. */
export const SOON = { timeout: 30_000 };
export const WINDOW = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

/** The page that the tests of a file share: built before them, its contexts closed after each. */
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
    /** Opens the page, at a fragment, and waits until the scripts have taken over what was prerendered. */
    async open(context: BrowserContext, fragment = ''): Promise<Page> {
      const page = await context.newPage();
      await page.goto(fragment === '' ? this.address : `${this.address}#${fragment}`);
      await page.locator('[data-testid="search-trigger"][role="button"]').waitFor({ state: 'attached' });
      return page;
    },
    /** The operations of the contract, as the menu has them. */
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

/** The section of a code: Redoc puts one into another of the same name. */
export function section(page: Page, { fragment }: CatalogueEntry): Locator {
  return page.locator(`[data-section-id="/${fragment}"]`).last();
}

/** That the heading of a code is in the upper half of the window. */
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

/** Opens an operation by the menu, as a reader does; its responses are what it gives. */
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

/** Chooses a tab. One that has just come may come once more, and forget the first click. */
export async function choose(tab: Locator): Promise<void> {
  const selected = async () => {
    await tab.click();
    return tab.getAttribute('aria-selected');
  };
  await expect.poll(selected, SOON).toBe('true');
}

/** Opens the search by its keys, with these words; the entries that it finds. */
export async function search(page: Page, words: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Search' });
  if (!(await dialog.isVisible())) await page.keyboard.press('Control+K');
  await dialog.getByRole('textbox').fill(words);
  return dialog.locator('[data-component-name="Search/SearchItem"]');
}

export async function textOf(locator: Locator): Promise<string> {
  return plain((await locator.allInnerTexts()).join(' '));
}

/** A text as it is shown: without Markdown's backticks, in one line. */
export function plain(text: string): string {
  return text.replaceAll('`', '').replaceAll('\u200b', '').replaceAll(/\s+/g, ' ');
}
