/** Packages of npm that are no dependencies: fetched when they are wanted, kept outside of the repository. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A package in the one version that is wanted. */
export interface PinnedPackage {
  name: string;
  version: string;
}

/** The folder of a package's files, or why it can't be had. */
export type Fetched = { folder: string } | { missing: string };

/** No list of what is packed; and three tries in some seconds, then there is no registry. */
const QUIETLY = [
  '--loglevel=error',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/** Where packages are kept, so that they are fetched once. */
export function cacheFolder(purpose: string): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'social-data-contract', purpose);
}

/**
 * A package from the cache, or from the registry: what is packed in it, without its dependencies.
 *
 * @param cache the folder that it is kept in
 * @param faultOf why the files in a folder are not the package that is wanted, as the end of a sentence; nothing where
 *   they are
 */
export async function fetchPackage(
  { name, version }: PinnedPackage,
  cache: string,
  faultOf: (folder: string) => Promise<string | undefined>,
): Promise<Fetched> {
  const folder = join(cache, `${name.replace(/\W+/g, '-').replace(/^-/, '')}-${version}`);
  if ((await faultOf(folder)) === undefined) return { folder };

  // Fetched aside and moved in place when it is found whole: what was broken off is never found there, and what was
  // broken later is fetched anew.
  mkdirSync(cache, { recursive: true });
  const aside = mkdtempSync(join(cache, 'fetching-'));
  try {
    const files = join(aside, 'files');
    mkdirSync(files);
    try {
      await run('npm', ['pack', `${name}@${version}`, '--pack-destination=.', ...QUIETLY], { cwd: aside });
      const packed = readdirSync(aside).find((file) => file.endsWith('.tgz')) ?? '';
      await run('tar', ['-xzf', packed, '--strip-components=1', '-C', files], { cwd: aside });
    } catch (failure) {
      return { missing: `npm could not fetch ${name}@${version}: ${reasonIn(failure)}` };
    }
    const fault = await faultOf(files);
    if (fault !== undefined) return { missing: `${name}@${version} ${fault}` };
    rmSync(folder, { recursive: true, force: true });
    renameSync(files, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return { folder };
}

/** The line of npm's that says most, or what kept it from running. */
function reasonIn(failure: unknown): string {
  const { stderr, message } = failure as { stderr?: string; message: string };
  const lines = [...(stderr ?? '').matchAll(/^npm error (.+)$/gm)].map(([, line = '']) => line);
  return lines.find((line) => !/^(code|errno|syscall) /.test(line)) ?? lines[0] ?? message;
}
