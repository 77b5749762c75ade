import { defineConfig } from 'vitest/config';

/**
 * The tests that Stryker runs against each mutant (`npm run mutation`). They start no processes and are deterministic.
 */
export default defineConfig({
  test: {
    include: [
      'test/unit/client/{methods,calls,react-query,errors,contract-data,situations,wire}.test.ts',
      'test/unit/conformance/*.mutation.ts',
      'test/unit/conformance/findings.test.ts',
    ],
    testTimeout: 60_000,
  },
});
