import { defineConfig } from 'vitest/config';

/** `npm run test:interop`: runs other tools on the bundle. Separate, because the tools come from the npm registry. */
export default defineConfig({
  test: {
    include: ['test/interop/*.interop.ts'],
    maxWorkers: 2,
    // The first run installs the tools.
    hookTimeout: 300_000,
    testTimeout: 180_000,
    reporters: ['default', './test/helpers/closing-line.ts'],
  },
});
