/** The contract tester for programs and test runners. It does the same as the command `verify`. */
import { loadContract } from '../contract/load.ts';
import { loadProfile, type Profile } from './profile/profile.ts';
import { findingLines } from './report/exchange.ts';
import { isFailure } from './report/report.ts';
import { DEFAULTS } from './run/defaults.ts';
import { plannedCases, withRequestedValues } from './run/plan.ts';
import { resolveCase } from './run/resolve.ts';
import { openRun, type VerifyOptions, verify as verifyContract } from './run/verify.ts';
import type { Case, CaseResult, Report } from './types.ts';

/** The options of the tester. Only the target has no default. */
export interface Options extends Omit<VerifyOptions, 'contract' | 'profile'> {
  /** The name of a built-in profile, the path of a YAML file, or a profile. @default 'sandbox' */
  profile?: string | Profile;
  /** The path of a bundled OpenAPI document. @default the document in the package */
  spec?: string;
}

function withDefaults({ profile = DEFAULTS.profile, spec, ...options }: Options): VerifyOptions {
  const contract = loadContract(spec);
  const loaded = typeof profile === 'string' ? loadProfile(profile, contract) : profile;
  return { ...options, contract: withRequestedValues(contract, loaded), profile: loaded };
}

/**
 * Runs the contract tests against a server.
 *
 * @returns the report; `conformant` is the verdict
 * @throws {TargetUnreachable} if no connection to the target can be opened
 * @throws {ProfileError | SelectionError | TargetUrlError | ContractError} if an option is invalid
 * @example const report = await verify({ target: 'http://127.0.0.1:8080/api/v1', profile: 'staging.yaml' });
 */
export async function verify(options: Options): Promise<Report> {
  return verifyContract(withDefaults(options));
}

/** A case that a test runner can run as one test. */
export interface TestCase extends Case {
  /** Why the case cannot run at this target; a test runner shows the test as skipped. */
  skipped?: string;
  /**
   * Runs the case.
   *
   * @returns the result; without `strict`, also that of a case with a warning
   * @throws {CaseFailure} if the case fails
   */
  run(): Promise<CaseResult>;
}

/** A case failed. The message contains the expected and the actual result, the sentence of the contract and a curl line. */
export class CaseFailure extends Error {
  override name = 'CaseFailure';
  readonly result: CaseResult;

  constructor(result: CaseResult) {
    const findings = result.findings.flatMap((finding) => [
      finding.title,
      ...findingLines(finding, result.evidence).map((line) => `  ${line}`),
    ]);
    super([`${result.id}: ${result.reason ?? result.title}`, ...findings].join('\n'));
    this.result = result;
  }
}

/**
 * Returns the selected cases, so that a test runner can run each as one test.
 *
 * @throws {ProfileError | SelectionError | TargetUrlError | ContractError} if an option is invalid
 * @example
 * for (const item of cases({ target })) test(item.id, { skip: item.skipped }, () => item.run());
 */
export function cases(options: Options): TestCase[] {
  const settings = withDefaults(options);
  const { contract, strict = false } = settings;
  const { run, target } = openRun(settings);
  return plannedCases(contract, settings.profile, options).map((item) => {
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
