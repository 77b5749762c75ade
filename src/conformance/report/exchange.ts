/** Renders a request and its response as text for people. */
import { STATUS_CODES } from 'node:http';
import { applyEdits, format } from 'jsonc-parser';
import { visible, visibleLine } from '../../text/sanitize.ts';
import type { Evidence, Finding } from '../types.ts';

/**
 * A body is not formatted if it would grow by more than this factor: deeply nested brackets become mostly indentation.
 */
const MAX_GROWTH = 8;

/** The width of the column with the labels. */
export const LABEL_WIDTH = 10;

/**
 * Formats a JSON body with one member per line; returns any other body unchanged. It changes only white space. Parsing
 * and printing again would lose duplicate keys and `60.0`, and would fail on a body that was cut.
 */
function prettyBody(body: string): string {
  if (!/^\s*[[{]/.test(body)) return body;
  const pretty = applyEdits(body, format(body, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }));
  return pretty.length > body.length * MAX_GROWTH ? body : pretty;
}

/** `401 Unauthorized` */
export function statusLine(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}

/** Returns a formatted body with visible control characters, or a note that the body is empty. */
export function bodyText(body: string): string {
  return body === '' ? '(an empty body)' : visible(prettyBody(body));
}

/** Returns the whole exchange, as an HTTP client would log it. */
export function exchangeText({ request, response }: Evidence): string {
  const requestLines = [
    `${request.method} ${request.url}`,
    ...headerLines(request.headers),
    ...(request.body ? ['', bodyText(request.body)] : []),
  ];
  const responseLines = response
    ? [statusLine(response.status), ...headerLines(response.headers), '', bodyText(response.body)]
    : ['(no response)'];
  return [...requestLines, '', ...responseLines].join('\n');
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => visibleLine(`${name}: ${value}`));
}

/** A part of a finding with its label. */
export interface FindingPart {
  label: 'expected' | 'actual' | 'contract' | 'repeat';
  text: string;
}

/** Returns the parts of a finding: expected, actual, the sentence of the contract, and commands that repeat the request. */
export function findingParts(
  { expected, actual, requirement, source }: Finding,
  evidence: Evidence | undefined,
): FindingPart[] {
  return [
    { label: 'expected', text: visibleLine(expected) },
    { label: 'actual', text: visibleLine(actual) },
    { label: 'contract', text: visibleLine(`${requirement} [${source}]`) },
    ...(evidence ? [{ label: 'repeat' as const, text: visible(evidence.curl) }] : []),
  ];
}

/** Returns the parts of a finding as labelled lines. */
export function findingLines(finding: Finding, evidence: Evidence | undefined): string[] {
  return findingParts(finding, evidence).map(
    ({ label, text }) => label.padEnd(LABEL_WIDTH) + text.replaceAll('\n', `\n${' '.repeat(LABEL_WIDTH)}`),
  );
}
