/** Fetches npm packages that are not dependencies, and caches them outside the repository. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A package with an exact version. */
export interface PinnedPackage {
  name: string;
  version: string;
}

/** The folder of a package's files, or the reason why the package is not available. */
export type Fetched = { folder: string } | { missing: string };

/** Errors only, and three attempts within a few seconds, so that a missing registry is reported soon. */
const NPM_FLAGS = [
  '--loglevel=error',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/** Returns the folder that caches packages for this purpose. */
export function cacheFolder(purpose: string): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'social-data-contract', purpose);
}

/**
 * Returns the files of a package, without its dependencies, from the cache or else from the registry.
 *
 * @param cache the folder that caches the package
 * @param faultOf returns undefined if a folder has the files of the package. If not, it returns the reason as the end
 *   of a sentence, such as "has no index.js".
 */
export async function fetchPackage(
  { name, version }: PinnedPackage,
  cache: string,
  faultOf: (folder: string) => Promise<string | undefined>,
): Promise<Fetched> {
  const folder = join(cache, `${name.replace(/\W+/g, '-').replace(/^-/, '')}-${version}`);
  if ((await faultOf(folder)) === undefined) return { folder };

  // Fetches into a temporary folder and moves the files only if they are complete, so that an interrupted download
  // never reaches the cache. A cached package that was damaged later is fetched again.
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'fetching-'));
  try {
    const files = join(temporary, 'files');
    mkdirSync(files);
    try {
      await run('npm', ['pack', `${name}@${version}`, '--pack-destination=.', ...NPM_FLAGS], {
        cwd: temporary,
      });
      const packed = readdirSync(temporary).find((file) => file.endsWith('.tgz')) ?? '';
      await run('tar', ['-xzf', packed, '--strip-components=1', '-C', files], { cwd: temporary });
    } catch (failure) {
      return { missing: `npm could not fetch ${name}@${version}: ${reasonIn(failure)}` };
    }
    const fault = await faultOf(files);
    if (fault !== undefined) return { missing: `${name}@${version} ${fault}` };
    rmSync(folder, { recursive: true, force: true });
    renameSync(files, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return { folder };
}

/** Returns the most specific line of npm's output, or the reason why npm did not run. */
function reasonIn(failure: unknown): string {
  const { stderr, message } = failure as { stderr?: string; message: string };
  const lines = [...(stderr ?? '').matchAll(/^npm error (.+)$/gm)].map(([, line = '']) => line);
  return lines.find((line) => !/^(code|errno|syscall) /.test(line)) ?? lines[0] ?? message;
}
