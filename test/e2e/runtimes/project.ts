/** A project of somebody who has installed the package: what is tested is what `npm publish` would send. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { installedProject, packInto } from '../../helpers/packed.ts';
import { temporaryFolder } from '../../helpers/project.ts';

/** What the runner is, as files of the project. */
export const COMMAND = 'command.js';
const PAGE = 'page.js';

/** What stands for the client in the repository's tests is the installed package here. */
const asInstalled: Plugin = {
  name: 'as installed',
  setup({ onResolve }) {
    onResolve({ filter: /\/src\/index\.ts$/ }, () => ({ path: 'social-data-contract', external: true }));
  },
};

/** @returns the project's folder, with the package, what it depends on, and the runner */
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

/** A copy of the project with a fault in the package: it calls a kind of failure by a wrong name. */
export function breakProject(project: string): string {
  return copyWith(project, 'broken', (text) => text.replaceAll(/(["'`])protocol\1/g, '"broken"'));
}

/** A copy of the project with a package that can't be loaded. */
export function unloadableProject(project: string): string {
  return copyWith(project, 'unloadable', (text, file) =>
    file === 'index.js' ? `${text}\nthrow new Error('does not load');` : text,
  );
}

/** @param change what becomes of a file of the package's */
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
  if (changed.length === 0) throw new Error(`There is nothing in the package to make it ${name}.`);
  return folder;
}

/** The page's script: runner and package in one, as a user's bundler has it. */
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
