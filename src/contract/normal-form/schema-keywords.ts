/** The keywords of JSON Schema that constrain a value of one type: how several of them combine, and how two differ. */
import type { Json } from '../document.ts';
import { canonical, type JsonNode, objectOf } from '../json-node.ts';
import { isEffective } from './schema-applicators.ts';

/** A constraint of a schema, with the place of the keyword. */
export interface Constraint {
  readonly value: Json;
  readonly pointer: string;
  /** Whether the bound itself is excluded. */
  readonly exclusive?: boolean;
  /** All values, if the constraint applies to a value several times: each pattern must match. */
  readonly all?: readonly Json[];
}

interface Keyword {
  /** The type of the values that the keyword constrains; omitted if it constrains values of every type. */
  type?: string;
  /** 1 for a lower bound, -1 for an upper bound; omitted if the values have no order. */
  sign?: 1 | -1;
  /** The values that permit everything (JSON Schema 2020-12 Validation 6). */
  neutral?: readonly Json[];
  /** The group of rules. */
  group: 'bound' | 'pattern' | 'format';
}

const lower = (type: string, ...neutral: readonly Json[]): Keyword => ({
  type,
  sign: 1,
  group: 'bound',
  neutral,
});
const upper = (type: string): Keyword => ({ type, sign: -1, group: 'bound' });

/** The keywords, by name. `exclusiveMinimum` and `exclusiveMaximum` are read as exclusive bounds. */
export const KEYWORDS: Readonly<Record<string, Keyword>> = {
  minimum: lower('number'),
  maximum: upper('number'),
  multipleOf: { type: 'number', group: 'bound' },
  minLength: lower('string', 0),
  maxLength: upper('string'),
  pattern: { type: 'string', neutral: ['', '^', '$', '.*'], group: 'pattern' },
  format: { group: 'format' },
  contentEncoding: { type: 'string', group: 'format' },
  contentMediaType: { type: 'string', group: 'format' },
  minItems: lower('array', 0),
  maxItems: upper('array'),
  uniqueItems: { type: 'array', neutral: [false], group: 'bound' },
  minContains: lower('array', 1),
  maxContains: upper('array'),
  minProperties: lower('object', 0),
  maxProperties: upper('object'),
};

const EXCLUSIVE: Readonly<Record<string, string>> = {
  exclusiveMinimum: 'minimum',
  exclusiveMaximum: 'maximum',
};

/** The keys that {@link constraintsOf} reads. */
export const CONSTRAINTS: ReadonlySet<string> = new Set([
  ...Object.keys(KEYWORDS),
  ...Object.keys(EXCLUSIVE),
]);

/**
 * Returns the constraints of schemas that all apply to the same value, without those that permit everything.
 *
 * @param types the types of the value: a keyword of another type has no effect
 */
export function constraintsOf(
  parts: readonly JsonNode[],
  types: ReadonlySet<string>,
): Map<string, Constraint> {
  const found = new Map<string, Constraint>();
  for (const part of parts) {
    for (const [key, value] of Object.entries(objectOf(part))) {
      const name = Object.hasOwn(EXCLUSIVE, key) ? (EXCLUSIVE[key] as string) : key;
      const keyword = Object.hasOwn(KEYWORDS, name) ? (KEYWORDS[name] as Keyword) : undefined;
      if (!keyword || !applies(keyword, types) || !isEffective(key, part)) continue;
      const own = { value, pointer: `${part.pointer}/${key}`, ...(name !== key && { exclusive: true }) };
      const known = found.get(name);
      const stated = rounded(keyword, own, types);
      if (isNeutral(keyword, name, stated, types)) continue;
      found.set(name, known ? combined(keyword, known, stated) : stated);
    }
  }
  return found;
}

function applies({ type }: Keyword, types: ReadonlySet<string>): boolean {
  return type === undefined || types.has(type) || (type === 'number' && types.has('integer'));
}

/** Returns a bound of integers as an inclusive integer. */
function rounded({ sign, type }: Keyword, stated: Constraint, types: ReadonlySet<string>): Constraint {
  const { value, exclusive, pointer } = stated;
  if (type !== 'number' || sign === undefined || typeof value !== 'number' || types.has('number'))
    return stated;
  const inside = sign === 1 ? Math.ceil(value) : Math.floor(value);
  return { value: exclusive && inside === value ? value + sign : inside, pointer };
}

function isNeutral(
  { neutral }: Keyword,
  name: string,
  { value }: Constraint,
  types: ReadonlySet<string>,
): boolean {
  // Every integer is a multiple of 1, and of 1/2.
  if (name === 'multipleOf')
    return typeof value === 'number' && !types.has('number') && Number.isInteger(1 / value);
  return neutral?.includes(value) === true;
}

/** Returns the stricter bound, or both values of a keyword without order. */
function combined(keyword: Keyword, one: Constraint, other: Constraint): Constraint {
  const stricter = strictness(keyword, one, other);
  if (stricter !== undefined) return stricter > 0 ? other : one;
  const all = new Map([...valuesOf(one), ...valuesOf(other)].map((value) => [canonical(value), value]));
  return { ...one, all: [...all.values()] };
}

function valuesOf({ value, all }: Constraint): readonly Json[] {
  return all ?? [value];
}

/** The formats whose values have another format too (OpenAPI format registry; RFC 3986, 3987, 6531). */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  int32: ['int64'],
  float: ['double'],
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
};

/** Returns everything that a constraint without an order requires, as canonical JSON. */
export function requirementsOf(name: string, constraint: Constraint): Set<string> {
  const values = valuesOf(constraint).flatMap((value) => [
    value,
    ...((name === 'format' && IMPLIED[String(value)]) || []),
  ]);
  return new Set(values.map(canonical));
}

/** Returns a number above 0 if the second bound is stricter, and undefined if the keyword has no order. */
export function strictness(
  { sign }: Pick<Keyword, 'sign'>,
  one: Constraint,
  other: Constraint,
): number | undefined {
  if (sign === undefined || typeof one.value !== 'number' || typeof other.value !== 'number')
    return undefined;
  return (
    (other.value - one.value) * sign || Number(other.exclusive === true) - Number(one.exclusive === true)
  );
}

/** Returns a constraint as a sentence shows it. */
export function shown({ value, exclusive, all }: Constraint): Json {
  if (all) return [...all];
  return exclusive ? `${value} (exclusive)` : value;
}
