/** Writes reports to files or to standard output, which takes only one report. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { parseReporter, REPORTERS } from '../conformance/report/reporters.ts';
import type { CaseResult, Report } from '../conformance/types.ts';
import { UsageError } from './exit.ts';
import { screenOf } from './terminal.ts';
import type { World } from './world.ts';

export interface OpenReporters {
  write(report: Report): void;
  /** Prints the progress of the run on stderr. Present if stderr is a terminal. */
  progress?: (result: CaseResult, done: number, total: number) => void;
}

/**
 * Creates the reporters that were selected by `--reporter`.
 *
 * @param specs `NAME` or `NAME=FILE`
 * @throws {ReporterError} if a name is unknown
 * @throws {UsageError} if two reports would be written to standard output
 */
export async function openReporters(
  specs: readonly string[],
  color: boolean,
  world: World,
): Promise<OpenReporters> {
  const selected = specs.map((spec) => parseReporter(spec));
  const onOutput = selected.filter(({ file }) => file === undefined);
  if (onOutput.length > 1) {
    const names = onOutput.map(({ name }) => name).join(' and ');
    throw new UsageError(
      `The reports ${names} cannot share standard output. Write all but one to a file: --reporter NAME=FILE.`,
    );
  }
  const { stdout, stderr } = world;
  const colored = color && screenOf(world).color;
  const clear = () => stderr.write('\r\x1b[K');
  return {
    write: (report) => {
      if (stderr.isTTY) clear();
      for (const { name, file } of selected) {
        const text = REPORTERS[name]?.render(report, { color: file === undefined && colored }) ?? '';
        if (file === undefined) stdout.write(`${text.trimEnd()}\n`);
        else save(file, text, name);
      }
    },
    ...(stderr.isTTY && {
      progress: (_result: CaseResult, done: number, total: number) => {
        stderr.write(`\r${done} of ${total}`);
      },
    }),
  };
}

/** Writes a report to a file. A step summary is appended, because other steps write to the same file. */
function save(file: string, text: string, name: string): void {
  try {
    const whole = `${text.trimEnd()}\n`;
    if (name === 'summary') appendFileSync(file, whole);
    else writeFileSync(file, whole);
  } catch (cause) {
    throw new UsageError(
      `Cannot write the report ${file} (${(cause as NodeJS.ErrnoException).code}). Choose another file.`,
    );
  }
}
