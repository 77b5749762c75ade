/** Paths and methods that no operation has, and what the contract leaves open but for faults of the server. */
import { codeOf } from '../../contract/contract.ts';
import type { Case } from '../types.ts';
import { anError, type Change, NOWHERE, type Suite } from './suite.ts';

/** Methods that the operation does not have; HEAD and OPTIONS are left open by the contract. */
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];

export function routingCases(suite: Suite): Case[] {
  const { code, pointer } = codeOf(suite.contract, 'path-unknown');
  const own = suite.path();
  const parts = suite.operation.path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  const fixed = `/${parts.join('/')}`;
  const last = parts.at(-1) ?? NOWHERE;

  const unknown: Record<string, string> = {
    shallow: `/${NOWHERE}`,
    deep: `/${NOWHERE}`.repeat(6),
    beside: suite.pathBeside(),
    'beside-longer': suite.pathBeside(`${last}s`),
    'parent-only': fixed,
    'one-part-too-few': own.slice(0, own.lastIndexOf('/')),
    below: `${own}/${NOWHERE}`,
    'far-below': `${own}/${NOWHERE}/${NOWHERE}`,
    'under-itself': own + own,
    'before-it': `/${NOWHERE}${own}`,
  };
  const open: Record<string, { title: string; change: Change }> = {
    head: { title: 'HEAD', change: { method: 'HEAD' } },
    options: { title: 'OPTIONS', change: { method: 'OPTIONS' } },
    'trailing-slash': { title: 'A slash at the end', change: { path: `${own}/` } },
    base: { title: 'The bare base path', change: { path: '' } },
    'base-slash': { title: 'The base path with a slash', change: { path: '/' } },
    'percent-encoding': { title: 'Malformed percent-encoding', change: { path: `${own}%zz` } },
    'percent-encoding-utf-8': { title: 'Percent-encoding that is no UTF-8', change: { path: `${own}%ff` } },
    ...cursorCases(suite),
  };
  return [
    ...Object.entries(unknown).map(([name, path]) =>
      suite.case('routing', `routing/${name}`, `${path} is ${code}`, pointer, { path }, anError(code)),
    ),
    ...METHODS.filter((method) => method !== suite.operation.method).map((method) =>
      suite.case(
        'routing',
        `routing/${method}`,
        `${method} is ${code}`,
        pointer,
        { method },
        anError(code),
        'SHOULD',
      ),
    ),
    ...Object.entries(open).map(([name, { title, change }]) => {
      const told = `${title} is no fault of the server`;
      return suite.case('routing', `routing/${name}`, told, 'RFC 9110 15.6', change, { kind: 'no-fault' });
    }),
  ];
}

function cursorCases(suite: Suite): Record<string, { title: string; change: Change }> {
  const cursor = suite.operation.parameters.find(({ role }) => role === 'cursor');
  if (!cursor) return {};
  return Object.fromEntries(
    Object.entries({ unknown: NOWHERE, empty: '', odd: '\'"\\;--%00' }).map(([name, value]) => [
      `cursor-${name}`,
      { title: `An ${name} ${cursor.name}`, change: { values: { [cursor.name]: value } } },
    ]),
  );
}
