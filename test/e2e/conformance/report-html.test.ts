/**
 * Tests the HTML report in a browser: its content, its requests, its accessibility, and that response bodies are inert.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../../src/conformance/report/html/page.ts';
import { summaryLabel } from '../../../src/conformance/report/labels.ts';
import type { Report } from '../../../src/conformance/types.ts';
import { describeInChromium, type Record as Recorded, record } from '../../helpers/chromium.ts';
import { CLEAN, HOSTILE_REPORT, SAMPLE } from '../../helpers/sample-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'social-data-report-'));

/** Opens the report from disk in a new browser context. */
async function withPage(
  browser: Browser,
  html: string,
  look: (page: Page, recorded: Recorded, address: string) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const context = await browser.newContext(options);
  try {
    const recorded = record(context);
    const page = await context.newPage();
    await page.goto(address);
    await look(page, recorded, address);
  } finally {
    await context.close();
  }
}

const textsOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.replace(/\s+/g, ' ').trim()));

describeInChromium('the HTML report', (browser) => {
  describe('content', () => {
    test('shows the verdict, the counts and the target', async () => {
      await withPage(browser(), renderHtml(SAMPLE), async (page) => {
        expect(await page.title()).toBe('http://127.0.0.1:1/api is not conformant');
        expect(await textsOf(page, 'h1')).toEqual(['✗ Not conformant']);
        expect(await textsOf(page, '.counts li')).toEqual([
          '1 ✔ passed',
          '1 ✗ failed',
          '1 ✗ error',
          '1 ! warning',
          '1 ~ known',
          '1 - skipped',
        ]);
        expect(await textsOf(page, '.sentence')).toEqual([summaryLabel(SAMPLE)]);
        expect(await textsOf(page, '.facts div')).toEqual([
          'Target http://127.0.0.1:1/api',
          'Contract Tea API 1.0.0',
          'Profile kitchen',
          'Started 2026-01-02 03:04:05 UTC',
        ]);
        const widths = await page
          .locator('.bar rect')
          .evaluateAll((parts) => parts.map((part) => Number(part.getAttribute('width'))));
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100);
        expect(await textsOf(page, '.hint')).toEqual([
          'brewTea/limit/1 is listed as a known failure and no longer fails: remove it from the list.',
          'pourTea: --require-observed pages: no further page was seen.',
          'Look at this first: No valid request succeeded: is there tea?',
        ]);
      });
    });

    test('shows what was observed, and the fields and nulls that were never seen', async () => {
      await withPage(browser(), renderHtml(SAMPLE), async (page) => {
        expect(await textsOf(page, '#observed p')).toEqual([
          '2 of 3 codes, 1 of 2 operations, 41 leaves, 1 further page',
        ]);
        expect(await textsOf(page, '#observed li')).toEqual([
          'brewTea: never seen: status 202, data.leaves[].scent; never null: data.leaves[].age, data.next',
          'pourTea: no valid success',
        ]);
      });
    });

    test('shows a matrix of codes and operations, and the codes that were not exercised', async () => {
      await withPage(browser(), renderHtml(SAMPLE), async (page) => {
        expect(await textsOf(page, '.matrix thead th')).toEqual(['Code', 'brewTea', 'pourTea']);
        expect(await textsOf(page, '.matrix tbody tr')).toEqual([
          'TEAPOT_EMPTY ✗ failed ✔ passed',
          'TEAPOT_COLD - skipped not declared',
        ]);
        expect(await textsOf(page, '#codes li')).toEqual([
          'brewTea/TEAPOT_COLD: the profile kitchen does not say how to provoke TEAPOT_COLD: add it under "provoke"',
        ]);
      });
    });

    test('a matrix cell for several cases shows the worst outcome and the number of such cases', async () => {
      const [first] = SAMPLE.results;
      if (!first) throw new Error('The sample report has no results.');
      const results = (['passed', 'failed', 'passed'] as const).map((outcome, index) => ({
        ...first,
        id: `${first.id}/${index}`,
        outcome,
      }));
      await withPage(browser(), renderHtml({ ...SAMPLE, results }), async (page) => {
        expect(await textsOf(page, '.matrix tbody td')).toEqual(['✗ failed 1 of 3 cases']);
        await page.locator('.matrix tbody a').click();
        expect(await textsOf(page, ':target code')).toEqual([`${first.id}/1`]);
        expect(await page.locator(':target').isVisible()).toBe(true);
      });
    });

    test('shows each fault with requirement, source, request, response and curl command', async () => {
      await withPage(browser(), renderHtml(SAMPLE), async (page) => {
        const cards = page.locator('#faults article');
        expect(await cards.count()).toBe(2);
        const [hard, soft] = [cards.nth(0), cards.nth(1)];
        expect(await hard.locator('header').innerText()).toMatch(
          /1 The response has the wrong error code TEAPOT_FULL\s+✗ failed\s+MUST/,
        );
        expect(await hard.locator('header code').innerText()).toBe('TEAPOT_FULL');
        expect(await hard.locator('.finding').innerText()).toMatch(
          /^Expected\s+status 418 with TEAPOT_EMPTY\s+Actual\s+status 418 with "TEAPOT_FULL"\s+Contract\s+418 TEAPOT_EMPTY: The pot has no tea\. \(#\/components\/schemas\/TEAPOT_EMPTY\)$/,
        );
        expect(await hard.locator('.exchange pre').allInnerTexts()).toEqual([
          'GET http://127.0.0.1:1/api/tea?limit=100%25\nAuthorization: Bearer ***',
          'tea',
          SAMPLE.faults[0]?.evidence?.curl,
          "418 I'm a Teapot\ncontent-type: application/json\nx-note: a, b",
          // Indented but otherwise unchanged: 60.0 stays 60.0.
          '{\n  "success": false,\n  "error": {\n    "code": "TEAPOT_FULL",\n    "message": "Short & <b>stout</b>",\n    "level": 60.0\n  }\n}',
        ]);
        await hard.locator('summary').click();
        expect(await textsOf(page, '#fault-1 li')).toEqual([
          `brewTea/TEAPOT_EMPTY The pot is empty: 418 TEAPOT_EMPTY ${SAMPLE.faults[0]?.evidence?.curl}`,
          `brewTea/limit/0 limit="0" is refused Actual: status 418 with "TEAPOT_LOST" ${SAMPLE.faults[0]?.evidence?.curl}`,
        ]);
        expect(await soft.locator('header').innerText()).toMatch(
          /2 The header Kettle is missing\s+! warning\s+SHOULD/,
        );
        expect(await soft.locator('.finding a').getAttribute('href')).toBe(
          'https://www.rfc-editor.org/rfc/rfc2324#section-2.3.1',
        );
        expect(await textsOf(page, '#errors li')).toEqual([
          'brewTea/routing/deep /nowhere is nowhere the tester failed: Error: no tea at brew (tea.ts:1:1)',
        ]);
      });
    });

    test('lists all cases in groups, with links to their faults', async () => {
      await withPage(browser(), renderHtml(SAMPLE), async (page) => {
        expect(await textsOf(page, '#cases summary')).toEqual([
          'Every code ✗ 1 failed - 1 skipped',
          'Successes ! 1 warning',
          'Parameters ~ 1 known',
          'Routing ✗ 1 error',
          'Every code ✔ 1 passed',
        ]);
        expect(await page.locator('#cases tr:visible').count()).toBe(0);
        for (const summary of await page.locator('#cases summary').all()) await summary.click();
        expect(await textsOf(page, '#cases tbody tr')).toEqual([
          '✗ failed brewTea/TEAPOT_EMPTY fault 1 fault 2 The pot is empty: 418 TEAPOT_EMPTY the request was sent twice 12 ms',
          '- skipped brewTea/TEAPOT_COLD The pot is cold: 418 TEAPOT_COLD the profile kitchen does not say how to provoke TEAPOT_COLD: add it under "provoke" 0 ms',
          '! warning brewTea/success fault 2 A valid request succeeds 1 ms',
          '~ known brewTea/limit/0 fault 1 limit="0" is refused 1 ms',
          '✗ error brewTea/routing/deep /nowhere is nowhere the tester failed: Error: no tea at brew (tea.ts:1:1) 1 ms',
          '✔ passed pourTea/TEAPOT_EMPTY The pot is empty: 418 TEAPOT_EMPTY 1 ms',
        ]);
      });
    });

    test('shows a report without faults', async () => {
      await withPage(browser(), renderHtml(CLEAN), async (page) => {
        expect(await textsOf(page, 'h1')).toEqual(['✔ Conformant']);
        expect(await textsOf(page, '.sentence')).toEqual([summaryLabel(CLEAN)]);
        expect(await textsOf(page, '#faults')).toEqual(['Faults No faults were found.']);
        expect(await page.locator('#errors').count()).toBe(0);
      });
    });

    test.for<[string, Report]>([
      ['a typical report', SAMPLE],
      ['a report with hostile responses', HOSTILE_REPORT],
    ])('%s: every link within the page has exactly one target', async ([, report]) => {
      await withPage(browser(), renderHtml(report), async (page) => {
        const broken = await page.evaluate(() =>
          [...document.querySelectorAll('a[href^="#"]')]
            .map((link) => link.getAttribute('href') ?? '')
            .filter((href) => !/^#[\w-]+$/.test(href) || document.querySelectorAll(href).length !== 1),
        );
        expect(broken).toEqual([]);
        expect(await page.locator('a[href^="#"]').count()).toBeGreaterThan(10);
      });
    });
  });

  describe('security', () => {
    test.for<[string, Report]>([
      ['a typical report', SAMPLE],
      ['a report with hostile responses', HOSTILE_REPORT],
    ])('%s sends no requests and runs no scripts', async ([, report]) => {
      await withPage(browser(), renderHtml(report), async (page, recorded, address) => {
        await page.locator('.matrix').hover();
        for (const summary of await page.locator('summary').all()) await summary.click();
        for (const link of await page.locator('.matrix a').all()) await link.hover();
        expect(recorded.requests.filter((url) => !url.startsWith('data:'))).toEqual([address]);
        // A blocked request or script would be an error here, so the page does not even try one.
        expect(recorded.errors).toEqual([]);
        expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
        expect(
          await page.locator('script, img, iframe, object, form, [onload], [onerror], [onmouseover]').count(),
        ).toBe(0);
        expect(await page.locator('[style]').count()).toBe(0);
      });
    });

    test('hostile responses are shown as text, including control characters', async () => {
      await withPage(browser(), renderHtml(HOSTILE_REPORT), async (page) => {
        const actual = await page.locator('#fault-1 .actual').innerText();
        expect(actual).toContain(
          '</script><script>window.pwned = 1</script><img src="https://pwned.example/x.png"',
        );
        expect(actual).toContain('&lt; %0A ]]> --> |');
        expect(actual).toContain('␀␛[31m⟨U+009B⟩31m⟨U+FEFF⟩⟨U+202E⟩');
        // Backquotes in a sentence make code, and only the source of an RFC is a link.
        const elements = (html: string) => html.match(/<(?!code>|a )[a-z]+[ >]/g)?.length;
        expect(elements(renderHtml(HOSTILE_REPORT))).toBe(elements(renderHtml(SAMPLE)));
      });
    });

    test('the content security policy blocks an injected script, style and image', async () => {
      const inside =
        '<script>window.pwned = 1</script><style>body { display: none }</style><img src="https://pwned.example/x.png">';
      const html = renderHtml(SAMPLE).replace('<main>', `<main>${inside}`);
      await withPage(browser(), html, async (page, recorded) => {
        expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
        expect(await page.locator('h1').isVisible()).toBe(true);
        const blocked = recorded.errors.map(
          (error) => /violates .*?directive:? ['"]([\w-]+)/.exec(error)?.[1],
        );
        expect(blocked.sort()).toEqual(['default-src', 'img-src', 'style-src']);
      });
    });

    test('styles and collapsible sections work without JavaScript', async () => {
      await withPage(
        browser(),
        renderHtml(SAMPLE),
        async (page) => {
          await page.locator('#fault-1 summary').click();
          expect(await page.locator('#fault-1 li').first().isVisible()).toBe(true);
          expect(await page.locator('h1').evaluate((title) => getComputedStyle(title).fontWeight)).toBe(
            '700',
          );
        },
        { javaScriptEnabled: false },
      );
    });

    test('in print nothing is collapsed or cut off', async () => {
      await withPage(browser(), renderHtml(SAMPLE), async (page) => {
        const row = page.locator('#cases tbody tr').first();
        const shown = () => row.evaluate((element) => element.checkVisibility());
        expect(await shown()).toBe(false);
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        expect(await shown()).toBe(true);
        expect(
          await page
            .locator('pre.body')
            .first()
            .evaluate((body) => getComputedStyle(body).maxHeight),
        ).toBe('none');
        expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
          'rgb(255, 255, 255)',
        );
      });
    });
  });

  describe('accessibility', () => {
    test('has landmarks, ordered headings, table headers and names for scrollable regions', async () => {
      await withPage(browser(), renderHtml(SAMPLE), async (page) => {
        const landmarks = await page.evaluate(() =>
          ['body > header', 'nav[aria-label]', 'main', 'body > footer'].map(
            (selector) => document.querySelectorAll(selector).length,
          ),
        );
        expect(landmarks).toEqual([1, 1, 1, 1]);
        expect(await page.locator('html').getAttribute('lang')).toBe('en');
        const levels = await page
          .locator('h1, h2, h3, h4')
          .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
        expect(levels[0]).toBe(1);
        for (const [index, level] of levels.entries())
          expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
        const heads = await page
          .locator('th')
          .evaluateAll((all) => all.map((head) => head.getAttribute('scope')));
        expect(heads.filter((scope) => scope !== 'col' && scope !== 'row')).toEqual([]);
        expect(await page.locator('.matrix tbody th[scope=row]').count()).toBe(2);
        const unreachable = await page.evaluate(() =>
          [...document.querySelectorAll('*')]
            .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflow))
            .filter((element) => element.getAttribute('tabindex') !== '0' || !element.getAttribute('role')),
        );
        expect(unreachable).toEqual([]);
        const unnamed = await page
          .locator('[aria-labelledby]')
          .evaluateAll((all) =>
            all.filter((element) => !document.getElementById(element.getAttribute('aria-labelledby') ?? '')),
          );
        expect(unnamed).toEqual([]);
      });
    });

    test.for(['light', 'dark'] as const)('text has sufficient contrast in %s mode', async (colorScheme) => {
      await withPage(
        browser(),
        renderHtml(SAMPLE),
        async (page) => {
          for (const summary of await page.locator('summary').all()) await summary.click();
          const { low, measured } = await page.evaluate(contrasts);
          expect(low).toEqual([]);
          expect(measured).toBeGreaterThan(100);
          const background = await page
            .locator('body')
            .evaluate((body) => getComputedStyle(body).backgroundColor);
          expect(background === 'rgb(255, 255, 255)').toBe(colorScheme === 'light');
        },
        { colorScheme },
      );
    });

    test.for<[number, string, Report]>([
      [390, 'a typical report', SAMPLE],
      [390, 'a report with hostile responses', HOSTILE_REPORT],
      [320, 'a typical report', SAMPLE],
    ])('a viewport of %i px is wide enough for %s', async ([width, , report]) => {
      await withPage(
        browser(),
        renderHtml(report),
        async (page) => {
          for (const summary of await page.locator('summary').all()) await summary.click();
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        },
        { viewport: { width, height: 844 } },
      );
    });
  });
});

/** Returns the texts with a contrast below 4.5 to 1 (WCAG 2.2, 1.4.3). Runs in the page. */
function contrasts() {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backgroundOf = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? backgroundOf(element.parentElement) : backgroundColor;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const low: string[] = [];
  let measured = 0;
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent?.trim() ?? '';
    const element = walker.currentNode.parentElement;
    if (text === '' || !element) continue;
    const [dark = 0, light = 0] = [
      luminance(getComputedStyle(element).color),
      luminance(backgroundOf(element)),
    ].sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    measured++;
    if (ratio < 4.5) low.push(`${ratio.toFixed(2)} ${element.className} ${text}`);
  }
  return { low, measured };
}
