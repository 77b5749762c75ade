/** `social-data-contract verify`: the contract tests against a server. */
import type { Command } from 'commander';
import pc from 'picocolors';
import { BUILT_IN, loadProfile, ProfileError } from '../conformance/profile.ts';
import { renderText } from '../conformance/reporters/text.ts';
import { TargetUnreachable, verify } from '../conformance/verify.ts';
import { EXIT, UsageError } from './exit.ts';
import { loadContract } from './package-file.ts';
import { wholeNumber } from './parse.ts';

export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .summary('run the contract tests against a server')
    .description('Runs the contract tests against a server and reports what it does not keep.')
    .argument('<url>', 'the base URL, path prefix included')
    .option(
      '--profile <name|file>',
      `how to provoke each code: ${Object.keys(BUILT_IN).join(', ')}, or a YAML file`,
      'sandbox',
    )
    .option('--timeout <seconds>', 'for one answer, its body included', wholeNumber(1, 600), 10)
    .option('--spec <file>', 'a bundled OpenAPI document, instead of the one that ships')
    .addHelpText(
      'after',
      `
Exit status: 0 conformant, 1 a MUST failed, 2 wrong usage, 3 nothing answers at the URL.

Examples:
  $ social-data-contract verify http://127.0.0.1:4010/api/v1
  $ social-data-contract verify https://staging.internal/api/v1 --profile staging.yaml`,
    )
    .action(async (url: string, options: { profile: string; timeout: number; spec?: string }) => {
      const contract = loadContract(options.spec);
      try {
        const profile = loadProfile(options.profile, contract);
        const report = await verify({ contract, target: url, profile, timeoutMs: options.timeout * 1000 });
        console.log(renderText(report, pc));
        process.exitCode = report.conformant ? EXIT.ok : EXIT.notConformant;
      } catch (error) {
        if (error instanceof TargetUnreachable) throw new UsageError(error.message, EXIT.unreachable);
        if (error instanceof TypeError || error instanceof ProfileError) throw new UsageError(error.message);
        throw error;
      }
    });
}
