/**
 * src/ and generated/ -> dist/, what the package ships: the client as small modules that need `openapi-fetch` alone, the
 * commands with all that they need bundled in, and the types of both.
 */
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import ts from 'typescript';
import { openProject } from './project.ts';

const { root } = openProject();
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

/** The one that Prism's libraries use. */
const jsoncParser = join(
  createRequire(require.resolve('@stoplight/prism-http')).resolve('jsonc-parser/package.json'),
  '../lib/esm/main.js',
);

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  outdir: dist,
  target: 'node20.19',
  logLevel: 'warning',
};

rmSync(dist, { recursive: true, force: true });

// Any bundler and runtime may load the client: nothing of Node in it.
await bundleWith({
  ...common,
  platform: 'neutral',
  target: 'es2022',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  packages: 'external',
  entryPoints: { index: 'src/index.ts', errors: 'src/errors.ts', types: 'src/types.ts' },
});

await bundleWith({
  ...common,
  platform: 'node',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  entryPoints: { cli: 'src/cli/main.ts', conformance: 'src/conformance/index.ts' },
  legalComments: 'linked',
  minifySyntax: true,
  minifyWhitespace: true,
  // Packages in CommonJS call `require`, for Node's own modules as well.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
  },
  // Its UMD build hides its requires from a bundler.
  alias: { 'jsonc-parser': jsoncParser },
});

// For editors and for other programs: what profiles, cases and reports look like.
for (const schema of ['schemas/profile', 'schemas/cases', 'reporters/report']) {
  const file = `${schema}.schema.json`;
  cpSync(join(root, 'src/conformance', file), join(dist, 'schemas', basename(file)));
}

writeDeclarations(['src/index.ts', 'src/errors.ts', 'src/types.ts', 'src/conformance/index.ts']);

/** esbuild has printed what is wrong, with its place: that is the step's message. */
async function bundleWith(options: BuildOptions): Promise<void> {
  await build(options).catch(() => process.exit(1));
}

/** The declarations of these entries and of what they import, under dist/types/. */
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

/** Ends the step with the compiler's own message, where there is one. */
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
