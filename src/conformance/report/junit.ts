/**
 * Renders a report as JUnit XML for CI servers, in the layout that Jenkins validates (junit-10.xsd) and others read.
 */

import { type Content, escapeMarkup, type Markup, templateOf } from '../../text/html.ts';
import type { CaseResult, Finding, Report } from '../types.ts';
import { exchangeText, findingLines } from './exchange.ts';
import { type CaseGroup, groupsOf } from './groups.ts';
import { summaryLabel } from './labels.ts';

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
 * as test runners do with expected failures. If the run fails for another reason than a case, the suite `run` says so.
 */
export function renderJunit(report: Report): string {
  const { contract, runFailures, durationMs } = report;
  const groups = groupsOf(report).map((group) => ({ group, counts: countsOf(group) }));
  const sum = (name: keyof Counts) => groups.reduce((total, { counts }) => total + counts[name], 0);
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${contract.title} ${contract.version}" tests="${sum('tests') + runFailures.length}" failures="${sum('failures') + runFailures.length}" errors="${sum('errors')}" time="${inSeconds(durationMs)}">
${groups.map(({ group, counts }) => suiteOf(group, counts, report))}${runSuite(report)}</testsuites>`.text;
}

function countsOf({ results, counts: { failed, error, known, skipped } }: CaseGroup): Counts {
  return { tests: results.length, failures: failed, errors: error, skipped: skipped + known };
}

function suiteOf(
  { operation, group, results }: CaseGroup,
  { tests, failures, errors, skipped }: Counts,
  report: Report,
): Markup {
  const time = results.reduce((sum, { durationMs }) => sum + durationMs, 0);
  // Readers of JUnit XML expect a time without a zone; most writers give UTC.
  const timestamp = report.startedAt.slice(0, '2026-01-01T00:00:00'.length);
  return xml`<testsuite name="${operation} ${group}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${inSeconds(time)}" timestamp="${timestamp}">
<properties>
<property name="target" value="${report.target}"/>
<property name="profile" value="${report.profile}"/>
<property name="summary" value="${summaryLabel(report)}"/>
</properties>
${results.map(testcase)}</testsuite>
`;
}

/** Renders the failures of the run that are not failures of a case. Without them, CI would show the run as passed. */
function runSuite({ runFailures }: Report): Markup | undefined {
  if (runFailures.length === 0) return undefined;
  const cases = runFailures.map(
    (message) =>
      xml`<testcase name="${message}" classname="run" time="0.000">\n<failure type="run" message="${message}"/>\n</testcase>\n`,
  );
  return xml`<testsuite name="run" tests="${runFailures.length}" failures="${runFailures.length}" errors="0" skipped="0" time="0.000">
${cases}</testsuite>
`;
}

/** Renders one case. Readers interpret the part of the class name before the last dot as the package. */
function testcase(result: CaseResult): Markup {
  const { id, operation, group, durationMs } = result;
  const verdict = verdictOf(result);
  const attributes = xml`name="${id}" classname="${operation}.${group}" time="${inSeconds(durationMs)}"`;
  return verdict.length === 0
    ? xml`<testcase ${attributes}/>\n`
    : xml`<testcase ${attributes}>\n${verdict}</testcase>\n`;
}

function verdictOf(result: CaseResult): Content[] {
  const { outcome, findings, reason = '' } = result;
  const [message = ''] = reason.split('\n');
  if (outcome === 'skipped') return [xml`<skipped message="${reason}"/>\n`];
  if (outcome === 'error') return [xml`<error type="error" message="${message}">${reason}</error>\n`];
  const hard = findings.filter(({ level }) => level === 'MUST');
  const soft = findings.filter(({ level }) => level !== 'MUST');
  const [first] = hard;
  const more = hard.length > 1 ? ` (and ${hard.length - 1} more)` : '';
  const failed = first && `${first.title}: expected ${first.expected}, actual ${first.actual}${more}`;
  return [
    outcome === 'known' && xml`<skipped message="known failure: ${failed ?? soft[0]?.title ?? message}"/>\n`,
    outcome === 'failed' &&
      first &&
      xml`<failure type="${first.check}" message="${failed}">${detailsOf(result, hard)}</failure>\n`,
    // The layout has no warnings, and a warning is not a failure.
    soft.length > 0 && xml`<system-out>warning\n\n${detailsOf(result, soft)}</system-out>\n`,
  ].filter((part) => part !== false && part !== undefined);
}

function detailsOf({ title, evidence }: CaseResult, findings: readonly Finding[]): string {
  const parts = findings.map((finding) => [finding.title, ...findingLines(finding, evidence)].join('\n'));
  return [title, ...parts, ...(evidence ? [exchangeText(evidence)] : [])].join('\n\n');
}

function inSeconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
