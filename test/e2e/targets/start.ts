/** Starting the servers of this folder: one process for each platform, in it one server for each set of switches. */
import { spawnSync } from 'node:child_process';
import { startProcess } from '../../../scripts/lib/spawn.ts';

/** What runs a platform's servers. */
export interface Toolchain {
  program: string;
  /** Makes it tell its version. */
  versionArgs: readonly string[];
  /** The version is the first group. */
  version: RegExp;
  /** The oldest major and minor version that will do. */
  oldest: readonly [major: number, minor: number];
}

/** Why a toolchain cannot be used here; undefined where it can. */
export function whyAbsent({ program, versionArgs, version, oldest }: Toolchain): string | undefined {
  const { error, stdout, stderr } = spawnSync(program, versionArgs, { encoding: 'utf8' });
  if (error) return `there is no ${program} (${error.message})`;
  const [, major, minor = '0'] = version.exec(stdout + stderr) ?? [];
  const wanted = `${program} ${oldest.join('.')} is needed`;
  if (major === undefined) return `${wanted}, and ${program} does not tell its version: ${stdout}${stderr}`;
  const enough = Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
  return enough ? undefined : `${wanted}, and this is ${major}.${minor}`;
}

export interface Servers {
  /** The base URL of the server with these switches. */
  urlOf(switches: string): string;
  stop(): Promise<unknown>;
}

/**
 * Starts a process that serves each set of switches on a port of its own, and prints their URLs in this order.
 *
 * @param switches for each server: names with commas between them, or `none`
 */
export async function startServers(
  program: string,
  args: readonly string[],
  switches: readonly string[],
): Promise<Servers> {
  const { waitFor, stop } = startProcess(program, [...args, ...switches]);
  const lines = await waitFor(new RegExp(`^(?:.*\\n){${switches.length}}`));
  const urls = lines.split('\n');
  const byName = new Map(switches.map((name, index) => [name, urls[index] ?? '']));
  return { stop, urlOf: (name) => byName.get(name) ?? '' };
}
