/** Chromium for tests: where it is, and how it is started. Nothing is downloaded. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';

/** What the distributions call it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A browser that asks nobody for anything by itself: what it asks for is the page's doing. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * The path of Chromium: the environment's `CHROMIUM_PATH`, or else the first of its usual names in `PATH`.
 *
 * @returns nothing where there is none
 * @throws where `CHROMIUM_PATH` names no program: then it was meant, and skipping would hide the slip
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env.CHROMIUM_PATH;
  if (named) {
    if (!isProgram(named)) throw new Error(`CHROMIUM_PATH is ${named}, which is no program.`);
    return named;
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts Chromium without a window. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGS });
}

/**
 * A group of tests that need a browser, which is started before them and stopped after them. Without Chromium they
 * are skipped, and it is said why.
 *
 * @param tests defines the tests; `browser()` is for their bodies, not for the definition
 */
export function describeInChromium(name: string, tests: (browser: () => Browser) => void): void {
  const executable = findChromium();
  if (executable === undefined) {
    console.warn(
      `SKIPPED: ${name}. There is no Chromium: install it (\`apt-get install chromium\`), or say where it is in CHROMIUM_PATH.`,
    );
  }
  describe.skipIf(executable === undefined)(name, () => {
    let running: Browser | undefined;
    beforeAll(async () => {
      running = await launchChromium(executable ?? '');
    }, 30_000);
    afterAll(async () => {
      await running?.close();
    });
    tests(() => {
      if (!running) throw new Error('The browser is there in the body of a test alone.');
      return running;
    });
  });
}

/** What the pages of a context asked for and complained about. */
export interface Record {
  /** The addresses of all requests, without fragments. */
  requests: string[];
  /** Console errors, the policy's included, and uncaught exceptions. */
  errors: string[];
}

/** Starts to record what a context's pages do; call it before the first page. */
export function record(context: BrowserContext): Record {
  const seen: Record = { requests: [], errors: [] };
  context.on('request', (request) => {
    seen.requests.push(request.url().replace(/#.*/s, ''));
  });
  context.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  context.on('weberror', (error) => {
    seen.errors.push(String(error.error()));
  });
  return seen;
}
