/** Before any test: what they all need is there, or they say what is missing. */
import { existsSync } from 'node:fs';
import { CLI } from './command.ts';

export default function setup(): void {
  if (!existsSync(CLI)) throw new Error('dist/ is not built. Run `npm test`, which builds it first.');
}
