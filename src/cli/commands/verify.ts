/** `social-data-contract verify`: the contract tests against a server. */
import { existsSync, writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULTS } from '../../conformance/run/defaults.ts';
import { loadContract } from '../../contract/load.ts';
import type { Contract } from '../../contract/model.ts';
import { EXIT, UsageError } from '../exit.ts';
import { wholeNumber } from '../option-values.ts';
import type { World } from '../world.ts';

interface Options {
  profile: string;
  init?: string | true;
  spec?: string;
  list?: true;
  only?: string[];
  skip?: string[];
  strict?: true;
  requireAll?: true;
  knownFailures?: string;
  bail?: true;
  wait?: number;
  timeout?: number;
  concurrency: number;
  header?: [string, string][];
  insecure?: true;
  reporter?: string[];
  color: boolean;
}

const EXAMPLES = `
URL is the base URL, path prefix included. Patterns are globs over ids, codes, operations, groups and levels.
Exit status: 0 conformant, 1 a MUST failed, 2 wrong usage, 3 nothing answers at the URL.

Examples:
  $ social-data-contract verify http://127.0.0.1:4010/api/v1
  $ social-data-contract verify --init staging.yaml
  $ social-data-contract verify --profile staging.yaml --wait 30
  $ social-data-contract verify http://127.0.0.1:8080/api/v1 --only '*limit*' --bail
  $ social-data-contract verify http://127.0.0.1:8080/api/v1 --reporter text --reporter junit=report.xml`;

export function addVerifyCommand(program: Command, world: World): void {
  program
    .command('verify')
    .summary('run the contract tests against a server')
    .description('Runs the contract tests against a server and reports what it does not keep.')
    .argument('[url]', "the base URL, path prefix included; the profile's by default")
    .option(
      '--profile <name|file>',
      'how to provoke each code: sandbox, prism, or a YAML file',
      DEFAULTS.profile,
    )
    .option('--init [file]', 'write a commented profile, and nothing else')
    .option('--list', 'list the selected cases, and run none')
    .option('--only <glob>', 'run only what matches (repeatable)', collect)
    .option('--skip <glob>', 'do not run what matches (repeatable)', collect)
    .option('--strict', 'count a SHOULD like a MUST')
    .option('--require-all', 'fail where a code was not exercised')
    .option(
      '--known-failures <file>',
      'ids that are known to fail, one a line; fails when one no longer does',
    )
    .option('--bail', 'stop at the first failure')
    .option('--wait <seconds>', 'wait so long for a server that is starting', wholeNumber(0, 3600))
    .option(
      '--timeout <seconds>',
      `for one answer, its body included (default: the profile's, or ${DEFAULTS.timeoutSeconds})`,
      wholeNumber(1, 600),
    )
    .option('--concurrency <n>', 'how many cases run at once', wholeNumber(1, 64), DEFAULTS.concurrency)
    .option('--header <name: value>', 'send this with every request (repeatable)', header)
    .option('--insecure', 'accept a TLS certificate that is not trusted')
    .option('--reporter <name[=file]>', 'text, json, junit, html, github, summary (repeatable)', collect)
    .option('--spec <file>', 'a bundled OpenAPI document, instead of the one that ships')
    .option('--no-color', 'no colours; also where NO_COLOR is set or the output is no terminal')
    .addHelpText('after', EXAMPLES)
    .action(async (url: string | undefined, options: Options) => {
      const contract = loadContract(options.spec);
      if (options.init !== undefined) return writeProfile(contract, options.init, world);
      await runVerify(url, options, contract, world);
    });
}

/** Loads the tester late: help and wrong usage need none of it. */
async function runVerify(
  url: string | undefined,
  options: Options,
  contract: Contract,
  world: World,
): Promise<void> {
  const { readKnownFailures } = await import('../../conformance/run/known-failures.ts');
  const { loadProfile } = await import('../../conformance/profile/profile.ts');
  const { select } = await import('../../conformance/run/selection.ts');
  const { verify } = await import('../../conformance/run/verify.ts');
  const { casesOf } = await import('../../conformance/cases/cases.ts');
  const { openReporters } = await import('../reporters.ts');
  if (options.list) {
    for (const { id, level, title } of select(casesOf(contract), options))
      world.stdout.write(`${id}\t${level}\t${title}\n`);
    return;
  }
  const reporters = await openReporters(options.reporter ?? ['text'], options.color, world);
  const profile = loadProfile(options.profile, contract, world.env);
  const ids = new Set(casesOf(contract).map(({ id }) => id));
  const report = await verify({
    contract,
    profile,
    ...(url !== undefined && { target: url }),
    only: options.only ?? [],
    skip: options.skip ?? [],
    strict: options.strict ?? false,
    requireAll: options.requireAll ?? false,
    bail: options.bail ?? false,
    insecure: options.insecure ?? false,
    waitMs: (options.wait ?? 0) * 1000,
    ...(options.timeout !== undefined && { timeoutMs: options.timeout * 1000 }),
    concurrency: options.concurrency,
    headers: Object.fromEntries(options.header ?? []),
    ...(options.knownFailures && { knownFailures: readKnownFailures(options.knownFailures, ids) }),
    ...(reporters.progress && { onResult: reporters.progress }),
  });
  reporters.write(report);
  if (!report.conformant) world.exitCode = EXIT.notConformant;
}

async function writeProfile(contract: Contract, init: string | true, world: World): Promise<void> {
  const { profileTemplate } = await import('../../conformance/profile/template.ts');
  const file = init === true ? 'social-data-profile.yaml' : init;
  if (existsSync(file))
    throw new UsageError(`${file} is there already. Name another file: verify --init FILE.`);
  try {
    writeFileSync(file, profileTemplate(contract));
  } catch (cause) {
    throw new UsageError(
      `Cannot write ${file} (${(cause as NodeJS.ErrnoException).code}). Name another file: verify --init FILE.`,
    );
  }
  world.stdout.write(`Wrote ${file}. Fill it in, then run: social-data-contract verify --profile ${file}\n`);
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

function header(value: string, previous: [string, string][] = []): [string, string][] {
  const [, name, content] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(value) ?? [];
  // A header field of RFC 9110 5.1; the value goes on the wire as it is.
  if (name === undefined || content === undefined || /[^\t\x20-\x7e\x80-\xff]/.test(content)) {
    throw new InvalidArgumentError('Give a header field as "Name: value".');
  }
  return [...previous, [name, content]];
}
