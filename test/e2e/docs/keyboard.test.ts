/** The docs can be used without a mouse: Tab and Enter reach every code, and the focus is always visible. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInChromium } from '../../helpers/chromium.ts';
import { builtDocs, landsOn, NARROW, openOperation, SOON } from '../../helpers/docs/browser.ts';

const docs = builtDocs();

/** A limit for presses of Tab: more than the introduction has focusable elements. */
const MAX_STOPS = 300;

/** The focused element. */
interface Stop {
  tag: string;
  href: string;
  /** The accessible name. */
  name: string;
  /** The width of the outline in CSS pixels; 0 if the element has no outline. */
  outline: number;
  inWindow: boolean;
}

describeInChromium('the docs with the keyboard', (browser) => {
  test('the first Tab reaches a link that skips the menu', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatchObject({ name: 'Skip to the content', inWindow: true });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main')?.localName)).toBe('main');
  });

  test.each([
    ['wide', {}],
    ['narrow', { viewport: NARROW, colorScheme: 'dark' as const }],
  ])('Tab reaches every code, and each focused element is visible and outlined: %s', async (_, options) => {
    const page = await docs.open(await docs.newContext(browser(), options));
    const reached = new Set<string>();
    const targets = docs.catalogue.errors.map(({ fragment }) => `#${fragment}`);
    for (let stop = 0; stop < MAX_STOPS && !targets.every((target) => reached.has(target)); stop++) {
      await page.keyboard.press('Tab');
      const element = await focused(page);
      reached.add(element.href);
      expect.soft(element.outline, `${element.tag} ${element.name}`).toBeGreaterThanOrEqual(2);
      expect.soft(element.inWindow, `${element.tag} ${element.name}`).toBe(true);
      expect.soft(element.name, element.tag).not.toBe('');
    }
    expect([...reached]).toEqual(expect.arrayContaining(targets));
  });

  test('a link moves the focus to its heading, and Tab continues from there', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const entry = docs.catalogue.errors.at(-1);
    if (!entry) throw new Error('The catalogue has no codes.');
    await page.locator(`table a[href="#${entry.fragment}"]`).first().focus();
    await page.keyboard.press('Enter');
    await landsOn(page, entry);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(entry.fragment);
    await page.keyboard.press('Tab');
    expect((await focused(page)).name).toContain(entry.fragment);
  });

  test('the search keeps the focus until it closes, and then returns it', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const trigger = page.getByRole('button', { name: /^Search/ });
    await trigger.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Search' });
    await dialog.waitFor();
    await expect.poll(() => focusedTestId(page), SOON).toBe('search-dialog');
    for (let stop = 0; stop < 5; stop++) {
      await page.keyboard.press('Tab');
      expect(await focusedTestId(page)).toBe('search-dialog');
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focusedTestId(page), SOON).toBe('search-trigger');
  });

  test('the menu of a narrow window keeps the focus until it closes, and then returns it', async () => {
    const page = await docs.open(await docs.newContext(browser(), { viewport: NARROW }));
    await page.getByRole('button', { name: 'Open navigation menu' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedTestId(page), SOON).toBe('search-trigger');
    await page.keyboard.press('Shift+Tab');
    expect(await focusedTestId(page)).toBe('floating-button');
    await page.keyboard.press('Escape');
    const menu = page.getByRole('button', { name: 'Open navigation menu' });
    await expect.poll(() => menu.evaluate((element) => element === document.activeElement), SOON).toBe(true);
  });

  test('Enter opens the security dialog, Escape closes it, and Enter folds nested fields', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const [operation] = await docs.operations();
    await openOperation(page, operation?.summary ?? '');
    const details = page.getByRole('button', { name: 'View security details' }).first();
    await details.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Security' });
    await dialog.waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), SOON)
      .toBe('Close');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => details.evaluate((element) => element === document.activeElement), SOON)
      .toBe(true);

    const fold = page.locator('[data-schema-nested-open] > button').first();
    for (const [expanded, name] of [
      ['true', /^Fields of \w+$/],
      ['false', /^Show \d+ properties of \w+$/],
    ] as const) {
      await expect.poll(() => fold.getAttribute('aria-expanded'), SOON).toBe(expanded);
      await expect.poll(() => fold.getAttribute('aria-label'), SOON).toMatch(name);
      await fold.press('Enter');
    }
  });

  test('nothing is animated if the reader prefers reduced motion', async () => {
    const page = await docs.open(await docs.newContext(browser(), { reducedMotion: 'reduce' }));
    await page.keyboard.press('Control+K');
    await page.getByRole('dialog', { name: 'Search' }).waitFor();
    const slow = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .map((element) => getComputedStyle(element))
        .flatMap((style) => [...style.transitionDuration.split(','), ...style.animationDuration.split(',')])
        .filter((duration) => Number.parseFloat(duration) > 0.001),
    );
    expect(slow).toEqual([]);
    expect(await page.content()).not.toMatch(/behavior:`smooth`/);
  });
});

/** Describes the focused element. */
function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return {
      tag: element.localName,
      href: element.getAttribute('href') ?? '',
      name: element.getAttribute('aria-label') ?? element.innerText.trim(),
      outline: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      inWindow: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    };
  });
}

/** Returns the test id of the search dialog if the focus is in it, otherwise the nearest test id around the focus. */
function focusedTestId(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const dialog = document.activeElement?.closest<HTMLElement>('[data-testid="search-dialog"]');
    return (dialog ?? document.activeElement?.closest<HTMLElement>('[data-testid]'))?.dataset.testid;
  });
}
