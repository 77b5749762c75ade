/** Reads the JSON report of an earlier run, to repeat the cases that failed. */
import { readFileSync } from 'node:fs';
import { isObject } from '../../contract/document.ts';
import type { Contract } from '../../contract/model.ts';
import { listOf } from '../../contract/nodes.ts';
import { UserError } from '../../contract/user-error.ts';
import { isFailure } from '../report/report.ts';
import schema from '../schemas/report.schema.json' with { type: 'json' };
import type { Outcome } from '../types.ts';

/** A report of an earlier run cannot be used. */
export class EarlierReportError extends UserError {
  override name = 'EarlierReportError';
}

/**
 * Returns the ids of the cases that failed in an earlier run, and of those that it did not reach. Known failures are not
 * among them.
 *
 * @param strict whether a case with a warning counts as failed
 * @throws {EarlierReportError} if the file is not a JSON report, if the report has another version of the format or the
 *   contract, or if no case failed
 */
export function readFailedCases(
  file: string,
  { title, version }: Pick<Contract, 'title' | 'version'>,
  strict: boolean,
): string[] {
  const report = readReport(file);
  const again = 'Run all cases again: omit --failed-only.';
  const { version: format } = schema.properties;
  if (report.version !== format.const) {
    throw new EarlierReportError(
      `The report ${file} has version ${JSON.stringify(report.version)} of the format, not ${format.const}. ${again}`,
    );
  }
  const contract = isObject(report.contract) ? report.contract : {};
  if (contract.title !== title || contract.version !== version) {
    throw new EarlierReportError(
      `The report ${file} is about ${contract.title} ${contract.version}, not ${title} ${version}. ${again}`,
    );
  }
  const failed = listOf(report.results).flatMap((result) =>
    isObject(result) && typeof result.id === 'string' && isFailure(result.outcome as Outcome, strict)
      ? [result.id]
      : [],
  );
  const { notReached } = isObject(report.stopped) ? report.stopped : {};
  const ids = [...new Set([...failed, ...listOf(notReached).map(String)])];
  if (ids.length > 0) return ids;
  throw new EarlierReportError(`No case failed in the report ${file}, so there is nothing to repeat.`);
}

function readReport(file: string) {
  const how = 'Write a report with --reporter json=FILE.';
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new EarlierReportError(
      `Cannot read the report ${file} (${(cause as NodeJS.ErrnoException).code}). ${how}`,
      { cause },
    );
  }
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    // Not JSON: fails below.
  }
  // The identifier without the version of the format.
  const format = schema.$id.slice(0, schema.$id.lastIndexOf(':') + 1);
  if (isObject(report) && String(report.$schema).startsWith(format)) return report;
  throw new EarlierReportError(`The file ${file} is not a JSON report of verify. ${how}`);
}
