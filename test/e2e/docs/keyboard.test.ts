/** The docs without a mouse: every code is reached by Tab and Enter, and where the focus is can be seen. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInChromium } from '../../helpers/chromium.ts';
import { builtDocs, landsOn, NARROW, openOperation, SOON } from '../../helpers/docs/browser.ts';

const docs = builtDocs();

/** More stops of Tab than the introduction has. */
const MANY = 300;

interface Stop {
  tag: string;
  href: string;
  name: string;
  outline: number;
  inWindow: boolean;
}

describeInChromium('the docs by keyboard', (browser) => {
  test('begin with a way past the menu', async () => {
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
  ])('reach every code by Tab, in sight and outlined: %s', async (_, options) => {
    const page = await docs.open(await docs.newContext(browser(), options));
    const reached = new Set<string>();
    const targets = docs.catalogue.errors.map(({ fragment }) => `#${fragment}`);
    for (let stop = 0; stop < MANY && !targets.every((target) => reached.has(target)); stop++) {
      await page.keyboard.press('Tab');
      const at = await focused(page);
      reached.add(at.href);
      expect.soft(at.outline, `${at.tag} ${at.name}`).toBeGreaterThanOrEqual(2);
      expect.soft(at.inWindow, `${at.tag} ${at.name}`).toBe(true);
      expect.soft(at.name, at.tag).not.toBe('');
    }
    expect([...reached]).toEqual(expect.arrayContaining(targets));
  });

  test('follow a link to its heading, and go on from there', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const entry = docs.catalogue.errors.at(-1);
    if (!entry) throw new Error('There is no code.');
    await page.locator(`table a[href="#${entry.fragment}"]`).first().focus();
    await page.keyboard.press('Enter');
    await landsOn(page, entry);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(entry.fragment);
    await page.keyboard.press('Tab');
    expect((await focused(page)).name).toContain(entry.fragment);
  });

  test('open the search, keep the focus in it, and give it back', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const trigger = page.getByRole('button', { name: /^Search/ });
    await trigger.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Search' });
    await dialog.waitFor();
    await expect.poll(() => inside(page), SOON).toBe('search-dialog');
    for (let stop = 0; stop < 5; stop++) {
      await page.keyboard.press('Tab');
      expect(await inside(page)).toBe('search-dialog');
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => inside(page), SOON).toBe('search-trigger');
  });

  test('open the menu of a narrow window, keep the focus in it, and give it back', async () => {
    const page = await docs.open(await docs.newContext(browser(), { viewport: NARROW }));
    await page.getByRole('button', { name: 'Open navigation menu' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => inside(page), SOON).toBe('search-trigger');
    await page.keyboard.press('Shift+Tab');
    expect(await inside(page)).toBe('floating-button');
    await page.keyboard.press('Escape');
    const menu = page.getByRole('button', { name: 'Open navigation menu' });
    await expect.poll(() => menu.evaluate((element) => element === document.activeElement), SOON).toBe(true);
  });

  test('open a dialog, close it by Escape, and fold nested fields', async () => {
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

  test('move nothing where less motion is asked for', async () => {
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

/** What has the focus, and how it shows. */
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

/** The nearest test id around what has the focus. */
function inside(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const dialog = document.activeElement?.closest<HTMLElement>('[data-testid="search-dialog"]');
    return (dialog ?? document.activeElement?.closest<HTMLElement>('[data-testid]'))?.dataset.testid;
  });
}
