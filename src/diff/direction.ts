/** In which direction a constraint moved, and whom that breaks. */
import type { Json } from '../contract/document.ts';
import type { Impact, Party } from './types.ts';

/** Fewer values than before, more, or others. */
export type Direction = 'tightened' | 'loosened' | 'changed';

/** Where values travel: to the server in a request, to the caller in an answer. */
export type Flow = 'request' | 'answer';

/** Whom a shift breaks, by where the values travel; {@link Party} has the reasons. */
const RATED: Record<Flow, Record<Direction, readonly Party[]>> = {
  request: { tightened: ['callers'], loosened: [], changed: ['callers'] },
  answer: { tightened: ['servers'], loosened: ['callers'], changed: ['callers', 'servers'] },
};

/** The impact of a shift: what breaks nobody lets requests do more than before. */
export function rated(shift: Direction, flow: Flow): { impact: Impact; breaks: readonly Party[] } {
  const breaks = RATED[flow][shift];
  return { impact: breaks.length > 0 ? 'breaking' : 'feature', breaks };
}

/** A keyword that takes values away: none is the widest. What else it may say cannot be told wider or narrower. */
export function present(old: Json | undefined, next: Json | undefined): Direction {
  return old === undefined ? 'tightened' : next === undefined ? 'loosened' : 'changed';
}

type Rule = (old: Json | undefined, next: Json | undefined) => Direction;

/** A bound from below (`sign` 1) or above (-1). */
const bound =
  (sign: 1 | -1): Rule =>
  (old, next) =>
    typeof old === 'number' && typeof next === 'number'
      ? (next - old) * sign > 0
        ? 'tightened'
        : 'loosened'
      : present(old, next);

const multiple: Rule = (old, next) => {
  if (typeof old !== 'number' || typeof next !== 'number') return present(old, next);
  return next % old === 0 ? 'tightened' : old % next === 0 ? 'loosened' : 'changed';
};

const flag: Rule = (_, next) => (next === true ? 'tightened' : 'loosened');

/** `false` allows no further property; everything else is between. */
const further: Rule = (old, next) => {
  const open = (value: Json | undefined) => value === undefined || value === true;
  if (open(old) || next === false) return 'tightened';
  return open(next) || old === false ? 'loosened' : 'changed';
};

/** The types of a schema; an integer is a number (JSON Schema 2020-12, 6.1.1). */
const types: Rule = (old, next) => {
  if (old === undefined || next === undefined) return present(old, next);
  const names = (value: Json) => (Array.isArray(value) ? value : [value]);
  const within = (some: Json[], all: Json[]) =>
    some.every((name) => all.includes(name) || (name === 'integer' && all.includes('number')));
  if (within(names(next), names(old))) return 'tightened';
  return within(names(old), names(next)) ? 'loosened' : 'changed';
};

/**
 * The keywords that have a direction. Any other, but for what is annotation or a schema itself, is `changed` when it
 * changes.
 */
const RULES: Readonly<Record<string, Rule>> = {
  type: types,
  minimum: bound(1),
  exclusiveMinimum: bound(1),
  minLength: bound(1),
  minItems: bound(1),
  minProperties: bound(1),
  maximum: bound(-1),
  exclusiveMaximum: bound(-1),
  maxLength: bound(-1),
  maxItems: bound(-1),
  maxProperties: bound(-1),
  multipleOf: multiple,
  uniqueItems: flag,
  additionalProperties: further,
  const: present,
  pattern: present,
  format: present,
};

/** @returns how a keyword of ours or of JSON Schema moved; the two values differ */
export function directionOf(keyword: string, old: Json | undefined, next: Json | undefined): Direction {
  const rule = Object.hasOwn(RULES, keyword) ? RULES[keyword] : undefined;
  return rule ? rule(old, next) : 'changed';
}
