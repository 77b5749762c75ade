/** The contract tester for programs and test runners. It does the same as the command `verify`. */
import { loadContract } from '../contract/load.ts';
import type { Contract } from '../contract/model.ts';
import { checkOptions } from './options.ts';
import type { ProfileDefinition } from './profile/definition.ts';
import { importProfile } from './profile/module.ts';
import { checkProfile, loadProfile, type Profile } from './profile/profile.ts';
import { findingLines } from './report/exchange.ts';
import { isFailure } from './report/report.ts';
import { DEFAULTS } from './run/defaults.ts';
import { plannedCases, withRequestedValues } from './run/plan.ts';
import { resolveCase } from './run/resolve.ts';
import { openRun, type VerifyOptions, verify as verifyContract } from './run/verify.ts';
import type { Case, CaseResult, Report } from './types.ts';

/** The options of the tester. Only the target has no default. */
export interface Options extends Omit<VerifyOptions, 'contract' | 'profile'> {
  /**
   * The name of a built-in profile, the path of a YAML file or a module, or a profile. `cases` does not load a module:
   * import it, and pass its profile.
   *
   * @default 'sandbox'
   */
  profile?: string | ProfileDefinition;
  /** The path of a bundled OpenAPI document. @default the document in the package */
  spec?: string;
}

function checkGiven(profile: ProfileDefinition, contract: Contract): Profile {
  return checkProfile(profile, profile.name ?? 'in the options', contract);
}

function settingsOf(
  { profile: _profile, spec: _spec, ...options }: Options,
  contract: Contract,
  profile: Profile,
): VerifyOptions {
  return { ...options, contract: withRequestedValues(contract, profile), profile };
}

/**
 * Runs the contract tests against a server.
 *
 * @returns the report; `conformant` is the verdict
 * @throws {TargetUnreachable} if no connection to the target can be opened
 * @throws {OptionError | ProfileError | SelectionError | TargetUrlError | ContractError} if an option is invalid
 * @example const report = await verify({ target: 'http://127.0.0.1:8080/api/v1', profile: 'staging.yaml' });
 */
export async function verify(options: Options): Promise<Report> {
  checkOptions(options);
  const { spec, profile = DEFAULTS.profile } = options;
  const contract = loadContract(spec);
  const loaded =
    typeof profile === 'string' ? await importProfile(profile, contract) : checkGiven(profile, contract);
  return verifyContract(settingsOf(options, contract, loaded));
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
 * @throws {OptionError | ProfileError | SelectionError | TargetUrlError | ContractError} if an option is invalid
 * @example
 * for (const item of cases({ target })) test(item.id, { skip: item.skipped }, () => item.run());
 */
export function cases(options: Options): TestCase[] {
  checkOptions(options);
  const { spec, profile = DEFAULTS.profile, strict = false } = options;
  const document = loadContract(spec);
  const loaded = typeof profile === 'string' ? loadProfile(profile, document) : checkGiven(profile, document);
  const settings = settingsOf(options, document, loaded);
  const { contract } = settings;
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
