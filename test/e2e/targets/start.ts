/** Starting the servers of this folder: one process for each platform, in it one server for each set of switches. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

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
  stop(): Promise<void>;
}

/**
 * Starts a process that serves each set of switches on a port of its own, and prints their URLs in this order.
 *
 * @param switches for each server: names with commas between them, or `none`
 */
export function startServers(
  program: string,
  args: readonly string[],
  switches: readonly string[],
): Promise<Servers> {
  const child = spawn(program, [...args, ...switches], { stdio: ['ignore', 'pipe', 'pipe'] });
  const urls: string[] = [];
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
  });
  const closed = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  const stop = () => {
    child.kill();
    return closed;
  };
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    closed.then(() => reject(new Error(`${program} ended before it served: ${said}`)));
    createInterface(child.stdout).on('line', (line) => {
      urls.push(line);
      if (urls.length < switches.length) return;
      const byName = new Map(switches.map((name, index) => [name, urls[index] ?? '']));
      resolve({ stop, urlOf: (name) => byName.get(name) ?? '' });
    });
  });
}
