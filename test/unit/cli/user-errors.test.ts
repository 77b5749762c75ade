/** An error that the user can correct: its exit status, and one sentence without a stack trace. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../../helpers/program.ts';
import { temporaryFolder } from '../../helpers/project.ts';

const missing = join(temporaryFolder('user-errors'), 'missing');
// Nothing can listen on port 1 without the rights of a superuser.
const nowhere = 'http://127.0.0.1:1';

const ERRORS: Record<string, [args: string[], status: number]> = {
  ContractError: [['verify', nowhere, '--spec', missing], 2],
  KnownFailuresError: [['verify', nowhere, '--known-failures', missing], 2],
  ProfileError: [['verify', nowhere, '--profile', missing], 2],
  ReporterError: [['verify', nowhere, '--reporter', 'missing'], 2],
  SelectionError: [['verify', nowhere, '--only', 'missing'], 2],
  TargetUnreachable: [['verify', nowhere], 3],
  TargetUrlError: [['verify', 'missing'], 2],
  UsageError: [['codes', '--status', '999'], 2],
};

test.for(Object.entries(ERRORS))('%s', async ([, [args, status]]) => {
  const finished = await cli(...args);
  expect(finished).toMatchObject({ status, stdout: '' });
  expect(finished.stderr).toMatch(/^[A-Z"-][^\n]+(?:\.|\/api\/v1)\n$/);
});
