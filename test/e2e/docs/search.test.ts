/** The docs' search leads to a code by all that a reader may have in hand, and what is copied can be pasted. */
import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../scripts/lib/read-contract.ts';
import { describeInChromium } from '../../helpers/chromium.ts';
import { builtDocs, landsOn, openOperation, SOON, search, section } from '../../helpers/docs/browser.ts';

const docs = builtDocs();

describeInChromium('a reader of the docs', (browser) => {
  /** Words to search for, and the codes that are to be found before anything else. */
  const WORDS: Record<string, (entry: CatalogueEntry) => string> = {
    code: ({ code }) => code,
    status: ({ status }) => String(status),
    meaning: ({ meaning }) => meaning,
    'a piece of the message': (entry) => messageOf(entry).split(' ').slice(1, 5).join(' '),
  };

  test('finds every code by its name, its status and its wording', async () => {
    const context = await docs.newContext(browser());
    await Promise.all(
      Object.entries(WORDS).map(async ([what, wordsOf]) => {
        const page = await docs.open(context);
        for (const entry of docs.catalogue.errors) {
          const words = wordsOf(entry);
          const found = await search(page, words);
          // Others may have the same words: as many as have them stand on top.
          const rivals = docs.catalogue.errors.filter((other) => wordsOf(other).includes(words));
          await expect
            .poll(async () => (await found.allInnerTexts()).slice(0, rivals.length).join('\n'), {
              message: `${what}: ${words}`,
              ...SOON,
            })
            .toContain(`${entry.code} (${entry.status})`);
        }
      }),
    );
  });

  test('is led from the search to the section, by mouse and by keys', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    for (const [index, entry] of docs.catalogue.errors.entries()) {
      const found = (await search(page, entry.code)).first();
      await found.filter({ hasText: entry.code }).waitFor();
      if (index === 0) {
        await found.click();
      } else {
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        // Who came by keys goes on by keys: from the heading.
        await expect.poll(() => page.evaluate(() => document.activeElement?.id), SOON).toBe(entry.fragment);
      }
      await landsOn(page, entry);
    }
  });

  test('copies the example of every code as JSON, and its curl line', async () => {
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

  test("copies an operation's sample as JSON", async () => {
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

  test('is told what to do where nothing can be copied', async () => {
    const context = await docs.newContext(browser());
    await context.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    });
    const page = await docs.open(context);
    const [entry] = docs.catalogue.errors;
    if (!entry) throw new Error('There is no code.');
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
