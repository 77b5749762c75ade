/** The size budget of the client in .size-limit.json, measured by size-limit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

test.for([
  { budget: 'exactly the size', less: 0, passed: true },
  { budget: 'one byte less', less: 1, passed: false },
])('a budget of $budget passes: $passed', ({ less, passed }) => {
  const sizeLimit = client.size - less;
  expect(measureSizes(project, '--limit', `${sizeLimit} B`)[0]).toEqual({ ...client, sizeLimit, passed });
});
