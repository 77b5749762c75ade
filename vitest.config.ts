import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Both cores: vitest leaves one free, and most tests wait for processes of their own.
    maxWorkers: 2,
    globalSetup: 'test/helpers/global-setup.ts',
    // Processes are started and browsers driven on two busy cores: generous, and no test measures time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/helpers/closing-line.ts'],
  },
});
