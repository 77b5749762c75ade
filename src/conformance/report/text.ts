/** The report for a terminal: one line a case, then each fault once, with all that is needed to understand and repeat it. */

import pc from 'picocolors';
import { counted } from '../../text/english.ts';
import { visible, withTexts } from '../../text/sanitize.ts';
import type { CaseResult, Fault, Report } from '../types.ts';
import { findingLines } from './exchange.ts';
import {
  countsLabel,
  faultNumbers,
  HEADINGS,
  MARKS,
  seconds,
  severity,
  staleLabel,
  verdict,
} from './labels.ts';

/** Colours as functions; each returns its text as it is where colour is off. */
export type Palette = Pick<ReturnType<typeof pc.createColors>, 'red' | 'green' | 'yellow' | 'dim' | 'bold'>;

/**
 * The colours of the text report.
 *
 * @param color whether there are any; a terminal's wish (`NO_COLOR`) is for the caller to know
 */
export function palette(color: boolean): Palette {
  return pc.createColors(color);
}

/** How many cases of one fault are named. */
const MAX_CASES = 8;

/** Renders a whole report. No text of an answer steers the terminal: control characters are shown, not sent. */
export function renderText(given: Report, palette: Palette): string {
  const report = withTexts(given, visible);
  const numbers = faultNumbers(report);
  const lines: string[] = [];
  let heading = '';
  for (const result of report.results) {
    const own = `${result.operation}: ${HEADINGS[result.group]}`;
    if (own !== heading) lines.push('', palette.bold(own));
    heading = own;
    lines.push(...caseLines(result, numbers.get(result.id) ?? [], palette));
  }
  const faults = report.faults.flatMap((fault, index) => ['', ...faultLines(fault, index + 1, palette)]);
  return [...lines.slice(1), ...faults, '', ...summary(report, palette)].join('\n');
}

function caseLines({ id, title, outcome, reason }: CaseResult, faults: number[], palette: Palette): string[] {
  const paint = {
    passed: palette.green,
    failed: palette.red,
    warning: palette.yellow,
    skipped: palette.dim,
    error: palette.red,
  };
  const see = faults.length > 0 ? `  [${faults.join(', ')}]` : '';
  const line = `  ${paint[outcome](MARKS[outcome])} ${id}  ${palette.dim(title)}${see}`;
  return reason ? [line, indented(`${outcome}: ${reason}`, '      ')] : [line];
}

function faultLines(fault: Fault, number: number, palette: Palette): string[] {
  const { level, check, cases, evidence } = fault;
  const heading = `[${number}] ${severity(level)}: ${check}`;
  const named = cases.slice(0, MAX_CASES).join(', ');
  const more = cases.length > MAX_CASES ? `, and ${cases.length - MAX_CASES} more` : '';
  return [
    level === 'MUST' ? palette.red(heading) : palette.yellow(heading),
    ...findingLines(fault, evidence).map((line) => `    ${line}`),
    `    in        ${cases.length === 1 ? '' : `${cases.length} cases: `}${named}${more}`,
  ];
}

/** Every line of a text, the trace of an error for one, under what it belongs to. */
function indented(text: string, indent: string): string {
  return text.replace(/^/gm, indent);
}

function summary(report: Report, palette: Palette): string[] {
  const { requests, durationMs, conformant, target, profile, notExercised, known, hints, faults } = report;
  const result = (conformant ? palette.green : palette.red)(verdict(report));
  const found = faults.length > 0 ? ` (${counted(faults.length, 'fault')})` : '';
  return [
    ...notExercised.map(({ operation, code, reason }) => `Not exercised: ${operation}/${code}: ${reason}`),
    ...(known && known.failed.length > 0
      ? [`${counted(known.failed.length, 'known failure')}, as listed`]
      : []),
    ...(known?.stale ?? []).map((id) => palette.red(staleLabel(id))),
    ...hints.map((hint) => palette.yellow(hint)),
    `${target} is ${result} (profile ${profile})`,
    `${countsLabel(report)}${found}; ${requests} requests in ${seconds(durationMs)} s`,
  ];
}
