/** Performs the tasks of readers in the docs, and counts clicks. A text counts as seen only if it is in the window. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { siteHandler } from '../../../src/cli/site-handler.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { describeInChromium, record } from '../../helpers/chromium.ts';
import { builtSite } from '../../helpers/docs/site.ts';
import { contract } from '../../helpers/project.ts';

const docs = builtSite();

/** A reader who starts at a page. Every click counts. */
async function reader(page: Page) {
  let clicks = 0;
  return {
    page,
    clicks: () => clicks,
    click: async (target: Locator) => {
      await expectInWindow(target);
      clicks += 1;
      await target.click();
    },
    /** Scrolls to the target: a reader does it with the keyboard or the wheel. */
    scrollTo: (target: Locator) => target.scrollIntoViewIfNeeded(),
  };
}

/** Expects that a reader sees an element without scrolling. */
async function expectInWindow(target: Locator): Promise<void> {
  await target.waitFor();
  const isInWindow = () =>
    target.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  await expect.poll(isInWindow, { message: String(target) }).toBe(true);
}

const waiting = contract.errors.find(({ retry }) => retry === 'wait');
const withFields = contract.errors.toSorted((a, b) => b.fields.length - a.fields.length)[0];
const inPath = contract.errors.find(({ code }) =>
  contract.operations.some(({ parameters }) =>
    parameters.some((parameter) => parameter.invalid === code && parameter.in === 'path'),
  ),
);
if (!waiting || !withFields || !inPath) throw new Error('The contract lacks a code for a task.');

describeInChromium('a reader', (browser) => {
  test('finds out with one click what to change for a code, and sees it without scrolling', async () => {
    const { click, clicks, page } = await reader(await docs.open(await docs.newContext(browser())));
    await click(page.locator('.side').getByRole('link', { name: waiting.code, exact: true }));
    await expectInWindow(page.getByRole('heading', { name: waiting.code }));
    await expectInWindow(page.locator('#fix + p'));
    expect(await page.locator('#fix + p').textContent()).toBe(`${waiting.solution.replaceAll('`', '')}.`);
    await expectInWindow(page.locator('#common-causes + ul'));
    expect(clicks()).toBe(1);
  });

  test('reaches every code from every code with one click', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    for (const { code, docs: path } of docs.catalogue.errors) {
      await page.locator('.side').getByRole('link', { name: code, exact: true }).click();
      expect(page.url()).toBe(docs.url(path));
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(code);
    }
  });

  test('sees with one click all errors of an operation on one screen, and opens the page of each', async () => {
    const operation = contract.operations.at(-1);
    const { click, clicks, page } = await reader(await docs.open(await docs.newContext(browser())));
    await click(page.locator('.side').getByRole('link', { name: operation?.id ?? '', exact: true }));
    for (const code of operation?.codes ?? [])
      await expectInWindow(page.locator('td').getByRole('link', { name: code, exact: true }).last());
    expect(clicks()).toBe(1);
    await page.locator('td').getByRole('link', { name: inPath.code, exact: true }).first().click();
    await page.waitForURL(docs.url(`errors/${inPath.code}.html`));
  });

  test('sees with one click and one scroll which fields come with a code', async () => {
    const { click, clicks, scrollTo, page } = await reader(await docs.open(await docs.newContext(browser())));
    await click(page.locator('.side').getByRole('link', { name: withFields.code, exact: true }));
    await scrollTo(page.locator('#additional-fields ~ .table').first());
    for (const { name } of withFields.fields)
      await expectInWindow(
        page.locator('#additional-fields ~ .table').getByText(name, { exact: true }).first(),
      );
    expect(clicks()).toBe(1);
  });

  test('causes an error here: the server of the docs also serves the sandbox', async () => {
    const sandbox = await startSandbox({ contract, before: siteHandler(docs.folder, contract) });
    try {
      const context = await docs.newContext(browser());
      const seen = record(context);
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${sandbox.port}/${inPath.code.toLowerCase()}`);
      expect(new URL(page.url()).pathname).toBe(`/errors/${inPath.code}.html`);
      const tab = page.getByRole('tabpanel', { name: 'Cause it' });
      expect(await tab.locator('pre').first().textContent()).toMatch(/^curl /);
      await tab.getByRole('button', { name: 'Send' }).click();
      await expect.poll(() => tab.locator('.sent').textContent()).toContain(`"code": "${inPath.code}"`);
      await page.getByRole('tab', { name: 'Force it' }).click();
      const forced = page.getByRole('tabpanel', { name: 'Force it' });
      await forced.getByRole('button', { name: 'Send' }).click();
      await expect.poll(() => forced.locator('.sent').textContent()).toContain(`HTTP ${inPath.status}`);
      expect(seen.requests.filter((url) => !url.startsWith(`http://127.0.0.1:${sandbox.port}/`))).toEqual([]);
      // The browser reports the two error responses, which the reader has asked for.
      expect(seen.errors.filter((error) => !/status of \d{3}/.test(error))).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });

  test('learns on the landing page how to send the token, without a click', async () => {
    const { clicks, scrollTo, page } = await reader(await docs.open(await docs.newContext(browser())));
    await scrollTo(page.locator('main').getByRole('heading', { name: 'Authentication' }));
    for (const { header } of contract.credentials)
      expect(
        await page
          .locator('pre', { hasText: `-H '${header}: ` })
          .first()
          .isVisible(),
      ).toBe(true);
    expect(clicks()).toBe(0);
  });

  test('finds the maximum of a parameter with one click', async () => {
    const limited = contract.operations.flatMap((operation) =>
      operation.parameters
        .filter(({ schema }) => typeof schema.maximum === 'number')
        .map((parameter) => ({ operation, parameter })),
    )[0];
    if (!limited) throw new Error('No parameter has a maximum.');
    const { click, clicks, page } = await reader(await docs.open(await docs.newContext(browser())));
    await click(page.locator('.side').getByRole('link', { name: limited.operation.id, exact: true }));
    await page.getByText(`.. ${limited.parameter.schema.maximum} ]`).first().waitFor();
    expect(clicks()).toBe(1);
  });

  test('sees with one click what changed', async () => {
    const { click, clicks, page } = await reader(await docs.open(await docs.newContext(browser())));
    await click(page.getByRole('link', { name: 'Changes', exact: true }));
    await expectInWindow(page.getByRole('heading', { level: 2 }).first());
    await expectInWindow(page.getByRole('heading', { name: 'Codes' }).first());
    expect(clicks()).toBe(1);
  });

  test('opens a code at an address in any spelling', async () => {
    const { code, docs: path } = docs.catalogue.errors[0] ?? { code: '', docs: '' };
    const hyphens = code.toLowerCase().replaceAll('_', '-');
    for (const address of [code, code.toLowerCase(), hyphens].flatMap((name) => [
      `index.html#${name}`,
      `404.html#${name}`,
    ])) {
      const page = await docs.open(await docs.newContext(browser()), address);
      await page.waitForURL(docs.url(path));
    }
    const page = await docs.open(await docs.newContext(browser()), `404.html#${hyphens.slice(1)}`);
    const nearest = page.locator('#nearest').getByRole('link', { name: code, exact: true });
    await nearest.click();
    expect(page.url()).toBe(docs.url(path));
  });

  test('pastes a log line, JSON or curl output, and reads the fix in the page, without a click', async () => {
    const context = await docs.newContext(browser());
    const seen = record(context);
    const { clicks, page } = await reader(await docs.open(context));
    const requests = [...seen.requests];
    const box = page.getByRole('textbox', { name: /^A code, a status/ });
    const explanation = page.locator('#explanation');
    const body = JSON.stringify(waiting.example);
    const wait = waiting.fields.find(({ role }) => role === 'wait');
    const values = `${wait?.name} is ${wait?.example}.`;
    for (const [text, ...expected] of [
      [`ERROR [worker] ${waiting.status} ${waiting.code} Too many requests`, waiting.meaning],
      [waiting.code.toLowerCase().replaceAll('_', '-'), waiting.meaning],
      [String(waiting.status), waiting.meaning],
      [body, values],
      [
        `HTTP/1.1 ${waiting.status}\r\nContent-Type: application/json\r\n\r\n${body}`,
        `status ${waiting.status}`,
        values,
      ],
      [`{"level":"error","body":${JSON.stringify(body)}}`, values],
      [
        `HTTP/1.1 ${waiting.status} X\r\nContent-Type: text/html\r\n\r\n<html>slow down</html>`,
        `Unexpected response (status ${waiting.status}): the body is not JSON.`,
        waiting.meaning,
      ],
      ['HTTP/1.1 502 Bad Gateway\r\n\r\n<html></html>', 'for example a proxy'],
      ['<img src=x onerror=alert(1)>', '<img src=x'],
      [`10:00 ERROR ${waiting.code.slice(0, -1)} in worker`, 'Did you mean', waiting.code],
      ['999', 'No code has the status 999. The statuses are'],
      ['a'.repeat(2 ** 20 + 1), 'The text has more than 1048576 characters.'],
    ] as [string, ...string[]][]) {
      await box.fill(text);
      for (const part of expected) expect.soft(await explanation.textContent(), text).toContain(part);
    }
    await box.fill(`ERROR ${waiting.code}`);
    await expectInWindow(explanation.getByText('Fix:'));
    await box.fill('');
    expect(await explanation.textContent()).toBe('');
    expect(clicks()).toBe(0);
    expect(seen).toEqual({ requests, errors: [] });
  });

  test('filters the table of codes while typing', async () => {
    const page = await docs.open(await docs.newContext(browser()));
    const rows = page.locator('.codes tbody tr:visible a');
    for (const [text, expected] of [
      [waiting.code.toLowerCase().replaceAll('_', ' '), [waiting.code]],
      [String(waiting.status), [waiting.code]],
      [
        waiting.category,
        docs.catalogue.errors.filter(({ category }) => category === waiting.category).map(({ code }) => code),
      ],
      ['no such text', []],
      ['', docs.catalogue.errors.map(({ code }) => code)],
    ] as const) {
      await page.getByRole('searchbox', { name: 'Filter' }).fill(text);
      expect(await rows.allTextContents()).toEqual(expected);
    }
  });

  test('copies a program, the link and the Markdown of a page', async () => {
    const context = await docs.newContext(browser(), { permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await docs.open(context, `errors/${waiting.code}.html`);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('tab', { name: 'Python' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Python' });
    await panel.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(copied).toBe(await panel.locator('pre').textContent());
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect.poll(copied).toBe(page.url());
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect.poll(copied).toMatch(new RegExp(`^# ${waiting.code}\n`));
  });

  test('selects tabs with the keyboard, and the tabs of a group change only that group', async () => {
    const page = await docs.open(await docs.newContext(browser()), `errors/${inPath.code}.html`);
    await page.getByRole('tab', { name: 'TypeScript' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'fetch' }).getAttribute('aria-selected')).toBe('true');
    expect(await page.getByRole('tabpanel', { name: 'TypeScript' }).isVisible()).toBe(false);
    await page.keyboard.press('End');
    expect(await page.getByRole('tabpanel', { name: 'curl' }).isVisible()).toBe(true);
    expect(await page.getByRole('tabpanel', { name: 'Cause it' }).isVisible()).toBe(true);
  });

  test('keeps the chosen tab after a reload and on the page of another code', async () => {
    const page = await docs.open(await docs.newContext(browser()), `errors/${inPath.code}.html`);
    await page.getByRole('tab', { name: 'Python' }).click();
    const isKept = () => page.getByRole('tabpanel', { name: 'Python' }).isVisible();
    // Chromium writes to the storage of a file: URL in the background, so a page may read it too early.
    await expect.poll(() => page.reload().then(isKept)).toBe(true);
    await expect.poll(() => page.goto(docs.url(`errors/${waiting.code}.html`)).then(isKept)).toBe(true);
    expect(await page.getByRole('tabpanel', { name: 'TypeScript' }).isVisible()).toBe(false);
  });

  test('reads everything without JavaScript', async () => {
    const context = await docs.newContext(browser(), { javaScriptEnabled: false });
    const page = await docs.open(context, `errors/${inPath.code}.html`);
    for (const program of await page.locator('.tab pre').all()) expect(await program.isVisible()).toBe(true);
    await page.getByRole('link', { name: 'All codes' }).click();
    for (const { code } of docs.catalogue.errors)
      expect(await page.locator('.codes').getByRole('link', { name: code, exact: true }).isVisible()).toBe(
        true,
      );
    expect(await page.getByText('Paste your error').isVisible()).toBe(false);
  });

  test('keeps the chosen colour scheme on the next page', async () => {
    const page = await docs.open(await docs.newContext(browser(), { colorScheme: 'light' }));
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.getByRole('button', { name: 'Switch to dark colours' }).click();
    const dark = await background();
    expect(dark).not.toBe(light);
    await expect.poll(() => page.reload().then(background)).toBe(dark);
  });

  test('causes no request to another host and no error on any page', async () => {
    const context = await docs.newContext(browser());
    const seen = record(context);
    const page = await context.newPage();
    for (const path of [
      'index.html',
      'operations.html',
      'changes.html',
      '404.html',
      'guides/client.html',
      `errors/${waiting.code}.html`,
    ])
      await page.goto(docs.url(path), { waitUntil: 'networkidle' });
    // Redoc requests its logo and sends telemetry with a delay, unless the build removes both.
    await page.goto(docs.url('operations.html'));
    await page.waitForTimeout(1_000);
    expect(seen.requests.filter((url) => !/^(?:file|data|blob):/.test(url))).toEqual([]);
    expect(seen.errors).toEqual([]);
  });
});
