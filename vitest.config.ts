import { defineConfig } from 'vitest/config';

/** `npm test` runs unit and integration, `npm run test:e2e` the rest. CONTRIBUTING.md says what belongs where. */
export default defineConfig({
  test: {
    // Both cores: vitest leaves one free by default, and many tests wait for processes of their own.
    maxWorkers: 2,
    reporters: ['default', './test/helpers/closing-line.ts'],
    // Far above the time that the work takes, so that a busy machine fails nothing. No test measures time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
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
