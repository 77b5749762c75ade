/** A project with the package installed. The package is the one that `npm publish` would upload. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { installedProject, packInto } from '../../helpers/packed.ts';
import { temporaryFolder } from '../../helpers/project.ts';

/** The files of the runner in the project. */
export const COMMAND = 'command.js';
const PAGE = 'page.js';

/** Replaces the client of the repository by the installed package. */
const asInstalled: Plugin = {
  name: 'as installed',
  setup({ onResolve }) {
    onResolve({ filter: /\/src\/index\.ts$/ }, () => ({ path: 'social-data-contract', external: true }));
  },
};

/** Creates the project. Returns its folder, with the package, its dependencies and the runner. */
export async function makeProject(): Promise<string> {
  const folder = await installedProject(await packInto(temporaryFolder('packed')));
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: { command: 'command.ts', page: 'page.ts' },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: ['node:process'],
    plugins: [asInstalled],
    logLevel: 'warning',
  });
  return folder;
}

/** Copies the project and breaks the package: one kind of failure gets a wrong name. */
export function breakProject(project: string): string {
  return copyWith(project, 'broken', (text) => text.replaceAll(/(["'`])protocol\1/g, '"broken"'));
}

/** Copies the project with a package that cannot be loaded. */
export function unloadableProject(project: string): string {
  return copyWith(project, 'unloadable', (text, file) =>
    file === 'index.js' ? `${text}\nthrow new Error('does not load');` : text,
  );
}

/** @param change returns the new text of a file of the package */
function copyWith(project: string, name: string, change: (text: string, file: string) => string): string {
  const folder = temporaryFolder(`matrix-${name}`);
  cpSync(project, folder, { recursive: true });
  const dist = join(folder, 'node_modules/social-data-contract/dist');
  const changed = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => {
    if (!file.endsWith('.js')) return false;
    const text = readFileSync(join(dist, file), 'utf8');
    const other = change(text, file);
    if (other !== text) writeFileSync(join(dist, file), other);
    return other !== text;
  });
  if (changed.length === 0) throw new Error(`No file of the package was changed to make it ${name}.`);
  return folder;
}

/** Bundles the script of the page with the runner and the package, like the bundler of a user. */
export async function bundlePage(project: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: [PAGE],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}
