/** Runs tests in Chromium, and records the requests and errors of pages. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { findChromium, launchChromium, NO_CHROMIUM } from '../../scripts/lib/chromium.ts';

/**
 * Defines a group of tests that share a browser. Without Chromium, the group is skipped and the reason is printed.
 *
 * @param tests defines the tests. `browser()` can only be called in the body of a test.
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
      if (!running) throw new Error('Call browser() only in the body of a test.');
      return running;
    });
  });
}

/** The requests and errors of the pages in a browser context. */
export interface Record {
  /** The URLs of all requests, without fragments. */
  requests: string[];
  /** Console errors, including violations of the Content-Security-Policy, and uncaught exceptions. */
  errors: string[];
}

/** Starts to record the requests and errors of a context. Call it before the first page opens. */
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
