/** Where reports go: files, or standard output, on which one report stands alone. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { parseReporter, REPORTERS } from '../conformance/report/reporters.ts';
import type { CaseResult, Report } from '../conformance/types.ts';
import { UsageError } from './exit.ts';
import { screenOf } from './terminal.ts';
import type { World } from './world.ts';

export interface OpenReporters {
  write(report: Report): void;
  /** Tells how far the run is, on a terminal. */
  progress?: (result: CaseResult, done: number, total: number) => void;
}

/**
 * @throws {ReporterError} if a name is unknown
 * @throws {UsageError} if two reports would be written to standard output
 */
export async function openReporters(
  specs: readonly string[],
  color: boolean,
  world: World,
): Promise<OpenReporters> {
  const chosen = specs.map((spec) => parseReporter(spec));
  const onOutput = chosen.filter(({ file }) => file === undefined);
  if (onOutput.length > 1) {
    const names = onOutput.map(({ name }) => name).join(' and ');
    throw new UsageError(
      `The reports ${names} cannot share standard output. Give all but one a file: --reporter NAME=FILE.`,
    );
  }
  const { stdout, stderr } = world;
  const colored = color && screenOf(world).color;
  const clear = () => stderr.write('\r\x1b[K');
  return {
    write: (report) => {
      if (stderr.isTTY) clear();
      for (const { name, file } of chosen) {
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

/** A step summary is added to what other steps wrote; every other report is a file of its own. */
function save(file: string, text: string, name: string): void {
  try {
    const whole = `${text.trimEnd()}\n`;
    if (name === 'summary') appendFileSync(file, whole);
    else writeFileSync(file, whole);
  } catch (cause) {
    throw new UsageError(`Cannot write the report ${file} (${(cause as NodeJS.ErrnoException).code}).`);
  }
}
