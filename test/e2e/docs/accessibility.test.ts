/** Checks the docs with axe (WCAG 2.2 AA), and the focus of the keyboard. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { describeInChromium } from '../../helpers/chromium.ts';
import { faultsIn } from '../../helpers/docs/axe.ts';
import { builtSite, SCHEMES } from '../../helpers/docs/site.ts';

const docs = builtSite();

/** The rules that the style sheet of operations.html corrects. The markup is Redoc's. */
const STYLE_RULES = ['color-contrast', 'target-size'];

const settings = SCHEMES.flatMap((colorScheme) => [390, 1280].map((width) => ({ colorScheme, width })));

describeInChromium('the docs', (browser) => {
  const contextOf = (options: { colorScheme: 'light' | 'dark'; width: number }) =>
    docs.newContext(browser(), {
      colorScheme: options.colorScheme,
      viewport: { width: options.width, height: 900 },
      bypassCSP: true,
      reducedMotion: 'reduce',
    });

  test.for(settings)('have no fault that axe finds: $colorScheme, $width pixels', async (options) => {
    const page = await docs.open(await contextOf(options));
    const [code] = docs.catalogue.errors.toSorted((a, b) => b.fields.length - a.fields.length);
    for (const path of ['index.html', code?.docs ?? '', '404.html', 'changes.html', 'guides/client.html']) {
      await page.goto(docs.url(path));
      expect.soft(await faultsIn(page), path).toEqual([]);
    }
  });

  test.for(settings)(
    'operations.html has no fault that CSS can correct: $colorScheme, $width pixels',
    async (options) => {
      const page = await docs.open(await contextOf(options), 'operations.html');
      await page.getByTestId('search-trigger').first().waitFor({ state: 'attached' });
      const faults = await faultsIn(page);
      expect(faults.filter(({ rule }) => STYLE_RULES.includes(rule))).toEqual([]);
    },
  );

  test('axe reports a fault', async () => {
    const page = await docs.open(await contextOf({ colorScheme: 'light', width: 1280 }));
    await page.evaluate(() => {
      const text = document.createElement('p');
      text.textContent = 'Low contrast';
      text.style.cssText = 'color: #bbb; background: #fff';
      document.querySelector('main')?.append(text);
    });
    expect((await faultsIn(page)).map(({ rule }) => rule)).toEqual(['color-contrast']);
  });

  describe('with the keyboard', () => {
    test('the first Tab reaches a link to the content', async () => {
      const page = await docs.open(await docs.newContext(browser()));
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatchObject({ name: 'Skip to the content', isInWindow: true });
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main')?.id)).toBe('content');
    });

    test.for([390, 1280])('Tab reaches every code, and each stop is visible: %d pixels', async (width) => {
      const context = await docs.newContext(browser(), {
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      });
      const page = await docs.open(context);
      const left = new Set(docs.catalogue.errors.map(({ code }) => code));
      for (let stops = 0; stops < 100 && left.size > 0; stops++) {
        await page.keyboard.press('Tab');
        const { name, outline, isInWindow } = await focused(page);
        left.delete(name);
        expect.soft(outline, name).toBeGreaterThanOrEqual(2);
        expect.soft(isInWindow, name).toBe(true);
      }
      expect([...left]).toEqual([]);
    });
  });
});

/** Describes the focused element. */
function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom } = element.getBoundingClientRect();
    return {
      name: (element.getAttribute('aria-label') ?? element.textContent).trim(),
      outline: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      isInWindow: bottom > 0 && top < innerHeight,
    };
  });
}
