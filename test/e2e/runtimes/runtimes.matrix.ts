/** Fetching runtimes: a missing, broken or unreachable runtime is detected and reported. */
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { version } from 'esbuild';
import { afterEach, expect, test, vi } from 'vitest';
import { startServer } from '../../helpers/client/hostile-server.ts';
import { temporaryFolder } from '../../helpers/project.ts';
import { fetchRuntime, type Pinned } from './runtimes.ts';

/** Not a runtime, but a small program that prints its version and is in npm's cache after `npm ci`. */
const esbuild: Pinned = {
  name: 'esbuild',
  version,
  packages: { here: `@esbuild/${process.platform}-${process.arch}` },
  program: 'bin/esbuild',
};

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a runtime is fetched once, and fetched again if it is broken', async () => {
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

test('a runtime whose program prints no version is skipped', async () => {
  const cache = temporaryFolder('runtimes');
  const { skipped } = await fetchRuntime({ ...esbuild, program: 'package.json' }, cache, 'here');
  expect(skipped).toContain('does not run here');
  expect(readdirSync(cache)).toEqual([]);
});

test('an unreachable registry is a reason to skip', async () => {
  const cache = temporaryFolder('runtimes');
  const gone = await startServer(() => {});
  await gone.close();
  vi.stubEnv('npm_config_registry', gone.baseUrl);
  const { skipped } = await fetchRuntime(esbuild, cache, 'here');
  expect(skipped).toContain('npm could not fetch');
  expect(skipped).toContain('ECONNREFUSED');
  expect(readdirSync(cache)).toEqual([]);
});

test('a platform without a package is a reason to skip', async () => {
  const { skipped } = await fetchRuntime(esbuild, temporaryFolder('runtimes'), 'there');
  expect(skipped).toBe('npm has no esbuild for there');
});
