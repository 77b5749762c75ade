/**
 * Checks the layout of the docs: nothing is cut off at any window width or in print. The screenshots in
 * .cache/screenshots are for a visual check by people.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInChromium } from '../../helpers/chromium.ts';
import { builtDocs, NARROW, openOperation, section } from '../../helpers/docs/browser.ts';
import { ROOT } from '../../helpers/project.ts';

const SCREENSHOTS = join(ROOT, '.cache', 'screenshots');
/** A4 paper without margins, in CSS pixels. */
const PAPER = { width: 720, height: 1000 };

const docs = builtDocs();

describeInChromium('the docs', (browser) => {
  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['narrow-light', { colorScheme: 'light', viewport: NARROW }],
    ['narrow-dark', { colorScheme: 'dark', viewport: NARROW }],
    // A window of 1280 pixels at a zoom of 400 % (WCAG 2.2, 1.4.10).
    ['narrowest', { viewport: { width: 320, height: 640 } }],
  ] satisfies [string, BrowserContextOptions][])('fit the window: %s', async (name, options) => {
    const context = await docs.newContext(browser(), options);
    const page = await docs.open(context);
    await showIntroduction(page, name);
    await showOperation(page, name);
  });

  test('show the variant of the retry diagram that fits the window, with a text alternative', async () => {
    for (const [variant, viewport] of [
      ['wide', { width: 1280, height: 900 }],
      ['narrow', NARROW],
    ] as const) {
      const page = await docs.open(await docs.newContext(browser(), { viewport }));
      const diagram = page.getByRole('img', { name: 'When to retry' });
      expect(await diagram.count()).toBe(1);
      expect(await diagram.getAttribute('class')).toBe(variant);
      const codes = await diagram.locator('text.code').allTextContents();
      expect(codes.toSorted()).toEqual(docs.catalogue.errors.map(({ code }) => code).toSorted());
      const text = await diagram.locator('desc').textContent();
      for (const code of codes) expect.soft(text).toContain(code);
      expect(await outside(page, `svg.${variant}`), 'no text leaves the diagram').toEqual([]);
    }
  });

  test('print every section in black on white, without menus and buttons', async () => {
    const page = await docs.open(await docs.newContext(browser(), { colorScheme: 'dark', viewport: PAPER }));
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction(() => document.documentElement.classList.contains('light'));
    for (const entry of docs.catalogue.errors) expect.soft(await section(page, entry).isVisible()).toBe(true);
    const forScreens = page.locator(
      '.menu-content, .skip, .copy-code, [data-testid="floating-button"], [data-testid="page-actions"]',
    );
    for (const element of await forScreens.all()) expect.soft(await element.isVisible()).toBe(false);
    await screenshot(page, 'landing-print');
    await expectNothingCutOff(page, 'print');
    await goToWidestCode(page);
    await screenshot(page, 'code-print');
    await page.emulateMedia({ media: 'screen' });
    await page.waitForFunction(() => document.documentElement.classList.contains('dark'));
  });
});

async function showIntroduction(page: Page, name: string): Promise<void> {
  await screenshot(page, `landing-${name}`);
  await expectNothingCutOff(page, `landing, ${name}`);
  await page.locator('.retry-diagram').scrollIntoViewIfNeeded();
  await screenshot(page, `retry-${name}`);
  await goToWidestCode(page);
  await screenshot(page, `code-${name}`);
}

async function showOperation(page: Page, name: string): Promise<void> {
  const [operation] = await docs.operations();
  const responses = await openOperation(page, operation?.summary ?? '');
  await screenshot(page, `operation-${name}`);
  await expectNothingCutOff(page, `operation, ${name}`);
  await responses.getByRole('tablist').first().scrollIntoViewIfNeeded();
  await screenshot(page, `responses-${name}`);
  await expectNothingCutOff(page, `responses, ${name}`);
}

/** Scrolls to the code with the most fields, because its section is the widest. */
async function goToWidestCode(page: Page): Promise<void> {
  const [code] = docs.catalogue.errors.toSorted((a, b) => b.fields.length - a.fields.length);
  const heading = page.locator(`[id="${code?.fragment}"]`);
  await heading.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

/** Takes a screenshot of the window, and expects that no element covers a text. */
async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  expect.soft(await covered(page), name).toEqual([]);
}

/** Lists the texts in the window that another element covers. The menu button of a narrow window is allowed to. */
function covered(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, pre)')].flatMap((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const cover = [...range.getClientRects()]
        .filter(({ width, height }) => width > 0 && height > 0)
        .map(({ right, top, height }) => document.elementFromPoint(right - 2, top + height / 2))
        .find(
          (hit) =>
            hit && !element.contains(hit) && !hit.contains(element) && !hit.closest('button[aria-expanded]'),
        );
      return cover
        ? [`${element.textContent?.slice(0, 60)} is covered by ${cover.outerHTML.slice(0, 120)}`]
        : [];
    }),
  );
}

/** Expects that the page does not scroll sideways, and that no text is wider than its box or the window. */
async function expectNothingCutOff(page: Page, view: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(width, `${view}: the page scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(await outside(page, 'main :is(h1, h2, h3, h4, p, li, pre, td, th)'), view).toEqual([]);
}

/** Lists the elements that the window or their own box cuts off. */
function outside(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((all) => {
    // Texts of an SVG have no CSS box, so they are compared with the box of the SVG.
    const texts = [...document.querySelectorAll(all)].flatMap((element) =>
      element.localName === 'svg' ? [...element.querySelectorAll('text')] : [element],
    );
    return texts
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        const frame = element.closest('svg')?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
        const cut = element instanceof HTMLElement && element.scrollWidth > element.clientWidth + 1;
        return left < frame.left - 1 || right > frame.right + 1 || cut;
      })
      .map((element) => `${element.localName}: ${element.textContent?.slice(0, 60)}`);
  }, selector);
}
