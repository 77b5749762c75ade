/** `docs` of a copy of the package, because the page in the repository may not have been built. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run, type Serving, serve } from '../../helpers/command.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

const PAGE = '<!doctype html><title>The docs – of a test</title>';
const folder = temporaryFolder('docs-package');
const bin = join(folder, 'dist/cli.js');
const page = join(folder, 'generated/docs/index.html');

let docs: Serving;

beforeAll(async () => {
  for (const name of ['package.json', 'dist'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'generated/docs'), { recursive: true });
  writeFileSync(page, PAGE);
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

test('redirects every other path to the page, and refuses POST', async () => {
  const other = await fetch(`${docs.found}favicon.ico`, { redirect: 'manual' });
  expect([other.status, other.headers.get('location')]).toEqual([303, '/']);
  expect((await fetch(docs.found, { method: 'POST', body: 'a' })).status).toBe(405);
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
  expect(stderr).toMatch(
    /^Cannot read the docs page \S+: it does not exist\. .*`npm run build` creates it\.\n$/,
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  rmSync(bare, { recursive: true, force: true });
});
