/** Renders a report as annotations of GitHub Actions: one workflow command per fault. */

import { counted } from '../../text/english.ts';
import { visible } from '../../text/sanitize.ts';
import type { Fault, Report } from '../types.ts';
import { coverageLabel, notObservedLabel, unseenLabels } from './coverage.ts';
import { findingLines } from './exchange.ts';
import { countsLabel, isKnown, severity, staleLabel, verdict } from './labels.ts';

/** The most cases that are listed for one fault. */
const MAX_CASES = 8;

/**
 * Renders a whole report. GitHub shows only the first ten errors and the first ten warnings of a step. The verdict is a
 * notice, so that GitHub always shows it.
 */
export function renderGithub(report: Report): string {
  const { faults, results, hints, notExercised, known, target } = report;
  const errors = results.filter(({ outcome }) => outcome === 'error');
  const missed = notExercised.map(({ operation, code, reason }) => `${operation}/${code}: ${reason}`);
  const unseen = unseenLabels(report);
  return [
    command('notice', `${target} is ${verdict(report)}`, `${countsLabel(report)}; ${coverageLabel(report)}`),
    ...hints.map((hint) => command('warning', 'Look at this first', hint)),
    ...faults.map((fault) => faultCommand(fault, isKnown(fault, report))),
    ...(known?.stale ?? []).map((id) => command('error', 'stale known failure', staleLabel(id))),
    ...errors.map(({ id, reason = '' }) => command('error', `not carried out: ${id}`, reason)),
    ...report.notObserved.map((one) => command('error', 'not observed', notObservedLabel(one))),
    ...(unseen.length > 0 ? [command('notice', 'Not seen', unseen.join('\n'))] : []),
    ...(missed.length > 0 ? [command('notice', 'Not exercised', missed.join('\n'))] : []),
  ].join('\n');
}

/** @param known whether the fault is a known failure, which is a notice instead of an error or a warning */
function faultCommand(fault: Fault, known: boolean): string {
  const { level, check, cases, evidence } = fault;
  const listed = cases.slice(0, MAX_CASES).join(', ');
  const more = cases.length > MAX_CASES ? `, and ${cases.length - MAX_CASES} more` : '';
  const lines = [
    ...findingLines(fault, evidence),
    `in        ${counted(cases.length, 'case')}: ${listed}${more}`,
  ];
  const name = level === 'MUST' ? 'error' : 'warning';
  const title = `${known ? 'known, ' : ''}${severity(level)}: ${check}`;
  return command(known ? 'notice' : name, title, lines.join('\n'));
}

function command(name: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${name} title=${escapeProperty(visible(title))}::${escapeData(visible(message))}`;
}

/** Escapes like @actions/core. The per cent sign comes first; otherwise the other escapes would be escaped again. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
