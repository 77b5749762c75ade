import type { KnipConfig } from 'knip';

/** What nobody uses is found by `npm run check:unused`; here stands what is used in ways that it cannot see. */
export default {
  entry: [
    // What scripts/build/package/bundles.ts makes the package of.
    'src/{index,errors,types,conformance}.ts',
    'src/cli/main.ts',
    // All of it is the contract's, whether somebody asks for it or not.
    'generated/*.ts',
    // Loaded by redocly.yaml, and by that file.
    'scripts/lint/plugin.{js,ts}',
    // Processes of their own; programs that are compiled or bundled by their path.
    'scripts/bench/workers/*.ts',
    'scripts/build/docs/browser/index.ts',
    'test/e2e/client/react-query-page.ts',
    'test/e2e/runtimes/{command,page}.ts',
    // Named by .stryker.config.json.
    'vitest.mutation.config.ts',
    'test/unit/conformance/*.mutation.ts',
    'test/unit/server/types.ts',
    'test/e2e/targets/*/server.ts',
    'test/integration/types/*uses.ts',
  ],
  project: ['{src,scripts,test}/**/*.{ts,js}', '*.config.ts'],
  // A type that a function of the same file gives or takes has its name for whoever calls that.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Run as commands, whose files are found by the package's name.
    '@arethetypeswrong/cli',
    '@redocly/cli',
    '@stoplight/prism-cli',
    '@stoplight/spectral-cli',
    'publint',
    // Compilers that test/integration/types/ runs as commands.
    'ts6',
    'ts7',
  ],
  // Of the system, see .ci/run.
  ignoreBinaries: ['openssl'],
} satisfies KnipConfig;
