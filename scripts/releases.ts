/** The bundles of the releases, and those that git knows: what the working tree's bundle is compared with. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, parseBundle, readBundle } from '../src/diff/bundles.ts';
import { compareVersions, versionOf } from '../src/diff/version.ts';
import { type Project, StepError, show } from './project.ts';

/** The bundle as the working tree has it. */
const BUNDLE = 'generated/openapi.json';

/** Where the bundle of a release is committed. A shallow clone has it, other than a tag. */
export function releaseFile({ generated }: Project, version: string): string {
  return join(generated, 'releases', version, 'openapi.json');
}

/** The newest release by its version; none before the first one. */
export function lastRelease(project: Project): string | undefined {
  const folder = join(project.generated, 'releases');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => versionOf(name) && existsSync(releaseFile(project, name)))
    .sort((a, b) => compareVersions(a, b) ?? 0)
    .at(-1);
}

/** @throws {ContractError} where it is broken */
export function readRelease(project: Project, version: string): Bundle {
  return named(project, releaseFile(project, version));
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
  const version = ref?.replace(/^v/, '') ?? lastRelease(project);
  if (version !== undefined && versionOf(version) && existsSync(releaseFile(project, version))) {
    return readRelease(project, version);
  }
  const commit = ref ?? 'HEAD';
  const name = `${commit}:${BUNDLE}`;
  try {
    // The bundle of a large API is larger than Node's default of 1 MiB.
    const text = execFileSync('git', ['show', name], {
      cwd: project.root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return parseBundle(text, name);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr;
    if (said === undefined) throw error;
    throw new StepError(
      `There is no bundle ${name}: ${said.trim().split('\n')[0]?.replace(/\.$/, '')}. Name a release, a tag, a branch or a commit; a shallow clone may lack it.`,
    );
  }
}
