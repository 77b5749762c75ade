/** The bundles of the releases, and those that git knows: what the working tree's bundle is compared with. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, parseBundle, readBundle } from '../../src/diff/bundles.ts';
import { compareVersions, versionOf } from '../../src/diff/version.ts';
import { type Project, StepError, show } from '../lib/project.ts';

/** The bundle as the working tree has it. */
const BUNDLE = 'generated/openapi.json';

/** Where the bundle of a release is committed. A shallow clone has it, other than a tag. */
export function releaseFile({ generated }: Project, version: string): string {
  return join(generated, 'releases', version, 'openapi.json');
}

/** The newest release by its version whose bundle is there; none before the first one. */
function lastKept(project: Project): string | undefined {
  const folder = join(project.generated, 'releases');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => versionOf(name) && existsSync(releaseFile(project, name)))
    .sort((a, b) => compareVersions(a, b) ?? 0)
    .at(-1);
}

/**
 * The newest release by its version; none before the first one.
 *
 * @throws {StepError} where git has the tag of a newer one, whose bundle is lost: what it promised would be forgotten
 */
export function lastRelease(project: Project): string | undefined {
  const [kept, tagged] = [lastKept(project), lastTagged(project)];
  if (tagged === undefined || (kept !== undefined && (compareVersions(kept, tagged) ?? 0) >= 0)) return kept;
  const file = show(project, releaseFile(project, tagged));
  throw new StepError(
    `There is the tag v${tagged}, and no ${file}: restore it, it is what git show v${tagged}:${BUNDLE} says.`,
  );
}

/** The newest release that is tagged below HEAD. A shallow clone has no tags, and a folder may be no repository. */
function lastTagged(project: Project): string | undefined {
  try {
    const version = git(project, 'tag', '--list', 'v*', '--merged', 'HEAD')
      .split('\n')
      .map((tag) => tag.slice(1))
      .filter((name) => versionOf(name))
      .sort((a, b) => compareVersions(a, b) ?? 0)
      .at(-1);
    // What has no bundle is no release of the contract: of a repository around this folder, say.
    if (version !== undefined) git(project, 'cat-file', '-e', `v${version}:${BUNDLE}`);
    return version;
  } catch {
    return undefined;
  }
}

/** @throws where git is missing, or says no: then with its `stderr` */
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
 * @throws {ContractError} where it is broken
 * @throws {StepError} where it says that it is another release
 */
export function readRelease(project: Project, version: string): Bundle {
  const bundle = named(project, releaseFile(project, version));
  const { version: said } = bundle.contract;
  if (said !== version) {
    throw new StepError(
      `${bundle.name} says that its version is ${said}: it is not the bundle of ${version}. Restore it from the tag v${version}.`,
    );
  }
  return bundle;
}

/** @throws {ContractError} where it is missing or broken */
export function readWorkingBundle(project: Project): Bundle {
  return named(project, join(project.generated, 'openapi.json'));
}

function named(project: Project, file: string): Bundle {
  return { ...readBundle(file), name: show(project, file) };
}

/**
 * The bundle to compare with.
 *
 * @param ref a release, with or without a `v` before it, or anything that git knows a commit by; without one, the last
 *   release, and before the first one the last commit
 * @throws {StepError} where there is none
 */
export function bundleAt(project: Project, ref: string | undefined): Bundle {
  const version = ref?.replace(/^v/, '') ?? lastKept(project);
  if (version !== undefined && versionOf(version) && existsSync(releaseFile(project, version))) {
    return readRelease(project, version);
  }
  const commit = ref ?? 'HEAD';
  const name = `${commit}:${BUNDLE}`;
  try {
    // A name that begins with - is no option of git.
    return parseBundle(git(project, 'show', '--end-of-options', name), name);
  } catch (error) {
    const { stderr: said, code } = error as { stderr?: string; code?: string };
    if (code === 'ENOENT') {
      throw new StepError(
        `There is no git here to read ${name} with. Install it, or name a release that is kept.`,
      );
    }
    if (said === undefined) throw error;
    throw new StepError(
      `There is no bundle ${name}: ${said.trim().split('\n')[0]?.replace(/\.$/, '')}. Name a release, a tag, a branch or a commit; a shallow clone may lack it.`,
    );
  }
}
