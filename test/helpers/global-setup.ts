/** Checks that dist/ exists before the tests that run the built command or package. */
import { existsSync } from 'node:fs';
import { CLI } from './command.ts';

export default function setup(): void {
  if (!existsSync(CLI)) {
    throw new Error(
      'dist/ is missing, but these tests run the built package. Build it with: npm run package:committed',
    );
  }
}
