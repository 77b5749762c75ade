/**
 * States the relations between fields (`x-relations`) in words, and checks an object. The server helpers bundle this module
 * for browsers too, so it must not import modules of Node.
 */
import { listed } from '../text/english.ts';
import type { Json } from './document.ts';
import type { Level } from './vocabulary.ts';

/** A relation between fields of one object; it has exactly one of `lessThan`, `sum` and `echoes`. */
export interface Relation {
  field: string;
  level: Level;
  /** `field` is less than this field. */
  lessThan?: string;
  /** `field` is the sum of these fields. */
  sum?: readonly string[];
  /** `field` has the value of this parameter of the request. */
  echoes?: string;
}

/**
 * States a relation in words that follow "`field` MUST be".
 *
 * @param mark formats the name of a field or parameter
 * @returns the parts of the text, including the formatted names
 */
export function relationInWords<Name>(
  { lessThan, sum, echoes }: Relation,
  mark: (name: string) => Name,
): (string | Name)[] {
  if (lessThan !== undefined) return ['less than ', mark(lessThan)];
  if (sum !== undefined) return ['the sum of ', ...listed(sum.map(mark))];
  return ["the value of the request's parameter ", mark(echoes ?? '')];
}

/** States a relation as a formula: `available < required`. */
export function relationFormula({ field, lessThan, sum, echoes }: Relation): string {
  if (lessThan !== undefined) return `${field} < ${lessThan}`;
  if (sum !== undefined) return `${field} = ${sum.join(' + ')}`;
  return echoes === undefined ? field : `${field} = the parameter ${echoes}`;
}

/**
 * Checks `less-than` and `sum` on an object. `echoes` needs the request and is not checked here.
 *
 * @returns the number that `field` is compared with, or undefined if the relation holds or a number is missing
 */
export function violatedBound({ field, lessThan, sum }: Relation, object: Values): number | undefined {
  const actual = object[field];
  const bound =
    lessThan === undefined ? sum?.reduce((total, name) => total + Number(object[name]), 0) : object[lessThan];
  if (typeof actual !== 'number' || typeof bound !== 'number') return undefined;
  const holds = lessThan === undefined ? actual === bound : actual < bound;
  return holds || areIndistinct(actual, bound) ? undefined : bound;
}

type Values = Readonly<Record<string, unknown>> | { [key: string]: Json };

/** Returns whether numbers beyond 2^53 are so close that their exact values in the body may fulfil a relation. */
function areIndistinct(one: number, other: number): boolean {
  const greater = Math.max(Math.abs(one), Math.abs(other));
  return greater > Number.MAX_SAFE_INTEGER && Math.abs(one - other) <= greater * 4 * Number.EPSILON;
}
