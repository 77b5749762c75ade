/** Packs the package as `npm publish` does, and installs it in an empty project. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.ts';
import { ROOT, temporaryFolder } from './project.ts';

/** The name of the package. */
export const NAME = 'social-data-contract';

/**
 * Packs the built package without `prepack`, which would build it again.
 *
 * @param folder the folder for the tarball
 * @param from the folder of the package
 * @returns the path of the tarball
 */
export async function packInto(folder: string, from = ROOT): Promise<string> {
  await npm(from, 'pack', '--ignore-scripts', `--pack-destination=${folder}`);
  const packed = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!packed) throw new Error('npm pack wrote no tarball.');
  return join(folder, packed);
}

/**
 * Creates an empty project and installs a package in it.
 *
 * @param tarball the path from {@link packInto}
 * @returns the folder of the project
 */
export async function installedProject(tarball: string): Promise<string> {
  const folder = temporaryFolder('installed');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  // `npm ci` has installed the dependencies in the locked versions, so npm sends no request to a registry.
  await npm(
    folder,
    'install',
    '--ignore-scripts',
    '--offline',
    '--install-links',
    tarball,
    ...dependencyFolders(),
  );
  return folder;
}

/** Returns the folders of all direct and indirect dependencies of a package. */
function dependencyFolders(folder = ROOT): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.keys(dependencies).flatMap((name) => {
    const dependency = join(ROOT, 'node_modules', name);
    return [dependency, ...dependencyFolders(dependency)];
  });
}

async function npm(cwd: string, ...args: string[]): Promise<void> {
  const { status, stderr } = await run('npm', args, cwd);
  if (status !== 0) throw new Error(`npm ${args.join(' ')} exited with status ${status}:\n${stderr}`);
}
