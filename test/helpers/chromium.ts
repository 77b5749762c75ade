/** Tests in Chromium, and what its pages ask for and complain about. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { findChromium, launchChromium, NO_CHROMIUM } from '../../scripts/lib/chromium.ts';

/**
 * A group of tests that need a browser, which is started before them and stopped after them. Without Chromium they
 * are skipped, and it is said why.
 *
 * @param tests defines the tests; `browser()` is for their bodies, not for the definition
 */
export function describeInChromium(name: string, tests: (browser: () => Browser) => void): void {
  const executable = findChromium();
  if (executable === undefined) {
    console.warn(`SKIPPED: ${name}. ${NO_CHROMIUM}`);
  }
  describe.skipIf(executable === undefined)(name, () => {
    let running: Browser | undefined;
    beforeAll(async () => {
      running = await launchChromium(executable ?? '');
    });
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
