/** Documentation in the browser: each code must be readable on the page, without an error in the console. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { findChromium, launchChromium, NO_CHROMIUM } from '../../../scripts/lib/chromium.ts';
import { record } from '../../helpers/chromium.ts';
import { contract } from '../../helpers/project.ts';
import { documentOf, type Installed, type Tool } from '../tool.ts';

/** A tool that renders the bundle in the browser. */
interface Renderer {
  name: string;
  /** Relative to the folder of the package. */
  script: string;
  style?: string;
  /** The body of the page. It reads `/openapi.yaml`. */
  body: string;
  /** A selector of the part of the page with the operations. */
  content: string;
  /** A selector of what a reader clicks to see all responses, and of the lists of examples. */
  openers: string;
  /** A selector of the button that lists the examples of the open response. */
  picker?: string;
}

const RENDERERS: readonly Renderer[] = [
  {
    name: 'swagger-ui-dist',
    script: 'swagger-ui-bundle.js',
    style: 'swagger-ui.css',
    body: `<div id="ui"></div><script src="/script.js"></script>
      <script>SwaggerUIBundle({ url: '/openapi.yaml', dom_id: '#ui', docExpansion: 'full', validatorUrl: null })</script>`,
    content: '.responses-wrapper',
    openers: 'select.examples-select-element, .examples-select select',
  },
  {
    name: 'rapidoc',
    script: 'dist/rapidoc-min.js',
    body: `<rapi-doc spec-url="/openapi.yaml" render-style="read" load-fonts="false"></rapi-doc><script src="/script.js"></script>`,
    content: 'api-response .json-tree',
    openers: 'api-response button.m-btn, api-response select',
  },
  {
    name: '@scalar/api-reference',
    script: 'dist/browser/standalone.js',
    body: `<div id="ui"></div><script src="/script.js"></script>
      <script>Scalar.createApiReference('#ui', { url: '/openapi.yaml', withDefaultFonts: false, telemetry: false, agent: { disabled: true } })</script>`,
    content: '.section-container',
    openers: 'button.tab',
    picker: '[data-testid=example-picker]',
  },
];

export const DOCUMENTATION: readonly Tool[] = RENDERERS.map((renderer) => ({
  name: renderer.name,
  locked: 'documentation',
  reads: 'openapi.yaml',
  checks: {
    'shows all codes, without an error in the console': (installed) => showsAllCodes(installed, renderer),
  },
}));

async function showsAllCodes(installed: Installed, renderer: Renderer): Promise<void> {
  const executable = findChromium();
  if (executable === undefined) throw new Error(NO_CHROMIUM);
  const browser = await launchChromium(executable);
  const server = createServer((request, response) => {
    const file = filesOf(installed, renderer)[request.url ?? ''];
    if (file === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', file.type).end(file.content);
  });
  try {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const context = await browser.newContext();
    const { requests, errors } = record(context);
    const page = await context.newPage();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await page.goto(origin);
    const text = await textOf(page, renderer);
    const hidden = contract.errors.map(({ code }) => code).filter((code) => !text.includes(code));
    expect({ hidden, errors }).toEqual({ hidden: [], errors: [] });
    expect(requests.filter((url) => !url.startsWith(origin))).toEqual([]);
  } finally {
    await browser.close();
    server.close();
  }
}

function filesOf({ folder }: Installed, { name, script, style, body }: Renderer) {
  const read = (file: string) => readFileSync(join(folder, 'node_modules', name, file));
  const link = style === undefined ? '' : '<link rel="stylesheet" href="/style.css">';
  const html = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${name}</title>
    <link rel="icon" href="data:,">${link}<body>${body}</body></html>`;
  const files: Record<string, { type: string; content: string | Buffer }> = {
    '/': { type: 'text/html', content: html },
    '/script.js': { type: 'text/javascript', content: read(script) },
    '/openapi.yaml': {
      type: 'application/yaml',
      content: readFileSync(documentOf({ reads: 'openapi.yaml' })),
    },
    ...(style !== undefined && { '/style.css': { type: 'text/css', content: read(style) } }),
  };
  return files;
}

/** Returns the visible text of the operations, after each step of a reader: opening a response, choosing an example. */
async function textOf(page: Page, { content, openers, picker }: Renderer): Promise<string> {
  await page.locator(content).first().waitFor();
  await page.locator(openers).first().waitFor();
  const texts: string[] = [];
  const read = async (selector = content) => {
    texts.push(...(await page.locator(selector).allInnerTexts()));
  };
  await read();
  for (const opener of await page.locator(openers).all()) {
    if (!(await opener.isVisible())) continue;
    for (const step of await stepsOf(opener)) {
      await step();
      await read();
      for (const button of picker === undefined ? [] : await page.locator(picker).all()) {
        await button.click();
        await page.locator('[role=listbox]').first().waitFor();
        await read('[role=listbox]');
        await page.keyboard.press('Escape');
      }
    }
  }
  return texts.join('\n');
}

async function stepsOf(opener: Locator): Promise<(() => Promise<unknown>)[]> {
  const options = await opener
    .locator('option')
    .evaluateAll((all) => all.map((option) => option.getAttribute('value') ?? ''));
  return options.length > 0
    ? options.map((value) => () => opener.selectOption(value))
    : [() => opener.click()];
}
