/** The hooks of openapi-react-query on the client for openapi-fetch, in a browser. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInChromium } from '../../helpers/chromium.ts';
import { failure, success } from '../../helpers/client/harness.ts';
import { type Running, startServer } from '../../helpers/client/hostile-server.ts';

describeInChromium('react-query in a browser', (browser) => {
  let server: Running;
  /** The URLs of the requests to the API. */
  const requested: string[] = [];
  let closed: (url: string) => void = () => {};

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, 'react-query-page.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    const script = outputFiles[0]?.text ?? '';
    server = await startServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://any');
      if (!pathname.startsWith('/api/')) {
        const isScript = pathname === '/page.js';
        const page = '<!doctype html><title>Page</title><body><script type="module" src="/page.js"></script>';
        response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
        response.end(isScript ? script : page);
        return;
      }
      requested.push(request.url ?? '');
      const user = pathname.split('/').at(-1);
      if (user === 'slow') response.on('close', () => closed(pathname));
      else if (user === 'poor') {
        const { status = 200, body } = failure(402, { code: 'INSUFFICIENT_BALANCE' });
        response.writeHead(status).end(body);
      } else if (user === 'unlucky' && requested.filter((url) => url.endsWith('unlucky')).length < 3) {
        response.writeHead(503).end('<h1>no</h1>');
      } else if (user === 'gone') request.socket.destroy();
      else {
        const next_cursor = { '': 'second', second: 'third' }[searchParams.get('cursor') ?? ''] ?? null;
        response.end(success({ next_cursor }).body);
      }
    });
  });
  afterAll(() => server.close());

  const open = async (user: string) => {
    requested.length = 0;
    const page = await browser().newPage();
    await page.goto(`http://127.0.0.1:${server.port}/?user=${user}`);
    return { page, output: page.locator('output') };
  };
  const shows = async (user: string, text: string) => {
    const { page, output } = await open(user);
    await output.filter({ hasText: text }).waitFor();
    await page.close();
  };

  test('shows a success, an error, a success after retries, and a network failure', async () => {
    await shows('natgeo', '975 left');
    await shows('poor', 'INSUFFICIENT_BALANCE: It failed.');
    await shows('unlucky', '975 left');
    expect(requested).toHaveLength(3);
    await shows('gone', 'network: The call failed (network)');
  });

  test('requests each page once, by its cursor', async () => {
    const { page, output } = await open('paged');
    const more = page.getByRole('button', { name: 'more' });
    await output.filter({ hasText: 'second' }).waitFor();
    await more.click();
    await output.filter({ hasText: 'second third' }).waitFor();
    await more.click();
    await output.filter({ hasText: 'second third null' }).waitFor();
    expect(await more.count()).toBe(0);
    expect(requested.map((url) => url.split('?')[1])).toEqual([undefined, 'cursor=second', 'cursor=third']);
    await page.close();
  });

  test('unmounting closes the connection, and the client does not retry', async () => {
    const closing = new Promise<string>((resolve) => {
      closed = resolve;
    });
    const { page } = await open('slow');
    await page.locator('output').filter({ hasText: 'waiting' }).waitFor();
    await expect.poll(() => requested.length).toBe(1);
    await page.locator('#close').click();
    expect(await closing).toContain('slow');
    expect(requested).toHaveLength(1);
    await page.close();
  });
});
