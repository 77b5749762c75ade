/** The docs keep WCAG 2.2 AA as far as axe can tell: in light and dark, wide and narrow, and once with everything expanded. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { describeInChromium } from '../../helpers/chromium.ts';
import { type Fault, faultsIn, type Known } from '../../helpers/docs/axe.ts';
import { builtDocs, choose, NARROW, openOperation, search, WINDOW } from '../../helpers/docs/browser.ts';

/**
 * What is Redoc's own and can be mended neither by the style sheet nor by the page's own script, one by one. There is
 * nothing left; what comes with a new Redoc and cannot be mended has its place here.
 */
const REDOC_OWN: readonly Known[] = [];

/** What is looked at: all of it, or one operation and the answer of one status, as they open. */
type Extent = 'expanded' | 'as it opens';

const docs = builtDocs();
const occurred = new Set<string>();

describeInChromium("the docs' accessibility", (browser) => {
  const contextOf = (options: BrowserContextOptions) =>
    docs.newContext(browser(), { ...options, bypassCSP: true, reducedMotion: 'reduce' });

  // What is expanded has the same elements in every scheme and width: one run looks at all of it.
  test.each([
    ['light, wide, everything expanded', 'expanded', { colorScheme: 'light', viewport: WINDOW }],
    ['dark, wide', 'as it opens', { colorScheme: 'dark', viewport: WINDOW }],
    ['light, narrow', 'as it opens', { colorScheme: 'light', viewport: NARROW }],
    ['dark, narrow', 'as it opens', { colorScheme: 'dark', viewport: NARROW }],
  ] satisfies [string, Extent, BrowserContextOptions][])('%s: no fault', async (_, extent, options) => {
    const context = await contextOf(options);
    // The introduction and the operations at once: two pages, for two cores.
    await Promise.all([
      checkIntroduction(await docs.open(context)),
      checkOperations(await docs.open(context), extent),
    ]);
  });

  test('a fault would be found', async () => {
    const page = await docs.open(await contextOf({}));
    await page.evaluate(() => {
      const button = document.createElement('button');
      const text = document.createElement('p');
      text.textContent = 'Hardly to be read';
      text.style.cssText = 'color: #bbb; background: #fff';
      document.querySelector('main')?.append(button, text);
    });
    const known: Known[] = [{ rule: 'button-name', selector: 'main > button', because: 'of the test' }];
    const faults = await faultsIn(page, 'main > :is(button, p)', known);
    expect(faults.map((fault) => [fault.rule, fault.known])).toEqual([
      ['button-name', 'button-name main > button'],
      ['color-contrast', undefined],
    ]);
  });
});

// A fault that Redoc has mended is no longer to be listed.
afterAll(() => {
  for (const { rule, selector } of REDOC_OWN) expect([...occurred]).toContain(`${rule} ${selector}`);
});

async function checkIntroduction(page: Page): Promise<void> {
  await check(page, 'the introduction');
  const [entry] = docs.catalogue.errors;
  await (await search(page, entry?.code ?? '')).first().waitFor();
  await check(page, 'the search', '[data-testid="search-dialog"]');
  await page.keyboard.press('Escape');
  const menu = page.getByRole('button', { name: 'Open navigation menu' });
  if (await menu.isVisible()) {
    await menu.click();
    await page.getByRole('navigation', { name: 'Contents' }).waitFor();
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Error codes' }).press('Enter');
  await check(page, 'the menu', '.menu-content');
}

async function checkOperations(page: Page, extent: Extent): Promise<void> {
  const [operation] = await docs.operations();
  const responses = await openOperation(page, operation?.summary ?? '');
  const panel = await responses.elementHandle();
  await panel?.evaluate((element) => element.setAttribute('data-test', 'responses'));
  if (extent === 'expanded') await expandAll(page);
  await check(page, 'the operations', extent === 'expanded' ? 'main' : '[data-test="responses"]');
  // What the answers look like is alike in all operations; of each status, the codes are tabs.
  const statuses = [...new Set(docs.catalogue.errors.map((entry) => entry.status))];
  for (const status of extent === 'expanded' ? statuses : statuses.slice(0, 1)) {
    await choose(responses.getByRole('tab', { name: String(status), exact: true }));
    await responses.locator('[id$="&path=error"]').scrollIntoViewIfNeeded();
    if (extent === 'expanded') await expandAll(page);
    await check(page, `the answer ${status}`, '[data-test="responses"]');
  }
  const list = page.locator('.panel-request-samples button[aria-expanded="false"]').first();
  await list.click();
  await page.getByRole('menuitem').first().waitFor();
  await check(page, 'the list of servers', '.panel-request-samples');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'View security details' }).first().click();
  await page.getByRole('dialog').waitFor();
  await check(page, 'the security dialog', '[role="dialog"]');
}

async function expandAll(page: Page): Promise<void> {
  for (const button of await page.getByRole('button', { name: /^Expand all/ }).all()) await button.click();
}

async function check(page: Page, what: string, scope = 'html'): Promise<void> {
  const faults = await faultsIn(page, scope, REDOC_OWN);
  for (const { known } of faults) if (known) occurred.add(known);
  expect.soft(faults.filter(({ known }) => !known).map(inWords), what).toEqual([]);
}

function inWords({ rule, html, summary }: Fault): string {
  return `${rule}: ${html}\n${summary}`;
}
