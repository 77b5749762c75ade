import type { KnipConfig } from 'knip';

/** What nobody uses is found by `npm run check:unused`; here stands what is used in ways that it cannot see. */
export default {
  entry: [
    // What scripts/package/bundles.ts makes the package of.
    'src/{index,errors,types}.ts',
    'src/conformance/index.ts',
    'src/cli/main.ts',
    // All of it is the contract's, whether somebody asks for it or not.
    'generated/*.ts',
    // Loaded by redocly.yaml.
    'scripts/redocly/plugin.js',
    // Processes of their own; programs that are compiled or bundled by their path.
    'scripts/bench/lab/*.ts',
    'scripts/docs/browser/index.ts',
    'test/client/react-query-page.ts',
    'test/matrix/{command,page}.ts',
    // Named by .stryker.config.json.
    'vitest.mutation.config.ts',
    'test/mutation/*.mutation.ts',
    'test/provider/types.ts',
    'test/targets/*/server.ts',
    'test/types/*uses.ts',
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
    // Compilers that test/types/ runs as commands.
    'ts6',
    'ts7',
  ],
  // Of the system, see .ci/run.
  ignoreBinaries: ['openssl'],
} satisfies KnipConfig;
