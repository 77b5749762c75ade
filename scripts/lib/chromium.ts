/** Chromium, for benches and tests: where it is, and how it is started. Nothing is downloaded. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** What the distributions call it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A browser that asks nobody for anything by itself: what it asks for is the page's doing. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Said where there is none. */
export const NO_CHROMIUM =
  'There is no Chromium: install it (`apt-get install chromium`), or say where it is in CHROMIUM_PATH.';

/**
 * The path of Chromium: the environment's `CHROMIUM_PATH`, or else the first of its usual names in `PATH`.
 *
 * @returns nothing where there is none
 * @throws where `CHROMIUM_PATH` names no program: then it was meant, and skipping would hide the slip
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env.CHROMIUM_PATH;
  if (named) {
    if (!isProgram(named)) throw new Error(`CHROMIUM_PATH is ${named}, which is no program.`);
    return named;
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
 * @param further arguments of Chromium
 */
export function launchChromium(executablePath: string, further: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...ARGS, ...further] });
}
