/** Each error that the user can correct extends UserError and has a message that is safe to print. */
import { expect, test } from 'vitest';
import { StepError } from '../../../scripts/lib/project.ts';
import { UsageError } from '../../../src/cli/exit.ts';
import { ProfileError } from '../../../src/conformance/profile/check.ts';
import { ReporterError } from '../../../src/conformance/report/reporters.ts';
import { EarlierReportError } from '../../../src/conformance/run/earlier-report.ts';
import { KnownFailuresError } from '../../../src/conformance/run/known-failures.ts';
import { SelectionError } from '../../../src/conformance/run/selection.ts';
import { TargetUrlError } from '../../../src/conformance/run/verify.ts';
import { TargetUnreachable } from '../../../src/conformance/run/wait-for-target.ts';
import { ContractError } from '../../../src/contract/document.ts';
import { UserError } from '../../../src/contract/user-error.ts';

const KINDS = {
  ContractError: [ContractError, 'usage'],
  EarlierReportError: [EarlierReportError, 'usage'],
  KnownFailuresError: [KnownFailuresError, 'usage'],
  ProfileError: [ProfileError, 'usage'],
  ReporterError: [ReporterError, 'usage'],
  SelectionError: [SelectionError, 'usage'],
  StepError: [StepError, 'usage'],
  TargetUnreachable: [TargetUnreachable, 'unreachable'],
  TargetUrlError: [TargetUrlError, 'usage'],
  UsageError: [UsageError, 'usage'],
} as const;

test.for(Object.entries(KINDS))('%s is a UserError with a printable message', ([name, [Kind, kind]]) => {
  const cause = new Error('the cause');
  const error = new Kind(`Invalid value "\x1b[2J\r\n${'a'.repeat(5000)}".`, { cause });
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ name, kind, cause });
  expect(error.message).toMatch(/^Invalid value " \[2J a+ … a+"\.$/);
  expect(error.message.length).toBeLessThan(1100);
});
