/** Comparing what is committed with what the spec makes now. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of `generated/` that no step of the build makes: the docs are not committed, `npm run release` keeps releases. */
const NO_STEP: readonly string[] = ['docs/', 'releases/'];

/** The steps that make what is committed. */
export const COMMITTED_STEPS = ['bundle', 'types', 'errors', 'client', 'cases', 'arazzo'];

/** What is wrong with each committed file, by a sentence that names it and the command that mends it. */
export function staleFiles(committed: string, fresh: string): string[] {
  const names = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((name) => !NO_STEP.some((folder) => name.startsWith(folder)));
  const all = [...new Set([...names(committed), ...names(fresh)])].sort();
  return all.flatMap((name) => {
    const [old, made] = [committed, fresh].map((folder) => join(folder, name));
    if (!old || !made) return [];
    const mend = 'run `npm run build` and commit it';
    if (!existsSync(old)) return [`generated/${name} is missing: ${mend}`];
    if (!existsSync(made)) return [`generated/${name} is made by no step: delete it`];
    return readFileSync(old).equals(readFileSync(made)) ? [] : [`generated/${name} is stale: ${mend}`];
  });
}
