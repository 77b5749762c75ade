/** generated/docs/index.html in Chromium, opened as a file: it shows every code, and asks nobody for anything. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../scripts/catalogue.ts';
import { isObject, type Json } from '../../src/contract/document.ts';
import { describeInChromium, record } from '../helpers/chromium.ts';
import { ROOT } from '../helpers/project.ts';
import { type Built, buildInto, CONTRACT_CODES } from './build-into.ts';

/** How long what is to come may take: a bound for busy machines, not a measure. */
const SOON = { timeout: 15_000 };
const WINDOW = { width: 1280, height: 900 };
const SCREENSHOTS = join(ROOT, '.cache', 'screenshots');

let built: Built;
let address: string;

beforeAll(async () => {
  built = await buildInto('bundle', 'errors', 'docs');
  address = pathToFileURL(join(built.folder, 'docs', 'index.html')).href;
});

afterAll(() => built?.remove());

describeInChromium('the docs', (browser) => {
  const contexts: BrowserContext[] = [];

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });

  async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await (browser() as Browser).newContext({
      viewport: WINDOW,
      ...options,
    });
    context.setDefaultTimeout(SOON.timeout);
    contexts.push(context);
    return context;
  }

  test('have a section for every code, with what it means and what to do', async () => {
    const page = await open(await newContext());
    const { errors } = built.catalogue;
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

  test("land a code's deep link on its heading, from outside and from within", async () => {
    const context = await newContext();
    for (const entry of built.catalogue.errors) {
      const page = await open(context, entry.fragment);
      await landsOn(page, entry);
      await page.close();
    }
    const page = await open(context);
    for (const entry of built.catalogue.errors) {
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.locator('table').first().getByText(entry.code, { exact: true }).click();
      await landsOn(page, entry);
    }
  });

  test("show each code's schema under its status in every operation that answers it", async () => {
    const page = await open(await newContext());
    for (const operation of await operations()) {
      const responses = await openOperation(page, operation.summary);
      const entries = built.catalogue.errors.filter((entry) => entry.operations.includes(operation.id));
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
    const page = await open(await newContext());
    const [operation] = await operations();
    const responses = await openOperation(page, operation?.summary ?? '');
    const there = page.url();
    for (const entry of built.catalogue.errors) {
      await page.goto(there);
      await showError(responses, entry);
      await responses.getByRole('link', { name: 'When it occurs and what to do' }).click();
      await landsOn(page, entry);
    }
  });

  test('ask for nothing but the file, and log no error, whatever is used', async () => {
    const context = await newContext();
    const seen = record(context);
    const page = await open(context, built.catalogue.errors[0]?.fragment);
    for (const { summary } of await operations()) await openOperation(page, summary);
    await page.getByTestId('color-mode-switcher').click();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('remaining');
    await page.getByText('remaining_balance', { exact: false }).last().waitFor();
    await page.keyboard.press('Escape');
    // The logo and the telemetry were asked for after a while.
    await page.waitForTimeout(1_000);
    expect(seen).toEqual({ requests: [address], errors: [] });
  });

  test('let no other script run and nothing be asked for', async () => {
    const page = await open(await newContext());
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
    const context = await newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    for (const entry of built.catalogue.errors) {
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
    for (const { fragment } of built.catalogue.errors) expect.soft(links).toContain(`#${fragment}`);
  });

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['narrow', { viewport: { width: 390, height: 844 } }],
  ] satisfies [string, BrowserContextOptions][])('fit the window: %s', async (name, options) => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    const page = await open(await newContext(options));
    const size = page.viewportSize() ?? WINDOW;
    const fits = async (view: string) => {
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(SCREENSHOTS, `${view}-${name}.png`) });
      expect.soft(await cutOff(page), view).toEqual([]);
    };
    await fits('landing');
    // The code with the widest section: the one with the most fields.
    const [code] = built.catalogue.errors.toSorted((a, b) => b.fields.length - a.fields.length);
    for (const [view, fragment = ''] of Object.entries({
      reference: code?.fragment.replace(/\/[^/]*$/, ''),
      code: code?.fragment,
    })) {
      await page.goto(`${address}#${fragment}`);
      await page.locator(`[id="${fragment}"]`).scrollIntoViewIfNeeded();
      await fits(view);
    }
    const [operation] = await operations();
    // A narrow window hides the menu.
    await page.setViewportSize(WINDOW);
    await openOperation(page, operation?.summary ?? '');
    await page.setViewportSize(size);
    await fits('operation');
  });
});

/** Opens the page, at a fragment, and waits until Redoc's script has taken over what was prerendered. */
async function open(context: BrowserContext, fragment = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(fragment === '' ? address : `${address}#${fragment}`);
  await page.getByTestId('search-trigger').filter({ hasNotText: 'Loading' }).waitFor({ state: 'attached' });
  return page;
}

/** The texts that the window or their own box cuts off; a table scrolls, and is meant to. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, pre)')]
      .filter((element) => !element.closest('table') && element.getClientRects().length > 0)
      .filter(
        (element) =>
          element.getBoundingClientRect().right > innerWidth || element.scrollWidth > element.clientWidth + 1,
      )
      .map((element) => `${element.localName}: ${element.textContent.slice(0, 60)}`),
  );
}

function section(page: Page, { fragment }: CatalogueEntry): Locator {
  return page.locator(`[data-section-id="/${fragment}"]`).last();
}

async function landsOn(page: Page, { code, fragment }: CatalogueEntry): Promise<void> {
  const heading = page.locator(`[id="${fragment}"]`);
  await expect
    .poll(() => heading.evaluate((element) => Math.round(element.getBoundingClientRect().top)), {
      message: code,
      ...SOON,
    })
    .toSatisfy((top: number) => top >= 0 && top < 450);
  expect.soft((await textOf(heading)).trim()).toBe(code);
}

/** Chooses a tab. One that has just come may come once more, and forget the first click. */
async function choose(tab: Locator): Promise<void> {
  const selected = async () => {
    await tab.click();
    return tab.getAttribute('aria-selected');
  };
  await expect.poll(selected, SOON).toBe('true');
}

/** Chooses a code's status and, where it shares it, the code; Redoc shows fields when they come into view. */
async function showError(responses: Locator, { code, status }: CatalogueEntry): Promise<void> {
  await choose(responses.getByRole('tab', { name: String(status), exact: true }));
  await responses.locator('[id$="&path=error"]').scrollIntoViewIfNeeded();
  await choose(responses.getByRole('tab', { name: code, exact: true }));
}

/** Opens an operation by the menu, as a reader does; its responses are what it gives. */
async function openOperation(page: Page, summary: string): Promise<Locator> {
  const entry = page.locator('.menu-content').getByText(summary, { exact: true });
  if ((await entry.count()) === 0)
    await page.locator('.menu-content [data-testid="menu-item-label"]').last().click();
  await entry.click();
  await page.getByRole('heading', { name: summary }).waitFor();
  const responses = page.locator(`[id="${operationAt(page)}/responses"]`);
  return page.getByTestId('middle-panel').filter({ has: responses });
}

/** The section that the address names. */
function operationAt(page: Page): string {
  return new URL(page.url()).hash.replace(/^#\/?/, '');
}

async function operations(): Promise<{ id: string; summary: string }[]> {
  const { paths } = JSON.parse(await built.read('openapi.json')) as { paths: Json };
  return Object.values(isObject(paths) ? paths : {})
    .flatMap((item) => Object.values(isObject(item) ? item : {}))
    .flatMap((node) =>
      isObject(node) ? [{ id: String(node.operationId), summary: String(node.summary) }] : [],
    );
}

async function textOf(locator: Locator): Promise<string> {
  return plain((await locator.allInnerTexts()).join(' '));
}

/** A text as it is shown: without Markdown's backticks, in one line. */
function plain(text: string): string {
  return text.replaceAll('`', '').replaceAll('\u200b', '').replaceAll(/\s+/g, ' ');
}
