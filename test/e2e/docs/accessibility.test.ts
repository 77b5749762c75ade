/** Checks the docs for WCAG 2.2 AA with axe: light and dark, wide and narrow, and once with everything expanded. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { describeInChromium } from '../../helpers/chromium.ts';
import { type Fault, faultsIn, type Known } from '../../helpers/docs/axe.ts';
import { builtDocs, choose, NARROW, openOperation, search, WINDOW } from '../../helpers/docs/browser.ts';

/**
 * The faults of Redoc that neither our style sheet nor our script can fix. The list is empty now, but a new version of
 * Redoc may add faults.
 */
const REDOC_FAULTS: readonly Known[] = [];

/** The state of the operations: everything expanded, or one operation and one response as the page first shows them. */
type Extent = 'expanded' | 'as it opens';

const docs = builtDocs();
const occurred = new Set<string>();

describeInChromium('the accessibility of the docs', (browser) => {
  const contextOf = (options: BrowserContextOptions) =>
    docs.newContext(browser(), { ...options, bypassCSP: true, reducedMotion: 'reduce' });

  // The expanded elements are the same in every colour scheme and width, so only one run expands them.
  test.each([
    ['light, wide, everything expanded', 'expanded', { colorScheme: 'light', viewport: WINDOW }],
    ['dark, wide', 'as it opens', { colorScheme: 'dark', viewport: WINDOW }],
    ['light, narrow', 'as it opens', { colorScheme: 'light', viewport: NARROW }],
    ['dark, narrow', 'as it opens', { colorScheme: 'dark', viewport: NARROW }],
  ] satisfies [string, Extent, BrowserContextOptions][])(
    'axe finds no fault: %s',
    async (_, extent, options) => {
      const context = await contextOf(options);
      // Two pages in parallel use both cores.
      await Promise.all([
        checkIntroduction(await docs.open(context)),
        checkOperations(await docs.open(context), extent),
      ]);
    },
  );

  test('axe reports an injected fault, and recognizes a known one', async () => {
    const page = await docs.open(await contextOf({}));
    await page.evaluate(() => {
      const button = document.createElement('button');
      const text = document.createElement('p');
      text.textContent = 'Low contrast';
      text.style.cssText = 'color: #bbb; background: #fff';
      document.querySelector('main')?.append(button, text);
    });
    const known: Known[] = [{ rule: 'button-name', selector: 'main > button', because: 'The test adds it.' }];
    const faults = await faultsIn(page, 'main > :is(button, p)', known);
    expect(faults.map((fault) => [fault.rule, fault.known])).toEqual([
      ['button-name', 'button-name main > button'],
      ['color-contrast', undefined],
    ]);
  });
});

// Fails if a listed fault no longer occurs, so that it is removed from the list.
afterAll(() => {
  for (const { rule, selector } of REDOC_FAULTS) expect([...occurred]).toContain(`${rule} ${selector}`);
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
  // All operations show responses in the same way. The codes of a status are tabs.
  const statuses = [...new Set(docs.catalogue.errors.map((entry) => entry.status))];
  for (const status of extent === 'expanded' ? statuses : statuses.slice(0, 1)) {
    await choose(responses.getByRole('tab', { name: String(status), exact: true }));
    await responses.locator('[id$="&path=error"]').scrollIntoViewIfNeeded();
    if (extent === 'expanded') await expandAll(page);
    await check(page, `the response ${status}`, '[data-test="responses"]');
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

async function check(page: Page, part: string, scope = 'html'): Promise<void> {
  const faults = await faultsIn(page, scope, REDOC_FAULTS);
  for (const { known } of faults) if (known) occurred.add(known);
  expect.soft(faults.filter(({ known }) => !known).map(describeFault), part).toEqual([]);
}

function describeFault({ rule, html, summary }: Fault): string {
  return `${rule}: ${html}\n${summary}`;
}
