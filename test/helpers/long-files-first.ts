/** Starts the longest test files first, so that both workers are busy until the end of a run. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest files, the longest first. Vitest measures durations itself, but a fresh clone has no measurements yet. */
const LONG_FILES = [
  'test/e2e/new-code.test.ts',
  'test/e2e/targets/targets.test.ts',
  'test/e2e/conformance/correct-servers.test.ts',
  'test/e2e/grown/pipeline.test.ts',
  'test/e2e/conformance/grown-servers.test.ts',
  'test/e2e/docs/layout.test.ts',
  'test/e2e/grown/worked-example.test.ts',
  'test/integration/lint/rules.test.ts',
  'test/integration/guides.test.ts',
  'test/integration/cli/command.test.ts',
  'test/integration/sandbox/memory.test.ts',
];

export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = LONG_FILES.findIndex((file) => moduleId.endsWith(file));
      return index === -1 ? LONG_FILES.length : index;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
