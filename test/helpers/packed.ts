/** The package as `npm publish` would send it, and a project of somebody who has installed it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.ts';
import { ROOT, temporaryFolder } from './project.ts';

/** What an empty project asks the package by. */
export const NAME = 'social-data-contract';

/**
 * Packs what is built: `prepack` would build all of it again.
 *
 * @param folder where the tarball goes
 * @param from the package's folder
 * @returns the tarball's path
 */
export async function packInto(folder: string, from = ROOT): Promise<string> {
  await npm(from, 'pack', '--ignore-scripts', `--pack-destination=${folder}`);
  const packed = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!packed) throw new Error('npm pack wrote no tarball.');
  return join(folder, packed);
}

/**
 * Makes an empty project and installs a package in it.
 *
 * @param tarball what {@link packInto} gave
 * @returns the project's folder
 */
export async function installedProject(tarball: string): Promise<string> {
  const folder = temporaryFolder('installed');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  // What it depends on is here since `npm ci`, in the versions of the lock file: no registry is asked.
  await npm(folder, 'install', '--ignore-scripts', '--offline', '--install-links', tarball, ...needed());
  return folder;
}

/** The folders of the packages that a package depends on, by however many steps. */
function needed(folder = ROOT): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.keys(dependencies).flatMap((name) => {
    const its = join(ROOT, 'node_modules', name);
    return [its, ...needed(its)];
  });
}

async function npm(cwd: string, ...args: string[]): Promise<void> {
  const { status, stderr } = await run('npm', args, cwd);
  if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with ${status}:\n${stderr}`);
}
