/** Paths and methods that no operation has, and what the contract leaves open but for faults of the server. */
import { codeOf } from '../../contract/read.ts';
import { operationAt, operationsAt } from '../../contract/router.ts';
import type { Case } from '../types.ts';
import {
  type Change,
  expectError,
  type OperationCases,
  UNKNOWN_SEGMENT,
  withToken,
} from './operation-cases.ts';

/** Methods that the operation does not have; HEAD and OPTIONS are left open by the contract. */
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** What a server may trip over that looks into its own cursors: no base64, base64 of no JSON, of JSON that it never wrote. */
const CURSORS: Readonly<Record<string, string>> = {
  unknown: UNKNOWN_SEGMENT,
  empty: '',
  odd: '\'"\\;--%00',
  base64: base64('no JSON'),
  negative: base64('{"offset":-1,"page":-1,"after":-1}'),
  foreign: base64('null'),
};

function base64(text: string): string {
  return Buffer.from(text).toString('base64url');
}

export function routingCases(suite: OperationCases): Case[] {
  const { code, pointer } = codeOf(suite.contract, 'path-unknown');
  const own = suite.path();
  const parts = suite.operation.path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  const fixed = `/${parts.join('/')}`;
  const last = parts.at(-1) ?? UNKNOWN_SEGMENT;

  const unknown: Record<string, string> = {
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
  // What lies beside one operation may be another.
  const nowhere = Object.entries(unknown).filter(
    ([, path]) =>
      !operationAt(suite.contract, suite.operation.method, path.split('/').map(decodeURIComponent)),
  );
  const segments = own.split('/').map(decodeURIComponent);
  const methods = new Set(operationsAt(suite.contract, segments).map(({ method }) => method));
  const open: Record<string, { title: string; change: Change }> = {
    head: { title: 'HEAD', change: { method: 'HEAD' } },
    options: { title: 'OPTIONS', change: { method: 'OPTIONS' } },
    'trailing-slash': { title: 'A slash at the end', change: { path: `${own}/` } },
    base: { title: 'The bare base path', change: { path: '' } },
    'base-slash': { title: 'The base path with a slash', change: { path: '/' } },
    'percent-encoding': { title: 'Malformed percent-encoding', change: { path: `${own}%zz` } },
    'percent-encoding-utf-8': { title: 'Percent-encoding that is no UTF-8', change: { path: `${own}%ff` } },
    ...queryCases(suite),
    ...cursorCases(suite),
  };
  // Without a valid token, a token error is as good.
  const tokenErrors = [
    codeOf(suite.contract, 'token-missing').code,
    codeOf(suite.contract, 'token-unknown').code,
  ];
  const strangers: Record<string, Record<string, string>> = {
    'without-token': {},
    'unknown-token': withToken(suite.primaryCredential, '{token:unknown}'),
  };
  return [
    ...Object.entries(strangers).map(([name, headers]) =>
      suite.case(
        'routing',
        `routing/${name}`,
        `An unknown path is ${code} or a token error (${name})`,
        pointer,
        { path: suite.siblingPath(), headers },
        expectError(code, ...tokenErrors),
      ),
    ),
    ...nowhere.map(([name, path]) =>
      suite.case('routing', `routing/${name}`, `${path} is ${code}`, pointer, { path }, expectError(code)),
    ),
    ...METHODS.filter((method) => !methods.has(method)).map((method) =>
      suite.case(
        'routing',
        `routing/${method}`,
        `${method} is ${code}`,
        pointer,
        { method },
        expectError(code),
        'SHOULD',
      ),
    ),
    ...Object.entries(open).map(([name, { title, change }]) => {
      const noFault = `${title} is no fault of the server`;
      return suite.case('routing', `routing/${name}`, noFault, 'RFC 9110 15.6', change, { kind: 'no-fault' });
    }),
  ];
}

function cursorCases(suite: OperationCases): Record<string, { title: string; change: Change }> {
  const cursor = suite.operation.parameters.find(({ role }) => role === 'cursor');
  if (!cursor) return {};
  return Object.fromEntries(
    Object.entries({ ...CURSORS, long: 'A'.repeat(2000) }).map(([name, value]) => [
      `cursor-${name}`,
      { title: `A ${cursor.name} that is ${name}`, change: { values: { [cursor.name]: value } } },
    ]),
  );
}

/** Malformed percent-encoding in the value of the opaque parameter of the query. */
function queryCases(suite: OperationCases): Record<string, { title: string; change: Change }> {
  const opaque = suite.operation.parameters.find((one) => one.in === 'query' && one.invalid === undefined);
  if (!opaque) return {};
  const path = (value: string) => `${suite.path()}?${opaque.name}=${value}`;
  return {
    'percent-encoding-query': {
      title: 'Malformed percent-encoding in the query',
      change: { path: path('%zz') },
    },
    'percent-encoding-query-utf-8': {
      title: 'Percent-encoding that is no UTF-8 in the query',
      change: { path: path('%ff') },
    },
  };
}
