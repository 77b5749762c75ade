import { defineConfig } from 'vitest/config';

/** The client in every runtime: `npm run test:matrix`. Apart from the other tests, which need no runtime but this one. */
export default defineConfig({
  test: {
    include: ['test/e2e/runtimes/*.matrix.ts'],
    globalSetup: ['test/helpers/global-setup.ts', 'test/e2e/runtimes/setup.ts'],
    // One runtime at a time: they are not to wait for each other while their time-outs run.
    fileParallelism: false,
    // The first test of a runtime waits for all of its situations.
    testTimeout: 240_000,
    reporters: ['default', './test/e2e/runtimes/table.ts', './test/helpers/closing-line.ts'],
  },
});
