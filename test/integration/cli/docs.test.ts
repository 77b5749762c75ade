/** `docs` of a copy of the package, because the docs in the repository may not have been built. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run, type Serving, serve } from '../../helpers/command.ts';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';

const PAGE = '<!doctype html><title>The docs – of a test</title>';
const folder = temporaryFolder('docs-package');
const bin = join(folder, 'dist/cli.js');
const pages = join(folder, 'generated/docs');
const entry = contract.errors.find(({ code }) => code.includes('_'));
const code = entry?.code ?? '';

let docs: Serving;

beforeAll(async () => {
  for (const name of ['package.json', 'dist'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  mkdirSync(join(pages, 'errors'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), PAGE);
  writeFileSync(join(pages, '404.html'), '<html lang="en"><head></head></html>');
  for (const extension of ['html', 'md']) writeFileSync(join(pages, `errors/${code}.${extension}`), code);
  docs = await serve([bin, 'docs', '--port', '0'], /(http:\S+)/);
});

afterAll(async () => {
  await docs?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('serves the page at the root as HTML', async () => {
  const response = await fetch(docs.found);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await response.text()).toBe(PAGE);
  const head = await fetch(`${docs.found}index.html?a`, { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(PAGE)));
});

test.for(['%', '%.html', 'errors/%', 'errors/%.md', 'errors/%/'])(
  'accepts /%s in any case and with hyphens',
  async (form) => {
    const extension = form.endsWith('.md') ? 'md' : 'html';
    for (const name of [code, code.toLowerCase(), code.toLowerCase().replaceAll('_', '-')]) {
      const response = await fetch(docs.found + form.replace('%', name));
      expect(new URL(response.url).pathname).toBe(`/errors/${code}.${extension}`);
      expect(await response.text()).toBe(code);
    }
  },
);

test('responds to an unknown path with the page for it, whose links have a base, and refuses POST', async () => {
  for (const path of ['favicon.ico', 'a/b/c', '../package.json', 'errors/..%2f..%2fpackage.json']) {
    const response = await fetch(docs.found + path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<head><base href="/">');
  }
  expect((await fetch(docs.found, { method: 'POST', body: 'a' })).status).toBe(405);
});

test('serves the sandbox at the base path of the API, and tells the pages', async () => {
  const response = await fetch(new URL(`${contract.basePath}/nothing`, docs.found));
  expect(await response.json()).toMatchObject({ success: false });
  const page = await (await fetch(`${docs.found}nothing`)).text();
  expect(page).toContain(`<html data-sandbox="${contract.basePath}" lang="en">`);
});

test('reports a port in use', async () => {
  const { port } = new URL(docs.found);
  const { status, stdout, stderr } = await run(process.execPath, [bin, 'docs', '--port', port]);
  expect(stderr).toMatch(
    /^Port \d+ is in use on 127\.0\.0\.1\. Choose another port with --port, or 0 for any free port\.\n$/,
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.for(['SIGINT', 'SIGTERM'] as const)('exits with 0 on %s', async (signal) => {
  const own = await serve([bin, 'docs', '--port', '0'], /(http:\S+)/);
  await fetch(own.found);
  const { status, stderr } = await own.stop(signal);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('reports a page that was not built, and the command that builds it', async () => {
  const bare = temporaryFolder('docs-bare');
  for (const name of ['package.json', 'dist'])
    cpSync(join(ROOT, name), join(bare, name), { recursive: true });
  const { status, stdout, stderr } = await run(process.execPath, [join(bare, 'dist/cli.js'), 'docs']);
  expect(stderr).toMatch(/^Cannot read the docs \S+: it does not exist\. .*`npm run build` creates it\.\n$/);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  rmSync(bare, { recursive: true, force: true });
});
