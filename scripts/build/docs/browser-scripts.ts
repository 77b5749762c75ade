/** The scripts and the style of the pages, bundled and minified. */
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { Inline } from './site.ts';

const options = {
  bundle: true,
  write: false,
  minify: true,
  // A module cannot be loaded from a file: URL.
  format: 'iife',
  target: 'es2022',
  logLevel: 'silent',
} satisfies BuildOptions;

/** Bundles the scripts that pages load: `script` for every page, `index` for the landing page. By file name. */
export async function browserScripts(): Promise<Map<string, string>> {
  return new Map(
    await Promise.all(
      ['script', 'index'].map(async (name) => [`${name}.js`, await bundle(`browser/${name}.ts`)] as const),
    ),
  );
}

/** Bundles the texts that pages contain. */
export async function inlineTexts(): Promise<Inline> {
  const [style = '', theme = '', base = ''] = await Promise.all(
    ['style.css', 'browser/theme.ts', 'browser/base.ts'].map(bundle),
  );
  return { style, theme, base };
}

async function bundle(file: string): Promise<string> {
  // The target is for scripts. A style sheet keeps its syntax.
  const { target, ...others } = options;
  const own = file.endsWith('.css') ? others : { ...others, target };
  const { outputFiles } = await build({ ...own, entryPoints: [join(import.meta.dirname, file)] });
  return (outputFiles[0]?.text ?? '').trim();
}
