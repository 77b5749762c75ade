/** The report for CI servers: JUnit's XML, in the layout that Jenkins validates (junit-10.xsd) and others read. */
import type { CaseResult, Finding, Report } from '../types.ts';
import { exchangeText, findingLines } from './exchange.ts';
import { type CaseGroup, groupsOf } from './groups.ts';
import { type Content, escapeMarkup, type Markup, templateOf } from './markup.ts';

/** No XML 1.0 document can hold these, not even escaped (XML 1.0, 2.2); lone surrogates are among them. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const xml = templateOf((text, inAttribute) => {
  const escaped = escapeMarkup(text.replace(FORBIDDEN, ''));
  // A parser makes spaces of line ends in attributes, and line feeds of carriage returns (XML 1.0, 2.11 and 3.3.3).
  return escaped.replace(inAttribute ? /[\t\n\r]/g : /\r/g, (character) => `&#${character.charCodeAt(0)};`);
});

/** Renders a whole report: one test suite for each group of an operation, one test case for each case. */
export function renderJunit(report: Report): string {
  const { contract, counts, results, durationMs } = report;
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${contract.title} ${contract.version}" tests="${results.length}" failures="${counts.failed}" errors="${counts.error}" time="${inSeconds(durationMs)}">
${groupsOf(report).map((group) => suiteOf(group, report))}</testsuites>`.text;
}

function suiteOf({ operation, group, results, counts }: CaseGroup, report: Report): Markup {
  const time = results.reduce((sum, { durationMs }) => sum + durationMs, 0);
  // Local time without a zone is what readers of JUnit's XML expect; most writers give UTC.
  const timestamp = report.startedAt.slice(0, '2026-01-01T00:00:00'.length);
  return xml`<testsuite name="${operation} ${group}" tests="${results.length}" failures="${counts.failed}" errors="${counts.error}" skipped="${counts.skipped}" time="${inSeconds(time)}" timestamp="${timestamp}">
<properties>
<property name="target" value="${report.target}"/>
<property name="profile" value="${report.profile}"/>
</properties>
${results.map(testcase)}</testsuite>
`;
}

/** Readers take what stands before the last dot of a class's name for its package. */
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
  if (outcome === 'skipped') return [xml`<skipped message="${reason}"/>\n`];
  if (outcome === 'error') {
    const [message = ''] = reason.split('\n');
    return [xml`<error type="error" message="${message}">${reason}</error>\n`];
  }
  const hard = outcome === 'failed' ? findings.filter(({ level }) => level === 'MUST') : [];
  const soft = findings.filter((finding) => !hard.includes(finding));
  const [first] = hard;
  const more = hard.length > 1 ? ` (and ${hard.length - 1} more)` : '';
  return [
    first &&
      xml`<failure type="${first.check}" message="${`${first.check}: required ${first.required}, came ${first.came}${more}`}">${told(result, hard)}</failure>\n`,
    // Nothing in this layout is a warning, and a failure it is not.
    soft.length > 0 && xml`<system-out>warning\n\n${told(result, soft)}</system-out>\n`,
  ].filter((part) => part !== undefined && part !== false);
}

function told({ title, evidence }: CaseResult, findings: readonly Finding[]): string {
  const parts = findings.map((finding) => findingLines(finding, evidence).join('\n'));
  return [title, ...parts, ...(evidence ? [exchangeText(evidence)] : [])].join('\n\n');
}

function inSeconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
