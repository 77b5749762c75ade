/** generated/docs/index.html in Chromium, opened as a file: it shows every code, and asks nobody for anything. */
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
  test('have a section for every code, with what it means and what to do', async () => {
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

  test("land a code's deep link on its heading, from outside", async () => {
    const context = await docs.newContext(browser());
    const entries = [...docs.catalogue.errors];
    const openOneByOne = async () => {
      for (let entry = entries.pop(); entry; entry = entries.pop()) {
        const page = await docs.open(context, entry.fragment);
        await landsOn(page, entry);
        await page.close();
      }
    };
    await Promise.all([openOneByOne(), openOneByOne()]);
  });

  test("land a code's link in the table on its heading", async () => {
    const page = await docs.open(await docs.newContext(browser()));
    for (const entry of docs.catalogue.errors) {
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.locator('table').first().getByText(entry.code, { exact: true }).click();
      await landsOn(page, entry);
    }
  });

  test("show each code's schema under its status in every operation that answers it", async () => {
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
        expect(lines, 'a property that must not be there is none of type any').not.toContain('any');
      }
    }
  });

  test("lead from each code's schema to its section", async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const [operation] = await docs.operations();
    const responses = await openOperation(page, operation?.summary ?? '');
    const there = page.url();
    for (const entry of docs.catalogue.errors) {
      await page.goto(there);
      await showError(responses, entry);
      await responses.getByRole('link', { name: 'When it occurs and what to do' }).click();
      await landsOn(page, entry);
    }
  });

  test('ask for nothing but the file, and log no error, whatever is used', async () => {
    const context = await docs.newContext(browser());
    const seen = record(context);
    const page = await docs.open(context, docs.catalogue.errors[0]?.fragment);
    for (const { summary } of await docs.operations()) await openOperation(page, summary);
    await page.getByTestId('color-mode-switcher').click();
    await (await search(page, 'remaining')).last().waitFor();
    await page.keyboard.press('Escape');
    // The logo and the telemetry were asked for after a while.
    await page.waitForTimeout(1_000);
    expect(seen).toEqual({ requests: [docs.address], errors: [] });
  });

  test('let no other script run and nothing be asked for', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const outcome = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
      const asked = await fetch('data:,').then(
        () => 'answered',
        () => 'refused',
      );
      return { ran: 'ran' in window, asked };
    });
    expect(outcome).toEqual({ ran: false, asked: 'refused' });
  });

  test('are readable without a script, and their links lead to the sections', async () => {
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
    // What is not prerendered, the operations, has an address that Redoc's script understands.
    for (const link of links.filter((each) => each.includes('section/'))) {
      expect.soft(ids).toContain(link.slice(1));
    }
    for (const { fragment } of docs.catalogue.errors) expect.soft(links).toContain(`#${fragment}`);
  });
});

/** Chooses a code's status and, where it shares it, the code; Redoc shows fields when they come into view. */
async function showError(responses: Locator, { code, status }: CatalogueEntry): Promise<void> {
  await choose(responses.getByRole('tab', { name: String(status), exact: true }));
  await responses.locator('[id$="&path=error"]').scrollIntoViewIfNeeded();
  await choose(responses.getByRole('tab', { name: code, exact: true }));
}
