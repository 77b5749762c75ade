/** The project's folders, and functions that write to them. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../../src/contract/user-error.ts';

/** The folders that the pipeline reads from and writes to. */
export interface Project {
  /** The root folder of the repository. */
  root: string;
  /** The folder for generated files. */
  generated: string;
}

/** The header of every generated file. */
export const NOTICE = 'Generated from spec/ by `npm run build`. Do not edit.';

/** A step of the pipeline failed for a reason that the user can correct. */
export class StepError extends UserError {
  override name = 'StepError';
  /** The findings of a tool, in several lines. */
  readonly details: string;

  constructor(message: string, options: ErrorOptions & { details?: string } = {}) {
    super(message, options);
    this.details = options.details ?? '';
  }
}

/**
 * Prints an error that the user can correct. Any other error is a bug and keeps its stack trace.
 *
 * @throws any other error
 */
export function printFault(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
  if (error instanceof StepError && error.details !== '') console.error(error.details);
  console.error(error.message);
}

export function openProject(options: { generated?: string } = {}): Project {
  const root = resolve(import.meta.dirname, '../..');
  return { root, generated: resolve(options.generated ?? join(root, 'generated')) };
}

/** Writes a file through a temporary file, so that readers never see a part of it and a failure keeps the old file. */
export function writeWhole(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

/** Formats a path for messages: relative to the repository if the file is inside it. */
export function show(project: Project, file: string): string {
  const short = relative(project.root, file);
  return short.startsWith('..') ? file : short;
}
