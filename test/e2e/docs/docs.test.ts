/** generated/docs/index.html, opened as a file in Chromium, shows every code and makes no network requests. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../scripts/lib/read-contract.ts';
import { describeInChromium, record } from '../../helpers/chromium.ts';
import {
  builtDocs,
  choose,
  landsOn,
  openOperation,
  plain,
  SOON,
  search,
  section,
  textOf,
} from '../../helpers/docs/browser.ts';
import { CONTRACT_CODES } from '../../helpers/docs/build-into.ts';

const docs = builtDocs();

describeInChromium('the docs', (browser) => {
  test('have a section for every code, with its meaning, solution, fields, test token and example', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const { errors } = docs.catalogue;
    expect(errors.map(({ code }) => code)).toEqual(expect.arrayContaining(CONTRACT_CODES));
    for (const entry of errors) {
      const text = await textOf(section(page, entry));
      for (const part of [entry.meaning, entry.solution, entry.occurs]) {
        expect.soft(text, entry.code).toContain(plain(part));
      }
      for (const field of entry.fields) expect.soft(text, entry.code).toContain(plain(field.description));
      expect.soft(text, entry.code).toContain(entry.testToken);
      const [example = ''] = await section(page, entry).locator('pre').allInnerTexts();
      expect.soft(JSON.parse(example)).toEqual(entry.example);
    }
  });

  test("open at a code's heading if the URL contains the code's fragment", async () => {
    const context = await docs.newContext(browser());
    const [first, ...others] = docs.catalogue.errors;
    const last = others.at(-1);
    if (!first || !last) throw new Error('The catalogue has fewer than two codes.');
    await landsOn(await docs.open(context, last.fragment), last);
    const page = await docs.open(context, first.fragment);
    await landsOn(page, first);
    // A loaded page only follows the new fragment, which is much faster than to load the page for every code.
    for (const entry of others) {
      await page.goto(`${docs.address}#${entry.fragment}`);
      await landsOn(page, entry);
    }
  });

  test("scroll to a code's heading after a click on the code in the table", async () => {
    const page = await docs.open(await docs.newContext(browser()));
    for (const entry of docs.catalogue.errors) {
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.locator('table').first().getByText(entry.code, { exact: true }).click();
      await landsOn(page, entry);
    }
  });

  test("show each code's schema under its status in every operation that can return the code", async () => {
    const page = await docs.open(await docs.newContext(browser()));
    for (const operation of await docs.operations()) {
      const responses = await openOperation(page, operation.summary);
      const entries = docs.catalogue.errors.filter((entry) => entry.operations.includes(operation.id));
      expect(entries.length).toBeGreaterThan(0);
      for (const entry of entries) {
        await showError(responses, entry);
        const field = (name: string) => responses.locator(`[id*="&path=error"][id$="/${name}"]`);
        const { code, fields } = entry;
        await expect
          .poll(() => textOf(field('code')), { message: code, ...SOON })
          .toContain(`Value: "${code}"`);
        for (const name of ['message', ...fields.map((extra) => extra.name)]) await field(name).waitFor();
        const lines = (await responses.allInnerTexts()).join('\n').split('\n');
        expect(lines, 'a property that must be absent is not shown with the type any').not.toContain('any');
      }
    }
  });

  test("link each code's schema to the code's section", async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const [operation] = await docs.operations();
    const responses = await openOperation(page, operation?.summary ?? '');
    const operationUrl = page.url();
    for (const entry of docs.catalogue.errors) {
      await page.goto(operationUrl);
      await showError(responses, entry);
      await responses.getByRole('link', { name: 'When it occurs and what to do' }).click();
      await landsOn(page, entry);
    }
  });

  test('request nothing except the file, and log no errors, while a reader uses all features', async () => {
    const context = await docs.newContext(browser());
    const seen = record(context);
    const page = await docs.open(context, docs.catalogue.errors[0]?.fragment);
    for (const { summary } of await docs.operations()) await openOperation(page, summary);
    await page.getByTestId('color-mode-switcher').click();
    await (await search(page, 'remaining')).last().waitFor();
    await page.keyboard.press('Escape');
    // Redoc requests its logo and sends telemetry with a delay, unless the build removes both.
    await page.waitForTimeout(1_000);
    expect(seen).toEqual({ requests: [docs.address], errors: [] });
  });

  test('block inline scripts and all requests by their Content-Security-Policy', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const outcome = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
      const request = await fetch('data:,').then(
        () => 'allowed',
        () => 'blocked',
      );
      return { ran: 'ran' in window, request };
    });
    expect(outcome).toEqual({ ran: false, request: 'blocked' });
  });

  test('are readable without JavaScript, and their links lead to the sections', async () => {
    const context = await docs.newContext(browser(), { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(docs.address);
    for (const entry of docs.catalogue.errors) {
      expect.soft(await textOf(section(page, entry))).toContain(plain(entry.solution));
    }
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    for (const link of links) expect.soft(link).toMatch(/^(#|https:\/\/redocly\.com\/)/);
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    // Links to operations are excluded: operations are not prerendered, and Redoc's script resolves these links.
    for (const link of links.filter((each) => each.includes('section/'))) {
      expect.soft(ids).toContain(link.slice(1));
    }
    for (const { fragment } of docs.catalogue.errors) expect.soft(links).toContain(`#${fragment}`);
  });
});

/** Selects the tabs of a code's status and of the code. Redoc renders fields only when they scroll into view. */
async function showError(responses: Locator, { code, status }: CatalogueEntry): Promise<void> {
  await choose(responses.getByRole('tab', { name: String(status), exact: true }));
  await responses.locator('[id$="&path=error"]').scrollIntoViewIfNeeded();
  await choose(responses.getByRole('tab', { name: code, exact: true }));
}
