/** Checks the header fields of a response: present if the contract requires them, and consistent with the body. */
import type { JsonObject } from '../../contract/document.ts';
import type { ResponseHeader } from '../../contract/model.ts';
import { inline } from '../../text/markdown.ts';
import type { WireResponse } from '../run/transport.ts';
import type { Finding } from '../types.ts';
import { excerpt } from './body.ts';
import { headerCheck } from './check-id.ts';
import { must } from './finding.ts';

/** How far an HTTP-date may differ from the seconds in the body, because it and `Date` are rounded separately. */
const DATE_TOLERANCE_S = 2;

/** The tolerance for a response without `Date`: the difference of the clocks and the network delay count too. */
const CLOCK_TOLERANCE_S = 5;

/** The problem of a header that is missing. */
const MISSING = 'is missing';

/** IMF-fixdate, the only form that a sender may use (RFC 9110 5.6.7). */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** A code or a success, with the headers that the contract describes. */
interface Owner {
  headers: readonly ResponseHeader[];
  pointer: string;
}

/**
 * Returns the findings on the header fields of a code or a success.
 *
 * @param fields the object whose fields the headers may repeat
 * @param schemes the authentication schemes of the operation
 */
export function headerFindings(
  owner: Owner,
  fields: JsonObject,
  response: WireResponse,
  schemes: readonly string[],
): Finding[] {
  return owner.headers.flatMap((header) => {
    const values = response.headers.get(header.name.toLowerCase());
    const required = `the header ${header.name}`;
    if (!values) {
      if (header.level === 'MAY') return [];
      return [finding(header, owner, header.level, MISSING, required, 'the header is missing')];
    }
    const value = values.join(', ');
    if (header.name.toLowerCase() === 'www-authenticate')
      return challengeFinding(schemes, owner, header, value);
    if (header.name.toLowerCase() === 'retry-after')
      return waitFinding(owner, header, fields, value, response);
    if (header.level !== 'MAY' && value.trim() === '')
      return [
        finding(header, owner, header.level, 'is empty', `${required} with a value`, shown(header, value)),
      ];
    if (header.equals !== undefined && header.equals in fields && value !== String(fields[header.equals])) {
      return [differing(header, owner, fields[header.equals], value)];
    }
    return [];
  });
}

/** Checks that a challenge names an authentication scheme of the operation (RFC 9110 11.6.1). */
function challengeFinding(
  schemes: readonly string[],
  owner: Owner,
  header: ResponseHeader,
  value: string,
): Finding[] {
  // An operation without a scheme has no challenge to name.
  if (schemes.length === 0) return [];
  // A quoted string (a realm) does not name a scheme. The pattern also matches one without an end, to stay linear.
  const offered = value
    .replace(/"(?:[^"\\]|\\.?)*"?/g, '')
    .toLowerCase()
    .split(/[\s,]+/);
  if (header.level === 'MAY' || schemes.some((scheme) => offered.includes(scheme.toLowerCase()))) return [];
  const challenge = `${schemes.join(' or ')} challenge`;
  const expected = `a ${challenge} in the header ${header.name}`;
  return [finding(header, owner, header.level, `has no ${challenge}`, expected, shown(header, value))];
}

/**
 * Checks for seconds or an HTTP-date (RFC 9110 10.2.3), and for the same wait as in the body if the contract says so.
 */
function waitFinding(
  owner: Owner,
  header: ResponseHeader,
  error: JsonObject,
  value: string,
  response: WireResponse,
): Finding[] {
  const seconds = secondsOf(value, response);
  if (seconds === undefined) {
    const expected = `the header ${header.name} in whole seconds or as an HTTP-date`;
    const level = header.equals ? 'MUST' : 'SHOULD';
    return [finding(header, owner, level, 'is neither seconds nor a date', expected, shown(header, value))];
  }
  const body = header.equals === undefined ? undefined : error[header.equals];
  const byDate = response.headers.has('date') ? DATE_TOLERANCE_S : CLOCK_TOLERANCE_S;
  const tolerance = /^\d+$/.test(value) ? 0 : byDate;
  if (typeof body !== 'number' || Math.abs(seconds - body) <= tolerance) return [];
  return [differing(header, owner, body, value)];
}

/** @param expected the value of the field that the header repeats */
function differing(header: ResponseHeader, owner: Owner, expected: unknown, value: string): Finding {
  const { name, equals } = header;
  const phrase = `the header ${name} equal to the field ${equals} (${expected})`;
  return finding(header, owner, 'MUST', `differs from the field \`${equals}\``, phrase, shown(header, value));
}

function shown({ name }: ResponseHeader, value: string): string {
  return `${name}: ${excerpt(value)}`;
}

function secondsOf(value: string, response: WireResponse): number | undefined {
  if (/^\d+$/.test(value)) return Number(value);
  if (!HTTP_DATE.test(value)) return undefined;
  const sent = Date.parse(response.headers.get('date')?.[0] ?? '');
  return (Date.parse(value) - (Number.isNaN(sent) ? Date.now() : sent)) / 1000;
}

/** @param problem what is wrong with the header, as the rest of a sentence */
function finding(
  header: ResponseHeader,
  owner: Owner,
  level: 'MUST' | 'SHOULD',
  problem: string,
  expected: string,
  actual: string,
): Finding {
  const found = must({
    check: headerCheck(header.name),
    title: `The header \`${header.name}\` ${problem}`,
    expected,
    actual,
    requirement: `\`${header.name}\` (${header.level}): ${inline(header.description)}`,
    source: owner.pointer,
    detail: problem === MISSING ? 'missing' : 'wrong',
  });
  return { ...found, level };
}
