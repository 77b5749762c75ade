/**
 * src/ and generated/ -> dist/, the code of the package: the client as small modules that depend only on
 * `openapi-fetch`, the commands bundled with all dependencies, and type declarations for both.
 */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, type BuildResult, build, type SameShape } from 'esbuild';
import ts from 'typescript';
import { openProject, StepError } from '../lib/project.ts';
import { clientBundle, commandsBundle } from './package/bundles.ts';
import { licencesOf } from './package/licences.ts';
import { pageLicencesOf, redocScript } from './package/page-licences.ts';

const project = openProject();
const { root } = project;
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });

await bundle(clientBundle(project));
const commands = await bundle(commandsBundle(project));
writeLicences(commands);

// JSON Schemas of profiles, cases and reports, for editors and other programs.
for (const schema of ['profile', 'cases', 'report']) {
  const file = `${schema}.schema.json`;
  cpSync(join(root, 'src/conformance/schemas', file), join(dist, 'schemas', file));
}

writeDeclarations(
  ['index', 'openapi-fetch', 'errors', 'types', 'conformance'].map((name) => `src/${name}.ts`),
);

/** Bundles with esbuild. If that fails, the step exits: esbuild has already printed the errors with their positions. */
async function bundle<Options extends BuildOptions>(options: SameShape<BuildOptions, Options>) {
  return await build(options).catch(() => process.exit(1));
}

/** Writes the licences of the packages that the commands and the docs page contain, as their terms require. */
function writeLicences({ metafile }: BuildResult<{ metafile: true }>): void {
  try {
    const parts = [licencesOf(metafile, root), pageLicencesOf(redocScript(root), root)];
    writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), parts.join(`\n${'='.repeat(80)}\n\n`));
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Writes the declarations of these entries and of their imports to dist/types/. */
function writeDeclarations(entries: string[]): void {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (fault: ts.Diagnostic) => refuse([fault]) };
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, host);
  const program = ts.createProgram({
    rootNames: entries.map((entry) => join(root, entry)),
    options: {
      ...config?.options,
      noEmit: false,
      emitDeclarationOnly: true,
      declaration: true,
      rootDir: root,
      outDir: join(dist, 'types'),
    },
  });
  const { diagnostics } = program.emit();
  refuse([...ts.getPreEmitDiagnostics(program), ...diagnostics]);
}

/** Exits with the compiler's messages if there are any. */
function refuse(faults: readonly ts.Diagnostic[]): void {
  if (faults.length === 0) return;
  const format = {
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  };
  console.error(ts.formatDiagnostics(faults, format).trimEnd());
  process.exit(1);
}
