/** Fetching runtimes: what is missing, broken or out of reach is noticed, and said. */
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { version } from 'esbuild';
import { afterEach, expect, test, vi } from 'vitest';
import { startServer } from '../../helpers/client/hostile-server.ts';
import { temporaryFolder } from '../../helpers/project.ts';
import { fetchRuntime, type Pinned } from './runtimes.ts';

/** No runtime, but a program that says its version, small, and in npm's cache since `npm ci`. */
const esbuild: Pinned = {
  name: 'esbuild',
  version,
  packages: { here: `@esbuild/${process.platform}-${process.arch}` },
  program: 'bin/esbuild',
};

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a runtime is fetched once, and anew where it is broken', async () => {
  const cache = temporaryFolder('runtimes');
  const { program, skipped } = await fetchRuntime(esbuild, cache, 'here');
  expect(skipped).toBeUndefined();
  const { ino, size } = statSync(program);
  expect((await fetchRuntime(esbuild, cache, 'here')).program).toBe(program);
  expect(statSync(program).ino).toBe(ino);
  truncateSync(program, size / 2);
  expect((await fetchRuntime(esbuild, cache, 'here')).skipped).toBeUndefined();
  expect(statSync(program).size).toBe(size);
  expect(readdirSync(cache)).toHaveLength(1);
});

test('a version that the program does not have is no runtime', async () => {
  const cache = temporaryFolder('runtimes');
  const { skipped } = await fetchRuntime({ ...esbuild, program: 'package.json' }, cache, 'here');
  expect(skipped).toContain('does not run here');
  expect(readdirSync(cache)).toEqual([]);
});

test('a registry out of reach is a reason to skip', async () => {
  const cache = temporaryFolder('runtimes');
  const gone = await startServer(() => {});
  await gone.close();
  vi.stubEnv('npm_config_registry', gone.baseUrl);
  const { skipped } = await fetchRuntime(esbuild, cache, 'here');
  expect(skipped).toContain('npm could not fetch');
  expect(skipped).toContain('ECONNREFUSED');
  expect(readdirSync(cache)).toEqual([]);
});

test('a platform that has none is a reason to skip', async () => {
  const { skipped } = await fetchRuntime(esbuild, temporaryFolder('runtimes'), 'there');
  expect(skipped).toBe('npm has no esbuild for there');
});
