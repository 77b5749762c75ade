/**
 * `npm run release:check`: whether the version and the changelog say what changed since the last release.
 * `npm run release`: the same, and then the bundle is kept as that of the release.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { compareBundles } from '../../src/diff/bundles.ts';
import { renderDiff } from '../../src/diff/render.ts';
import type { ContractDiff } from '../../src/diff/types.ts';
import { blocks, bullets, heading, literal } from '../../src/text/markdown.ts';
import { openProject, type Project, StepError, show, writeWhole } from '../lib/project.ts';
import { runCommand } from '../lib/run-command.ts';
import { lastRelease, readRelease, readWorkingBundle, releaseFile } from './bundles.ts';
import { dated, releaseFaults } from './check.ts';

interface Checked {
  version: string;
  /** The last release; none before the first one. */
  last?: string;
  diff?: ContractDiff;
  faults: string[];
}

interface Options {
  format: 'text' | 'markdown';
  output?: string;
}

const CHANGELOG = 'CHANGELOG.md';
const LOCK = 'package-lock.json';

const project = openProject();
const program = new Command('release');

program
  .command('check')
  .description(
    'Checks that info.version, package.json, its lock and CHANGELOG.md say what changed since the last release.',
  )
  .addOption(new Option('--format <format>', 'how to write it').choices(['text', 'markdown']).default('text'))
  .option('--output <file>', 'write it to a file')
  .action(({ format, output }: Options) => {
    const checked = check(project);
    const text = format === 'markdown' ? toMarkdown(checked) : toText(checked);
    if (output === undefined) console.log(text);
    else writeWhole(output, `${text}\n`);
    if (checked.faults.length > 0) process.exitCode = 1;
  });

program
  .command('write')
  .description('Checks the release, keeps its bundle, and dates it in CHANGELOG.md.')
  .action(() => {
    const checked = check(project);
    if (checked.faults.length > 0) {
      console.log(toText(checked));
      process.exitCode = 1;
    } else write(project, checked);
  });

function check(project: Project): Checked {
  const bundle = readWorkingBundle(project);
  const last = lastRelease(project);
  const diff = last === undefined ? undefined : compareBundles(readRelease(project, last), bundle);
  const manifest = readJson<{ version: string }>(project, 'package.json');
  const lockVersion = existsSync(join(project.root, LOCK))
    ? readJson<{ packages?: Record<string, { version?: string }> }>(project, LOCK).packages?.['']?.version
    : undefined;
  const faults = releaseFaults({
    contract: bundle.contract,
    packageVersion: manifest.version,
    changelog: readText(project, CHANGELOG),
    ...(lockVersion !== undefined && { lockVersion }),
    ...(diff && { diff }),
  });
  return {
    version: bundle.contract.version,
    faults,
    ...(last !== undefined && { last }),
    ...(diff && { diff }),
  };
}

/** What is kept is never written again: a release does not change. */
function write(project: Project, { version, last }: Checked): void {
  if (version === last) {
    console.log(`Nothing changed since the release ${version}.`);
    return;
  }
  const file = releaseFile(project, version);
  writeWhole(file, readFileSync(join(project.generated, 'openapi.json'), 'utf8'));
  const today = new Date().toISOString().slice(0, 10);
  const changelog = readText(project, CHANGELOG);
  const text = dated(changelog, version, today);
  const isDated = text !== changelog;
  if (isDated) writeWhole(join(project.root, CHANGELOG), text);
  const wrote = isDated
    ? `Wrote ${show(project, file)} and the date into CHANGELOG.md. Commit both`
    : `Wrote ${show(project, file)}. CHANGELOG.md has no "## ${version} (unreleased)" to date, and stays. Commit it`;
  console.log(`${wrote}, tag the commit v${version}, and publish it: npm publish`);
}

/** @throws {StepError} where it cannot be read */
function readText({ root }: Project, name: string): string {
  try {
    return readFileSync(join(root, name), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StepError(
      code === 'ENOENT' ? `There is no ${name}: write one.` : `${name} cannot be read: ${code}.`,
    );
  }
}

/** @throws {StepError} where it cannot be read, or is no JSON */
function readJson<Value>(project: Project, name: string): Value {
  const text = readText(project, name);
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    throw new StepError(`${name} is no JSON: ${(error as Error).message}`);
  }
}

/** The verdict in one line. */
function verdict({ version, last, faults, diff }: Checked): string {
  const since = last === undefined ? 'the first release' : `the last release is ${last}`;
  if (faults.length > 0) return `${version} is not ready to be released (${since}).`;
  if (last === version && !diff?.impact) return `Nothing changed since the release ${last}.`;
  return `${version} says what changed (${since}).`;
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
