import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './test/helpers/long-files-first.ts';

/** `npm test` runs the projects unit and integration, `npm run test:e2e` runs e2e. CONTRIBUTING.md describes them. */
export default defineConfig({
  test: {
    // Vitest leaves one core free by default, but many tests only wait for child processes.
    maxWorkers: 2,
    sequence: { sequencer: LongFilesFirst },
    reporters: ['default', './test/helpers/closing-line.ts'],
    // Far longer than a test takes, so that no test fails on a busy machine. No test measures time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // For the same reason: the default of one second is too short on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // All files of a worker share its modules: loading them again for each file takes much of the CPU time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: 'test/helpers/global-setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/helpers/global-setup.ts',
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
