/** All dependencies are locked, and the dependencies of users run no install scripts. */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../helpers/command.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

/** A package in package-lock.json. */
interface Locked {
  version?: string;
  integrity?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
const { '': _, ...locked } = packages;

test('`npm ci` accepts the lockfile', async () => {
  const folder = temporaryFolder('locked');
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(ROOT, file), join(folder, file));
  // If the registry lacks an optional package for another system, `npm install` writes an incomplete lockfile silently.
  const { status, stderr } = await run('npm', ['ci', '--dry-run', '--ignore-scripts', '--offline'], folder);
  expect(status, stderr).toBe(0);
});

/** The lock files of the project and of the tools in test/interop/. */
const LOCK_FILES = [
  'package-lock.json',
  ...readdirSync(join(ROOT, 'test/interop/packages')).map(
    (name) => `test/interop/packages/${name}/package-lock.json`,
  ),
];

test.each(LOCK_FILES)('%s has a version and an integrity hash for each package', (file) => {
  const { '': _, ...all } = (read(file) as { packages: Record<string, Locked> }).packages;
  expect(Object.keys(all).length).toBeGreaterThan(0);
  const incomplete = Object.entries(all).filter(([, { version, integrity }]) => !version || !integrity);
  expect(incomplete.map(([path]) => path)).toEqual([]);
});

test('the package and its dependencies have no install scripts', () => {
  const dependencies = Object.entries(locked).filter(([, { dev }]) => !dev);
  expect(dependencies.map(([path]) => path).sort()).toEqual([
    'node_modules/openapi-fetch',
    'node_modules/openapi-typescript-helpers',
  ]);
  expect(dependencies.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  const onInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
  expect(Object.keys(read('package.json').scripts).filter((name) => onInstall.includes(name))).toEqual([]);
});
