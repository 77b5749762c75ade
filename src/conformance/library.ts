/** The tester for programs and test runners: the same as the command, with the shipped contract by default. */
import { loadContract } from '../contract/load.ts';
import { casesOf } from './cases/cases.ts';
import { loadProfile, type Profile } from './profile/profile.ts';
import { isFailure } from './report/report.ts';
import { DEFAULTS } from './run/defaults.ts';
import { resolveCase } from './run/resolve.ts';
import { select } from './run/selection.ts';
import { openRun, type VerifyOptions, verify as verifyContract } from './run/verify.ts';
import type { Case, CaseResult, Report } from './types.ts';

/** What a program says; all but the target has a default. */
export interface Options extends Omit<VerifyOptions, 'contract' | 'profile'> {
  /** A built-in profile by name, a YAML file, or a profile. @default 'sandbox' */
  profile?: string | Profile;
  /** A bundled OpenAPI document. @default the one that ships */
  spec?: string;
}

function complete({ profile = DEFAULTS.profile, spec, ...options }: Options): VerifyOptions {
  const contract = loadContract(spec);
  return {
    ...options,
    contract,
    profile: typeof profile === 'string' ? loadProfile(profile, contract) : profile,
  };
}

/**
 * Runs the contract tests against a server.
 *
 * @returns the report; `conformant` is the verdict
 * @throws {TargetUnreachable} where nothing answers at the target
 * @throws {ProfileError | SelectionError | TargetUrlError | ContractError} for wrong usage, with what to do
 * @example const report = await verify({ target: 'http://127.0.0.1:8080/api/v1', profile: 'staging.yaml' });
 */
export async function verify(options: Options): Promise<Report> {
  return verifyContract(complete(options));
}

/** A case as a test of its own. */
export interface TestCase extends Case {
  /** Why it cannot be carried out at this target; a runner shows it as skipped. */
  skipped?: string;
  /**
   * Carries the case out.
   *
   * @returns its result, also where a SHOULD is not kept (but with `strict`)
   * @throws {CaseFailure} where it fails
   */
  run(): Promise<CaseResult>;
}

/** A case that failed; the message has the expected and the actual result, the source and a curl line. */
export class CaseFailure extends Error {
  override name = 'CaseFailure';
  readonly result: CaseResult;

  constructor(result: CaseResult) {
    const findings = result.findings.flatMap(({ expected, actual, source }) => [
      `  expected  ${expected}`,
      `  actual    ${actual}`,
      `  source    ${source}`,
    ]);
    const repeat = result.evidence ? [`  repeat    ${result.evidence.curl}`] : [];
    super([`${result.id}: ${result.reason ?? result.title}`, ...findings, ...repeat].join('\n'));
    this.result = result;
  }
}

/**
 * The selected cases, for a test runner to show each as a test of its own.
 *
 * @throws {ProfileError | SelectionError | TargetUrlError | ContractError} for wrong usage, with what to do
 * @example
 * for (const item of cases({ target })) test(item.id, { skip: item.skipped }, () => item.run());
 */
export function cases(options: Options): TestCase[] {
  const settings = complete(options);
  const { contract, strict = false } = settings;
  const { run, target } = openRun(settings);
  return select(casesOf(contract), options).map((item) => {
    const requests = resolveCase(contract, target, item);
    return {
      ...item,
      ...('skip' in requests && { skipped: requests.skip }),
      run: async () => {
        const result = await run.case(item);
        if (isFailure(result.outcome, strict)) throw new CaseFailure(result);
        return result;
      },
    };
  });
}
