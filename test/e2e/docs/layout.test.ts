/**
 * Checks the layout of the docs: nothing is cut off at any width or in print, and no token breaks. The screenshots in
 * .cache/screenshots are for people.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInChromium } from '../../helpers/chromium.ts';
import { builtSite, SCHEMES } from '../../helpers/docs/site.ts';
import { ROOT } from '../../helpers/project.ts';

const SCREENSHOTS = join(ROOT, '.cache/screenshots');
/** A4 paper without margins, in CSS pixels. */
const PAPER = { width: 720, height: 1000 };

const docs = builtSite();

describeInChromium('the docs', (browser) => {
  test.for([320, 390, 700, 768, 900, 1024, 1280, 2200])('fit a window of %d pixels', async (width) => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    for (const colorScheme of SCHEMES) {
      const page = await docs.open(
        await docs.newContext(browser(), { colorScheme, viewport: { width, height: 900 } }),
      );
      for (const path of [
        'index.html',
        ...docs.catalogue.errors.map((entry) => entry.docs),
        '404.html',
        'changes.html',
        ...docs.guides,
      ]) {
        // The layout is the same in both schemes.
        if (colorScheme === 'dark' && !/index|404/.test(path)) continue;
        await page.goto(docs.url(path));
        expect.soft(await cutOff(page), path).toEqual([]);
        expect.soft(await brokenTokens(page), path).toEqual([]);
        const name = `${path.replaceAll('/', '-').replace('.html', '')}-${width}-${colorScheme}.png`;
        if (!path.includes('/') || path === docs.catalogue.errors[0]?.docs)
          await page.screenshot({ path: join(SCREENSHOTS, name), fullPage: true });
      }
    }
  });

  test('do not move when their script starts', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    for (const path of [docs.catalogue.errors[0]?.docs ?? '', 'guides/client.html']) {
      await page.route('**/script.js', (route) => route.abort());
      await page.goto(docs.url(path));
      const before = await places(page);
      await page.unroute('**/script.js');
      await page.goto(docs.url(path));
      await page.locator('.code-bar').first().waitFor();
      expect.soft(await places(page), path).toEqual(before);
    }
  });

  test('print all text in dark letters on white, without controls', async () => {
    const page = await docs.open(await docs.newContext(browser(), { colorScheme: 'dark', viewport: PAPER }));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const path of ['index.html', ...docs.catalogue.errors.map((entry) => entry.docs)]) {
      await page.goto(docs.url(path));
      for (const program of await page.locator('.tab pre, .tab-label').all())
        expect.soft(await program.isVisible(), path).toBe(true);
      for (const control of await page.locator('button, textarea, input, nav').all())
        expect.soft(await control.isVisible(), path).toBe(false);
      expect.soft(await cutOff(page), path).toEqual([]);
      const [text, background] = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body);
        return [color, backgroundColor];
      });
      expect([text, background]).toEqual(['rgb(28, 33, 40)', 'rgb(255, 255, 255)']);
    }
    await page.pdf({ path: join(SCREENSHOTS, 'print.pdf') });
  });

  test('show borders in forced colours, and do not scroll smoothly with reduced motion', async () => {
    const page = await docs.open(
      await docs.newContext(browser(), { forcedColors: 'active', reducedMotion: 'reduce' }),
    );
    const badge = page.locator('.badge').first();
    expect(await badge.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe('solid');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
  });
});

/** Returns the distances of the headings and of the footer from the top of the page, in pixels. */
function places(page: Page): Promise<number[]> {
  return page
    .locator(':is(h1, h2, h3, footer)')
    .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().top + scrollY));
}

/** Lists the elements that are wider than the window or their box. A code block scrolls. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
    const elements = [
      ...document.querySelectorAll<HTMLElement>('body :is(h1, h2, h3, p, li, td, th, a, button, code)'),
    ];
    const isCut = (element: HTMLElement) => {
      if (element.getClientRects().length === 0 || element.closest('pre, .skip')) return false;
      // A label that is higher than its cell would cover the next one.
      if (element.matches('td') && element.scrollHeight > element.clientHeight + 1) return true;
      const { left, right } = element.getBoundingClientRect();
      return left < -1 || right > innerWidth + 1;
    };
    return [
      ...wide,
      ...elements.filter(isCut).map((element) => `${element.localName}: ${element.textContent.slice(0, 60)}`),
    ];
  });
}

/**
 * Lists the words in code that are broken into two lines. A word of more than 32 characters may be broken
 * between its names.
 */
function brokenTokens(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const range = document.createRange();
    const isBroken = (text: Text, { index, 0: word }: RegExpExecArray) => {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
    };
    return [...document.querySelectorAll('body :not(pre) > code, body :not(pre) > code > span')]
      .flatMap(({ childNodes }) => [...childNodes])
      .filter((node) => node instanceof Text)
      .flatMap((text) =>
        [...text.data.matchAll(/\S+/g), ...text.data.matchAll(/[\w-]+/g)]
          .filter((match) => match[0].length <= 32 && isBroken(text, match))
          .map(([word]) => word),
      );
  });
}
