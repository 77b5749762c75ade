/** `npm run test:interop`: runs the tests of other tools. With `--write`, the tests write generated/interop.md. */
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2).map((argument) => (argument === '--write' ? '--update' : argument));
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.interop.config.ts'];
process.exitCode = spawnSync(process.execPath, [...vitest, ...args], { stdio: 'inherit' }).status ?? 1;
