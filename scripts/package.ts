/**
 * src/ and generated/ -> dist/, what the package ships: the client as small modules that need `openapi-fetch` alone, the
 * commands with all that they need bundled in, and the types of both.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
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
await build({
  ...common,
  platform: 'neutral',
  target: 'es2022',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  packages: 'external',
  entryPoints: { index: 'src/index.ts', errors: 'src/errors.ts', types: 'src/types.ts' },
});

await build({
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

execFileSync(
  process.execPath,
  [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json', ...declarations()],
  {
    cwd: root,
    stdio: 'inherit',
  },
);

function declarations(): string[] {
  return ['--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--outDir', join(dist, 'types')];
}
