/** Reads the bundles that the bundle of the working tree is compared with: those of releases and of git commits. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readContract } from '../../src/contract/read.ts';
import { type Bundle, parseBundle, readBundle } from '../../src/diff/bundles.ts';
import { compareVersions, versionOf } from '../../src/diff/version.ts';
import { type Project, StepError, show } from './project.ts';

/** The bundle in the working tree. */
const BUNDLE = 'generated/openapi.json';

/** The file that a release's bundle is committed as. A shallow clone contains the file, but may lack the tag. */
export function releaseFile({ generated }: Project, version: string): string {
  return join(generated, 'releases', version, 'openapi.json');
}

/** Returns the versions that have a bundle, the lowest first. */
export function releasesOf(project: Project): string[] {
  const folder = join(project.generated, 'releases');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => versionOf(name) && existsSync(releaseFile(project, name)))
    .sort((a, b) => compareVersions(a, b) ?? 0);
}

/** Returns the highest version that has a bundle, or undefined before the first release. */
function lastKept(project: Project): string | undefined {
  return releasesOf(project).at(-1);
}

/**
 * Returns the highest released version, or undefined before the first release.
 *
 * @throws {StepError} if git has the tag of a newer release whose bundle is missing. Without this check, a change that
 *   breaks that release would pass.
 */
export function lastRelease(project: Project): string | undefined {
  const [kept, tagged] = [lastKept(project), lastTagged(project)];
  if (tagged === undefined || (kept !== undefined && (compareVersions(kept, tagged) ?? 0) >= 0)) return kept;
  const file = show(project, releaseFile(project, tagged));
  throw new StepError(
    `git has the tag v${tagged}, but ${file} is missing. Restore the file from the output of git show v${tagged}:${BUNDLE}.`,
  );
}

/** Returns the highest version that is tagged up to HEAD; undefined in a shallow clone or outside a repository. */
function lastTagged(project: Project): string | undefined {
  try {
    const version = git(project, 'tag', '--list', 'v*', '--merged', 'HEAD')
      .split('\n')
      .map((tag) => tag.slice(1))
      .filter((name) => versionOf(name))
      .sort((a, b) => compareVersions(a, b) ?? 0)
      .at(-1);
    // A tag without a bundle is not a release of the contract. It may belong to an enclosing repository.
    if (version !== undefined) git(project, 'cat-file', '-e', `v${version}:${BUNDLE}`);
    return version;
  } catch {
    return undefined;
  }
}

/** @throws if git is missing, or if it fails: then the error has the `stderr` of git */
function git({ root }: Project, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    // The bundle of a large API is larger than Node's default of 1 MiB.
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/**
 * Reads the bundle of a release.
 *
 * @throws {ContractError} if the bundle is invalid
 * @throws {StepError} if the bundle has the version of another release
 */
export function readRelease(project: Project, version: string): Bundle {
  const bundle = named(project, releaseFile(project, version));
  const { version: actual } = readContract(bundle.document);
  if (actual !== version) {
    throw new StepError(
      `${bundle.name} must have the version ${version}, not ${actual}. Restore the file from the tag v${version}.`,
    );
  }
  return bundle;
}

/** @throws {ContractError} if the bundle is missing or invalid */
export function readWorkingBundle(project: Project): Bundle {
  return named(project, join(project.generated, 'openapi.json'));
}

function named(project: Project, file: string): Bundle {
  return { ...readBundle(file), name: show(project, file) };
}

/**
 * Returns the bundle to compare with.
 *
 * @param ref a release, with or without a leading `v`, or any name that git resolves to a commit. The default is the
 *   last release, or HEAD before the first release.
 * @throws {StepError} if the bundle cannot be found
 */
export function bundleAt(project: Project, ref: string | undefined): Bundle {
  const version = ref?.replace(/^v/, '') ?? lastKept(project);
  if (version !== undefined && versionOf(version) && existsSync(releaseFile(project, version))) {
    return readRelease(project, version);
  }
  const commit = ref ?? 'HEAD';
  const name = `${commit}:${BUNDLE}`;
  try {
    // git must not parse a name that begins with - as an option.
    return parseBundle(git(project, 'show', '--end-of-options', name), name);
  } catch (error) {
    const { stderr, code } = error as { stderr?: string; code?: string };
    if (code === 'ENOENT') {
      throw new StepError(
        `Reading ${name} requires git, which was not found. Install git, or name a release in generated/releases.`,
      );
    }
    if (stderr === undefined) throw error;
    throw new StepError(
      `The bundle ${name} was not found: ${stderr.trim().split('\n')[0]?.replace(/\.$/, '')}. Name a release, tag, branch or commit that has a bundle. A shallow clone may lack the commit.`,
    );
  }
}
