/**
 * The runtimes of the matrix: those of runtimes.json from the npm registry, in the versions that stand there, and the
 * machine's Chromium. They are kept outside of the repository, so that they are fetched once.
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../helpers/chromium.ts';
import { run } from '../helpers/command.ts';
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
export const CACHE = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'social-data-contract/runtimes',
);

/** Of npm: what a runtime needs is in its package. Three tries in some seconds, then there is no registry. */
const INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
const PATIENCE = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

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

  const folder = join(cache, `${npmName.replace(/\W+/g, '-').replace(/^-/, '')}-${version}`);
  const within = join('node_modules', npmName, program);
  runtime.program = join(folder, within);
  if ((await versionOf(runtime.program)) === version) return runtime;

  // Fetched aside and moved in place when it has said its version: what was broken off is never found there, and what
  // was broken later is fetched anew.
  mkdirSync(cache, { recursive: true });
  const aside = mkdtempSync(join(cache, 'fetching-'));
  try {
    const install = await run('npm', [...INSTALL, ...PATIENCE, `--prefix=${aside}`, `${npmName}@${version}`]);
    if (install.status !== 0) {
      return {
        ...runtime,
        skipped: `npm could not fetch ${npmName}@${version}: ${reasonIn(install.stderr)}`,
      };
    }
    const said = await versionOf(join(aside, within));
    if (said !== version) {
      return { ...runtime, skipped: `${npmName}@${version} does not run here: ${said}` };
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return runtime;
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

/** The line of npm's that says most. */
function reasonIn(stderr: string): string {
  const lines = [...stderr.matchAll(/^npm error (.+)$/gm)].map(([, line = '']) => line);
  return lines.find((line) => !/^(code|errno|syscall) /.test(line)) ?? lines[0] ?? 'it did not say why';
}
