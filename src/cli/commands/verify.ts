/** `social-data-contract verify`: runs the contract tests against a server. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULTS } from '../../conformance/run/defaults.ts';
import type { Report } from '../../conformance/types.ts';
import { loadContract, packageFile } from '../../contract/load.ts';
import type { Contract } from '../../contract/model.ts';
import { EXIT, UsageError } from '../exit.ts';
import { wholeNumber } from '../option-values.ts';
import { untilInterrupted } from '../serve.ts';
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
  requireObserved?: string[];
  failedOnly?: string;
  knownFailures?: string;
  bail?: true;
  wait?: number;
  timeout?: number;
  maxTime?: number;
  concurrency: number;
  header?: [string, string][];
  insecure?: true;
  reporter?: string[];
  verbose?: true;
  color: boolean;
}

const EXAMPLES = `
URL is the base URL with its path prefix. A glob matches case ids, error codes,
operations, groups and levels.

Exit status: 0 conformant, 1 not conformant, 2 wrong usage, 3 the server does
not respond, 130 interrupted with Ctrl-C (the reports have the results so far).

Examples:
  $ social-data-contract verify http://127.0.0.1:4010/api/v1
  $ social-data-contract verify --init staging.yaml
  $ social-data-contract verify --profile staging.yaml --wait 30
  $ social-data-contract verify http://127.0.0.1:8080/api/v1 --only '*limit*' --bail
  $ social-data-contract verify http://127.0.0.1:8080/api/v1 --reporter text --reporter json=report.json
  $ social-data-contract verify http://127.0.0.1:8080/api/v1 --failed-only report.json`;

export function addVerifyCommand(program: Command, world: World): void {
  program
    .command('verify')
    .summary('run the contract tests against a server')
    .description('Runs the contract tests against a server and reports every violation of the contract.')
    .argument('[url]', "the base URL with its path prefix (default: the profile's baseUrl)")
    .option(
      '--profile <name|file>',
      'how to provoke each code: sandbox, prism, a YAML file, or a module',
      DEFAULTS.profile,
    )
    .option('--init [file]', 'write a commented profile and exit')
    .option('--list', 'list the selected cases without running them')
    .option('--only <glob>', 'run only the cases that match (repeatable)', collect)
    .option('--skip <glob>', 'do not run the cases that match (repeatable)', collect)
    .option('--failed-only <report>', 'run only the cases that failed in an earlier JSON report')
    .option('--strict', 'treat a violated SHOULD as a failure')
    .option('--require-all', 'fail if an operation or a code was not exercised')
    .option(
      '--require-observed <names>',
      'fail if an operation did not show these, separated by commas: the field with the items, pages, operations, statuses, fields, nulls',
      names,
    )
    .option(
      '--known-failures <file>',
      'ids or patterns of cases that are known to fail, one per line; the run fails if one of them passes',
    )
    .option('--bail', 'stop at the first failure')
    .option('--wait <seconds>', 'wait up to this long for the server to start', wholeNumber(0, 3600))
    .option(
      '--timeout <seconds>',
      `the time limit for one response with its body (default: the profile's, or ${DEFAULTS.timeoutSeconds})`,
      wholeNumber(1, 600),
    )
    .option(
      '--max-time <seconds>',
      `the time limit for the whole run; the rest is reported as not reached (default: ${DEFAULTS.deadlineMs / 1000})`,
      wholeNumber(1, 86_400),
    )
    .option('--concurrency <n>', 'how many cases run in parallel', wholeNumber(1, 64), DEFAULTS.concurrency)
    .option('--header <name: value>', 'send this header with every request (repeatable)', header)
    .option('--insecure', 'accept a TLS certificate that is not trusted')
    .option(
      '--reporter <name[=file]>',
      'the report format: text, json, junit, html, github or summary (repeatable)',
      collect,
    )
    .option('--verbose', 'list every case in the text report')
    .option('--spec <file>', 'a bundled OpenAPI document to use instead of the one in this package')
    .option('--no-color', 'no colours; also if NO_COLOR is set or the output is not a terminal')
    .addHelpText('after', EXAMPLES)
    .action(async (url: string | undefined, options: Options) => {
      if (options.init !== undefined) await writeProfile(loadContract(options.spec), options.init, world);
      else if (options.list) await listCases(options, loadContract(options.spec), world);
      else await runSupervised(url, options, world);
    });
}

/** Runs the tests. A module profile may do more than its functions, so the command is protected from it. */
async function runSupervised(url: string | undefined, options: Options, world: World): Promise<void> {
  const { isModule } = await import('../../conformance/profile/profile.ts');
  const run = () => runVerify(url, options, world);
  if (!isModule(options.profile)) return run();
  const { superviseModule } = await import('../module-profile.ts');
  const { importProfile } = await import('../../conformance/profile/module.ts');
  await superviseModule(world, run, () =>
    importProfile(options.profile, loadContract(options.spec), world.env),
  );
}

/** Prints the selected cases. */
async function listCases(options: Options, contract: Contract, world: World): Promise<void> {
  const { select } = await import('../../conformance/run/selection.ts');
  const { casesOf } = await import('../../conformance/cases/cases.ts');
  const ids = await failedIdsOf(options, contract);
  for (const { id, level, title } of select(casesOf(contract), { ...options, ...ids }))
    world.stdout.write(`${id}\t${level}\t${title}\n`);
}

/** Returns the ids of the cases that failed in an earlier report, if the command has one. */
async function failedIdsOf(
  { failedOnly, strict }: Options,
  contract: Contract,
): Promise<{ ids?: readonly string[] }> {
  if (failedOnly === undefined) return {};
  const { readFailedCases } = await import('../../conformance/run/earlier-report.ts');
  return { ids: readFailedCases(failedOnly, contract, strict ?? false) };
}

/** Runs the tests and writes the reports, also of a run that fails to start or in which the tester fails. */
async function runVerify(url: string | undefined, options: Options, world: World): Promise<void> {
  const { openReporters } = await import('../reporters.ts');
  const { failedRun } = await import('../../conformance/report/failed-run.ts');
  const reporters = await openReporters(
    options.reporter ?? ['text'],
    { color: options.color, verbose: options.verbose ?? false },
    world,
    [options.profile, options.spec, options.failedOnly, options.knownFailures].filter(
      (file) => file !== undefined,
    ),
  );
  const interruption = new AbortController();
  void untilInterrupted(world).then(() => interruption.abort());
  const started = Date.now();
  let contract: Contract | undefined;
  let report: Report;
  try {
    contract = loadContract(options.spec);
    report = await carryOut(url, options, contract, interruption.signal, world);
  } catch (error) {
    reporters.writeFailed(failedRun({ contract, target: url, profile: options.profile, started, error }));
    throw error;
  }
  reporters.write(report);
  if (interruption.signal.aborted) world.exitCode = EXIT.interrupted;
  else if (!report.conformant) world.exitCode = EXIT.notConformant;
}

/** Runs the tests. Loads the tester only here, because help and wrong usage do not need it. */
async function carryOut(
  url: string | undefined,
  options: Options,
  contract: Contract,
  signal: AbortSignal,
  world: World,
): Promise<Report> {
  const { readKnownFailures } = await import('../../conformance/run/known-failures.ts');
  const { importProfile } = await import('../../conformance/profile/module.ts');
  const { verify } = await import('../../conformance/run/verify.ts');
  const { casesOf } = await import('../../conformance/cases/cases.ts');
  const { withRequestedValues } = await import('../../conformance/run/plan.ts');
  const { startProgress } = await import('../progress.ts');
  const ids = await failedIdsOf(options, contract);
  const profile = await importProfile(options.profile, contract, world.env);
  const knownFailures =
    options.knownFailures === undefined
      ? undefined
      : readKnownFailures(
          options.knownFailures,
          casesOf(withRequestedValues(contract, profile)).map(({ id }) => id),
        );
  const progress = startProgress(world);
  return verify({
    contract,
    profile,
    ...(url !== undefined && { target: url }),
    only: options.only ?? [],
    skip: options.skip ?? [],
    ...ids,
    strict: options.strict ?? false,
    requireAll: options.requireAll ?? false,
    requireObserved: options.requireObserved ?? [],
    bail: options.bail ?? false,
    insecure: options.insecure ?? false,
    waitMs: (options.wait ?? 0) * 1000,
    ...(options.maxTime !== undefined && { deadlineMs: options.maxTime * 1000 }),
    signal,
    ...(options.timeout !== undefined && { timeoutMs: options.timeout * 1000 }),
    concurrency: options.concurrency,
    headers: Object.fromEntries(options.header ?? []),
    ...(knownFailures && { knownFailures }),
    onResult: progress.onResult,
  }).finally(progress.end);
}

async function writeProfile(contract: Contract, init: string | true, world: World): Promise<void> {
  const { profileTemplate } = await import('../../conformance/profile/template.ts');
  const { isModule } = await import('../../conformance/profile/profile.ts');
  const file = init === true ? 'social-data-profile.yaml' : init;
  if (isModule(file))
    throw new UsageError(
      `${file} would be a module, but --init writes YAML. Choose a name like staging.yaml; docs/verify.md has a module to copy.`,
    );
  if (existsSync(file))
    throw new UsageError(`${file} already exists. Choose another file: verify --init FILE.`);
  try {
    writeFileSync(file, profileTemplate(contract, schemaFor(file)));
  } catch (cause) {
    throw new UsageError(
      `Cannot write ${file} (${(cause as NodeJS.ErrnoException).code}). Choose another file: verify --init FILE.`,
    );
  }
  world.stdout.write(`Wrote ${file}. Edit it, then run: social-data-contract verify --profile ${file}\n`);
}

/**
 * Returns where an editor finds the JSON Schema of profiles: in the project, if the package is installed there, or else
 * on the web.
 */
function schemaFor(profile: string): string {
  const schema = packageFile('dist/schemas/profile.schema.json');
  const path = relative(dirname(resolve(profile)), schema).replaceAll('\\', '/');
  if (/^(?:\.\.\/)*node_modules\//.test(path)) return path.startsWith('.') ? path : `./${path}`;
  const { name, version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  return `https://unpkg.com/${name}@${version}/dist/schemas/profile.schema.json`;
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** Splits a list with commas; the option may be repeated. */
function names(value: string, previous: string[] = []): string[] {
  return [...previous, ...value.split(',').map((name) => name.trim())];
}

function header(value: string, previous: [string, string][] = []): [string, string][] {
  const [, name, content] = /^([!#$%&'*+.^_`|~\w-]+):(.*)$/.exec(value) ?? [];
  // The syntax of a header field (RFC 9110 5.1). The value is sent unchanged.
  if (name === undefined || content === undefined || /[^\t\x20-\x7e\x80-\xff]/.test(content)) {
    throw new InvalidArgumentError('The value must be a header field: "Name: value".');
  }
  return [...previous, [name, content.trimStart()]];
}
