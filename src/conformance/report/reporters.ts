/** The reporters by name. */

import { UserError } from '../../contract/user-error.ts';
import { suggestion } from '../../text/suggest.ts';
import type { Report } from '../types.ts';
import { renderGithub } from './github.ts';
import { renderHtml } from './html/page.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderSummary } from './summary.ts';
import { renderText, type TextOptions } from './text.ts';

export interface Reporter {
  /** What the reporter writes, in a few words. */
  description: string;
  /**
   * Renders a whole report, without a line feed at the end.
   *
   * @param options only the text reporter uses them
   */
  render(report: Report, options: TextOptions): string;
}

/** All reporters, by their name in `--reporter`. */
export const REPORTERS: Readonly<Record<string, Reporter>> = {
  text: { description: 'lines for a terminal', render: renderText },
  json: { description: 'the whole report for programs, with a JSON Schema', render: renderJson },
  junit: { description: "JUnit's XML, for CI servers", render: renderJunit },
  html: { description: 'one self-contained page for people', render: renderHtml },
  github: { description: 'annotations of GitHub Actions', render: renderGithub },
  summary: { description: 'Markdown for $GITHUB_STEP_SUMMARY', render: renderSummary },
};

/** The value of `--reporter` is wrong: an unknown reporter, or an empty file name. */
export class ReporterError extends UserError {
  override name = 'ReporterError';
}

/** The value of `--reporter`. */
export interface ChosenReporter {
  /** One of {@link REPORTERS}. */
  name: string;
  /** The file to write to. @default the standard output */
  file?: string;
}

/**
 * Reads the value of `--reporter`: `name`, or `name=file`.
 *
 * @throws {ReporterError} if there is no such reporter, or if the file name after the equals sign is missing
 * @example parseReporter('json=out.json') // { name: 'json', file: 'out.json' }
 */
export function parseReporter(text: string): ChosenReporter {
  const [name = '', ...rest] = text.split('=');
  if (!Object.hasOwn(REPORTERS, name)) {
    const names = Object.keys(REPORTERS);
    throw new ReporterError(
      `There is no reporter "${name}".${suggestion(name, names)} The reporters are ${names.join(', ')}.`,
    );
  }
  if (rest.length === 0) return { name };
  // A file name may contain an equals sign.
  const file = rest.join('=');
  if (file === '')
    throw new ReporterError(`The file name after "${name}=" is missing. Give one, like ${name}=report.txt.`);
  return { name, file };
}
