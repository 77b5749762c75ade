/** What is installed for the project: all of it locked, and nothing of what users get runs when it is installed. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../helpers/command.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

/** A package as the lock file has it. */
interface Locked {
  version?: string;
  integrity?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
const { '': _, ...locked } = packages;

test('the lock file is one that `npm ci` takes', async () => {
  const folder = temporaryFolder('locked');
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(ROOT, file), join(folder, file));
  // A package of another system that the registry did not have leaves a hole that `npm install` does not tell of.
  const { status, stderr } = await run('npm', ['ci', '--dry-run', '--ignore-scripts', '--offline'], folder);
  expect(status, stderr).toBe(0);
});

test('each package has its version and the hash of its content', () => {
  expect(Object.keys(locked).length).toBeGreaterThan(100);
  const open = Object.entries(locked).filter(([, { version, integrity }]) => !version || !integrity);
  expect(open.map(([path]) => path)).toEqual([]);
});

test('what users install runs nothing, nor does the package itself', () => {
  const theirs = Object.entries(locked).filter(([, { dev }]) => !dev);
  expect(theirs.map(([path]) => path).sort()).toEqual([
    'node_modules/openapi-fetch',
    'node_modules/openapi-typescript-helpers',
  ]);
  expect(theirs.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  const onInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
  expect(Object.keys(read('package.json').scripts).filter((name) => onInstall.includes(name))).toEqual([]);
});
