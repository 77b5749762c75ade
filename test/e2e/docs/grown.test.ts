/** The pages of the larger API in Chromium: requests with a body, pasted successes, and axe (WCAG 2.2 AA). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteHandler } from '../../../src/cli/site-handler.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { describeInChromium } from '../../helpers/chromium.ts';
import { faultsIn } from '../../helpers/docs/axe.ts';
import { type GrownSite, grownSite } from '../../helpers/docs/grown-site.ts';
import { SCHEMES } from '../../helpers/docs/site.ts';

let site: GrownSite;
let sandbox: Sandbox;
const url = (path: string) => `http://127.0.0.1:${sandbox.port}/${path}`;

beforeAll(async () => {
  site = await grownSite();
  sandbox = await startSandbox({ contract: site.contract, before: siteHandler(site.folder, site.contract) });
});
afterAll(() => sandbox?.close());

describeInChromium('the docs of the larger API', (browser) => {
  test('send requests with a body, and the sandbox returns the code', async () => {
    const entry = site.contract.errors.find(({ trigger }) => trigger === 'body-invalid');
    const page = await browser().newPage();
    await page.goto(url(`errors/${entry?.code}.html`));
    for (const name of ['Cause it', 'Force it']) {
      await page.getByRole('tab', { name }).click();
      const panel = page.getByRole('tabpanel', { name });
      await panel.getByRole('button', { name: 'Send' }).click();
      await expect.poll(() => panel.locator('.sent').textContent()).toContain(`"code": "${entry?.code}"`);
    }
    await page.close();
  });

  test('explain a pasted success without a body', async () => {
    const page = await browser().newPage();
    await page.goto(url('index.html'));
    const explanationOf = async (text: string) => {
      await page.getByRole('textbox', { name: 'A code' }).fill(text);
      return page.locator('#explanation').textContent();
    };
    expect(await explanationOf('HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n')).toMatch(/is a success/);
    expect(await explanationOf('HTTP/1.1 200 OK\r\nDate: now\r\n\r\n')).toMatch(/Unexpected response/);
    await page.close();
  });

  test.for(SCHEMES)('have no fault that axe finds: %s', async (colorScheme) => {
    const retired = site.contract.errors.find((entry) => entry.retired !== undefined);
    const context = await browser().newContext({ colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const path of ['index.html', `errors/${retired?.code}.html`, 'changes.html']) {
      await page.goto(url(path));
      expect.soft(await faultsIn(page), path).toEqual([]);
    }
    await context.close();
  });
});
