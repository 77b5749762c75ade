/** The search of the docs finds codes by name, status, meaning and message, and the copy buttons copy valid text. */
import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../scripts/lib/read-contract.ts';
import { describeInChromium } from '../../helpers/chromium.ts';
import { builtDocs, landsOn, openOperation, SOON, search, section } from '../../helpers/docs/browser.ts';

const docs = builtDocs();

describeInChromium('a reader of the docs', (browser) => {
  /** The words that a reader may search for, by kind. */
  const WORDS: Record<string, (entry: CatalogueEntry) => string> = {
    code: ({ code }) => code,
    status: ({ status }) => String(status),
    meaning: ({ meaning }) => meaning,
    'a part of the message': (entry) => messageOf(entry).split(' ').slice(1, 5).join(' '),
  };

  test('finds every code by its name, status, meaning and message', async () => {
    const context = await docs.newContext(browser());
    await Promise.all(
      Object.entries(WORDS).map(async ([kind, wordsOf]) => {
        const page = await docs.open(context);
        for (const entry of docs.catalogue.errors) {
          const words = wordsOf(entry);
          const found = await search(page, words);
          // Several codes may contain the words. They are the first results, in any order.
          const matches = docs.catalogue.errors.filter((other) => wordsOf(other).includes(words));
          await expect
            .poll(async () => (await found.allInnerTexts()).slice(0, matches.length).join('\n'), {
              message: `${kind}: ${words}`,
              ...SOON,
            })
            .toContain(`${entry.code} (${entry.status})`);
        }
      }),
    );
  });

  test('opens a section from the search with the mouse and with the keyboard', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    for (const [index, entry] of docs.catalogue.errors.entries()) {
      const found = (await search(page, entry.code)).first();
      await found.filter({ hasText: entry.code }).waitFor();
      if (index === 0) {
        await found.click();
      } else {
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        // The heading gets the focus, so that a keyboard user continues from there.
        await expect.poll(() => page.evaluate(() => document.activeElement?.id), SOON).toBe(entry.fragment);
      }
      await landsOn(page, entry);
    }
  });

  test('copies the example of every code as JSON, and its curl command', async () => {
    const context = await docs.newContext(browser(), { permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await docs.open(context);
    const pasted = () => page.evaluate(() => navigator.clipboard.readText());
    for (const entry of docs.catalogue.errors) {
      const copy = (language: string) =>
        section(page, entry).getByRole('button', { name: `Copy the ${language} of ${entry.code}` });
      await copy('json').click();
      await expect.poll(async () => JSON.parse(await pasted()), SOON).toEqual(entry.example);
      await copy('sh').click();
      await expect.poll(pasted, SOON).toMatch(/^curl .*'$/);
      expect(await pasted()).toContain(entry.testToken);
      expect(await page.getByRole('status').first().textContent()).toBe('Copied');
    }
  });

  test("copies an operation's response sample as JSON", async () => {
    const context = await docs.newContext(browser(), { permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await docs.open(context);
    const [operation] = await docs.operations();
    await openOperation(page, operation?.summary ?? '');
    const sample = page.locator('.panel-response-samples, [data-testid="panel-response-samples"]').first();
    await sample.getByTestId('copy-button').click();
    const pasted = () => page.evaluate(() => navigator.clipboard.readText());
    await expect
      .poll(async () => JSON.parse((await pasted()) || 'null'), SOON)
      .toMatchObject({ success: true });
  });

  test('is asked to press Ctrl+C if the clipboard is not available', async () => {
    const context = await docs.newContext(browser());
    await context.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    });
    const page = await docs.open(context);
    const [entry] = docs.catalogue.errors;
    if (!entry) throw new Error('The catalogue has no codes.');
    await section(page, entry)
      .getByRole('button', { name: /^Copy the json/ })
      .click();
    await expect.poll(() => page.getByRole('status').first().textContent(), SOON).toBe('Press Ctrl+C');
    const selected = await page.evaluate(() => String(getSelection()));
    expect(JSON.parse(selected)).toEqual(entry.example);
  });
});

function messageOf({ example }: CatalogueEntry): string {
  const { error } = example as { error: { message: string } };
  return error.message;
}
