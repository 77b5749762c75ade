/**
 * Renders a report as JUnit XML for CI servers, in the layout that Jenkins validates (junit-10.xsd) and others read.
 */

import { counted } from '../../text/english.ts';
import { type Content, escapeMarkup, type Markup, templateOf } from '../../text/html.ts';
import type { CaseResult, Finding, Outcome, Report } from '../types.ts';
import { coverageLabel, notObservedLabel } from './coverage.ts';
import { exchangeText, findingLines } from './exchange.ts';
import { type CaseGroup, groupsOf } from './groups.ts';
import { staleLabel, stoppedLabel } from './labels.ts';

/** Characters that are not allowed in XML 1.0, not even escaped (XML 1.0, 2.2), for example lone surrogates. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const xml = templateOf((text, inAttribute) => {
  const escaped = escapeMarkup(text.replace(FORBIDDEN, ''));
  // A parser turns line ends in attributes into spaces, and carriage returns into line feeds (XML 1.0, 2.11 and 3.3.3).
  return escaped.replace(inAttribute ? /[\t\n\r]/g : /\r/g, (character) => `&#${character.charCodeAt(0)};`);
});

/** The counts of a test suite. */
interface Counts {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
}

/**
 * Renders a whole report: one test suite per group of an operation, one test case per case. A known failure is skipped,
 * as test runners do with expected failures. If the run fails for another reason than a case, the suite `verdict` says
 * so.
 */
export function renderJunit(report: Report): string {
  const known = new Set(report.known?.failed);
  const groups = groupsOf(report).map((group) => ({ group, counts: countsOf(group, known) }));
  const sum = (name: keyof Counts) => groups.reduce((total, { counts }) => total + counts[name], 0);
  const others = otherFailures(report, sum('failures') + sum('errors') === 0);
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${report.contract.title} ${report.contract.version}" tests="${sum('tests') + others.length}" failures="${sum('failures') + others.length}" errors="${sum('errors')}" time="${inSeconds(report.durationMs)}">
${groups.map(({ group, counts }) => suiteOf(group, counts, known, report))}${verdictSuite(others)}</testsuites>`
    .text;
}

function countsOf({ results, counts }: CaseGroup, known: ReadonlySet<string>): Counts {
  const countKnown = (outcome: Outcome) =>
    results.filter((result) => result.outcome === outcome && known.has(result.id)).length;
  const [failed, errors] = [countKnown('failed'), countKnown('error')];
  return {
    tests: results.length,
    failures: counts.failed - failed,
    errors: counts.error - errors,
    skipped: counts.skipped + failed + errors,
  };
}

function suiteOf(
  { operation, group, results }: CaseGroup,
  { tests, failures, errors, skipped }: Counts,
  known: ReadonlySet<string>,
  report: Report,
): Markup {
  const time = results.reduce((sum, { durationMs }) => sum + durationMs, 0);
  // Readers of JUnit XML expect a time without a zone; most writers give UTC.
  const timestamp = report.startedAt.slice(0, '2026-01-01T00:00:00'.length);
  return xml`<testsuite name="${operation} ${group}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${inSeconds(time)}" timestamp="${timestamp}">
<properties>
<property name="target" value="${report.target}"/>
<property name="profile" value="${report.profile}"/>
<property name="coverage" value="${coverageLabel(report)}"/>
</properties>
${results.map((result) => testcase(result, known.has(result.id)))}</testsuite>
`;
}

/**
 * Returns the failures of a run that are not failures of a case: stale known failures, warnings with `strict`, codes
 * that were not exercised with `requireAll`, and what was not observed with `requireObserved`. Without them, CI would show a run as passed that is not conformant.
 *
 * @param passed whether no case failed
 */
function otherFailures(
  { conformant, known, counts, notExercised, notObserved, stopped, results }: Report,
  passed: boolean,
): [string, string][] {
  const own: [string, string][] = [
    ...(known?.stale ?? []).map((id): [string, string] => [id, staleLabel(id)]),
    ...(stopped ? [['stopped', stoppedLabel(stopped, results.length)] as [string, string]] : []),
    ...notObserved.map((one): [string, string] => [`${one.operation} ${one.what}`, notObservedLabel(one)]),
  ];
  if (conformant || !passed || own.length > 0) return own;
  return [
    [
      'verdict',
      `not conformant: ${counted(counts.warning, 'warning')}, ${notExercised.length} not exercised`,
    ],
  ];
}

function verdictSuite(failures: readonly [string, string][]): Markup | undefined {
  if (failures.length === 0) return undefined;
  const cases = failures.map(
    ([name, message]) =>
      xml`<testcase name="${name}" classname="verdict" time="0.000">\n<failure type="verdict" message="${message}"/>\n</testcase>\n`,
  );
  return xml`<testsuite name="verdict" tests="${failures.length}" failures="${failures.length}" errors="0" skipped="0" time="0.000">
${cases}</testsuite>
`;
}

/** Renders one case. Readers interpret the part of the class name before the last dot as the package. */
function testcase(result: CaseResult, known: boolean): Markup {
  const { id, operation, group, durationMs } = result;
  const verdict = verdictOf(result, known);
  const attributes = xml`name="${id}" classname="${operation}.${group}" time="${inSeconds(durationMs)}"`;
  return verdict.length === 0
    ? xml`<testcase ${attributes}/>\n`
    : xml`<testcase ${attributes}>\n${verdict}</testcase>\n`;
}

function verdictOf(result: CaseResult, known: boolean): Content[] {
  const { outcome, findings, reason = '' } = result;
  if (outcome === 'skipped') return [xml`<skipped message="${reason}"/>\n`];
  if (outcome === 'error') return [notCarriedOut(reason, known)];
  const hard = outcome === 'failed' ? findings.filter(({ level }) => level === 'MUST') : [];
  const soft = findings.filter((finding) => !hard.includes(finding));
  const parts: Content[] = [];
  const [first] = hard;
  if (first) {
    const more = hard.length > 1 ? ` (and ${hard.length - 1} more)` : '';
    const message = `${first.check}: expected ${first.expected}, actual ${first.actual}${more}`;
    parts.push(
      known
        ? xml`<skipped message="known failure: ${message}"/>\n`
        : xml`<failure type="${first.check}" message="${message}">${detailsOf(result, hard)}</failure>\n`,
    );
  }
  // The layout has no warnings, and a warning is not a failure.
  if (soft.length > 0) parts.push(xml`<system-out>warning\n\n${detailsOf(result, soft)}</system-out>\n`);
  return parts;
}

function notCarriedOut(reason: string, known: boolean): Markup {
  const [message = ''] = reason.split('\n');
  return known
    ? xml`<skipped message="known failure: ${message}"/>\n`
    : xml`<error type="error" message="${message}">${reason}</error>\n`;
}

function detailsOf({ title, evidence }: CaseResult, findings: readonly Finding[]): string {
  const parts = findings.map((finding) => findingLines(finding, evidence).join('\n'));
  return [title, ...parts, ...(evidence ? [exchangeText(evidence)] : [])].join('\n\n');
}

function inSeconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
