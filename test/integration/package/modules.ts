/** Finds the modules that a program loads, in Node and in a bundle. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Platform } from 'esbuild';
import { run } from '../../helpers/command.ts';

/** A Node module hook that prints the URL of every loaded module, including Node's built-in modules. */
const HOOK = `
import { writeSync } from 'node:fs';
export const load = (url, context, next) => {
  writeSync(1, url + '\\n');
  return next(url, context);
};`;

/**
 * Returns the modules that Node loads for an import.
 *
 * @param project the folder of the program
 * @returns names such as `node:fs`, and paths relative to the project's `node_modules`
 */
export async function loadedBy(project: string, specifier: string): Promise<string[]> {
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const program = `
import { register } from 'node:module';
register(${JSON.stringify(hook)});
await import(${JSON.stringify(specifier)});`;
  writeFileSync(join(project, 'trace.js'), program);
  const { status, stdout, stderr } = await run(process.execPath, ['trace.js'], project);
  if (status !== 0) throw new Error(`The import of ${specifier} exited with status ${status}:\n${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((url) => (url.startsWith('file:') ? inModules(project, fileURLToPath(url)) : url))
    .sort();
}

/**
 * Returns the modules that a bundler includes for an import.
 *
 * @param platform `neutral` has no built-in modules, so an import of one is an error
 * @returns paths relative to the project's `node_modules`
 */
export async function bundledWith(project: string, specifier: string, platform: Platform): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: project,
    stdin: { contents: `import ${JSON.stringify(specifier)};`, resolveDir: project },
    bundle: true,
    format: 'esm',
    platform,
    mainFields: ['module', 'main'],
    // Without this, `sideEffects: false` would remove the unused import.
    ignoreAnnotations: true,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const files = Object.keys(metafile.inputs).filter((path) => path.includes('node_modules/'));
  return files.map((path) => inModules(project, join(project, path))).sort();
}

function inModules(project: string, path: string): string {
  return path.slice(join(project, 'node_modules/').length);
}
