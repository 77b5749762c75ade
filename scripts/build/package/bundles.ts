/** The esbuild options for the package's modules. */
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import type { Project } from '../../lib/project.ts';
import { prepare } from './prepare.ts';

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

/** Returns the options for the client. It runs in any runtime, so it uses no Node APIs and bundles no dependencies. */
export function clientBundle(project: Project) {
  return {
    ...common(project),
    platform: 'neutral',
    target: 'es2022',
    packages: 'external',
    entryPoints: {
      index: 'src/index.ts',
      'openapi-fetch': 'src/openapi-fetch.ts',
      errors: 'src/errors.ts',
      // In a file of its own, so that a bundler can leave out the validators if only errors are used.
      'validate-success': 'generated/validate-success.js',
      types: 'src/types.ts',
    },
  } satisfies BuildOptions;
}

/** Returns the options for the commands and the contract tester, which bundle all dependencies. */
export function commandsBundle(project: Project) {
  return {
    ...common(project),
    platform: 'node',
    target: 'node20.19',
    entryPoints: { cli: 'src/cli/main.ts', conformance: 'src/conformance.ts' },
    plugins: [prepare(project)],
    legalComments: 'linked',
    minifySyntax: true,
    minifyWhitespace: true,
    // CommonJS packages call `require`, also for Node's built-in modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    // A bundler cannot resolve the `require` calls in the UMD build of jsonc-parser.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  } satisfies BuildOptions;
}
