/** Finds and starts an installed Chromium for benchmarks and tests. It downloads nothing. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The names of the program in the distributions. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Turns off the browser's own requests, so that every request comes from the page. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The message if Chromium is not installed. */
export const NO_CHROMIUM =
  'Chromium was not found. Install it (`apt-get install chromium`), or set CHROMIUM_PATH to the path of the program.';

/**
 * Returns the path of Chromium: the environment's `CHROMIUM_PATH`, or else the first of the usual names in `PATH`.
 *
 * @returns undefined if Chromium is not installed
 * @throws {Error} if `CHROMIUM_PATH` is not an executable file. Skipping the tests would hide the mistake.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const path = env.CHROMIUM_PATH;
  if (path) {
    if (!isProgram(path)) throw new Error(`CHROMIUM_PATH must be the path of a program, not ${path}.`);
    return path;
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts Chromium without a window.
 *
 * @param further additional arguments for Chromium
 */
export function launchChromium(executablePath: string, further: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...ARGS, ...further] });
}
