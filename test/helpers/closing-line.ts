/** A reporter that ends with the plain line that CI reads: `N passed, N failed, N skipped`. */
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

export default class ClosingLine implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly unknown[],
    reason: TestRunEndReason,
  ): void {
    // What failed outside of any test is none to count, and has failed all the same: an exception that nobody caught,
    // a file that could not be loaded, a group whose preparation failed.
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === 'pending' ? 'skipped' : state]++;
      }
      for (const group of [module, ...module.children.allSuites()]) {
        if (group.state() === 'failed' && group.errors().length > 0) counts.failed++;
      }
    }
    // A run that could not begin.
    if (reason === 'failed' && counts.failed === 0) counts.failed = 1;
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
  }
}
