/**
 * The runtimes of the matrix: those of runtimes.json from the npm registry, in the versions that stand there, and the
 * machine's Chromium. They are kept outside of the repository, so that they are fetched once.
 */
import { join } from 'node:path';
import { findChromium } from '../../../scripts/lib/chromium.ts';
import { cacheFolder, fetchPackage } from '../../../scripts/lib/fetch-package.ts';
import { run } from '../../helpers/command.ts';
import pinned from './runtimes.json' with { type: 'json' };

/** A runtime that is here, or that is not. JSON. */
export interface Runtime {
  name: string;
  /** Unknown where there is none. */
  version: string;
  /** The program, and what stands on its command line before the file to run. */
  program: string;
  arguments: string[];
  isBrowser?: boolean;
  /** Why it can't be had, where it can't. */
  skipped?: string;
}

/** A runtime as runtimes.json has it. */
export interface Pinned {
  name: string;
  version: string;
  /** The npm package that ships the program, by platform. None of them needs an install script. */
  packages: Record<string, string | undefined>;
  /** Where the program is in it. */
  program: string;
  arguments?: string[];
}

/** What a runtime is called. */
export function titleOf({ name, version }: Runtime): string {
  return `${name} ${version}`.trim();
}

/** Where the runtimes are kept. */
export const CACHE = cacheFolder('runtimes');

/** All runtimes, fetched where they are not here yet. */
export function findRuntimes(): Promise<Runtime[]> {
  return Promise.all([...pinned.map((runtime) => fetchRuntime(runtime)), findBrowser()]);
}

/**
 * A runtime from the cache, or from the registry.
 *
 * @param cache the folder that it is kept in
 * @returns with `skipped` where it can't be had
 */
export async function fetchRuntime(wanted: Pinned, cache = CACHE, platform = here()): Promise<Runtime> {
  const { name, version, packages, program } = wanted;
  const runtime: Runtime = { name, version, program: '', arguments: wanted.arguments ?? [] };
  const npmName = packages[platform];
  if (npmName === undefined) return { ...runtime, skipped: `npm has no ${name} for ${platform}` };

  const fetched = await fetchPackage({ name: npmName, version }, cache, async (folder) => {
    const said = await versionOf(join(folder, program));
    return said === version ? undefined : `does not run here: ${said}`;
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
    return { ...runtime, skipped: 'there is none; install it, or say where it is in CHROMIUM_PATH' };
  }
  return { ...runtime, version: await versionOf(program) };
}

/** What a program says of itself: a version, or why it says none. */
async function versionOf(program: string): Promise<string> {
  try {
    const { status, stdout, stderr } = await run(program, ['--version']);
    return /\d+(\.\d+){2,}\S*/.exec(stdout)?.[0] ?? `status ${status}. ${stderr.trim()}`;
  } catch (cause) {
    return String(cause);
  }
}

/** The platform as runtimes.json names it. The packages for Linux need glibc. */
function here(): string {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const isMusl = process.platform === 'linux' && header?.glibcVersionRuntime === undefined;
  return `${process.platform}-${process.arch}${isMusl ? '-musl' : ''}`;
}
