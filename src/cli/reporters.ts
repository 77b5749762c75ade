/** Writes reports to files or to standard output, which takes only one report. */
import { appendFileSync, closeSync, existsSync, openSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type ChosenReporter, parseReporter, REPORTERS } from '../conformance/report/reporters.ts';
import type { TextOptions } from '../conformance/report/text.ts';
import type { Report } from '../conformance/types.ts';
import { UsageError } from './exit.ts';
import { screenOf } from './terminal.ts';
import type { World } from './world.ts';

/** The width of a text report if the output is not a terminal, in characters. */
const DEFAULT_WIDTH = 80;

export interface OpenReporters {
  /** @throws {UsageError} if a report cannot be written; the others are written */
  write(report: Report): void;
  /** Writes the report of a run without results. A text report is not printed: the error message says the same. */
  writeFailed(report: Report): void;
}

/**
 * Creates the reporters that were selected by `--reporter`, and empties their files: a report of an earlier run must not
 * look like the report of a run that failed to start.
 *
 * @param specs `NAME` or `NAME=FILE`
 * @param screen whether to use colours on a terminal, and whether to list every case
 * @param inputs the files that the command reads
 * @throws {ReporterError} if a name is unknown
 * @throws {UsageError} if two reports would have the same destination, or if a file is an input or cannot be written
 */
export async function openReporters(
  specs: readonly string[],
  { color, verbose }: Pick<TextOptions, 'color' | 'verbose'>,
  world: World,
  inputs: readonly string[],
): Promise<OpenReporters> {
  const selected = specs.map((spec) => parseReporter(spec));
  const onOutput = selected.filter(({ file }) => file === undefined);
  if (onOutput.length > 1) {
    const names = onOutput.map(({ name }) => name).join(' and ');
    throw new UsageError(
      `The reports ${names} cannot share standard output. Write all but one to a file: --reporter NAME=FILE.`,
    );
  }
  checkFiles(selected, inputs);
  const { stdout } = world;
  const width = (stdout.isTTY && stdout.columns) || DEFAULT_WIDTH;
  const colored = color && screenOf(world).color;
  const write = (report: Report, reporters: readonly ChosenReporter[]) => {
    const failures: string[] = [];
    // Files first: an error of standard output may end the process.
    for (const { name, file } of reporters.toSorted((a, b) => Number(!a.file) - Number(!b.file))) {
      const text =
        REPORTERS[name]?.render(report, { color: file === undefined && colored, width, verbose }) ?? '';
      if (file === undefined) stdout.write(`${text.trimEnd()}\n`);
      else attempt(failures, file, () => save(file, text, name));
    }
    refuse(failures);
  };
  return {
    write: (report) => write(report, selected),
    writeFailed: (report) =>
      write(
        report,
        selected.filter(({ name, file }) => name !== 'text' || file !== undefined),
      ),
  };
}

/** Checks all files, then empties those that are not appended to. */
function checkFiles(selected: readonly ChosenReporter[], inputs: readonly string[]): void {
  const files = selected.flatMap(({ name, file }) => (file === undefined ? [] : [{ name, file }]));
  const read = new Set(inputs.map(pathOf));
  const written = new Set<string>();
  for (const { file } of files) {
    const path = pathOf(file);
    if (read.has(path))
      throw new UsageError(
        `The report ${file} would overwrite a file that the run reads. Choose another file.`,
      );
    if (written.has(path))
      throw new UsageError(`Two reports would be written to ${file}. Choose another file for one of them.`);
    written.add(path);
  }
  const failures: string[] = [];
  for (const { name, file } of files)
    attempt(failures, file, () => closeSync(openSync(file, name === 'summary' ? 'a' : 'w')));
  refuse(failures);
}

/** Returns the absolute path of a file without symbolic links, so that two names of one file have the same path. */
function pathOf(file: string): string {
  const path = resolve(file);
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(path);
  return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
}

/** Carries out an action on a file. If it fails, adds the file and the error code to the failures. */
function attempt(failures: string[], file: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    failures.push(`${file} (${(cause as NodeJS.ErrnoException).code})`);
  }
}

/** @throws {UsageError} if there is a failure */
function refuse(failures: readonly string[]): void {
  if (failures.length > 0)
    throw new UsageError(`Cannot write the report ${failures.join(', ')}. Choose another file.`);
}

/** Writes a report to a file. A step summary is appended, because other steps write to the same file. */
function save(file: string, text: string, name: string): void {
  const whole = `${text.trimEnd()}\n`;
  if (name === 'summary') appendFileSync(file, whole);
  else writeFileSync(file, whole);
}
