/** Which modules a program loads, as a runtime and as a bundler see it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Platform } from 'esbuild';
import { run } from '../../helpers/command.ts';

/** A hook of Node's for each module that is loaded, its own modules among them; it runs on a thread of its own. */
const HOOK = `
import { writeSync } from 'node:fs';
export const load = (url, context, next) => {
  writeSync(1, url + '\\n');
  return next(url, context);
};`;

/**
 * The modules that Node loads for an import.
 *
 * @param project the folder that the program stands in
 * @returns `node:fs`, or a path relative to the project's `node_modules`
 */
export async function loadedBy(project: string, specifier: string): Promise<string[]> {
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const program = `
import { register } from 'node:module';
register(${JSON.stringify(hook)});
await import(${JSON.stringify(specifier)});`;
  writeFileSync(join(project, 'trace.js'), program);
  const { status, stdout, stderr } = await run(process.execPath, ['trace.js'], project);
  if (status !== 0) throw new Error(`the import of ${specifier} ended with ${status}:\n${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((url) => (url.startsWith('file:') ? inModules(project, fileURLToPath(url)) : url))
    .sort();
}

/**
 * The modules that a bundler puts into a program that imports this.
 *
 * @param platform `neutral`: it knows no module of any runtime, and what asks for one is an error
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
    // The package says that it may be left out where nothing of it is used.
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
