import { defineConfig } from 'vitest/config';

/** `npm run test:matrix`: tests the client in every runtime. Separate, because the other tests need only Node. */
export default defineConfig({
  test: {
    include: ['test/e2e/runtimes/*.matrix.ts'],
    globalSetup: ['test/helpers/global-setup.ts', 'test/e2e/runtimes/setup.ts'],
    // One runtime at a time, so that a busy machine does not exceed the timeouts in the tests.
    fileParallelism: false,
    // The first test of a runtime waits until all situations have run.
    testTimeout: 240_000,
    reporters: ['default', './test/e2e/runtimes/table.ts', './test/helpers/closing-line.ts'],
  },
});
