/** The size budget of the client in .size-limit.json, measured by size-limit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { measureSizes } from '../../../scripts/bench/client-size.ts';
import { openProject } from '../../../scripts/lib/project.ts';

const project = openProject();
const [client] = measureSizes(project);

test('the built client is within its size budget', () => {
  expect(client.sizeLimit).toBeDefined();
  expect(client.size).toBeLessThanOrEqual(client.sizeLimit ?? 0);
  expect(client.passed).toBe(true);
});

test('the client does not load openapi-fetch', () => {
  expect(readFileSync(join(project.root, 'dist/index.js'), 'utf8')).not.toContain('openapi-fetch');
});

/** Bundles one export of an entry and returns the code. */
async function bundleOf(name: string, entry: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from './dist/${entry}.js';`, resolveDir: project.root },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

test('a bundler leaves out the lists of values and the validators if they are not used', async () => {
  expect(await bundleOf('platforms', 'index')).toContain('var platforms');
  expect(await bundleOf('createClient', 'index')).not.toContain('var platforms');
  expect(await bundleOf('successResponse', 'errors')).toContain('must be array');
  expect(await bundleOf('errorResponse', 'errors')).not.toContain('must be array');
});

test.for([
  { budget: 'exactly the size', less: 0, passed: true },
  { budget: 'one byte less', less: 1, passed: false },
])('a budget of $budget passes: $passed', ({ less, passed }) => {
  const sizeLimit = client.size - less;
  expect(measureSizes(project, '--limit', `${sizeLimit} B`)[0]).toEqual({ ...client, sizeLimit, passed });
});
