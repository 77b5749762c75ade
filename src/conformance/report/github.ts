/** The report as annotations of GitHub Actions: workflow commands, one for each fault. */

import { counted } from '../../text/english.ts';
import { visible } from '../../text/sanitize.ts';
import type { Fault, Report } from '../types.ts';
import { findingLines } from './exchange.ts';
import { countsLabel, isKnown, severity, staleLabel, verdict } from './labels.ts';

/** How many cases of one fault are named. */
const MAX_CASES = 8;

/**
 * Renders a whole report. GitHub shows the first ten errors and the first ten warnings of a step; the verdict is a notice,
 * so that it is always among what is shown.
 */
export function renderGithub(report: Report): string {
  const { faults, results, hints, notExercised, known, target } = report;
  const errors = results.filter(({ outcome }) => outcome === 'error');
  const missed = notExercised.map(({ operation, code, reason }) => `${operation}/${code}: ${reason}`);
  return [
    command('notice', `${target} is ${verdict(report)}`, countsLabel(report)),
    ...hints.map((hint) => command('warning', 'Look at this first', hint)),
    ...faults.map((fault) => ofFault(fault, isKnown(fault, report))),
    ...(known?.stale ?? []).map((id) => command('error', 'stale known failure', staleLabel(id))),
    ...errors.map(({ id, reason = '' }) => command('error', `not carried out: ${id}`, reason)),
    ...(missed.length > 0 ? [command('notice', 'Not exercised', missed.join('\n'))] : []),
  ].join('\n');
}

/** @param known no news, and so neither an error nor a warning */
function ofFault(fault: Fault, known: boolean): string {
  const { level, check, cases, evidence } = fault;
  const named = cases.slice(0, MAX_CASES).join(', ');
  const more = cases.length > MAX_CASES ? `, and ${cases.length - MAX_CASES} more` : '';
  const lines = [
    ...findingLines(fault, evidence),
    `in        ${counted(cases.length, 'case')}: ${named}${more}`,
  ];
  const name = level === 'MUST' ? 'error' : 'warning';
  const title = `${known ? 'known, ' : ''}${severity(level)}: ${check}`;
  return command(known ? 'notice' : name, title, lines.join('\n'));
}

function command(name: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${name} title=${escapeProperty(visible(title))}::${escapeData(visible(message))}`;
}

/** As @actions/core writes it: the per cent sign first, or the others' would be escaped again. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
