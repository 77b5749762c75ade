/** Loads a profile from a module of JavaScript or TypeScript. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contract } from '../../contract/model.ts';
import { ProfileError } from './check.ts';
import { callWithin, errorText, FunctionFault } from './functions.ts';
import { checkProfile, isModule, loadProfile } from './profile.ts';

/** The time limit for loading a module, in milliseconds. A module may connect to a database while it loads. */
const LOAD_TIMEOUT_MS = 30_000;

/**
 * Loads a built-in profile by name, or a profile from a YAML file or a module.
 *
 * @param env the environment variables that the profile may name
 * @throws {ProfileError} if the profile does not exist, cannot be loaded or is invalid
 */
export async function importProfile(
  nameOrFile: string,
  contract: Contract,
  env: NodeJS.ProcessEnv = process.env,
) {
  // `loadProfile` reports a missing file.
  if (!isModule(nameOrFile) || !existsSync(nameOrFile)) return loadProfile(nameOrFile, contract, env);
  const { href } = pathToFileURL(resolve(nameOrFile));
  let module: { default?: unknown };
  try {
    module = await callWithin('the module', () => import(/* @vite-ignore */ href), LOAD_TIMEOUT_MS);
  } catch (fault) {
    if (!(fault instanceof FunctionFault)) throw fault;
    const { cause } = fault;
    const reason = cause === undefined ? fault.message : loadFault(cause, nameOrFile);
    throw new ProfileError(`The profile ${nameOrFile} cannot be loaded: ${reason}.`, { cause: fault });
  }
  if (module.default === undefined)
    throw new ProfileError(
      `The profile ${nameOrFile} has no default export. Write: export default defineProfile({ tokens: { … } }).`,
    );
  return checkProfile(module.default, nameOrFile, contract, env);
}

/** Returns why a module cannot be loaded, and what to do. */
function loadFault(error: unknown, file: string): string {
  const { code }: Partial<NodeJS.ErrnoException> = error instanceof Error ? error : {};
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return `Node ${process.versions.node} does not run TypeScript. Use Node 22.18 or newer, or write the profile in JavaScript (.mjs)`;
  const text = errorText(error);
  if (code === 'ERR_MODULE_NOT_FOUND') return `${text}. Install the package, or correct the path`;
  return error instanceof SyntaxError ? text + placeOfSyntaxError(file) : text;
}

/** Returns the line of a syntax error, which only Node's own check prints: an error has no place. */
function placeOfSyntaxError(file: string): string {
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' });
  const [first = ''] = stderr.split('\n', 1);
  const line = first.slice(first.lastIndexOf(':') + 1);
  return /^\d+$/.test(line) ? ` at line ${line}` : '';
}
