/** Routing cases: unknown paths and methods, and requests whose response is unspecified except that it must not be a 5xx. */
import { codeOf } from '../../contract/read.ts';
import { operationsAt } from '../../contract/router.ts';
import type { Case } from '../types.ts';
import {
  type Change,
  expectError,
  type OperationCases,
  UNKNOWN_SEGMENT,
  withToken,
} from './operation-cases.ts';

/** Wrong methods to try. The response to HEAD and OPTIONS is unspecified. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Cursors that can crash a server that decodes its own cursors. */
const CURSORS: Readonly<Record<string, [value: string, description: string]>> = {
  unknown: [UNKNOWN_SEGMENT, 'an unknown value'],
  empty: ['', 'an empty value'],
  odd: ['\'"\\;--%00', 'special characters'],
  base64: [base64('no JSON'), 'Base64 of text that is not JSON'],
  negative: [base64('{"offset":-1,"page":-1,"after":-1}'), 'Base64 of JSON with negative positions'],
  foreign: [base64('null'), 'Base64 of the JSON value null'],
  long: ['A'.repeat(2000), '2000 characters'],
};

/** A request whose response is unspecified, with a description that begins the title of the case. */
interface UnspecifiedRequest {
  subject: string;
  change: Change;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64url');
}

export function routingCases(suite: OperationCases): Case[] {
  const { code, pointer } = codeOf(suite.contract, 'path-unknown');
  const own = suite.path();
  const parts = suite.operation.path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  const fixed = `/${parts.join('/')}`;
  const last = parts.at(-1) ?? UNKNOWN_SEGMENT;

  const candidates: Record<string, string> = {
    shallow: `/${UNKNOWN_SEGMENT}`,
    deep: `/${UNKNOWN_SEGMENT}`.repeat(6),
    beside: suite.siblingPath(),
    'beside-longer': suite.siblingPath(`${last}s`),
    'parent-only': fixed,
    ...(parts.length > 1 && { collection: `/${parts[0]}` }),
    'one-part-too-few': own.slice(0, own.lastIndexOf('/')),
    below: `${own}/${UNKNOWN_SEGMENT}`,
    'far-below': `${own}/${UNKNOWN_SEGMENT}/${UNKNOWN_SEGMENT}`,
    'under-itself': own + own,
    'before-it': `/${UNKNOWN_SEGMENT}${own}`,
  };
  // Such a path may belong to another operation, or be the base path.
  const unknownPaths = Object.entries(candidates).filter(
    ([, path], index, all) =>
      path !== '' && suite.isUnknown(path) && all.findIndex(([, other]) => other === path) === index,
  );
  const segments = own.split('/').map(decodeURIComponent);
  const methods = new Set(operationsAt(suite.contract, segments).map(({ method }) => method));
  const unspecified: Record<string, UnspecifiedRequest> = {
    head: { subject: 'A HEAD request', change: { method: 'HEAD' } },
    options: { subject: 'An OPTIONS request', change: { method: 'OPTIONS' } },
    'trailing-slash': { subject: 'A trailing slash', change: { path: `${own}/` } },
    base: { subject: 'A request to the base path', change: { path: '' } },
    'base-slash': { subject: 'A request to the base path with a trailing slash', change: { path: '/' } },
    'percent-encoding': { subject: 'Malformed percent-encoding in the path', change: { path: `${own}%zz` } },
    'percent-encoding-utf-8': {
      subject: 'Percent-encoding in the path that is not UTF-8',
      change: { path: `${own}%ff` },
    },
    ...queryCases(suite),
    ...cursorCases(suite),
  };
  // Without a valid token, a token error is also acceptable.
  const tokenErrors = [
    codeOf(suite.contract, 'token-missing').code,
    codeOf(suite.contract, 'token-unknown').code,
  ];
  const withoutValidToken: Record<string, [description: string, headers: Record<string, string>]> = {
    'without-token': ['without a token', {}],
    'unknown-token': ['with an unknown token', withToken(suite.contract.credentials[0], '{token:unknown}')],
  };
  const wrongMethod = expectError(code, ...(suite.hasCommonCredentials ? [] : tokenErrors));
  return [
    ...Object.entries(withoutValidToken).map(([name, [description, headers]]) =>
      suite.case(
        'routing',
        `routing/${name}`,
        `An unknown path ${description} returns ${code} or a token error`,
        pointer,
        { path: suite.siblingPath(), headers },
        expectError(code, ...tokenErrors),
      ),
    ),
    ...unknownPaths.map(([name, path]) =>
      suite.case(
        'routing',
        `routing/${name}`,
        `The unknown path ${path} returns ${code}`,
        pointer,
        { path, headers: suite.commonToken },
        expectError(code),
      ),
    ),
    ...METHODS.filter((method) => !methods.has(method)).map((method) =>
      suite.case(
        'routing',
        `routing/${method}`,
        `The method ${method} on a known path returns ${code}`,
        pointer,
        { method },
        wrongMethod,
        'SHOULD',
      ),
    ),
    ...Object.entries(unspecified).map(([name, { subject, change }]) => {
      const title = `${subject} does not cause a server error`;
      return suite.case('routing', `routing/${name}`, title, 'RFC 9110 15.6', change, { kind: 'no-fault' });
    }),
  ];
}

function cursorCases(suite: OperationCases): Record<string, UnspecifiedRequest> {
  const cursor = suite.operation.parameters.find(({ role }) => role === 'cursor');
  if (!cursor) return {};
  return Object.fromEntries(
    Object.entries(CURSORS).map(([name, [value, description]]) => [
      `cursor-${name}`,
      {
        subject: `The parameter ${cursor.name} with ${description}`,
        change: { values: { [cursor.name]: value } },
      },
    ]),
  );
}

/** Returns requests with malformed percent-encoding in a query parameter that accepts any value. */
function queryCases(suite: OperationCases): Record<string, UnspecifiedRequest> {
  const opaque = suite.operation.parameters.find(
    (one) => one.in === 'query' && one.invalid === undefined && !one.list,
  );
  if (!opaque) return {};
  const path = (value: string) => `${suite.path()}?${opaque.name}=${value}`;
  return {
    'percent-encoding-query': {
      subject: 'Malformed percent-encoding in the query',
      change: { path: path('%zz') },
    },
    'percent-encoding-query-utf-8': {
      subject: 'Percent-encoding in the query that is not UTF-8',
      change: { path: path('%ff') },
    },
  };
}
