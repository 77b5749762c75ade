/**
 * `npm run release:check`: checks that the version and the changelog describe the changes since the last release.
 * `npm run release`: does the same check, then stores the bundle as that of the release.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { readContract } from '../../src/contract/read.ts';
import { acceptChanges } from '../../src/diff/accept.ts';
import { compareBundles } from '../../src/diff/bundles.ts';
import { renderDiff } from '../../src/diff/render.ts';
import type { ContractDiff } from '../../src/diff/types.ts';
import { blocks, bullets, heading, literal } from '../../src/text/markdown.ts';
import { lastRelease, readRelease, readWorkingBundle, releaseFile } from '../lib/bundles.ts';
import { openProject, type Project, StepError, show, writeWhole } from '../lib/project.ts';
import { runCommand } from '../lib/run-command.ts';
import { dated, releaseFaults } from './check.ts';

interface Checked {
  version: string;
  /** The version of the last release; omitted before the first release. */
  last?: string;
  diff?: ContractDiff;
  faults: string[];
}

interface Options {
  format: 'text' | 'markdown';
  output?: string;
  accept?: string;
}

const CHANGELOG = 'CHANGELOG.md';
const LOCK = 'package-lock.json';
const ACCEPT = 'a YAML list of reviewed changes ({id, place, reason}), which count as patches';

const project = openProject();
const program = new Command('release');

program
  .command('check')
  .description(
    'Checks that info.version, package.json, package-lock.json and CHANGELOG.md describe the changes since the last release.',
  )
  .addOption(new Option('--format <format>', 'output format').choices(['text', 'markdown']).default('text'))
  .option('--output <file>', 'write to a file instead of standard output')
  .option('--accept <file>', ACCEPT)
  .action(({ format, output, accept }: Options) => {
    const checked = check(project, accept);
    const text = format === 'markdown' ? toMarkdown(checked) : toText(checked);
    if (output === undefined) console.log(text);
    else writeWhole(output, `${text}\n`);
    if (checked.faults.length > 0) process.exitCode = 1;
  });

program
  .command('write')
  .description('Checks the release, stores its bundle, and writes its date into CHANGELOG.md.')
  .option('--accept <file>', ACCEPT)
  .action(({ accept }: Pick<Options, 'accept'>) => {
    const checked = check(project, accept);
    if (checked.faults.length > 0) {
      console.log(toText(checked));
      process.exitCode = 1;
    } else write(project, checked);
  });

/** @param accept the list of reviewed changes */
function check(project: Project, accept?: string): Checked {
  const bundle = readWorkingBundle(project);
  const contract = readContract(bundle.document);
  const last = lastRelease(project);
  const compared = last === undefined ? undefined : compareBundles(readRelease(project, last), bundle);
  const diff = compared && accept !== undefined ? acceptChanges(compared, accept) : compared;
  const manifest = readJson<{ version: string }>(project, 'package.json');
  const lockVersion = existsSync(join(project.root, LOCK))
    ? readJson<{ packages?: Record<string, { version?: string }> }>(project, LOCK).packages?.['']?.version
    : undefined;
  const faults = releaseFaults({
    contract,
    packageVersion: manifest.version,
    changelog: readText(project, CHANGELOG),
    ...(lockVersion !== undefined && { lockVersion }),
    ...(diff && { diff }),
  });
  return {
    version: contract.version,
    faults,
    ...(last !== undefined && { last }),
    ...(diff && { diff }),
  };
}

/** Stores the bundle of the release. Never overwrites a stored bundle, because a release does not change. */
function write(project: Project, { version, last }: Checked): void {
  if (version === last) {
    console.log(`No changes since the release ${version}.`);
    return;
  }
  const file = releaseFile(project, version);
  writeWhole(file, readFileSync(join(project.generated, 'openapi.json'), 'utf8'));
  const today = new Date().toISOString().slice(0, 10);
  const changelog = readText(project, CHANGELOG);
  const text = dated(changelog, version, today);
  const isDated = text !== changelog;
  if (isDated) writeWhole(join(project.root, CHANGELOG), text);
  const written = isDated
    ? `Wrote ${show(project, file)}, and the date into CHANGELOG.md. Commit both files`
    : `Wrote ${show(project, file)}. CHANGELOG.md is unchanged: it has no heading "## ${version} (unreleased)". Commit the bundle`;
  console.log(`${written}, tag the commit v${version}, and publish the package: npm publish`);
}

/** @throws {StepError} if the file cannot be read */
function readText({ root }: Project, name: string): string {
  try {
    return readFileSync(join(root, name), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StepError(
      code === 'ENOENT' ? `${name} is missing. Create it.` : `${name} cannot be read: ${code}.`,
    );
  }
}

/** @throws {StepError} if the file cannot be read, or is not valid JSON */
function readJson<Value>(project: Project, name: string): Value {
  const text = readText(project, name);
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    throw new StepError(`${name} is not valid JSON: ${(error as Error).message}`);
  }
}

/** Returns the result of the check in one line. */
function verdict({ version, last, faults, diff }: Checked): string {
  const since = last === undefined ? 'first release' : `last release: ${last}`;
  if (faults.length > 0) return `${version} is not ready for release (${since}).`;
  if (last === version && !diff?.impact) return `No changes since the release ${last}.`;
  return `${version} is ready for release (${since}).`;
}

function toText(checked: Checked): string {
  const faults = checked.faults.map((fault) => `✗ ${fault}`).join('\n');
  return blocks(verdict(checked), faults, checked.diff && renderDiff(checked.diff, 'text'));
}

function toMarkdown(checked: Checked): string {
  const mark = checked.faults.length > 0 ? '❌' : '✅';
  return blocks(
    heading(2, `${mark} ${literal(verdict(checked))}`),
    bullets(checked.faults.map(literal)),
    checked.diff && renderDiff(checked.diff, 'markdown'),
  );
}

await runCommand(program);
