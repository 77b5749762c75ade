/**
 * The runtimes of the matrix: those of runtimes.json from the npm registry, in the given versions, and the installed
 * Chromium. They are cached outside the repository, so that they are fetched only once.
 */
import { join } from 'node:path';
import { findChromium } from '../../../scripts/lib/chromium.ts';
import { cacheFolder, fetchPackage } from '../../../scripts/lib/fetch-package.ts';
import { run } from '../../helpers/command.ts';
import pinned from './runtimes.json' with { type: 'json' };

/** A runtime, available or not. JSON. */
export interface Runtime {
  name: string;
  /** Empty if unknown. */
  version: string;
  /** The program, and its arguments before the file to run. */
  program: string;
  arguments: string[];
  isBrowser?: boolean;
  /** The reason why the runtime is not available, if so. */
  skipped?: string;
}

/** A runtime in runtimes.json. */
export interface Pinned {
  name: string;
  version: string;
  /** The npm package that contains the program, by platform. None of the packages needs an install script. */
  packages: Record<string, string | undefined>;
  /** The path of the program in the package. */
  program: string;
  arguments?: string[];
}

/** Returns the title of a runtime. */
export function titleOf({ name, version }: Runtime): string {
  return `${name} ${version}`.trim();
}

/** The cache folder of the runtimes. */
export const CACHE = cacheFolder('runtimes');

/** Returns all runtimes and fetches those that are not in the cache. */
export function findRuntimes(): Promise<Runtime[]> {
  return Promise.all([...pinned.map((runtime) => fetchRuntime(runtime)), findBrowser()]);
}

/**
 * Returns a runtime from the cache or from the registry.
 *
 * @param cache the cache folder
 * @returns with `skipped` if the runtime is not available
 */
export async function fetchRuntime(wanted: Pinned, cache = CACHE, platform = here()): Promise<Runtime> {
  const { name, version, packages, program } = wanted;
  const runtime: Runtime = { name, version, program: '', arguments: wanted.arguments ?? [] };
  const npmName = packages[platform];
  if (npmName === undefined) return { ...runtime, skipped: `npm has no ${name} for ${platform}` };

  const fetched = await fetchPackage({ name: npmName, version }, cache, async (folder) => {
    const found = await versionOf(join(folder, program));
    return found === version ? undefined : `does not run here: ${found}`;
  });
  if ('missing' in fetched) return { ...runtime, skipped: fetched.missing };
  return { ...runtime, program: join(fetched.folder, program) };
}

async function findBrowser(): Promise<Runtime> {
  const program = findChromium();
  const runtime: Runtime = {
    name: 'Chromium',
    version: '',
    program: program ?? '',
    arguments: [],
    isBrowser: true,
  };
  if (program === undefined) {
    return { ...runtime, skipped: 'not found; install Chromium or set CHROMIUM_PATH to its program' };
  }
  return { ...runtime, version: await versionOf(program) };
}

/** Returns the version that a program prints, or the reason why it prints none. */
async function versionOf(program: string): Promise<string> {
  try {
    const { status, stdout, stderr } = await run(program, ['--version']);
    return /\d+(\.\d+){2,}\S*/.exec(stdout)?.[0] ?? `status ${status}. ${stderr.trim()}`;
  } catch (cause) {
    return String(cause);
  }
}

/** Returns the platform as named in runtimes.json. The packages for Linux need glibc. */
function here(): string {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const isMusl = process.platform === 'linux' && header?.glibcVersionRuntime === undefined;
  return `${process.platform}-${process.arch}${isMusl ? '-musl' : ''}`;
}
