/** Renders a report for a terminal: one line per case, then each fault once, with its evidence. */

import pc from 'picocolors';
import { counted } from '../../text/english.ts';
import { visible, withTexts } from '../../text/sanitize.ts';
import type { CaseResult, Fault, Report } from '../types.ts';
import { coverageLabel, notObservedLabel, unseenLabels } from './coverage.ts';
import { findingLines } from './exchange.ts';
import {
  countsLabel,
  faultNumbers,
  HEADINGS,
  MARKS,
  requestsLabel,
  seconds,
  severity,
  staleLabel,
  verdict,
} from './labels.ts';

/** Functions that colour a text; without colour, they return the text unchanged. */
export type Palette = Pick<ReturnType<typeof pc.createColors>, 'red' | 'green' | 'yellow' | 'dim' | 'bold'>;

/**
 * Returns the colours of the text report.
 *
 * @param color whether to use colours; the caller checks the terminal and `NO_COLOR`
 */
export function palette(color: boolean): Palette {
  return pc.createColors(color);
}

/** The most cases that are listed for one fault. */
const MAX_CASES = 8;

/**
 * Renders a whole report. Control characters from responses are made visible, so that they cannot control the terminal.
 */
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

/** Indents every line of a text, for example of a stack trace. */
function indented(text: string, indent: string): string {
  return text.replace(/^/gm, indent);
}

function summary(report: Report, palette: Palette): string[] {
  const { durationMs, conformant, target, profile, notExercised, known, hints, faults } = report;
  const result = (conformant ? palette.green : palette.red)(verdict(report));
  const found = faults.length > 0 ? ` (${counted(faults.length, 'fault')})` : '';
  return [
    ...unseenLabels(report).map((line) => palette.dim(`Not seen: ${line}`)),
    ...notExercised.map(({ operation, code, reason }) => `Not exercised: ${operation}/${code}: ${reason}`),
    ...(known && known.failed.length > 0
      ? [`${counted(known.failed.length, 'known failure')}, as listed`]
      : []),
    ...report.notObserved.map((missed) => palette.red(notObservedLabel(missed))),
    ...(known?.stale ?? []).map((id) => palette.red(staleLabel(id))),
    ...hints.map((hint) => palette.yellow(hint)),
    `${target} is ${result} (profile ${profile})`,
    `${countsLabel(report)}${found}; ${coverageLabel(report)}; ${requestsLabel(report)} in ${seconds(durationMs)} s`,
  ];
}
