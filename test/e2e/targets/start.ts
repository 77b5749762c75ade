/** Starts the servers of this folder: one process for each platform, with one server for each set of switches. */
import { spawnSync } from 'node:child_process';
import { startProcess } from '../../../scripts/lib/spawn.ts';

/** A program that runs the servers of a platform. */
export interface Toolchain {
  program: string;
  /** Arguments that print the version. */
  versionArgs: readonly string[];
  /** Groups 1 and 2 match the major and minor version. */
  version: RegExp;
  /** The oldest supported version. */
  oldest: readonly [major: number, minor: number];
}

/** Returns the reason why a toolchain cannot be used, or `undefined` if it can. */
export function whyAbsent({ program, versionArgs, version, oldest }: Toolchain): string | undefined {
  const { error, stdout, stderr } = spawnSync(program, versionArgs, { encoding: 'utf8' });
  if (error) return `${program} cannot be started (${error.message})`;
  const [, major, minor = '0'] = version.exec(stdout + stderr) ?? [];
  const required = `${program} ${oldest.join('.')} or later is required`;
  if (major === undefined) return `${required}, and the version is not in the output: ${stdout}${stderr}`;
  const isSupported =
    Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
  return isSupported ? undefined : `${required}, and the version is ${major}.${minor}`;
}

export interface Servers {
  /** The base URL of the server with these switches. */
  urlOf(switches: string): string;
  stop(): Promise<unknown>;
}

/**
 * Starts a process with one server for each set of switches. The process prints the base URLs in the same order.
 *
 * @param switches for each server a comma-separated list, or `none`
 * @throws if the process ends before it has printed all URLs
 */
export async function startServers(
  [program, ...args]: readonly [program: string, ...args: string[]],
  switches: readonly string[],
): Promise<Servers> {
  const { waitFor, stop } = startProcess(program, [...args, ...switches]);
  const lines = await waitFor(new RegExp(`^(?:.*\\n){${switches.length}}`));
  const urls = lines.split('\n');
  const byName = new Map(switches.map((name, index) => [name, urls[index] ?? '']));
  return { stop, urlOf: (name) => byName.get(name) ?? '' };
}
