/**
 * Testing a caller's code against each error without a server: with a custom fetch, MSW, and Playwright in Chromium.
 */
import { build } from 'esbuild';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type ErrorCode,
  errorBody,
  errorCodes,
  errorResponse,
  errors,
  headersOf,
  statusOf,
} from '../../../src/errors.ts';
import { createClient } from '../../../src/index.ts';
import { describeInChromium } from '../../helpers/chromium.ts';
import { ROOT } from '../../helpers/project.ts';
import { entryOf } from '../../helpers/server-data.ts';

const USER = { platform: 'x', username: 'ada' } as const;
const ORIGIN = 'http://app.test';

/** Returns the failure that a caller must get for a code: the status, and the fields of the example. */
function expectedFailure(code: ErrorCode) {
  return { kind: 'api', status: entryOf(code).status, ...errors[code].example.error };
}

test.for(errorCodes)('a custom fetch: %s', async (code) => {
  const client = createClient({
    baseUrl: `${ORIGIN}/api/v1`,
    token: 'a-test-token',
    retry: 0,
    fetch: async () => errorResponse(code, errors[code].example.error),
  });
  expect((await client.listPostsByUser(USER)).error).toMatchObject(expectedFailure(code));
});

test('a custom fetch: an error first, then a success', async () => {
  const responses = [
    errorResponse('RATE_LIMIT_EXCEEDED', { retry_after: 30 }),
    Response.json({ success: true, data: { posts: [], remaining_balance: 1, next_cursor: null } }),
  ];
  const waits: number[] = [];
  const client = createClient({
    baseUrl: `${ORIGIN}/api/v1`,
    token: 'a-test-token',
    fetch: async () => responses.shift() ?? errorResponse('INTERNAL_ERROR'),
    sleep: async (ms) => waits.push(ms),
  });
  expect((await client.listPostsByUser(USER)).data).toMatchObject({ remaining_balance: 1 });
  expect(waits).toEqual([30_000]);
});

describe('MSW', () => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  test.for(errorCodes)('%s', async (code) => {
    server.use(http.get(`${ORIGIN}/*`, () => errorResponse(code, errors[code].example.error)));
    const client = createClient({ baseUrl: `${ORIGIN}/api/v1`, token: 'a-test-token', retry: 0 });
    const { error, response } = await client.listPostsByUser(USER);
    expect(error).toMatchObject(expectedFailure(code));
    expect(response?.headers.get('content-type')).toBe('application/json');
  });
});

/** Bundles an entry for a browser. Returns the bundle and its inputs. */
async function bundle(entry: string) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'library',
  });
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}

test('./errors does not need Node, and the client contains nothing of it', async () => {
  const entry = await bundle('src/errors.ts');
  expect(entry.inputs).toContain('src/server/error-response.ts');
  expect(entry.inputs.filter((name) => !/^(?:src|generated)\/.*\.[jt]s$/.test(name))).toEqual([]);
  const { inputs } = await bundle('src/index.ts');
  expect(inputs.filter((name) => /^src\/server\/|errors\.ts$/.test(name))).toEqual([]);
  expect(inputs).toContain('generated/client.ts');
});

describeInChromium('a page in Chromium', (browser) => {
  test("Playwright's page.route returns each code, and the client in the page reads it", async () => {
    const page = await browser().newPage();
    await page.route(`${ORIGIN}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const code = errorCodes.find((candidate) => pathname.endsWith(`/${candidate}`));
      if (!code)
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>App</title>' });
      const { error } = errors[code].example;
      await route.fulfill({
        status: statusOf(code),
        headers: headersOf(code, error),
        body: JSON.stringify(errorBody(code, error)),
      });
    });
    await page.goto(ORIGIN);
    await page.addScriptTag({ content: (await bundle('src/index.ts')).text });
    const read = await page.evaluate(async (codes) => {
      const { createClient } = (globalThis as unknown as { library: typeof import('../../../src/index.ts') })
        .library;
      const all = [];
      for (const code of codes) {
        // Each call has its own client, because the wait of a rate limit holds back the later calls of a client.
        const client = createClient({
          baseUrl: `${location.origin}/api/v1`,
          token: 'a-test-token',
          retry: 0,
        });
        const { error, response } = await client.listPostsByUser({ platform: 'x', username: code });
        all.push({ error: { ...error }, headers: Object.fromEntries(response?.headers ?? []) });
      }
      return all;
    }, errorCodes);
    expect(read.map(({ error }) => error)).toMatchObject(errorCodes.map(expectedFailure));
    for (const [index, code] of errorCodes.entries()) {
      const expected = Object.entries(headersOf(code, errors[code].example.error));
      expect(read[index]?.headers).toMatchObject(
        Object.fromEntries(expected.map(([name, value]) => [name.toLowerCase(), value])),
      );
    }
    await page.close();
  });

  test('./errors builds its responses in the page', async () => {
    const page = await browser().newPage();
    await page.addScriptTag({ content: (await bundle('src/errors.ts')).text });
    const read = await page.evaluate(async () => {
      const { errorCodes, errorResponse, errors } = (
        globalThis as unknown as { library: typeof import('../../../src/errors.ts') }
      ).library;
      const responses = errorCodes.map((code) => errorResponse(code, errors[code].example.error));
      return Promise.all(responses.map(async (response) => [response.status, await response.json()]));
    });
    expect(read).toEqual(errorCodes.map((code) => [entryOf(code).status, errors[code].example]));
    await page.close();
  });
});
