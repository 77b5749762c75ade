/** Renders a report as GitHub-flavoured Markdown, for $GITHUB_STEP_SUMMARY. */

import { counted } from '../../text/english.ts';
import { visible, visibleLine } from '../../text/sanitize.ts';
import { type Fault, OUTCOMES, type Outcome, type Report } from '../types.ts';
import { notExercisedLabels, unseenLabels } from './coverage.ts';
import { exchangeText } from './exchange.ts';
import { isKnown, severity, summaryLabel, verdict } from './labels.ts';
import { matrixOf } from './matrix.ts';

/** GitHub drops a summary over 1 MiB completely. The limit leaves space for other commands of the step. */
const MAX_BYTES = 900_000;

/** Markdown cannot colour text, so the marks are coloured emoji. */
const SIGNS: Record<Outcome, string> = {
  passed: '✅',
  failed: '❌',
  error: '💥',
  warning: '⚠️',
  known: '📌',
  skipped: '➖',
};

/** Renders as much of a report as GitHub accepts. */
export function renderSummary(report: Report): string {
  const { counts, target, profile, contract, hints, runFailures } = report;
  const head = [
    `## ${report.conformant ? SIGNS.passed : SIGNS.failed} ${code(target)} is ${verdict(report)}`,
    `${code(summaryLabel(report))}. Contract: ${code(`${contract.title} ${contract.version}`)}, profile: ${code(profile)}.`,
    table(
      OUTCOMES.map((outcome) => `${SIGNS[outcome]} ${outcome}`),
      [OUTCOMES.map((outcome) => String(counts[outcome]))],
    ),
    ...[...hints, ...runFailures].map((text) => `> [!IMPORTANT]\n> ${code(text)}`),
    ...codes(report),
  ];
  const blocks = [
    ...report.faults.map((fault, index) => faultBlock(fault, index + 1, isKnown(fault, report))),
    ...notCarriedOut(report),
    ...notExercised(report),
    ...unseen(report),
  ];
  return within([...head, ...blocks]).join('\n\n');
}

/** Returns the blocks that fit into the limit, and a note on how many were omitted. */
function within(blocks: readonly string[]): readonly string[] {
  let left = MAX_BYTES;
  const end = blocks.findIndex((block) => {
    left -= Buffer.byteLength(block) + 2;
    return left < 0;
  });
  if (end === -1) return blocks;
  return [
    ...blocks.slice(0, end),
    `${counted(blocks.length - end, 'more part')} omitted: GitHub limits the size of a summary.`,
  ];
}

function faultBlock(fault: Fault, number: number, known: boolean): string {
  const { level, title, expected, actual, requirement, source, cases, evidence } = fault;
  return [
    `### ${SIGNS[known ? 'known' : severity(level)]} ${number}. ${code(title)}`,
    bullets([
      `**Level:** ${level}${known ? ' (known)' : ''}`,
      `**Expected:** ${code(expected)}`,
      `**Actual:** ${code(actual)}`,
      `**Contract:** ${code(requirement)} (${code(source)})`,
    ]),
    ...(evidence
      ? [
          details(
            'Request and response',
            `${fence('sh', evidence.curl)}\n\n${fence('http', exchangeText(evidence))}`,
          ),
        ]
      : []),
    details(`In ${counted(cases.length, 'case')}`, bullets(cases.map(code))),
  ].join('\n\n');
}

function codes(report: Report): string[] {
  const { operations, rows } = matrixOf(report);
  if (rows.length === 0) return [];
  const lines = rows.map((row) => [
    code(row.code),
    ...row.cells.map((cell) => (cell ? `${SIGNS[cell.outcome]} ${cell.outcome}` : '')),
  ]);
  return ['### Every code', table(['Code', ...operations.map(code)], lines)];
}

function notExercised(report: Report): string[] {
  const lines = notExercisedLabels(report);
  return lines.length === 0 ? [] : ['### Not exercised', bullets(lines.map(code))];
}

function unseen(report: Report): string[] {
  const lines = unseenLabels(report);
  return lines.length === 0 ? [] : ['### Not seen', bullets(lines.map(code))];
}

function notCarriedOut({ results }: Report): string[] {
  const errors = results.filter(({ outcome }) => outcome === 'error');
  if (errors.length === 0) return [];
  const blocks = errors.map(({ id, reason = '' }) => `${code(id)}\n\n${fence('', reason)}`);
  return [`### ${SIGNS.error} Not carried out`, ...blocks];
}

/**
 * Renders a text as inline code, so that it is not markup, a mention or a link. Backticks in it need a longer
 * delimiter.
 */
function code(text: string): string {
  const line = visibleLine(text) || ' ';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return longest === 0 ? `${ticks}${line}${ticks}` : `${ticks} ${line} ${ticks}`;
}

function fence(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${visible(text)}\n${ticks}`;
}

/**
 * Renders a table. A pipe ends a cell, even in inline code, unless it is escaped with a backslash (GFM, example 200).
 */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Markdown inside an HTML element needs an empty line before it. */
function details(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
