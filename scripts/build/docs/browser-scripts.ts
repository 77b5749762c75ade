/** The scripts of the pages: browser/*.ts, each bundled into one file. */
import { join } from 'node:path';
import { build } from 'esbuild';

/** The scripts: `theme` runs before the first paint, `script` on every page, `index` on the landing page. */
const SCRIPTS = ['theme', 'script', 'index'];

/** Bundles the scripts. Returns their texts by file name. */
export async function browserScripts(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: SCRIPTS.map((name) => join(import.meta.dirname, 'browser', `${name}.ts`)),
    outdir: 'out',
    bundle: true,
    write: false,
    minify: true,
    // A module cannot be loaded from a file: URL.
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, text }) => [path.replace(/^.*[\\/]/, ''), text]));
}
