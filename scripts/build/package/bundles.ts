/** What esbuild makes the package's modules of, and how. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import type { Project } from '../../lib/project.ts';
import { standIns } from './stand-ins.ts';

const require = createRequire(import.meta.url);

/** The one that Prism's libraries use. */
const jsoncParser = join(
  createRequire(require.resolve('@stoplight/prism-http')).resolve('jsonc-parser/package.json'),
  '../lib/esm/main.js',
);

const common = ({ root }: Project) =>
  ({
    absWorkingDir: root,
    outdir: join(root, 'dist'),
    bundle: true,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
    logLevel: 'warning',
  }) satisfies BuildOptions;

/** Any bundler and runtime may load the client: nothing of Node in it, and what it needs is not copied into it. */
export function clientBundle(project: Project) {
  return {
    ...common(project),
    platform: 'neutral',
    target: 'es2022',
    packages: 'external',
    entryPoints: { index: 'src/index.ts', errors: 'src/errors.ts', types: 'src/types.ts' },
  } satisfies BuildOptions;
}

/** The commands and the tester, with all that they need. */
export function commandsBundle(project: Project) {
  return {
    ...common(project),
    platform: 'node',
    target: 'node20.19',
    entryPoints: { cli: 'src/cli/main.ts', conformance: 'src/conformance.ts' },
    legalComments: 'linked',
    minifySyntax: true,
    minifyWhitespace: true,
    // Packages in CommonJS call `require`, for Node's own modules as well.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    // Its UMD build hides its requires from a bundler.
    alias: { 'jsonc-parser': jsoncParser },
    plugins: [standIns],
  } satisfies BuildOptions;
}
