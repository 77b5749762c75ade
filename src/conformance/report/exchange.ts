/** A request and its answer as text, for people. */
import { STATUS_CODES } from 'node:http';
import { applyEdits, format } from 'jsonc-parser';
import { visible, visibleLine } from '../../text/sanitize.ts';
import type { Evidence, Finding } from '../types.ts';

/** A body of deeply nested brackets would be mostly indentation: beyond this many times its length, it stays as it is. */
const MAX_GROWTH = 8;

/**
 * A JSON body with a member a line, any other as it is. Only white space changes: repeated names, `60.0` and what stands
 * behind a cut stay what they are, as a parser and a printer would not let them.
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

/** A body, or that there is none; control characters made visible. */
export function bodyText(body: string): string {
  return body === '' ? '(an empty body)' : visible(prettyBody(body));
}

/** The whole exchange, as an HTTP client would log it. */
export function exchangeText({ request, response }: Evidence): string {
  const asked = [`${request.method} ${request.url}`, ...headerLines(request.headers)];
  const answered = response
    ? [statusLine(response.status), ...headerLines(response.headers), '', bodyText(response.body)]
    : ['(no answer)'];
  return [...asked, '', ...answered].join('\n');
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => visibleLine(`${name}: ${value}`));
}

/** A finding with a label before each part, and how to see it again. */
export function findingLines(
  { level, expected, actual, source }: Finding,
  evidence: Evidence | undefined,
): string[] {
  return [
    `${level === 'MUST' ? 'expected' : 'should  '}  ${visibleLine(expected)}`,
    `actual    ${visibleLine(actual)}`,
    `source    ${source}`,
    ...(evidence ? [`repeat    ${visible(evidence.curl)}`] : []),
  ];
}
