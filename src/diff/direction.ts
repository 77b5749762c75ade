/** Whether a constraint permits fewer or more values than before. */
import {
  type Constraint,
  KEYWORDS,
  requirementsOf,
  strictness,
} from '../contract/normal-form/schema-keywords.ts';

/** How the set of permitted values changed: to fewer, to more, or to others. */
export type Shift = 'narrowed' | 'widened' | 'changed';

/** Where values travel: to the server in a request, or to the caller in a response. */
export type Flow = 'request' | 'response';

/**
 * How a schema affects the values of the schema that contains it: 1 if it permits more values when its own values
 * become more, -1 if it permits fewer (below `not`), and 0 if neither is certain (below `if`).
 */
export type Variance = 1 | -1 | 0;

/** Returns the effect of a shift on the schema that contains the changed schema. */
export function effectOf(shift: Shift, variance: Variance): Shift {
  if (variance === 1 || shift === 'changed') return shift;
  if (variance === 0) return 'changed';
  return shift === 'narrowed' ? 'widened' : 'narrowed';
}

/** Returns how a set of requirements changed: each item takes values away. */
export function shiftOfSets(old: ReadonlySet<string>, next: ReadonlySet<string>): Shift | undefined {
  const [added, removed] = [
    [...next].some((item) => !old.has(item)),
    [...old].some((item) => !next.has(item)),
  ];
  if (added && removed) return 'changed';
  return added ? 'narrowed' : removed ? 'widened' : undefined;
}

/** Returns the opposite of a shift: that of a set of permitted items. */
export function opposite(shift: Shift | undefined): Shift | undefined {
  return shift && effectOf(shift, -1);
}

/** Returns how a constraint changed, or undefined if it is equal. */
export function shiftOfConstraints(
  name: string,
  old: Constraint | undefined,
  next: Constraint | undefined,
): Shift | undefined {
  if (!old || !next) return old ? 'widened' : next && 'narrowed';
  const stricter = strictness(KEYWORDS[name] ?? {}, old, next);
  if (stricter !== undefined) return stricter === 0 ? undefined : stricter > 0 ? 'narrowed' : 'widened';
  if (name === 'multipleOf' && !old.all && !next.all) return shiftOfMultiples(old, next);
  return shiftOfSets(requirementsOf(name, old), requirementsOf(name, next));
}

function shiftOfMultiples(old: Constraint, next: Constraint): Shift | undefined {
  const [was, is] = [Number(old.value), Number(next.value)];
  // The quotient of decimal fractions is inexact.
  const isWhole = (quotient: number) => Math.abs(quotient - Math.round(quotient)) < 1e-9;
  if (was === is) return undefined;
  if (isWhole(is / was)) return 'narrowed';
  return isWhole(was / is) ? 'widened' : 'changed';
}
