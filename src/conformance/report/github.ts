/** Renders a report as annotations of GitHub Actions: one workflow command per fault. */

import { counted, firstOf } from '../../text/english.ts';
import { visible } from '../../text/sanitize.ts';
import type { Fault, Report } from '../types.ts';
import { notExercisedLabels, unseenLabels } from './coverage.ts';
import { findingLines } from './exchange.ts';
import { isKnown, severity, summaryLabel, verdict } from './labels.ts';

/** The most cases that are listed for one fault. */
const MAX_CASES = 8;

/**
 * Renders a whole report. GitHub shows only the first ten errors and the first ten warnings of a step. The verdict is a
 * notice, so that GitHub always shows it.
 */
export function renderGithub(report: Report): string {
  const { faults, results, hints, runFailures, target } = report;
  const errors = results.filter(({ outcome }) => outcome === 'error');
  const missed = notExercisedLabels(report);
  const unseen = unseenLabels(report);
  return [
    command('notice', `${target} is ${verdict(report)}`, summaryLabel(report)),
    ...hints.map((hint) => command('warning', 'Look at this first', hint)),
    ...faults.map((fault) => faultCommand(fault, isKnown(fault, report))),
    ...runFailures.map((failure) => command('error', 'The run failed', failure)),
    ...errors.map(({ id, reason = '' }) => command('error', `Not carried out: ${id}`, reason)),
    ...(unseen.length > 0 ? [command('notice', 'Not seen', unseen.join('\n'))] : []),
    ...(missed.length > 0 ? [command('notice', 'Not exercised', missed.join('\n'))] : []),
  ].join('\n');
}

/** @param known whether the fault is a known failure, which is a notice instead of an error or a warning */
function faultCommand(fault: Fault, known: boolean): string {
  const { level, title, cases, evidence } = fault;
  const lines = [
    ...findingLines(fault, evidence),
    `in        ${counted(cases.length, 'case')}: ${firstOf(cases, MAX_CASES)}`,
  ];
  if (known) return command('notice', `known: ${title}`, lines.join('\n'));
  return command(severity(level) === 'failed' ? 'error' : 'warning', title, lines.join('\n'));
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
