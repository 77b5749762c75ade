/** The page's own script: browser/ in one piece, for a page that loads nothing. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { StepError } from '../../lib/project.ts';

/**
 * Bundles it.
 *
 * @param sources the folder of the docs' sources
 * @throws {StepError} where it cannot stand in a page
 */
export async function browserScript(sources: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(sources, 'browser', 'index.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    // Redoc asks for no older ones.
    target: 'es2022',
    logLevel: 'silent',
  });
  const text = (outputFiles[0]?.text ?? '').trim();
  if (/<\/script/i.test(text))
    throw new StepError("The page's own script would end in its middle: see scripts/build/docs/browser/.");
  return text;
}
