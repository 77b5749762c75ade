/** Fetches npm packages that are not dependencies, and caches them outside the repository. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
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

  return fill(folder, async (temporary) => {
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
    return fault === undefined ? { folder: files } : { missing: `${name}@${version} ${fault}` };
  });
}

/**
 * Returns a folder in which exactly the packages of a lock file are installed, from the cache or else from the registry.
 * No install script runs. A changed lock file gets a new folder.
 *
 * @param locked a folder with `package.json` and `package-lock.json`
 * @param cache the folder that caches the installed packages
 */
export async function installLocked(locked: string, cache: string): Promise<Fetched> {
  const name = basename(locked);
  const hash = createHash('sha256').update(readFileSync(join(locked, 'package-lock.json')));
  const folder = join(cache, `${name}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return { folder };
  return fill(folder, async (temporary) => {
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(join(locked, file), join(temporary, file));
    try {
      await run('npm', ['ci', '--ignore-scripts', ...NPM_FLAGS], { cwd: temporary });
    } catch (failure) {
      return { missing: `npm could not install ${name}: ${reasonIn(failure)}` };
    }
    return { folder: temporary };
  });
}

/**
 * Makes a folder of the cache in a temporary folder and moves it only if it is complete, so that an interrupted download
 * never reaches the cache. A cached folder that was damaged later is replaced.
 */
async function fill(folder: string, make: (temporary: string) => Promise<Fetched>): Promise<Fetched> {
  const cache = dirname(folder);
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'fetching-'));
  try {
    const made = await make(temporary);
    if ('missing' in made) return made;
    rmSync(folder, { recursive: true, force: true });
    renameSync(made.folder, folder);
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
