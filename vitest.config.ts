import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/helpers/global-setup.ts',
    // Processes are started and browsers driven on two busy cores: generous, and no test measures time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/helpers/closing-line.ts'],
  },
});
