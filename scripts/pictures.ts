/** `npm run pictures`: makes the pictures of the README in Chromium. The pictures are committed. */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { runProgram } from '../src/cli/program.ts';
import type { World } from '../src/cli/world.ts';
import type { Contract } from '../src/contract/model.ts';
import { startSandbox } from '../src/sandbox/server.ts';
import { escapeMarkup } from '../src/text/html.ts';
import { findChromium, launchChromium, NO_CHROMIUM } from './lib/chromium.ts';
import { openProject } from './lib/project.ts';
import { readGeneratedContract } from './lib/read-contract.ts';

/** The width of the pictures in CSS pixels. They have twice as many pixels, for screens with a high density. */
const WIDTH = 760;

/** The width of the terminal in characters. */
const COLUMNS = 92;

/** The colours of the terminal by SGR parameter (ECMA-48 8.3.117). */
const STYLES: Readonly<Record<string, string>> = {
  '1': 'font-weight:bold',
  '2': 'color:#8b949e',
  '31': 'color:#ff7b72',
  '32': 'color:#7ee787',
  '33': 'color:#e3b341',
  '36': 'color:#79c0ff',
};

const project = openProject();
const contract = readGeneratedContract(project);
const executable = findChromium();
if (executable === undefined) throw new Error(NO_CHROMIUM);
const browser = await launchChromium(executable);
try {
  const context = await browser.newContext({
    viewport: { width: WIDTH, height: 600 },
    deviceScaleFactor: 2,
    colorScheme: 'light',
  });
  const reference = await context.newPage();
  await reference.goto(pathToFileURL(errorPage(contract)).href);
  await save(context, 'error-page', await reference.screenshot({ animations: 'disabled' }));
  const terminal = await context.newPage();
  await terminal.setViewportSize({ width: 2 * WIDTH, height: 600 });
  await terminal.setContent(terminalPage(await failedRun(contract)));
  await save(context, 'verify-report', await terminal.locator('pre').screenshot());
} finally {
  await browser.close();
}

/** Returns the page of the code whose response says how long to wait, or else of the first code. */
function errorPage({ errors }: Contract): string {
  const { code } = errors.find(({ retry }) => retry === 'wait') ?? errors[0] ?? { code: '' };
  const file = join(project.generated, 'docs/errors', `${code}.html`);
  if (!existsSync(file)) throw new Error(`${file} does not exist. Run \`npm run build\`.`);
  return file;
}

/** Runs the contract tests against a server with a common fault: a page of HTML instead of an envelope. */
async function failedRun({ errors }: Contract): Promise<string> {
  const broken = errors.find(({ retry }) => retry === 'backoff') ?? errors[0];
  const sandbox = await startSandbox({
    contract,
    before: ({ headers }, response) => {
      if (!broken || headers.authorization !== `Bearer ${broken.testToken}`) return false;
      response.writeHead(broken.status, { 'Content-Type': 'text/html' }).end('<h1>Something went wrong</h1>');
      return true;
    },
  });
  let output = '';
  const signals = new EventEmitter();
  const world: World = {
    stdin: Readable.from([]),
    stdout: {
      write: (text) => {
        output += text;
      },
      isTTY: true,
      columns: COLUMNS,
    },
    stderr: { write: () => undefined },
    env: {},
    once: (signal, listener) => signals.once(signal, listener),
  };
  try {
    await runProgram(['verify', sandbox.url], world);
  } finally {
    await sandbox.close();
  }
  const printed = `$ npx social-data-contract verify ${sandbox.url}\n\n${output.trim()}`;
  return printed.replaceAll(`:${sandbox.port}`, ':8080');
}

/** Renders the output of a terminal. */
function terminalPage(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a control sequence starts with a control character
  const html = escapeMarkup(text).replace(/\u001b\[(\d+)m/g, (_, style) => {
    const css = STYLES[style];
    return css ? `<span style="${css}">` : '</span>';
  });
  return `<body style="margin:0;background:#0d1117;color:#e6edf3">
<pre style="display:inline-block;margin:0;padding:18px 20px;font:12px/1.5 ui-monospace,'DejaVu Sans Mono',monospace">${html}</pre>`;
}

/** Saves a picture as WebP. Chromium takes pictures only as PNG and JPEG, so a canvas encodes it again. */
async function save(context: BrowserContext, name: string, png: Buffer): Promise<void> {
  const canvas = await context.newPage();
  const url = await canvas.evaluate(
    async (source) => {
      const bitmap = await createImageBitmap(await (await fetch(source)).blob());
      const element = document.createElement('canvas');
      element.width = bitmap.width;
      element.height = bitmap.height;
      element.getContext('2d')?.drawImage(bitmap, 0, 0);
      return element.toDataURL('image/webp', 0.8);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await canvas.close();
  const folder = join(project.root, 'docs/pictures');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.webp`);
  const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  writeFileSync(file, bytes);
  console.log(`${file}: ${(bytes.length / 1000).toFixed(1)} kB`);
}
