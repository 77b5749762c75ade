/** How the docs look: nothing is cut off at any width, and on paper. The pictures in .cache/screenshots are to be looked at. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInChromium } from '../../helpers/chromium.ts';
import { builtDocs, NARROW, openOperation, section } from '../../helpers/docs/browser.ts';
import { ROOT } from '../../helpers/project.ts';

const SCREENSHOTS = join(ROOT, '.cache', 'screenshots');
/** A page of A4 in CSS pixels, without its margins. */
const PAPER = { width: 720, height: 1000 };

const docs = builtDocs();

describeInChromium('the docs', (browser) => {
  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['narrow-light', { colorScheme: 'light', viewport: NARROW }],
    ['narrow-dark', { colorScheme: 'dark', viewport: NARROW }],
    // 1280 pixels at 400 per cent (WCAG 2.2, 1.4.10).
    ['narrowest', { viewport: { width: 320, height: 640 } }],
  ] satisfies [string, BrowserContextOptions][])('fit the window: %s', async (name, options) => {
    const context = await docs.newContext(browser(), options);
    await Promise.all([
      showIntroduction(await docs.open(context), name),
      showOperation(await docs.open(context), name),
    ]);
  });

  test('show the retry rules as a picture with its text, the form that fits', async () => {
    for (const [form, viewport] of [
      ['wide', { width: 1280, height: 900 }],
      ['narrow', NARROW],
    ] as const) {
      const page = await docs.open(await docs.newContext(browser(), { viewport }));
      const pictures = page.getByRole('img', { name: 'When to retry' });
      expect(await pictures.count()).toBe(1);
      expect(await pictures.getAttribute('class')).toBe(form);
      const codes = await pictures.locator('text.code').allTextContents();
      expect(codes.toSorted()).toEqual(docs.catalogue.errors.map(({ code }) => code).toSorted());
      const text = await pictures.locator('desc').textContent();
      for (const code of codes) expect.soft(text).toContain(code);
      expect(await outside(page, `svg.${form}`), 'no text leaves the picture').toEqual([]);
    }
  });

  test('print in black on white, with every section, without what is for a screen', async () => {
    const page = await docs.open(await docs.newContext(browser(), { colorScheme: 'dark', viewport: PAPER }));
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction(() => document.documentElement.classList.contains('light'));
    for (const entry of docs.catalogue.errors) expect.soft(await section(page, entry).isVisible()).toBe(true);
    const forScreens = page.locator(
      '.menu-content, .skip, .copy-code, [data-testid="floating-button"], [data-testid="page-actions"]',
    );
    for (const element of await forScreens.all()) expect.soft(await element.isVisible()).toBe(false);
    await picture(page, 'landing-print');
    await expectNothingCutOff(page, 'print');
    await goToWidestCode(page);
    await picture(page, 'code-print');
    await page.emulateMedia({ media: 'screen' });
    await page.waitForFunction(() => document.documentElement.classList.contains('dark'));
  });
});

async function showIntroduction(page: Page, name: string): Promise<void> {
  await picture(page, `landing-${name}`);
  await expectNothingCutOff(page, `landing, ${name}`);
  await page.locator('.retry-diagram').scrollIntoViewIfNeeded();
  await picture(page, `retry-${name}`);
  await goToWidestCode(page);
  await picture(page, `code-${name}`);
}

async function showOperation(page: Page, name: string): Promise<void> {
  const [operation] = await docs.operations();
  const responses = await openOperation(page, operation?.summary ?? '');
  await picture(page, `operation-${name}`);
  await expectNothingCutOff(page, `operation, ${name}`);
  await responses.getByRole('tablist').first().scrollIntoViewIfNeeded();
  await picture(page, `responses-${name}`);
  await expectNothingCutOff(page, `responses, ${name}`);
}

/** The code with the widest section is the one with the most fields. */
async function goToWidestCode(page: Page): Promise<void> {
  const [code] = docs.catalogue.errors.toSorted((a, b) => b.fields.length - a.fields.length);
  const heading = page.locator(`[id="${code?.fragment}"]`);
  await heading.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

/** Takes a picture of the window, where nothing may lie over the text. */
async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  expect.soft(await covered(page), name).toEqual([]);
}

/** The texts in the window whose lines end below something else; the button of a narrow window lies over all. */
function covered(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, pre)')].flatMap((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const over = [...range.getClientRects()]
        .filter(({ width, height }) => width > 0 && height > 0)
        .map(({ right, top, height }) => document.elementFromPoint(right - 2, top + height / 2))
        .find(
          (hit) =>
            hit && !element.contains(hit) && !hit.contains(element) && !hit.closest('button[aria-expanded]'),
        );
      return over ? [`${element.textContent?.slice(0, 60)} lies under ${over.outerHTML.slice(0, 120)}`] : [];
    }),
  );
}

/** The page does not scroll sideways, and no text is wider than its box or the window. */
async function expectNothingCutOff(page: Page, where: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(width, `${where}: the page scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(await outside(page, 'main :is(h1, h2, h3, h4, p, li, pre, td, th)'), where).toEqual([]);
}

/** The elements that the window or their own box cuts off. */
function outside(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((all) => {
    // What has no box of its own, in a picture, is measured by the picture's.
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
