/** The report for a terminal: one line a case, and for a failure all that is needed to understand and repeat it. */
import type { Case, CaseResult, Group, Outcome, Report } from '../types.ts';

/** Colours as functions; each returns its text as it is where colour is off. */
export interface Palette {
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

const HEADINGS: Record<Group, string> = {
  codes: 'every code',
  successes: 'successes',
  parameters: 'parameters',
  authentication: 'authentication',
  routing: 'routing',
};

const MARKS: Record<Outcome, string> = { passed: '✔', failed: '✗', warning: '!', skipped: '-', error: '✗' };

/** Renders a whole report. */
export function renderText(report: Report, palette: Palette): string {
  const lines: string[] = [];
  let heading = '';
  for (const result of report.results) {
    const own = `${result.operation}: ${HEADINGS[result.group]}`;
    if (own !== heading) lines.push('', palette.bold(own));
    heading = own;
    lines.push(...caseLines(result, palette));
  }
  return [...lines.slice(1), '', ...summary(report, palette)].join('\n');
}

function caseLines({ id, title, outcome, findings, reason, curl }: CaseResult, palette: Palette): string[] {
  const paint = {
    passed: palette.green,
    failed: palette.red,
    warning: palette.yellow,
    skipped: palette.dim,
    error: palette.red,
  };
  const lines = [`  ${paint[outcome](MARKS[outcome])} ${id}  ${palette.dim(title)}`];
  if (reason) lines.push(`      ${outcome}: ${reason}`);
  for (const { level, required, came, source } of findings) {
    const label = level === 'MUST' ? 'required' : 'should  ';
    lines.push(`      ${label}  ${required}`, `      came      ${came}`, `      source    ${source}`);
  }
  if (findings.length > 0 && curl) lines.push(`      repeat    ${curl}`);
  return lines;
}

function summary(
  { counts, requests, durationMs, conformant, target, profile, results }: Report,
  palette: Palette,
): string[] {
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  const notExercised =
    skipped.length > 0 ? [`Not exercised: ${skipped.map(({ id }: Pick<Case, 'id'>) => id).join(', ')}`] : [];
  const verdict = conformant ? palette.green('conformant') : palette.red('not conformant');
  const parts = (Object.keys(counts) as Outcome[])
    .filter((outcome) => counts[outcome] > 0 || outcome === 'passed' || outcome === 'failed')
    .map((outcome) => `${counts[outcome]} ${outcome}`);
  return [
    ...notExercised,
    `${target} is ${verdict} (profile ${profile})`,
    `${parts.join(', ')}; ${requests} requests in ${(durationMs / 1000).toFixed(2)} s`,
  ];
}
