import type { KnipConfig } from 'knip';
import { blocksOf } from './test/helpers/snippet.ts';

/** Lists the uses that `npm run check:unused` cannot detect. */
export default {
  entry: [
    // Entry points of the package, see scripts/build/package/bundles.ts.
    'src/{index,openapi-fetch,errors,types,conformance}.ts',
    'src/cli/main.ts',
    // Generated files export the whole contract, also parts without a use in this repository.
    'generated/*.ts',
    // Loaded by redocly.yaml, which loads plugin.js, which loads plugin.ts.
    'scripts/lint/plugin.{js,ts}',
    // Started as processes, or compiled or bundled by path.
    'scripts/bench/workers/*.ts',
    'scripts/build/docs/browser/{theme,base,script,index}.ts',
    'test/e2e/client/react-query-page.ts',
    'test/e2e/runtimes/{command,page}.ts',
    // Named by .stryker.config.json.
    'vitest.mutation.config.ts',
    'test/unit/conformance/*.mutation.ts',
    // Named by test/interop/main.ts.
    'vitest.interop.config.ts',
    'test/interop/*.interop.ts',
    // Runs in a copy of the repository with the larger API.
    'test/fixtures/grown/program/client.ts',
    'test/unit/server/types.ts',
    'test/e2e/targets/*/{server,start}.ts',
    'test/e2e/types/*uses.ts',
    // Recipes, which test/integration/guides.test.ts runs.
    'docs/*.md',
  ],
  project: ['{src,scripts,test}/**/*.{ts,js}', '*.config.ts', 'docs/*.md'],
  compilers: { md: (text: string) => blocksOf(text, 'ts').join('\n') },
  // A type in the signature of an exported function is exported for the callers.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Run as commands. The file of the command is found by package name.
    '@arethetypeswrong/cli',
    '@redocly/cli',
    '@stoplight/prism-cli',
    '@stoplight/spectral-cli',
    'publint',
    // Compilers that test/e2e/types/ runs as commands.
    'ts6',
    'ts7',
  ],
  // Parts of the system, or installed by .ci/run.
  ignoreBinaries: ['go', 'mkfifo', 'nginx', 'openssl', 'php'],
} satisfies KnipConfig;
