/** Before the tests that run the built command or package: checks that it is there. */
import { existsSync } from 'node:fs';
import { CLI } from './command.ts';

export default function setup(): void {
  if (!existsSync(CLI)) {
    throw new Error(
      'dist/ is missing, and these tests run what is in it. Build it: npm run package:committed',
    );
  }
}
