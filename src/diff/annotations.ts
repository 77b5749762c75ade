/** What stands beside the constraints of a schema, a parameter or an operation, and how a change of a keyword is said. */
import type { Json } from '../contract/document.ts';
import type { Change } from './types.ts';
import { objectOf, type Side, said, same } from './values.ts';

/** A role makes the generated client and the contract tests go by a field or a parameter. */
export function roleChanges(old: Side, next: Side, subject: string, operations: readonly string[]): Change[] {
  const [was, is] = [objectOf(old)['x-role'], objectOf(next)['x-role']];
  if (same(was, is)) return [];
  const at = { old: `${old.pointer}/x-role`, new: `${next.pointer}/x-role` };
  const message = moved('role', was, is);
  return [
    was === undefined
      ? { kind: 'role-changed', impact: 'feature', breaks: [], subject, message, operations, ...at }
      : {
          kind: 'role-changed',
          impact: 'breaking',
          breaks: ['callers'],
          subject,
          message,
          operations,
          ...at,
        },
  ];
}

/** What is deprecated still works: a minor version says so (semver 7). */
export function deprecation(old: Side, next: Side, subject: string, operations: readonly string[]): Change[] {
  const [was, is] = [objectOf(old).deprecated === true, objectOf(next).deprecated === true];
  if (was === is) return [];
  return [
    {
      kind: 'deprecated',
      impact: is ? 'feature' : 'patch',
      breaks: [],
      subject,
      message: is ? 'is deprecated now' : 'is no longer deprecated',
      operations,
      old: `${old.pointer}/deprecated`,
      new: `${next.pointer}/deprecated`,
    },
  ];
}

/** What a keyword went from and to. */
export function moved(keyword: string, old: Json | undefined, next: Json | undefined): string {
  const name = keyword.replace(/^x-/, '').replaceAll('-', ' ');
  if (old === undefined) return `has the ${name} ${said(next)} now`;
  return next === undefined
    ? `has the ${name} ${said(old)} no longer`
    : `has the ${name} ${said(next)}, and had ${said(old)}`;
}
