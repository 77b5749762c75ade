/** The report for a terminal: one line a case, then each fault once, with all that is needed to understand and repeat it. */
import type { CaseResult, Fault, Group, Outcome, Report } from '../types.ts';

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
  charging: 'charging',
};

const MARKS: Record<Outcome, string> = { passed: '✔', failed: '✗', warning: '!', skipped: '-', error: '✗' };

/** How many cases of one fault are named. */
const MAX_CASES = 8;

/** Renders a whole report. */
export function renderText(report: Report, palette: Palette): string {
  const numbers = new Map<string, number[]>();
  report.faults.forEach(({ cases }, index) => {
    for (const id of cases) numbers.set(id, [...(numbers.get(id) ?? []), index + 1]);
  });
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
  return reason ? [line, `      ${outcome}: ${reason}`] : [line];
}

function faultLines(
  { level, check, required, came, source, cases, evidence }: Fault,
  number: number,
  palette: Palette,
): string[] {
  const must = level === 'MUST';
  const heading = `[${number}] ${must ? 'failed' : 'warning'}: ${check}`;
  const named = cases.slice(0, MAX_CASES).join(', ');
  const more = cases.length > MAX_CASES ? `, and ${cases.length - MAX_CASES} more` : '';
  return [
    must ? palette.red(heading) : palette.yellow(heading),
    `    ${must ? 'required' : 'should  '}  ${required}`,
    `    came      ${came}`,
    `    source    ${source}`,
    ...(evidence ? [`    repeat    ${evidence.curl}`] : []),
    `    in        ${cases.length === 1 ? '' : `${cases.length} cases: `}${named}${more}`,
  ];
}

function summary(report: Report, palette: Palette): string[] {
  const { counts, requests, durationMs, conformant, target, profile, notExercised, hints, faults } = report;
  const verdict = conformant ? palette.green('conformant') : palette.red('not conformant');
  const parts = (Object.keys(counts) as Outcome[])
    .filter((outcome) => counts[outcome] > 0 || outcome === 'passed' || outcome === 'failed')
    .map((outcome) => `${counts[outcome]} ${outcome}`);
  const found = faults.length > 0 ? ` (${faults.length} ${faults.length === 1 ? 'fault' : 'faults'})` : '';
  return [
    ...notExercised.map(({ operation, code, reason }) => `Not exercised: ${operation}/${code}: ${reason}`),
    ...hints.map((hint) => palette.yellow(hint)),
    `${target} is ${verdict} (profile ${profile})`,
    `${parts.join(', ')}${found}; ${requests} requests in ${(durationMs / 1000).toFixed(2)} s`,
  ];
}
