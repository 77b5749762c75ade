/** Prepares the matrix: the runtimes, the package, and broken copies of it. */
import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { breakProject, makeProject, unloadableProject } from './project.ts';
import { CACHE, findRuntimes, type Runtime, titleOf } from './runtimes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    runtimes: Runtime[];
    /** The folders of projects: with the package, with a broken package, and with one that cannot be loaded. */
    project: string;
    broken: string;
    unloadable: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => void> {
  console.log(`The runtimes are cached in ${CACHE}.`);
  const [runtimes, project] = await Promise.all([findRuntimes(), makeProject()]);
  const broken = breakProject(project);
  const unloadable = unloadableProject(project);
  for (const runtime of runtimes) {
    if (runtime.skipped) console.warn(`SKIPPED: ${titleOf(runtime)}. ${runtime.skipped}`);
  }
  provide('runtimes', runtimes);
  provide('project', project);
  provide('broken', broken);
  provide('unloadable', unloadable);
  return () => {
    for (const folder of [project, broken, unloadable]) rmSync(folder, { recursive: true, force: true });
  };
}
