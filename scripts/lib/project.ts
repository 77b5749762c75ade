/** The project's folders, and how the pipeline writes to them. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../../src/contract/user-error.ts';

/** Where the pipeline reads and writes. */
export interface Project {
  /** The repository's folder. */
  root: string;
  /** The folder that generated files go to. */
  generated: string;
}

/** What a generated file says on top; a build product is never edited. */
export const NOTICE = 'Generated from spec/ by `npm run build`. Do not edit.';

/** A step of the pipeline cannot go on, and whoever runs it can correct the cause. */
export class StepError extends UserError {
  override name = 'StepError';
}

export function openProject(options: { generated?: string } = {}): Project {
  const root = resolve(import.meta.dirname, '../..');
  return { root, generated: resolve(options.generated ?? join(root, 'generated')) };
}

/** Writes through a temporary file, so that nobody reads half of one and a failing step leaves the old one. */
export function writeWhole(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

/** A path as people read it: relative to the repository where it lies in it. */
export function show(project: Project, file: string): string {
  const short = relative(project.root, file);
  return short.startsWith('..') ? file : short;
}
