/** Every class of user error: its exit status, and a one-line message without a stack trace. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../../helpers/program.ts';
import { temporaryFolder } from '../../helpers/project.ts';

const missing = join(temporaryFolder('user-errors'), 'missing');
const failing = join(temporaryFolder('user-errors'), 'profile.mjs');
writeFileSync(
  failing,
  'export default { tokens: { success: "a" }, request: () => { throw new Error("no key"); } };',
);
// Only a superuser can listen on port 1.
const unreachable = 'http://127.0.0.1:1';

const ERRORS: Record<string, [args: string[], status: number]> = {
  ContractError: [['verify', unreachable, '--spec', missing], 2],
  EarlierReportError: [['verify', unreachable, '--failed-only', missing], 2],
  FunctionFault: [['verify', unreachable, '--profile', failing], 2],
  KnownFailuresError: [['verify', unreachable, '--known-failures', missing], 2],
  ProfileError: [['verify', unreachable, '--profile', missing], 2],
  ReporterError: [['verify', unreachable, '--reporter', 'missing'], 2],
  SelectionError: [['verify', unreachable, '--only', 'missing'], 2],
  TargetUnreachable: [['verify', unreachable], 3],
  TargetUrlError: [['verify', 'missing'], 2],
  UsageError: [['codes', '--status', '999'], 2],
};

test.for(Object.entries(ERRORS))('%s is printed on one line', async ([, [args, status]]) => {
  const finished = await cli(...args);
  expect(finished).toMatchObject({ status, stdout: '' });
  expect(finished.stderr).toMatch(/^[A-Z"-][^\n]+(?:\.|\/api\/v1)\n$/);
});
